import type { Refusal, Result } from '../refusals.ts';
import { ballotChecks } from './contradictions/ballot.ts';
import { deadlinesChecks } from './contradictions/deadlines.ts';
import type { Check, Finding } from './contradictions/finding.ts';
import { passingChecks } from './contradictions/passing.ts';
import { placesChecks } from './contradictions/places.ts';
import {
  followUpChecks,
  keysChecks,
  resultChecks,
  satisfactionChecks,
} from './contradictions/result.ts';
import { reviewChecks } from './contradictions/review.ts';
import type { RuleSheetDocument } from './document.ts';
import { unlessRefused } from './parse-rule-sheet.ts';

/** What is wrong with a sheet, and what is possible but should be chosen knowingly. */
export interface Contradictions {
  readonly refusals: readonly Refusal[];
  readonly warnings: readonly Refusal[];
}

function check<Chapter>(
  checks: readonly Check<Chapter>[],
  chapter: Chapter | undefined,
  document: RuleSheetDocument,
): Finding[] {
  if (chapter === undefined) return [];
  return checks.map((one) => one(chapter, document)).filter((finding) => finding !== null);
}

/**
 * Looks for settings that cannot stand together or that the law forbids (refusals), and for such as
 * are possible but unusual (warnings). Every one has the field at which the wizard shows it. The
 * order is that of the wizard's pages.
 */
export function contradictions(document: RuleSheetDocument): Contradictions {
  const vote = [...placesChecks, ...ballotChecks, ...passingChecks, ...resultChecks];
  const findings = [
    ...check(vote, document.vote, document),
    ...check(keysChecks, document.keys, document),
    ...check(satisfactionChecks, document.satisfaction, document),
    ...check(followUpChecks, document.followUp, document),
    ...check(reviewChecks, document.review, document),
    ...check(deadlinesChecks, document.deadlines, document),
  ];
  const of = (weight: Finding['weight']) =>
    findings.filter((finding) => finding.weight === weight).map(({ refusal }) => refusal);
  return { refusals: of('refused'), warnings: of('warning') };
}

/**
 * A sheet fit to be printed or put to the meeting: refuses with every contradiction; warnings do not
 * stand in the way.
 */
export function soundRuleSheet(document: RuleSheetDocument): Result<RuleSheetDocument> {
  return unlessRefused(contradictions(document).refusals, () => document);
}
