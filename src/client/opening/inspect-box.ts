import { parseBallot } from '../../ballot/ballot.ts';
import { decryptionKeys, parseTrustees } from '../../ballot/ceremony/trustees.ts';
import { openElection } from '../../ballot/election.ts';
import { fingerprintOf, readFingerprint } from '../../ballot/fingerprint/fingerprint.ts';
import { createGroup } from '../../ballot/group/group.ts';
import { sha256Hex } from '../../ballot/hash.ts';
import { computeTally, encryptedTallyJson } from '../../ballot/tally/encrypted-tally.ts';
import { type DecryptionStatement, parseOwned } from '../../ballot/tally/partial-decryption.ts';
import type { CheckedElsewhere } from '../../ballot/verify/check-ballots.ts';
import type { LinkedEvent } from '../../ballot/verify/check-chain.ts';
import type { Failure } from '../../ballot/verify/failure.ts';
import { readArchive, verifyReadArchive } from '../../ballot/verify/verify-archive.ts';

/** What the opening page knows by itself or from the hall, never from the server's word about a tally. */
export interface BoxInput {
  /** The archive as it was downloaded. */
  readonly bytes: Uint8Array;
  /** The strong proofs as they were downloaded. */
  readonly proofs: string;
  /** Identifier of the election that the key is for. */
  readonly uuid: string;
  /** Number of this device's key among those that decrypt. */
  readonly owner: number;
  readonly secret: bigint;
  /** SHA-256 of the trustees' text that this device checked whole when its key was made. */
  readonly trusteesHash: string;
  /** Keys of a rehearsal never open a real box. */
  readonly rehearsal: boolean;
  /** Hash of the set-up that the holder confirmed on this device; null where the key was imported. */
  readonly confirmedSetup: string | null;
  /** The twelve characters that were typed instead. */
  readonly typedFingerprint: string | null;
  /** Number of ballots as it was read out in the hall. */
  readonly readOut: number;
  /** Hash of the tally that the key was used on; null when it never was. */
  readonly usedTally: string | null;
  /** Ballots that other workers have checked. */
  readonly checkedElsewhere: CheckedElsewhere;
}

/** One line of the page: what was checked, whether it holds, and what does not. */
export interface BoxCheck {
  readonly code: CheckCode;
  readonly ok: boolean;
  readonly text: string;
  readonly failures: readonly string[];
}

type CheckCode =
  | 'archive'
  | 'setup'
  | 'closed'
  | 'count'
  | 'ballots'
  | 'tally'
  | 'shares'
  | 'key'
  | 'unused';

/** What was found. The tally is there only when everything holds. */
export interface BoxInspection {
  readonly checks: readonly BoxCheck[];
  readonly statement: DecryptionStatement | null;
  /** Hash of the recomputed tally. */
  readonly tallyHash: string | null;
}

const groups: Readonly<Record<string, CheckCode>> = {
  'event-missing-end': 'closed',
  'event-missing-tally': 'closed',
  'event-missing-result': 'closed',
  'fingerprint-differs': 'setup',
  'fingerprint-unreadable': 'setup',
  'question-abstains-twice': 'setup',
  'election-key': 'setup',
  'tally-differs': 'tally',
  'num-tallied': 'tally',
  'total-weight': 'tally',
};

/** Which line a failure belongs to; whatever is not named spoils the archive itself. */
function lineOf({ code }: Failure): CheckCode {
  const known = groups[code];
  if (known !== undefined) return known;
  if (/^(trustee|threshold|slip)/.test(code)) return 'setup';
  if (/^(ballot|credential|signature|choice|individual|overall|blank)/.test(code)) return 'ballots';
  if (/^(owner|factor|decryption|strong|share|result)/.test(code)) return 'shares';
  return 'archive';
}

/**
 * Inspects a closed box before a key is used on it ("Beyond Belenios", 2): the whole verifier runs over
 * the downloaded archive, the set-up is the confirmed one, the number of ballots the one read out, and
 * the tally is the one that this device computes itself. Nothing that the server says is believed.
 */
