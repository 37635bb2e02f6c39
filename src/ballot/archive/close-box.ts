import { type Ballot, parseBallot, trackerOf } from '../ballot.ts';
import type { OpenElection } from '../election.ts';
import {
  computeTally,
  type EncryptedTally,
  encryptedTallyJson,
  sizedTallyJson,
} from '../tally/encrypted-tally.ts';
import { type Archive, appendEvent } from './archive.ts';

/** A closed box: the archive up to its EncryptedTally event, and what is to be opened. */
export interface ClosedBox {
  readonly archive: Archive;
  readonly trackers: readonly string[];
  readonly tally: EncryptedTally;
}

/**
 * Closes the box (封箱): writes the ballots sorted by tracker, so that the chain tells nothing of the
 * order of casting, then EndBallots and the encrypted tally (§4.4, §4.16). The ballots were checked
 * when they were received; one that cannot be read is a programming error and throws.
 */
export function closeBox(
  opened: OpenElection,
  archive: Archive,
  ballots: readonly string[],
): ClosedBox {
  const sorted = sortByTracker(ballots);
  const withBallots = sorted.reduce(
    (grown, { json }) => appendEvent(grown, 'Ballot', [json]),
    archive,
  );
  const read = sorted.map(({ json }) => readKnown(opened, json));
  const tally = computeTally(opened.group, opened.election, read);
  const text = encryptedTallyJson(tally);
  const ended = appendEvent(withBallots, 'EndBallots', []);
  return {
    archive: appendEvent(ended, 'EncryptedTally', [text, sizedTallyJson(sorted.length, text)]),
    trackers: sorted.map(({ tracker }) => tracker),
    tally,
  };
}

/** Ballots with their trackers, in the order of the trackers' characters. */
export function sortByTracker(
  ballots: readonly string[],
): { readonly json: string; readonly tracker: string }[] {
  return ballots
    .map((json) => ({ json, tracker: trackerOf(json) }))
    .sort((a, b) => (a.tracker < b.tracker ? -1 : 1));
}

function readKnown({ election }: OpenElection, json: string): Ballot {
  const parsed = parseBallot(election, json);
  if (!parsed.ok) throw new RangeError(`a ballot in the box is ${parsed.code}`);
  return parsed.value;
}
