import { createCertificate } from '../../ballot/ceremony/certificate.ts';
import { derivePersonalKeys, type PersonalKeys } from '../../ballot/ceremony/personal-keys.ts';
import {
  type Certificates,
  createPolynomial,
  polynomialJson,
} from '../../ballot/ceremony/polynomial.ts';
import {
  createShare,
  openShare,
  parseShareInput,
  parseShareOutput,
  shareOutputJson,
} from '../../ballot/ceremony/share.ts';
import { readSignedMessage, signedMessageToJson } from '../../ballot/ceremony/signed-message.ts';
import {
  checkCertificates,
  checkThresholdParameters,
} from '../../ballot/ceremony/threshold-parameters.ts';
import { checkTrusteeKey } from '../../ballot/ceremony/trustee-key.ts';
import {
  parseTrustees,
  type ThresholdParameters,
  type Trustee,
} from '../../ballot/ceremony/trustees.ts';
import type { Group } from '../../ballot/group/group.ts';
import { sha256Hex } from '../../ballot/hash.ts';
import type { RandomSource } from '../../ballot/random.ts';
import { parse } from '../../ballot/read.ts';

/** A holder's place in a ceremony. */
export interface HolderPlace {
  readonly size: number;
  readonly threshold: number;
  /** From 1. */
  readonly index: number;
}

/**
 * What a step gives: one text for each key set; or the holders whose messages are bad; or nothing to go
 * on with, because the server shows other things than we sent (`not-ours`).
 */
export type StepMade =
  | { readonly kind: 'made'; readonly items: readonly string[] }
  | { readonly kind: 'blamed'; readonly positions: readonly number[] }
  | { readonly kind: 'not-ours' };

/** Step 1 (§3.1.1): one certificate for each key set, each from a seed of its own. */
export function makeCertificates(
  group: Group,
  place: HolderPlace,
  seeds: readonly string[],
  random: RandomSource,
): readonly string[] {
  return seeds.map((seed) => {
    const keys = derivePersonalKeys(group, seed);
    return JSON.stringify(signedMessageToJson(createCertificate(group, place, keys, random)));
  });
}

/** Step 3 (§3.1.1): checks everybody's certificates and makes our polynomials. */
export function makePolynomials(
  group: Group,
  place: HolderPlace,
  seeds: readonly string[],
  certificates: readonly (readonly string[])[],
  random: RandomSource,
): StepMade {
  const read = readCertificates(group, place, certificates);
  if (!Array.isArray(read)) return read;
  const items: string[] = [];
  for (const [set, seed] of seeds.entries()) {
    const checked = read[set];
    const keys = derivePersonalKeys(group, seed);
    if (checked === undefined || !standsIn(checked, place.index, keys)) return { kind: 'not-ours' };
    items.push(polynomialJson(createPolynomial(group, checked, place.index, keys, random)));
  }
  return { kind: 'made', items };
}

/** Step 5 (§3.1.1): checks what everybody sent to us and makes our shares. */
export function makeShares(
  group: Group,
  place: HolderPlace,
  seeds: readonly string[],
  seen: {
    readonly certificates: readonly (readonly string[])[];
    readonly inputs: readonly string[];
  },
  random: RandomSource,
): StepMade {
  const read = readCertificates(group, place, seen.certificates);
  if (!Array.isArray(read)) return read;
  const items: string[] = [];
  const blamed = new Set<number>();
  for (const [set, seed] of seeds.entries()) {
    const checked = read[set];
    const input = parseShareInput(seen.inputs[set] ?? '', place.size);
    const keys = derivePersonalKeys(group, seed);
    if (checked === undefined || !input.ok || !standsIn(checked, place.index, keys)) {
      return { kind: 'not-ours' };
    }
    const made = createShare(group, checked, place.index, keys, input.value, random);
    if (made.ok) items.push(shareOutputJson(made.value));
    else for (const position of made.blamed) blamed.add(position);
  }
  if (blamed.has(place.index)) return { kind: 'not-ours' };
  return blamed.size > 0
    ? { kind: 'blamed', positions: [...blamed].sort((a, b) => a - b) }
    : { kind: 'made', items };
}

