import { createCipheriv, createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import {
  type CeremonyContext,
  checkCertificate,
  createCertificate,
  parseCertificate,
  thresholdAllowed,
} from '../../src/ballot/ceremony/certificate.ts';
import { receive, send } from '../../src/ballot/ceremony/channel.ts';
import {
  certificatesText,
  coefficientsJson,
  parseCoefficients,
  powerAt,
  valueAt,
  verificationKeyAt,
} from '../../src/ballot/ceremony/coefficients.ts';
import { createSeed, derivePersonalKeys } from '../../src/ballot/ceremony/personal-keys.ts';
import {
  type Certificates,
  checkPolynomial,
  createPolynomial,
  type Polynomial,
  parsePolynomial,
  polynomialJson,
} from '../../src/ballot/ceremony/polynomial.ts';
import {
  type SignedMessage,
  signedMessageToJson,
  signMessage,
  signText,
} from '../../src/ballot/ceremony/signed-message.ts';
import { checkCertificates } from '../../src/ballot/ceremony/threshold-parameters.ts';
import { group, holdCeremony, must, seeded } from '../support/ballot-rounds.ts';

/** Steps 1 to 3 (§3.1.1) with three scrutineers of whom two open, and what a bad one may send. */
const random = seeded('ceremony');
const held = holdCeremony(3, 2, random);
const { keys, certificates, polynomials } = held;
const [first, second, third] = [must(keys[0]), must(keys[1]), must(keys[2])];
const context: CeremonyContext = { size: 3, threshold: 2, index: 1 };
const outside = group.p - group.g;

describe('thresholds', () => {
  test('nobody opens alone, and the loss of a minority stops nothing', () => {
    const allowed = [];
    for (let size = 1; size <= 5; size += 1)
      for (let threshold = 1; threshold <= size; threshold += 1)
        if (thresholdAllowed(size, threshold)) allowed.push(`${threshold} of ${size}`);
    expect(allowed).toEqual(['2 of 3', '2 of 4', '2 of 5', '3 of 5']);
    const alone = { size: 1, threshold: 1, index: 1 };
    expect(() => createCertificate(group, alone, first, random)).toThrow('not allowed');
  });
});

describe('personal keys', () => {
  test('come from the seed alone, in two different ways', () => {
    const seed = createSeed(seeded('seed'));
    expect(seed).toMatch(/^[1-9A-HJ-NP-Za-km-z]{22}$/);
    const own = derivePersonalKeys(group, seed);
    expect(derivePersonalKeys(group, seed)).toEqual(own);
    expect(own.signing).not.toBe(own.decryption);
    expect(own.verification).toBe(group.powerOfG(own.signing));
    expect(own.encryption).toBe(group.powerOfG(own.decryption));
  });
});

describe('certificates (steps 1 and 2)', () => {
  const signed = must(certificates.signed[0]);
  const check = (one: SignedMessage, expected = context, withoutContext = false) =>
    checkCertificate(group, expected, one, withoutContext);
  const resigned = (change: (message: string) => string) =>
    signMessage(group, first.signing, change(signed.message), random);

  test('a good one gives its keys', () => {
    const { verification, encryption } = first;
    expect(check(signed)).toEqual({ context, verification, encryption });
  });

  test.each([
    ['for another place', { ...context, index: 2 }],
    ['for another size', { ...context, size: 4 }],
    ['for another threshold', { ...context, threshold: 3 }],
  ])('one %s is refused', (_, expected) => {
    expect(check(signed, expected)).toBeNull();
  });

  test.each<[string, SignedMessage]>([
    ['not signed by its own key', signMessage(group, second.signing, signed.message, random)],
    ['that is not JSON', { ...signed, message: '{' }],
    ['of another group', resigned((text) => text.replace('BELENIOS-2048', 'RFC-3526-2048'))],
    [
      'with an encryption key outside the group',
      resigned((text) => text.replace(String(first.encryption), String(outside))),
    ],
    ['with the encryption key 1', resigned((text) => text.replace(String(first.encryption), '1'))],
    [
      'with the verification key 1, which everybody can sign for',
      signMessage(group, 0n, signed.message.replace(String(first.verification), '1'), random),
    ],
    [
      'with a verification key outside the group',
      // −1 to an even challenge is 1: such a key can sign like 1, so the group must be asked.
      minusOneSigns(signed.message.replace(String(first.verification), String(group.p - 1n))),
    ],
  ])('one %s is refused', (_, one) => {
    expect(check(one)).toBeNull();
  });

  test('one without context is taken only where that is said', () => {
    const bare = resigned((text) => text.replace(/"context":{.*?},/, ''));
    expect(parseCertificate(bare)).toMatchObject({ ok: true, value: { context: null } });
    expect(check(bare)).toBeNull();
    expect(check(bare, context, true)).toMatchObject({ verification: first.verification });
  });

  test('a list names everyone whose certificate is bad, and both of two with one key', () => {
    const list = certificates.signed;
    expect(checkCertificates(group, 2, list)).toEqual({ ok: true, value: certificates });
    const [a, b, c] = [must(list[0]), must(list[1]), must(list[2])];
    expect(checkCertificates(group, 2, [b, a, c])).toEqual({ ok: false, blamed: [1, 2] });
    const copied = createCertificate(group, { ...context, index: 3 }, first, random);
    expect(checkCertificates(group, 2, [a, b, copied])).toEqual({ ok: false, blamed: [1, 3] });
    expect(checkCertificates(group, 3, list)).toEqual({ ok: false, blamed: [1, 2, 3] });
  });
});

/** A signature by the “key” p − 1, drawn until its challenge is even. */
function minusOneSigns(message: string): SignedMessage {
  for (;;) {
    const signed = signMessage(group, 0n, message, random);
    if (signed.signature.challenge % 2n === 0n) return signed;
  }
}

describe('secret messages', () => {
  const sent = send(group, first, second.encryption, '密', random);

  test('reach their recipient with the sender’s name', () => {
    expect(receive(group, second, first.verification, sent)).toBe('密');
    expect(send(group, first, second.encryption, '密', random)).not.toBe(sent);
  });

  test('are nothing to others, from others, or when damaged', () => {
    const json = JSON.parse(sent);
    const changed = (change: object) => JSON.stringify({ ...json, ...change });
    const flip = (text: string) => (text.startsWith('a') ? 'b' : 'a') + text.slice(1);
    const bad: [string, string | null][] = [
      ['another recipient', receive(group, third, first.verification, sent)],
      ['another sender', receive(group, second, third.verification, sent)],
      ['no JSON', receive(group, second, first.verification, '')],
      ...(
        [
          ['data flipped', { data: flip(json.data) }],
          ['data cut', { data: json.data.slice(2) }],
          ['no data', { data: '' }],
          ['data no bytes', { data: 'xyz' }],
          ['another cipher', { algorithm: 'AES-CCM' }],
          ['α outside the group', { alpha: String(outside) }],
          ['β outside the group', { beta: String(outside) }],
          ['another β', { beta: String(group.g) }],
        ] as const
      ).map(([name, change]): [string, string | null] => [
        name,
        receive(group, second, first.verification, changed(change)),
      ]),
    ];
    expect(bad.filter(([, received]) => received !== null)).toEqual([]);
  });

  test('outside the group are nothing, where they would tell whether the key is even', () => {
    const right = JSON.stringify({ recipient: String(third.encryption), message: '密' });
    const good = JSON.stringify(
      signedMessageToJson(signMessage(group, first.signing, right, random)),
    );
    // One of the first two would be read without the check, by the lowest bit of the decryption key.
    for (const signs of [
      { alphaSign: -1n },
      { alphaSign: -1n, betaSign: -1n },
      { sharedSign: -1n },
      { sharedSign: -1n, alphaSign: -1n, betaSign: -1n },
    ])
      expect(receive(group, third, first.verification, sealAs(good, signs))).toBeNull();
    expect(receive(group, third, first.verification, sealAs(good))).toBe('密');
  });

  test('cannot be sent on to a third by the one who received it', () => {
    // The recipient stands inside what was signed.
    const forOther = JSON.stringify({ recipient: String(second.encryption), message: '密' });
    const inner = signMessage(group, first.signing, forOther, random);
    const passedOn = sealAs(JSON.stringify(signedMessageToJson(inner)));
    expect(receive(group, third, first.verification, passedOn)).toBeNull();
    expect(receive(group, third, first.verification, sealAs('{}'))).toBeNull();
    const odd = signMessage(group, first.signing, '{}', random);
    const oddJson = JSON.stringify(signedMessageToJson(odd));
    expect(receive(group, third, first.verification, sealAs(oddJson))).toBeNull();
    const right = JSON.stringify({ recipient: String(third.encryption), message: '密' });
    const good = signMessage(group, first.signing, right, random);
    const goodJson = JSON.stringify(signedMessageToJson(good));
    expect(receive(group, third, first.verification, sealAs(goodJson))).toBe('密');
  });
});

/**
 * Encrypts any text to the third scrutineer by the specification, with another cipher library; α and the
 * shared element times −1 where that is asked, which is outside the group.
 */
function sealAs(text: string, { alphaSign = 1n, sharedSign = 1n, betaSign = 1n } = {}): string {
  const digest = (of: string) => createHash('sha256').update(of).digest();
  const signed = (sign: bigint, element: bigint) => (sign === 1n ? element : group.p - element);
  const shared = signed(sharedSign, group.powerOfG(7n));
  const alpha = signed(alphaSign, group.powerOfG(5n));
  const beta = signed(betaSign, group.multiply(group.power(third.encryption, 5n), shared));
  const cipher = createCipheriv('aes-256-gcm', digest(`key|${shared}`), digest(`iv|${alpha}`));
  const data = Buffer.concat([cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  return JSON.stringify({
    algorithm: 'AES-GCM',
    alpha: String(alpha),
    beta: String(beta),
    data: data.toString('hex'),
  });
}

describe('polynomials (step 3)', () => {
  const coefficients = [3n, 5n, 7n];
  const powers = coefficients.map(group.powerOfG);

  test('in the exponent take the same values', () => {
    for (const index of [1, 2, 9]) {
      expect(valueAt(coefficients, index)).toBe(3n + 5n * BigInt(index) + 7n * BigInt(index ** 2));
      expect(powerAt(group, powers, index)).toBe(group.powerOfG(valueAt(coefficients, index)));
    }
    const two = [powers, [group.powerOfG(11n)]];
    expect(verificationKeyAt(group, two, 2)).toBe(group.powerOfG(valueAt(coefficients, 2) + 11n));
    const parsed = parseCoefficients(
      { message: coefficientsJson(powers), signature: must(polynomials[0]).signature },
      3,
    );
    expect(parsed).toEqual({ ok: true, value: powers });
  });

  test('are read back as they were written, of the ceremony’s size', () => {
    const one = must(polynomials[0]);
    expect(parsePolynomial(polynomialJson(one), 3)).toEqual({ ok: true, value: one });
    expect(parsePolynomial(polynomialJson(one), 4)).toMatchObject({
      code: 'wrong-length',
      path: 'secrets',
    });
  });

  test('are not made for a list in which our own keys do not stand at our place', () => {
    const make = (list: Certificates, index: number) => () =>
      createPolynomial(group, list, index, first, random);
    expect(make(certificates, 1)).not.toThrow();
    expect(make(certificates, 2)).toThrow('does not stand in the list');
    const [own, ...others] = certificates.checked;
    const swapped = [{ ...must(own), encryption: second.encryption }, ...others];
    expect(make({ ...certificates, checked: swapped }, 1)).toThrow('does not stand in the list');
  });

  const check = (polynomial: Pick<Polynomial, 'coefexps' | 'signature'>, list = certificates) =>
    checkPolynomial(group, list, 1, polynomial);
  /** Polynomials of the first scrutineer with any powers, well signed. */
  const signedBy = (own: typeof first, list: readonly bigint[], json = coefficientsJson(list)) => ({
    coefexps: signMessage(group, own.signing, json, random),
    signature: signText(
      group,
      own.signing,
      certificatesText(certificates.signed, list, signedMessageToJson),
      random,
    ),
  });
  const good = must(polynomials[0]);

  test('a good one gives its powers', () => {
    expect(check(good)).toHaveLength(2);
    expect(check(signedBy(first, powers.slice(0, 2)))).toEqual(powers.slice(0, 2));
  });

  test.each<[string, Pick<Polynomial, 'coefexps' | 'signature'>]>([
    ['with a power outside the group', signedBy(first, [group.g, outside])],
    ['of a higher degree', signedBy(first, powers)],
    ['of a lower degree', signedBy(first, powers.slice(0, 1))],
    ['that is not JSON', signedBy(first, powers.slice(0, 2), '[]')],
    ['signed by another', signedBy(second, powers.slice(0, 2))],
    ['whose powers another signed', { ...good, coefexps: must(polynomials[1]).coefexps }],
    ['whose list another signed', { ...good, signature: must(polynomials[1]).signature }],
  ])('one %s is refused', (_, polynomial) => {
    expect(check(polynomial)).toBeNull();
  });

  test('one whose owner was shown another list of scrutineers is refused', () => {
    const other = holdCeremony(3, 2, seeded('another list'));
    const [own, ...rest] = other.certificates.signed;
    const list = { ...certificates, signed: [must(own), ...rest] };
    expect(check(good, list)).toBeNull();
  });
});
