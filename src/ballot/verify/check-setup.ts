import { thresholdAllowed } from '../ceremony/certificate.ts';
import { checkThresholdParameters, thresholdKey } from '../ceremony/threshold-parameters.ts';
import { checkTrusteeKey } from '../ceremony/trustee-key.ts';
import { decryptionKeys, type Trustee } from '../ceremony/trustees.ts';
import type { ListedCredential } from '../credentials-list.ts';
import type { Election } from '../election.ts';
import { fingerprintOf, readFingerprint } from '../fingerprint/fingerprint.ts';
import type { Group } from '../group/group.ts';
import { abstainsTwice } from '../question.ts';
import { type Failure, failure, type Place } from './failure.ts';

const ceremonyCodes = {
  certificate: 'threshold-certificate',
  coefficients: 'threshold-coefficients',
  'verification-key': 'threshold-verification-key',
  'verification-key-signature': 'threshold-key-signature',
} as const;

/** Check 4: the Setup event is the one whose fingerprint was read out ("Beyond Belenios", 3). */
export function checkFingerprint(setupHash: string, fingerprint: string): Failure[] {
  const read = readFingerprint(fingerprint);
  if (read === null) return [failure('fingerprint-unreadable')];
  return read === fingerprintOf(setupHash) ? [] : [failure('fingerprint-differs', { height: 0 })];
}

/** Check 5: no question has two ways to abstain. */
export function checkQuestions({ questions }: Election, place: Place): Failure[] {
  return questions.flatMap((question, i) =>
    abstainsTwice(question)
      ? [failure('question-abstains-twice', { ...place, question: i + 1 })]
      : [],
  );
}

/**
 * Check 6 (§3.1.1, §4.5–4.7, §4.10): every key proved and in the group, none twice, every threshold
 * ceremony sound, and the election's key their product. `plain` takes older forms and any threshold.
 */
export function checkTrustees(
  group: Group,
  election: Election,
  trustees: readonly Trustee[],
  plain: boolean,
  place: Place,
): Failure[] {
  if (trustees.length === 0) return [failure('trustees-none', place)];
  const failures: Failure[] = [];
  let product = 1n;
  let owner = 1;
  for (const trustee of trustees) {
    if (trustee.kind === 'Single') {
      if (!checkTrusteeKey(group, trustee.key)) {
        failures.push(failure('trustee-key', { ...place, owner }));
      }
      product = group.multiply(product, trustee.key.publicKey);
      owner += 1;
      continue;
    }
    const { parameters } = trustee;
    const size = parameters.verificationKeys.length;
    const first = owner;
    if (!plain && !thresholdAllowed(size, parameters.threshold)) {
      failures.push(failure('threshold-weak', place));
    }
    for (const problem of checkThresholdParameters(group, parameters, plain)) {
      const code = ceremonyCodes[problem.code];
      failures.push(failure(code, { ...place, owner: first + problem.trustee - 1 }));
    }
    product = group.multiply(product, thresholdKey(group, parameters) ?? 0n);
    owner += size;
  }
  const keys = decryptionKeys(trustees).map(({ publicKey }) => publicKey);
  keys.forEach((key, i) => {
    if (keys.indexOf(key) < i)
      failures.push(failure('trustee-key-repeated', { ...place, owner: i + 1 }));
  });
  if (product !== election.publicKey) failures.push(failure('election-key', place));
  return failures;
}

/**
 * Check 7 (§4.8): every slip in the group and none twice; sorted by number and without weights, but in
 * `plain` elections.
 */
export function checkSlips(
  group: Group,
  slips: readonly ListedCredential[],
  plain: boolean,
  place: Place,
): Failure[] {
  const seen = new Set<bigint>();
  let previous = 0n;
  return slips.flatMap(({ credential, weight }, i) => {
    const at = { ...place, path: `[${i}]` };
    const failures: Failure[] = [];
    if (seen.has(credential)) failures.push(failure('slip-repeated', at));
    seen.add(credential);
    if (credential === 1n || !group.isMember(credential)) {
      failures.push(failure('slip-not-in-group', at));
    }
    if (credential < previous && !plain) failures.push(failure('slips-unsorted', at));
    previous = credential;
    if (weight !== null && !plain) failures.push(failure('slip-weight', at));
    return failures;
  });
}
