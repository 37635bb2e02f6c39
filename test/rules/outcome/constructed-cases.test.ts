import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { decideDecision } from '../../../src/rules/outcome/decision.ts';
import { decideOutcome } from '../../../src/rules/outcome/outcome.ts';
import { parseOutcomeInput } from '../../../src/rules/outcome/parse-outcome-input.ts';
import { decideSatisfaction } from '../../../src/rules/outcome/satisfaction.ts';

interface Expected {
  readonly exit: 0 | 1;
  readonly valid?: boolean | null;
  readonly threshold?: number | null;
  readonly ranks?: readonly number[];
  readonly adopted?: readonly number[] | null;
  readonly passes?: readonly number[];
  readonly tied?: readonly number[];
  readonly next?: string;
  readonly warningsCount?: number;
  readonly verdicts?: readonly string[];
  readonly doubtful?: readonly boolean[];
}

interface Case {
  readonly name: string;
  readonly input: unknown;
  readonly expect: Expected;
}

const file = new URL('../../vectors/constructed-cases.json', import.meta.url);
const { cases } = JSON.parse(readFileSync(file, 'utf8')) as { cases: Case[] };

/** What the function says about a case, under the names that the file checks. */
function observe(input: unknown): Record<keyof Expected, unknown> | { exit: 1 } {
  const parsed = parseOutcomeInput(input);
  if (!parsed.ok) return { exit: 1 };
  const none = { exit: 0, verdicts: null, doubtful: null } as const;
  if (parsed.value.kind === 'satisfaction') {
    const { rows, warnings } = decideSatisfaction(parsed.value);
    return {
      ...{ valid: null, threshold: null, ranks: null, adopted: null, passes: null },
      ...{ tied: null, next: null, warningsCount: warnings.length, exit: 0 },
      verdicts: rows.map((row) => row.verdict),
      doubtful: rows.map((row) => row.doubtful),
    };
  }
  const { value } = parsed;
  const outcome = value.kind === 'vote' ? decideOutcome(value) : decideDecision(value);
  const numbersOf = (field: 'adopted' | 'passes') =>
    outcome.projects.some((project) => project[field] === null)
      ? null
      : outcome.projects
          .filter((project) => project[field])
          .map((project) => project.number)
          .sort((a, b) => a - b);
  return {
    ...none,
    valid: outcome.valid,
    threshold: outcome.threshold,
    ranks: outcome.projects.map((project) => project.rank),
    adopted: numbersOf('adopted'),
    passes: numbersOf('passes'),
    tied: outcome.tied,
    next: outcome.next,
    warningsCount: outcome.warnings.length,
  };
}

test('all fourteen constructed cases are here', () => {
  expect(cases).toHaveLength(14);
});

test.each(cases)('constructed case: $name', ({ input, expect: expected }) => {
  expect(observe(input)).toMatchObject(expected);
});
