import { defaultRuleSheet, type SheetWishes } from '../../../src/rules/rule-sheet/default-sheet.ts';
import type { Chapters, RuleSheetDocument } from '../../../src/rules/rule-sheet/document.ts';

/** A sheet with every chapter present. */
export type FullSheet = RuleSheetDocument & Chapters;

/** The default of a township of 10 places and 12 candidates, the electronic chapter included. */
export function fullSheet(wishes: Partial<SheetWishes> = {}): FullSheet {
  const wanted = { level: 'township', places: 10, candidates: 12, ...wishes } as const;
  const electronic = defaultRuleSheet({ ...wanted, channels: 'electronic' });
  return { ...electronic, ...defaultRuleSheet(wanted) } as FullSheet;
}

/** The default sheet with some settings of the vote changed. */
export function withVote(
  changes: Partial<Chapters['vote']>,
  wishes: Partial<SheetWishes> = {},
): FullSheet {
  const sheet = fullSheet(wishes);
  return { ...sheet, vote: { ...sheet.vote, ...changes } };
}
