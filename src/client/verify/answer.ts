import { trackerOf } from '../../ballot/ballot.ts';
import { checkBallot } from '../../ballot/check-ballot.ts';
import { type OpenElection, openElection, parseElection } from '../../ballot/election.ts';
import { createGroup } from '../../ballot/group/group.ts';
import { sha256Hex } from '../../ballot/hash.ts';
import { ballotsOf } from '../../ballot/verify/check-ballots.ts';
import type { LinkedEvent } from '../../ballot/verify/check-chain.ts';
import { readArchive, verifyReadArchive } from '../../ballot/verify/verify-archive.ts';
import { groundOf } from './ground.ts';
import type { Answer, Asked, FirstLook, Verified } from './messages.ts';

/** Does what the page asks, in a thread of its own. Everything is computed here; nothing is sent anywhere. */
export function answer(asked: Asked): Answer {
  if (asked.kind === 'read') return { kind: 'read', look: firstLook(asked.bytes) };
  if (asked.kind === 'verify') return { kind: 'verified', verified: verify(asked) };
  const election = remember(asked.election);
  return {
    kind: 'checked',
    checked: asked.ballots.map((ballot) => checkBallot(election, ballot)),
  };
}

const group = createGroup();
let opened: OpenElection | null = null;

/** The election with its table, made once for all the portions that a worker is given. */
function remember(json: string): OpenElection {
  if (opened?.json === json) return opened;
  const fresh = openElection(json, group);
  if (!fresh.ok) throw new Error('only an election that was read is asked about');
  opened = fresh.value;
  return opened;
}

function firstLook(bytes: Uint8Array): FirstLook {
  const { events } = readArchive(bytes);
  return { election: electionOf(events), ballots: ballotsOf(events).map(({ json }) => json) };
}

function verify({ bytes, options, checked }: Extract<Asked, { kind: 'verify' }>): Verified {
  const archive = readArchive(bytes);
  const checkedElsewhere = new Map(checked.map((one) => [one.tracker, one]));
  const verification = verifyReadArchive(archive, { ...options, group, checkedElsewhere });
  const election = electionOf(archive.events);
  const parsed = election === null ? null : parseElection(election);
  const { strongProofs } = options;
  return {
    ...verification,
    ground: groundOf(archive, options),
    questions: parsed?.ok === true ? parsed.value.questions : [],
    description: parsed?.ok === true ? parsed.value.description : null,
    archiveHash: sha256Hex(bytes),
    proofsHash: strongProofs === undefined ? null : sha256Hex(strongProofs),
    election,
    trackers: ballotsOf(archive.events).map(({ json }) => trackerOf(json)),
  };
}

/** The election's text, when it can be read. */
function electionOf(events: readonly LinkedEvent[]): string | null {
  const [record] = events.find(({ event }) => event.type === 'Setup')?.records ?? [];
  return record !== undefined && parseElection(record.text).ok ? record.text : null;
}
