import type { ListedCredential } from '../credentials-list.ts';
import type { Election } from '../election.ts';
import type { Group } from '../group/group.ts';
import {
  computeTally,
  type EncryptedTally,
  encryptedTallyJson,
  parseSizedTally,
} from '../tally/encrypted-tally.ts';
import type { CastBallot } from './check-ballots.ts';
import type { LinkedEvent } from './check-chain.ts';
import { type Failure, failure } from './failure.ts';

/** The tally as we computed it from the ballots, whatever the archive says. */
export interface OwnTally {
  readonly tally: EncryptedTally;
  /** The greatest count that any choice can have. */
  readonly weight: number;
}

/** Multiplies the ballots that count (§4.16), each as often as its slip weighs. */
export function computeOwnTally(
  group: Group,
  election: Election,
  counted: readonly CastBallot[],
  slips: readonly ListedCredential[],
): OwnTally {
  const weights = new Map(slips.map(({ credential, weight }) => [credential, weight ?? 1]));
  const weightOf = ({ ballot }: CastBallot) => weights.get(ballot.credential) ?? 1;
  const ballots = counted.map((one) => ({ answers: one.ballot.answers, weight: weightOf(one) }));
  const weight = ballots.reduce((sum, ballot) => sum + ballot.weight, 0);
  return { tally: computeTally(group, election, ballots), weight };
}

/**
 * Check 10 (§4.16): the encrypted tally is the product of the ballots, and both announced numbers are
 * theirs. The reference checks neither number.
 */
export function checkTally(
  { tally, weight }: OwnTally,
  counted: number,
  events: readonly LinkedEvent[],
): Failure[] {
  return events.flatMap(({ event, records }) => {
    const [encrypted, sizedRecord] = records;
    if (event.type !== 'EncryptedTally' || encrypted === undefined || sizedRecord === undefined) {
      return [];
    }
    const place = { height: event.height };
    const sized = parseSizedTally(sizedRecord.text);
    // What cannot be read was reported with the chain.
    if (!sized.ok) return [];
    const failures: Failure[] = [];
    if (encrypted.text !== encryptedTallyJson(tally)) {
      failures.push(failure('tally-differs', { ...place, record: encrypted.name }));
    }
    if (sized.value.numTallied !== counted) failures.push(failure('num-tallied', place));
    if (sized.value.totalWeight !== weight) failures.push(failure('total-weight', place));
    return failures;
  });
}
