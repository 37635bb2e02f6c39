import type { Group } from '../group/group.ts';
import { parameters } from '../group/parameters.ts';
import type { RandomSource } from '../random.ts';
import { element, exactly, fields, isPresent, type Parsed, parse, smallNumber } from '../read.ts';
import type { PersonalKeys } from './personal-keys.ts';
import { type SignedMessage, signMessage, verifyText } from './signed-message.ts';

/** Which threshold key a certificate is for: T of n, and the trustee's place in it from 1. */
export interface CeremonyContext {
  readonly size: number;
  readonly threshold: number;
  readonly index: number;
}

/** What a certificate says (cert_keys, §4.6.2). The tool 2.0 leaves the context out. */
export interface Certificate {
  readonly context: CeremonyContext | null;
  readonly verification: bigint;
  readonly encryption: bigint;
}

/**
 * Whether so many of so many may open the box: T ≥ 2, so that nobody does alone, and n ≥ 2T − 1, so
 * that the loss of a minority stops nothing.
 */
export function thresholdAllowed(size: number, threshold: number): boolean {
  return threshold >= 2 && size >= 2 * threshold - 1;
}

/** Step 1 (§3.1.1, §4.6.2): the certificate of a trustee's keys, signed with its own signing key. */
export function createCertificate(
  group: Group,
  { size, threshold, index }: CeremonyContext,
  keys: PersonalKeys,
  random: RandomSource,
): SignedMessage {
  if (!thresholdAllowed(size, threshold)) throw new RangeError('such a threshold is not allowed');
  const message = JSON.stringify({
    context: { group: group.name, size, threshold, index },
    verification: String(keys.verification),
    encryption: String(keys.encryption),
  });
  return signMessage(group, keys.signing, message, random);
}

/** Reads what a certificate says (§4.6.2). */
export function parseCertificate({ message }: SignedMessage): Parsed<Certificate> {
  return parse(message, (node) => {
    const field = fields(node, 'context?', 'verification', 'encryption');
    const context = field('context');
    return {
      context: isPresent(context) ? readContext(context) : null,
      verification: element(field('verification')),
      encryption: element(field('encryption')),
    };
  });
}

function readContext(node: Parameters<typeof fields>[0]): CeremonyContext {
  const field = fields(node, 'group', 'size', 'threshold', 'index');
  exactly(parameters.name, field('group'));
  return {
    size: smallNumber(field('size')),
    threshold: smallNumber(field('threshold')),
    index: smallNumber(field('index')),
  };
}

/**
 * Step 2 (§3.1.1): the certificate of trustee `index`, or null when it is not for this ceremony and
 * place, its keys are not in the group, or it is not signed by the key that it names. A certificate
 * without context is taken only where `withoutContext` says so.
 */
export function checkCertificate(
  group: Group,
  expected: CeremonyContext,
  signed: SignedMessage,
  withoutContext = false,
): Certificate | null {
  const parsed = parseCertificate(signed);
  if (!parsed.ok) return null;
  const { context, verification, encryption } = parsed.value;
  const fits =
    context === null
      ? withoutContext
      : context.size === expected.size &&
        context.threshold === expected.threshold &&
        context.index === expected.index;
  const sound =
    fits &&
    verification !== 1n &&
    encryption !== 1n &&
    group.isMember(verification) &&
    group.isMember(encryption) &&
    verifyText(group, verification, signed.message, signed.signature);
  return sound ? parsed.value : null;
}