/** A key that a complete ceremony gave us. */
export interface MadeKey {
  /** S_j (§4.6.6), in decimal. */
  readonly secret: string;
  /** SHA-256 of the trustees' text that we checked whole: any other set-up is refused later. */
  readonly trusteesHash: string;
}

/**
 * Step 6 (§3.1.1): checks the published trustees whole and takes our key out of our own share. Null when
 * anything differs from what we saw and sent: then the server shows us something else than the others.
 */
export function finishKeys(
  group: Group,
  place: HolderPlace,
  seeds: readonly string[],
  seen: {
    readonly certificates: readonly (readonly string[])[];
    readonly shares: readonly string[];
    readonly trustees: readonly string[];
  },
): readonly MadeKey[] | null {
  const made: MadeKey[] = [];
  for (const [set, seed] of seeds.entries()) {
    const text = seen.trustees[set] ?? '';
    const trustees = readTwoTrustees(text);
    const share = parseShareOutput(seen.shares[set] ?? '');
    if (trustees === null || !share.ok) return null;
    const { parameters } = trustees;
    const certificates = parameters.certs.map((one) => JSON.stringify(signedMessageToJson(one)));
    const secret = openShare(group, derivePersonalKeys(group, seed), share.value.privateKey);
    const whole =
      parameters.threshold === place.threshold &&
      certificates.join('\n') === (seen.certificates[set] ?? []).join('\n') &&
      trusteesHold(group, trustees);
    if (!whole || secret === null) return null;
    if (!keyStandsIn(group, parameters, place.index, secret)) return null;
    made.push({ secret: String(secret), trusteesHash: sha256Hex(text) });
  }
  return made;
}

/** The trustees of every election of ours: the server's mandatory key, then the scrutineers' together. */
export interface TwoTrustees {
  readonly single: Extract<Trustee, { kind: 'Single' }>['key'];
  readonly parameters: ThresholdParameters;
}

/** Reads trustees; null when they are anything but one Single and one Pedersen, in this order. */
export function readTwoTrustees(text: string): TwoTrustees | null {
  const parsed = parseTrustees(text);
  if (!parsed.ok || parsed.value.length !== 2) return null;
  const [single, joint] = parsed.value;
  return single?.kind === 'Single' && joint?.kind === 'Pedersen'
    ? { single: single.key, parameters: joint.parameters }
    : null;
}

/** Whether both trustees are sound: every proof, signature, coefficient and key in them. */
export function trusteesHold(group: Group, { single, parameters }: TwoTrustees): boolean {
  return checkTrusteeKey(group, single) && checkThresholdParameters(group, parameters).length === 0;
}

/** Whether the key of place `index` is the one that our secret opens. */
export function keyStandsIn(
  group: Group,
  { verificationKeys }: ThresholdParameters,
  index: number,
  secret: bigint,
): boolean {
  return verificationKeys[index - 1]?.publicKey === group.powerOfG(secret);
}

function standsIn(certificates: Certificates, index: number, keys: PersonalKeys): boolean {
  const own = certificates.checked[index - 1];
  return own?.verification === keys.verification && own.encryption === keys.encryption;
}

function readCertificates(
  group: Group,
  { size, threshold, index }: HolderPlace,
  sets: readonly (readonly string[])[],
): Certificates[] | StepMade {
  const all: Certificates[] = [];
  const blamed = new Set<number>();
  for (const texts of sets) {
    const parsed = texts.map((text) => parse(text, readSignedMessage));
    const signed = parsed.flatMap((one) => (one.ok ? [one.value] : []));
    // The server checked their form before it took them: a broken one comes from the server itself.
    if (signed.length !== size) return { kind: 'not-ours' };
    const checked = checkCertificates(group, threshold, signed);
    if (checked.ok) all.push(checked.value);
    else for (const position of checked.blamed) blamed.add(position);
  }
  if (blamed.has(index)) return { kind: 'not-ours' };
  if (blamed.size === 0) return all;
  return { kind: 'blamed', positions: [...blamed].sort((a, b) => a - b) };
}
