import { parseBallot, trackerOf } from '../../ballot/ballot.ts';
import { hex } from '../../ballot/bytes.ts';
import { type CredentialKeys, deriveCredential, readCredential } from '../../ballot/credential.ts';
import { type OpenElection, openElection } from '../../ballot/election.ts';
import { fingerprintOf } from '../../ballot/fingerprint/fingerprint.ts';
import { createGroup } from '../../ballot/group/group.ts';
import { sha256Hex } from '../../ballot/hash.ts';
import { type PreparedBallot, prepareBallot, signBallot } from '../../ballot/prepare-ballot.ts';
import type { RandomSource } from '../../ballot/random.ts';
import { parseReceipt, verifyReceipt } from '../../ballot/receipt.ts';
import { namesReceiptKey } from '../../ballot/receipt-key.ts';
import type { Answered, Asked, SealerTask, SealerWork } from './worker-protocol.ts';

/**
 * Does all arithmetic of a ballot, so that the page never stands still, and holds everything that is secret
 * of one: slip, seed, randomness. Ending the worker wipes them.
 */
const group = createGroup();

let election: OpenElection | null = null;
let slip: CredentialKeys | null = null;
let sealed: { readonly ballot: PreparedBallot; readonly seed: Uint8Array } | null = null;

const random: RandomSource = (length) => crypto.getRandomValues(new Uint8Array(length));

type Works = {
  readonly [Task in SealerTask]: (asked: SealerWork[Task]['asked']) => SealerWork[Task]['answer'];
};

const works: Works = {
  open: ({ election: json, setupEvent, setupRecord, receiptKey }) => {
    const opened = openElection(json, group);
    if (!opened.ok) return null;
    election = opened.value;
    const { uuid, questions, description } = election.election;
    // The table of powers of the key is made now, while the deputy reads.
    election.powerOfY(1n);
    group.powerOfG(1n);
    const fingerprint = setupHolds(json, setupEvent, setupRecord)
      ? fingerprintOf(sha256Hex(setupEvent))
      : null;
    const key = readKey(receiptKey);
    const receiptKeyNamed = key !== null && namesReceiptKey(description, key);
    return { uuid, hash: election.hash, questions, fingerprint, receiptKeyNamed };
  },
  slip: ({ typed }) => {
    const reading = readCredential(typed);
    if (!reading.ok) return reading.problem;
    slip = deriveCredential(group, opened().election.uuid, reading.credential);
    return null;
  },
  seal: ({ marks }) => {
    if (slip === null) throw new Error('there is no slip');
    const seed = random(32);
    const ballot = prepareBallot(opened(), slip.publicKey, marks, seed);
    sealed = { ballot, seed };
    return { commitment: ballot.commitment };
  },
  reveal: () => {
    const { ballot, seed } = takeSealed();
    return { seed: hex(seed), credential: String(ballot.unsigned.credential) };
  },
  sign: () => {
    if (slip === null) throw new Error('there is no slip');
    const { ballot, seed } = takeSealed();
    const signed = signBallot(opened(), ballot, slip.secret, random);
    seed.fill(0);
    slip = null;
    return { ballot: signed.json, tracker: signed.tracker };
  },
  'check-receipt': ({ receipt, receiptKey, election: json, ballot }) => {
    const parsed = parseReceipt(receipt);
    const key = readKey(receiptKey);
    const opened = openElection(json, group);
    if (!parsed.ok || key === null || !opened.ok) return false;
    const { election: named, hash } = opened.value;
    // After a reload nothing but the signed bytes is known: they name the election that they were made for.
    const made = parseBallot(named, ballot);
    if (!made.ok || made.value.electionHash !== hash) return false;
    const { uuid, tracker } = parsed.value;
    if (uuid !== named.uuid || tracker !== trackerOf(ballot)) return false;
    return namesReceiptKey(named.description, key) && verifyReceipt(group, key, parsed.value);
  },
};

/** A receipt key in base 10; null when it is none. */
function readKey(digits: string): bigint | null {
  return /^[1-9][0-9]{0,616}$/.test(digits) ? BigInt(digits) : null;
}

/** Whether the Setup event is that of this election (specification §4.4, §4.10). */
function setupHolds(json: string, event: string, record: string): boolean {
  try {
    const { type, height, payload } = JSON.parse(event) as Record<string, unknown>;
    const { election: hash } = JSON.parse(record) as Record<string, unknown>;
    const chained = type === 'Setup' && height === 0 && payload === sha256Hex(record);
    return chained && hash === sha256Hex(json);
  } catch {
    return false;
  }
}

function opened(): OpenElection {
  if (election === null) throw new Error('no election was opened');
  return election;
}

function takeSealed() {
  if (sealed === null) throw new Error('no ballot was sealed');
  const taken = sealed;
  sealed = null;
  return taken;
}

function run(asked: Asked): unknown {
  const work = works[asked.task] as (asked: Asked) => unknown;
  return work(asked);
}

self.onmessage = ({ data }: MessageEvent<Asked>) => {
  const { id } = data;
  let said: Answered;
  try {
    said = { id, answer: run(data) };
  } catch (error) {
    said = { id, fault: error instanceof Error ? error.message : String(error) };
  }
  self.postMessage(said);
};
