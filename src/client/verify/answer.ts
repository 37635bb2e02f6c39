import { trackerOf } from '../../ballot/ballot.ts';
import { checkBallot } from '../../ballot/check-ballot.ts';
import { type OpenElection, openElection, parseElection } from '../../ballot/election.ts';
import { createGroup } from '../../ballot/group/group.ts';
import { sha256Hex } from '../../ballot/hash.ts';
import { type Chain, checkChain } from '../../ballot/verify/check-chain.ts';
import { checkContainer } from '../../ballot/verify/check-container.ts';
import { verifyArchive } from '../../ballot/verify/verify-archive.ts';
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
  const chain = checkChain(checkContainer(bytes).records);
  return { election: electionOf(chain), ballots: ballotsOf(chain) };
}

function verify({ bytes, options, checked }: Extract<Asked, { kind: 'verify' }>): Verified {
  const container = checkContainer(bytes);
  const chain = checkChain(container.records);
  const checkedElsewhere = new Map(checked.map((one) => [one.tracker, one]));
  const verification = verifyArchive(bytes, { ...options, group, checkedElsewhere });
  const election = electionOf(chain);
  const parsed = election === null ? null : parseElection(election);
  const { strongProofs } = options;
  const ground = groundOf(chain, options);
  return {
    ...verification,
    ground: container.isArchive ? ground : { has: new Set(), readBy: new Map() },
    questions: parsed?.ok === true ? parsed.value.questions : [],
    archiveHash: sha256Hex(bytes),
    proofsHash: strongProofs === undefined ? null : sha256Hex(strongProofs),
    election,
    trackers: ballotsOf(chain).map(trackerOf),
  };
}

function electionOf({ events }: Chain): string | null {
  const [record] = events.find(({ event }) => event.type === 'Setup')?.records ?? [];
  return record !== undefined && parseElection(record.text).ok ? record.text : null;
}

function ballotsOf({ events }: Chain): readonly string[] {
  return events.flatMap(({ event, records }) => {
    const record = records[records.length - 1];
    return event.type === 'Ballot' && record !== undefined ? [record.text] : [];
  });
}
