import type { Refusal } from '../../refusals.ts';
import type { RuleSheetDocument } from '../document.ts';

/** A fault of a sheet: it refuses the sheet, or warns of something that is possible. */
export interface Finding {
  readonly weight: 'refused' | 'warning';
  readonly refusal: Refusal;
}

/** One check of one chapter: null when it finds nothing. */
export type Check<Chapter> = (chapter: Chapter, document: RuleSheetDocument) => Finding | null;

/** A choice that cannot stand beside another one. */
export function refused(field: string, code: string, message: string): Finding {
  return { weight: 'refused', refusal: { code, message, field } };
}

/** A choice that is possible, but that the meeting should make knowingly. */
export function warned(field: string, code: string, message: string): Finding {
  return { weight: 'warning', refusal: { code, message, field } };
}