export function inspectBox(input: BoxInput): BoxInspection {
  const fingerprint = expectedFingerprint(input);
  const archive = readArchive(input.bytes);
  const { failures, report } = verifyReadArchive(archive, {
    stage: 'closed',
    strongProofs: input.proofs,
    fingerprint: fingerprint ?? '',
    checkedElsewhere: input.checkedElsewhere,
  });
  const { events } = archive;
  const failed = (line: CheckCode) =>
    failures.filter((one) => lineOf(one) === line).map(({ message }) => message);
  const check = (code: CheckCode, text: string, ...extra: readonly (string | null)[]): BoxCheck => {
    const found = [...failed(code), ...extra.filter((one): one is string => one !== null)];
    return { code, ok: found.length === 0, text, failures: found };
  };
  const found = computeOwn(input, events);
  const ballots = report.trackers.length;
  const opened = events.some(({ event }) => event.type === 'Result');
  const checks = [
    check(
      'archive',
      '票箱文件完整，逐条相连',
      report.uuid === input.uuid ? null : '这是另一次投票的文件。',
    ),
    check('setup', '设置就是会场核对过的那一份', setupProblem(input, events)),
    check('closed', '票箱已封，还没有开过', opened ? '这个票箱已经开过。' : null),
    check(
      'count',
      `票箱内 ${ballots} 张，与会场宣读的一致`,
      ballots === input.readOut
        ? null
        : `文件里有 ${ballots} 张，会场宣读的是 ${input.readOut} 张。`,
    ),
    check('ballots', '每张选票的签名和证明都成立，一个票码一张票'),
    check('tally', '这台设备自己算出的合计与文件一致', found === null ? '合计算不出来。' : null),
    check('shares', '系统的份额已先行公布，强证明成立', serverShareProblem(events)),
    check('key', '这台设备上的钥匙就是本轮的钥匙', keyProblem(input, found)),
    check('unused', '这把钥匙没有用在别的合计上', usedProblem(input, found)),
  ];
  const holds = found !== null && checks.every(({ ok }) => ok);
  return {
    checks,
    statement: holds ? found.statement : null,
    tallyHash: holds ? found.tallyHash : null,
  };
}

function expectedFingerprint({ confirmedSetup, typedFingerprint }: BoxInput): string | null {
  if (confirmedSetup !== null) return fingerprintOf(confirmedSetup);
  return typedFingerprint === null ? null : readFingerprint(typedFingerprint);
}

/** The hash itself is compared, not its twelve characters alone, where this device confirmed it. */
function setupProblem(
  { confirmedSetup, trusteesHash }: BoxInput,
  events: readonly LinkedEvent[],
): string | null {
  if (events[0]?.records[1]?.hash !== trusteesHash) {
    return '监票人的公钥与做钥匙时这台设备核对过的不同。';
  }
  if (confirmedSetup === null) return null;
  return events[0]?.hash === confirmedSetup ? null : '设置与这台设备确认过的不同。';
}

function serverShareProblem(events: readonly LinkedEvent[]): string | null {
  const given = events.some(({ event, records }) => {
    const owned = records[1] === undefined ? null : parseOwned(records[1].text);
    return event.type === 'PartialDecryption' && owned?.ok === true && owned.value.owner === 1;
  });
  return given ? null : '系统还没有公布自己的份额。';
}

interface Own {
  readonly statement: DecryptionStatement;
  readonly tallyHash: string;
}

/** Multiplies the ballots of the chain; null when something cannot be read. */
function computeOwn({ owner }: BoxInput, events: readonly LinkedEvent[]): Own | null {
  const [election, trustees] = events[0]?.records ?? [];
  const group = createGroup();
  const opened = openElection(election?.text ?? '', group);
  const keys = parseTrustees(trustees?.text ?? '');
  if (!opened.ok || !keys.ok) return null;
  const key = decryptionKeys(keys.value)[owner - 1];
  if (key === undefined) return null;
  const ballots = events.flatMap(({ event, records }) => {
    const parsed = parseBallot(opened.value.election, records[0]?.text ?? '');
    return event.type === 'Ballot' && parsed.ok ? [parsed.value] : [];
  });
  const tally = computeTally(group, opened.value.election, ballots);
  return {
    statement: {
      group,
      electionHash: opened.value.hash,
      publicKey: key.publicKey,
      tally,
    },
    tallyHash: sha256Hex(encryptedTallyJson(tally)),
  };
}

function keyProblem({ secret, rehearsal }: BoxInput, own: Own | null): string | null {
  if (rehearsal) return '这是演练的钥匙，不能开正式的票箱。';
  if (own === null) return '读不到本轮的公钥。';
  const { group, publicKey } = own.statement;
  return group.powerOfG(secret) === publicKey ? null : '钥匙与文件里的公钥不符。';
}

function usedProblem({ usedTally }: BoxInput, own: Own | null): string | null {
  if (usedTally === null || usedTally === own?.tallyHash) return null;
  return '这把钥匙已经开过另一个合计。一把钥匙只开一个合计，请立即报告总监票人。';
}
