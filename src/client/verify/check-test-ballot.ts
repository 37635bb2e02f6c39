import { openElection } from '../../ballot/election.ts';
import { rebuildTestBallot } from '../../ballot/prepare-ballot.ts';
import { marksAllowed, type Question } from '../../ballot/question.ts';
import { readTestBallot } from '../parts/test-ballot.ts';

/** What a test ballot shows when this device encrypts it again. */
export type TestVerdict =
  | { readonly kind: 'unreadable' | 'other-round' | 'marks-not-allowed' }
  | {
      readonly kind: 'rebuilt';
      /** What the first device must have shown before it asked "cast or test". */
      readonly commitment: string;
      /** The marks that were encrypted, in words. */
      readonly chosen: readonly string[];
      /** Whether it begins with what was typed; null when nothing was. */
      readonly same: boolean | null;
    };

/** Fewest characters of a commitment or tracker that are compared: 72 bits. */
export const comparedCharacters = 12;

/**
 * Encrypts a test ballot again from its seed and compares the commitment. Verdicts in this order:
 * unreadable, other-round, marks-not-allowed, rebuilt.
 */
export function checkTestBallot(electionJson: string, typed: string, shown: string): TestVerdict {
  const election = openElection(electionJson);
  const test = readTestBallot(typed);
  if (!election.ok || test === null) return { kind: 'unreadable' };
  const { questions, uuid } = election.value.election;
  if (test.uuid !== uuid) return { kind: 'other-round' };
  const allowed =
    test.marks.length === questions.length &&
    questions.every((question, i) => marksAllowed(question, test.marks[i] ?? []));
  if (!allowed) return { kind: 'marks-not-allowed' };
  const { seed, credential, marks } = test;
  const commitment = rebuildTestBallot(election.value, seed, credential, marks);
  const compared = shown.replace(/\s/g, '');
  return {
    kind: 'rebuilt',
    commitment,
    chosen: questions.flatMap((question, i) => marksInWords(question, marks[i] ?? [])),
    same: compared === '' ? null : beginsWith(commitment, compared),
  };
}

/** Whether a code begins with what somebody typed, which must be long enough to mean something. */
export function beginsWith(code: string, typed: string): boolean {
  return typed.length >= comparedCharacters && code.startsWith(typed);
}

function marksInWords({ answers, blank, question }: Question, marks: readonly number[]): string[] {
  const names = blank ? ['弃权', ...answers] : answers;
  const chosen = names.filter((_, j) => marks[j] === 1);
  return [`${question}：${chosen.length === 0 ? '一项也没有选' : chosen.join('、')}`];
}
