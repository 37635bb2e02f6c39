/** The three grades (等次) of a satisfaction test, as stored, in the order in which they are printed. */
export const gradeCodes = ['satisfied', 'fairly_satisfied', 'dissatisfied'] as const;

export type GradeCode = (typeof gradeCodes)[number];

/** Chinese names of the grades; a verdict is said in the same words. */
export const gradeNames = {
  satisfied: '满意',
  fairly_satisfied: '基本满意',
  dissatisfied: '不满意',
} as const satisfies Readonly<Record<GradeCode, string>>;

/** How many gave each grade. Counts are shown beside each other; no average is ever made of them. */
export type GradeCounts = Readonly<Record<GradeCode, number>>;

/** Nobody gave any grade. */
export const noGrades: GradeCounts = { satisfied: 0, fairly_satisfied: 0, dissatisfied: 0 };

/** Adds the counts of two groups that were asked the same thing on the same occasion. */
export function addGrades(one: GradeCounts, other: GradeCounts): GradeCounts {
  return {
    satisfied: one.satisfied + other.satisfied,
    fairly_satisfied: one.fairly_satisfied + other.fairly_satisfied,
    dissatisfied: one.dissatisfied + other.dissatisfied,
  };
}

/** How many gave a grade at all. */
export function gradesGiven(counts: GradeCounts): number {
  return counts.satisfied + counts.fairly_satisfied + counts.dissatisfied;
}

/** The grade that a Chinese name stands for; null for any other word. */
export function gradeOf(name: string): GradeCode | null {
  return gradeCodes.find((code) => gradeNames[code] === name) ?? null;
}
