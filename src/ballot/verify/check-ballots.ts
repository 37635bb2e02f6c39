import { type Ballot, trackerOf } from '../ballot.ts';
import { type BallotProblem, type CheckedBallot, checkBallot } from '../check-ballot.ts';
import type { ListedCredential } from '../credentials-list.ts';
import type { OpenElection } from '../election.ts';
import type { LinkedEvent } from './check-chain.ts';
import { type Failure, failure, type Place } from './failure.ts';

/** A ballot that stands in the chain and could be read. */
export interface CastBallot {
  readonly ballot: Ballot;
  readonly tracker: string;
  readonly height: number;
}

/** The ballots of the chain, with what is wrong with them. */
export interface Ballots {
  readonly cast: readonly CastBallot[];
  readonly failures: readonly Failure[];
}

/** What other threads found about ballots, by tracker; what is missing is checked here. */
export type CheckedElsewhere = ReadonlyMap<string, CheckedBallot>;

/** Check 8 (§4.11–4.15): each ballot by itself: form, election, signature, every proof. */
export function checkBallots(
  election: OpenElection,
  events: readonly LinkedEvent[],
  elsewhere: CheckedElsewhere,
): Ballots {
  const failures: Failure[] = [];
  const cast: CastBallot[] = [];
  for (const { height, json } of ballotsOf(events)) {
    const checked = elsewhere.get(trackerOf(json)) ?? checkBallot(election, json);
    const { tracker, ballot } = checked;
    for (const problem of checked.problems) {
      failures.push(ballotFailure(election, problem, { height, tracker }));
    }
    if (ballot !== null) cast.push({ ballot, tracker, height });
  }
  return { cast, failures };
}

/** The texts of the ballots in the chain, with the heights of their events. */
export function ballotsOf(
  events: readonly LinkedEvent[],
): { readonly height: number; readonly json: string }[] {
  return events.flatMap(({ event: { type, height }, records }) => {
    const record = records[records.length - 1];
    return type === 'Ballot' && record !== undefined ? [{ height, json: record.text }] : [];
  });
}

/** The failure with its place for a problem that `checkBallot` found. */
export function ballotFailure(
  { election }: OpenElection,
  { code, path, question, choice }: BallotProblem,
  place: Place,
): Failure {
  const blank = question !== undefined && election.questions[question]?.blank === true;
  return failure(code, {
    ...place,
    ...(path === undefined ? {} : { path }),
    ...(question === undefined ? {} : { question: question + 1 }),
    ...(choice === undefined ? {} : { answer: blank ? choice : choice + 1 }),
  });
}

/** Which ballots count, and what is wrong with their list. */
export interface BallotList {
  readonly counted: readonly CastBallot[];
  readonly failures: readonly Failure[];
  readonly warnings: readonly Failure[];
}

/**
 * Check 9 (§3.2, §4.15, "Beyond Belenios" 7 and 12): every credential is on the list and has one ballot,
 * ballots are sorted by tracker, and not more than slips. In `plain` elections a credential may vote
 * again: the last ballot counts, and order is free.
 */
export function checkBallotList(
  cast: readonly CastBallot[],
  slips: readonly ListedCredential[],
  plain: boolean,
): BallotList {
  const failures: Failure[] = [];
  const warnings: Failure[] = [];
  const listed = new Set(slips.map(({ credential }) => credential));
  const last = new Map<bigint, CastBallot>();
  let previous = '';
  for (const one of cast) {
    const { tracker, height } = one;
    const { credential } = one.ballot;
    if (!listed.has(credential)) failures.push(failure('credential-unknown', { height, tracker }));
    if (last.has(credential)) {
      const twice = failure(plain ? 'revoted' : 'credential-twice', { height, tracker });
      (plain ? warnings : failures).push(twice);
    }
    if (!plain && tracker < previous)
      failures.push(failure('ballots-unsorted', { height, tracker }));
    previous = tracker;
    last.delete(credential);
    last.set(credential, one);
  }
  if (last.size > slips.length) failures.push(failure('ballots-more-than-slips'));
  return { counted: [...last.values()], failures, warnings };
}
