import { createArchive, type SetupTexts } from '../../ballot/archive/archive.ts';
import { thresholdAllowed } from '../../ballot/ceremony/certificate.ts';
import { thresholdKey } from '../../ballot/ceremony/threshold-parameters.ts';
import { parseCredentials } from '../../ballot/credentials-list.ts';
import { parseElection } from '../../ballot/election.ts';
import { fingerprintOf, groupFingerprint } from '../../ballot/fingerprint/fingerprint.ts';
import type { Group } from '../../ballot/group/group.ts';
import { sha256Hex } from '../../ballot/hash.ts';
import { abstainsTwice, type Question } from '../../ballot/question.ts';
import { keyStandsIn, readTwoTrustees, trusteesHold } from './ceremony-work.ts';

/** What this device knows by itself about a round. */
export interface OwnKnowledge {
  /** Our key of the round; null for a chief who holds none. */
  readonly key: {
    readonly uuid: string;
    readonly position: number;
    readonly secret: string;
    readonly trusteesHash: string;
  } | null;
  /** SHA-256 of the list of slips that this very device made; null elsewhere. */
  readonly slipListHash: string | null;
  readonly uuid: string;
  /** The hash that the server named. */
  readonly setupHash: string;
}

/** What can be wrong with a set-up, in the order in which it is checked. */
export type SetupFault =
  | 'unreadable'
  | 'other-election'
  | 'trustees-unsound'
  | 'not-my-keys'
  | 'key-not-product'
  | 'question-twice-blank'
  | 'slips-unsound'
  | 'not-my-slips'
  | 'other-hash';

/** Chinese sentences of the faults. */
export const setupFaultSentences: Readonly<Record<SetupFault, string>> = {
  unreadable: '服务器给出的设置读不出来。',
  'other-election': '服务器给出的是另一轮的设置。',
  'trustees-unsound': '设置中的钥匙没有通过核对。',
  'not-my-keys': '设置中的钥匙不是您参加制作的那一组：有人的钥匙被换过。',
  'key-not-product': '加密用的总钥匙不是各把钥匙合成的。',
  'question-twice-blank': '选票的弃权有两种划法，有一种不计。',
  'slips-unsound': '票码清单有重复或者带有权重。',
  'not-my-slips': '票码清单不是这台设备制作的那一份：有票码被增减或调换。',
  'other-hash': '服务器说的设置与下载的内容不一致。',
};

/** A set-up as this device computed it from the downloaded texts, and all that is wrong with it. */
export interface SetupChecked {
  readonly setupHash: string;
  /** Twelve characters in groups of four. */
  readonly fingerprint: string;
  /** Of the list of slips alone, which the chief compares with the slips' page. */
  readonly slipsFingerprint: string;
  readonly slips: number;
  readonly name: string;
  readonly description: string;
  readonly questions: readonly Question[];
  readonly faults: readonly SetupFault[];
}

/**
 * Recomputes a set-up from its three texts and checks it against what this device knows ("Beyond
 * Belenios", 3): the own key at its own place, trustees that are those of the ceremony, the election key
 * their product, slips without weights or repeats.
 */
export function checkSetup(group: Group, texts: SetupTexts, own: OwnKnowledge): SetupChecked {
  const setupHash = createArchive(0, texts).lastEvent;
  const election = parseElection(texts.election);
  const trustees = readTwoTrustees(texts.trustees);
  const credentials = parseCredentials(texts.credentials);
  const common = {
    setupHash,
    fingerprint: groupFingerprint(fingerprintOf(setupHash)),
    slipsFingerprint: groupFingerprint(fingerprintOf(sha256Hex(texts.credentials))),
  };
  if (!election.ok || trustees === null || !credentials.ok) {
    const nothing = { slips: 0, name: '', description: '', questions: [] };
    return { ...common, ...nothing, faults: ['unreadable'] };
  }
  const { publicKey, questions, uuid, name, description } = election.value;
  const { parameters, single } = trustees;
  const joint = thresholdKey(group, parameters);
  const numbers = credentials.value.map((one) => one.credential);
  const { key } = own;
  const mine =
    key === null ||
    (sha256Hex(texts.trustees) === key.trusteesHash &&
      keyStandsIn(group, parameters, key.position, BigInt(key.secret)));
  const sound =
    trusteesHold(group, trustees) &&
    thresholdAllowed(parameters.certs.length, parameters.threshold);
  const slipsSound =
    numbers.length > 0 &&
    new Set(numbers).size === numbers.length &&
    credentials.value.every((one) => one.weight === null) &&
    numbers.every((number) => number !== 1n && group.isMember(number));
  const slipsMine = own.slipListHash === null || own.slipListHash === sha256Hex(texts.credentials);
  const found: readonly (readonly [SetupFault, boolean])[] = [
    ['other-election', uuid === own.uuid && (key === null || key.uuid === uuid)],
    ['trustees-unsound', sound],
    ['not-my-keys', mine],
    ['key-not-product', joint !== null && publicKey === group.multiply(single.publicKey, joint)],
    ['question-twice-blank', !questions.some(abstainsTwice)],
    ['slips-unsound', slipsSound],
    ['not-my-slips', slipsMine],
    ['other-hash', own.setupHash === setupHash],
  ];
  const faults = found.flatMap(([fault, holds]) => (holds ? [] : [fault]));
  return { ...common, slips: numbers.length, name, description, questions, faults };
}
