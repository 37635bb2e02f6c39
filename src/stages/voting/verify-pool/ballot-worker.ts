import {
  type BallotProblem,
  type CheckedBallot,
  checkBallot,
} from '../../../ballot/check-ballot.ts';
import { type OpenElection, openElection } from '../../../ballot/election.ts';
import { createGroup } from '../../../ballot/group/group.ts';
import { hashJson } from '../../../ballot/hash.ts';
import { ballotFailure } from '../../../ballot/verify/check-ballots.ts';
import { createOpensslExponentiate } from '../exponentiate/openssl.ts';
import type { BallotVerdict } from './verdict.ts';

/** One ballot to be judged, as text, with the text of its election. */
export interface BallotReceived {
  readonly election: string;
  readonly ballot: string;
}

/** Many ballots of one election. */
export interface BallotsArchived {
  readonly election: string;
  readonly ballots: readonly string[];
}

/** So many elections stay open in each thread: a round and those that were made in reserve. */
const rememberedElections = 4;

/** One group for the whole thread. */
const group = createGroup(createOpensslExponentiate(), { manyPowers: true });

/** By φ. */
const opened = new Map<string, OpenElection>();

/** Judges a ballot that was just received. Throws when the election cannot be read. */
export function judge({ election, ballot }: BallotReceived): BallotVerdict {
  const known = open(election);
  const checked = checkBallot(known, ballot);
  if (checked.ballot === null) return refusal(known, checked.problems[0]);
  const [problem] = checked.problems;
  if (problem !== undefined) return refusal(known, problem);
  return { ok: true, tracker: checked.tracker, credential: String(checked.ballot.credential) };
}

function refusal(election: OpenElection, problem: BallotProblem): BallotVerdict {
  const { code, message } = ballotFailure(election, problem, {});
  return { ok: false, code, message };
}

/** Checks each ballot by itself. Throws when the election cannot be read. */
export function checkEach({ election, ballots }: BallotsArchived): CheckedBallot[] {
  const known = open(election);
  return ballots.map((json) => checkBallot(known, json));
}

/** An election with its table of powers of y, made once in each thread. */
function open(json: string): OpenElection {
  const hash = hashJson(json);
  const known = opened.get(hash);
  if (known !== undefined) return known;
  const parsed = openElection(json, group);
  if (!parsed.ok) throw new RangeError(`the election is ${parsed.code} at ${parsed.path}`);
  if (opened.size >= rememberedElections) opened.clear();
  opened.set(hash, parsed.value);
  return parsed.value;
}
