import { type GradeCounts, gradesGiven } from './grades.ts';

/** What the residents' column of a project shows: three numbers, or why there are none. */
export type ShownGrades =
  | { readonly kind: 'not-asked' }
  | { readonly kind: 'none' }
  | { readonly kind: 'too-few'; readonly smallest: number }
  | { readonly kind: 'shown'; readonly counts: GradeCounts; readonly total: number };

/**
 * Hides the grades of fewer residents than the rule sheet's smallest group (票决办法): of so few, the
 * numbers would tell what single neighbours said. No average is ever made.
 */
export function showGrades(counts: GradeCounts, smallest: number): ShownGrades {
  const total = gradesGiven(counts);
  if (total === 0) return { kind: 'none' };
  return total < smallest ? { kind: 'too-few', smallest } : { kind: 'shown', counts, total };
}
