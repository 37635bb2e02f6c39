import { startOfStatement } from './answer-prefixes.ts';
import { type Ballot, parseBallot, signaturePrefix, trackerOf, unsignedPart } from './ballot.ts';
import { type AnswerProblem, checkAnswer } from './check-answer.ts';
import type { OpenElection } from './election.ts';
import { hashJson } from './hash.ts';
import { known } from './known.ts';
import { verifyKnowledge } from './proofs/schnorr.ts';
import type { FormCode } from './read.ts';

/** What is wrong with one ballot, by itself. */
export interface BallotProblem {
  readonly code:
    | FormCode
    | 'ballot-of-another-election'
    | 'credential-not-in-group'
    | 'signature-hash'
    | 'signature-proof'
    | AnswerProblem['code'];
  /** Path in the record, when its form is wrong. */
  readonly path?: string;
  /** From 0. */
  readonly question?: number;
  /** Index in `choices`, from 0; the blank one is 0 where the question has it. */
  readonly choice?: number;
}

/** A ballot with its tracker and all that is wrong with it; null when it cannot be read. */
export type CheckedBallot =
  | {
      readonly tracker: string;
      readonly ballot: Ballot;
      readonly problems: readonly BallotProblem[];
    }
  | {
      readonly tracker: string;
      readonly ballot: null;
      readonly problems: readonly [BallotProblem];
    };

/**
 * Checks one ballot by itself, as the server must before it acknowledges it (§3.2 step 3.d, §4.15): form,
 * election, credential in the group, signature, every proof of every answer. Whether its credential is on
 * the list, and unused, is the caller's to ask.
 */
export function checkBallot(election: OpenElection, json: string): CheckedBallot {
  const tracker = trackerOf(json);
  const parsed = parseBallot(election.election, json);
  if (!parsed.ok) {
    return { tracker, ballot: null, problems: [{ code: parsed.code, path: parsed.path }] };
  }
  return { tracker, ballot: parsed.value, problems: problemsOf(election, parsed.value, json) };
}

function problemsOf(opened: OpenElection, ballot: Ballot, json: string): BallotProblem[] {
  const { election, hash, group } = opened;
  const { credential, signature } = ballot;
  const problems: BallotProblem[] = [];
  if (ballot.electionUuid !== election.uuid || ballot.electionHash !== hash) {
    problems.push({ code: 'ballot-of-another-election' });
  }
  if (credential === 1n || !group.isMember(credential)) {
    problems.push({ code: 'credential-not-in-group' });
  }
  if (hashJson(unsignedPart(json)) !== signature.hash) {
    problems.push({ code: 'signature-hash' });
  }
  if (!verifyKnowledge(group, signaturePrefix(signature.hash), credential, signature.proof)) {
    problems.push({ code: 'signature-proof' });
  }
  const start = startOfStatement(hash, credential);
  election.questions.forEach((question, index) => {
    for (const problem of checkAnswer(opened, question, start, known(ballot.answers[index]))) {
      problems.push({ ...problem, question: index });
    }
  });
  return problems;
}
