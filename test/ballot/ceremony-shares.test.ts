import { describe, expect, test } from 'vitest';
import { send } from '../../src/ballot/ceremony/channel.ts';
import { coefficientsJson } from '../../src/ballot/ceremony/coefficients.ts';
import { checkPolynomial } from '../../src/ballot/ceremony/polynomial.ts';
import {
  checkShareKey,
  createShare,
  createShareInput,
  openShare,
  parseShareInput,
  parseShareOutput,
  type ShareInput,
  shareInputJson,
  shareOutputJson,
} from '../../src/ballot/ceremony/share.ts';
import { signMessage, signText } from '../../src/ballot/ceremony/signed-message.ts';
import {
  checkThresholdParameters,
  thresholdKey,
} from '../../src/ballot/ceremony/threshold-parameters.ts';
import {
  checkTrusteeKey,
  createSingleKey,
  proveKey,
} from '../../src/ballot/ceremony/trustee-key.ts';
import {
  decryptionKeys,
  parseTrustees,
  type ThresholdParameters,
  trusteesJson,
} from '../../src/ballot/ceremony/trustees.ts';
import { modQ } from '../../src/ballot/group/group.ts';
import { proveKnowledge, verifyKnowledge } from '../../src/ballot/proofs/schnorr.ts';
import { lagrange } from '../../src/ballot/tally/combine.ts';
import { group, holdCeremony, must, seeded } from '../support/ballot-rounds.ts';

/** Steps 4 to 6 (§3.1.1) with three scrutineers of whom two open, and what a bad one may send. */
const random = seeded('ceremony');
const held = holdCeremony(3, 2, random);
const { keys, certificates, polynomials, parameters, secrets } = held;
const [first, second, third] = [must(keys[0]), must(keys[1]), must(keys[2])];
const outside = group.p - group.g;

describe('shares (steps 4 and 5)', () => {
  const input = createShareInput(polynomials, 2);
  const make = (given: ShareInput) =>
    createShare(group, certificates, 2, second, given, seeded('share'));
  const withSecret = (from: number, secret: string): ShareInput => ({
    ...input,
    secrets: input.secrets.map((one, i) => (i === from - 1 ? secret : one)),
  });
  const sealed = (message: string) => send(group, third, second.encryption, message, random);

  test('are sorted by recipient and read back as they were written', () => {
    expect(input.secrets).toEqual(polynomials.map(({ secrets: all }) => all[1]));
    expect(input.polynomial).toBe(must(polynomials[1]).polynomial);
    expect(parseShareInput(shareInputJson(input), 3)).toEqual({ ok: true, value: input });
    expect(parseShareInput(shareInputJson(input), 2)).toMatchObject({ code: 'wrong-length' });
    const output = must(held.outputs[1]);
    expect(parseShareOutput(shareOutputJson(output))).toEqual({ ok: true, value: output });
  });

  test('a good input gives the key that all powers determine', () => {
    const made = make(input);
    if (!made.ok) throw new Error('refused');
    const all = polynomials.map((one, i) => must(checkPolynomial(group, certificates, i + 1, one)));
    expect(checkShareKey(group, all, 2, made.value.publicKey)).toBe(true);
    expect(checkShareKey(group, all, 1, made.value.publicKey)).toBe(false);
    const unproved = { ...made.value.publicKey, pok: must(held.outputs[0]).publicKey.pok };
    expect(checkShareKey(group, all, 2, unproved)).toBe(false);
    expect(openShare(group, second, made.value.privateKey)).toBe(secrets[1]);
    expect(openShare(group, first, made.value.privateKey)).toBeNull();
    const odd = send(group, second, second.encryption, '{"decryption_key":"01"}', random);
    expect(openShare(group, second, odd)).toBeNull();
  });

  test.each<[string, ShareInput, number[]]>([
    ['a value off the polynomial', withSecret(3, sealed('{"secret":"12345"}')), [3]],
    ['a value that is no number', withSecret(3, sealed('{"secret":"x"}')), [3]],
    ['no value', withSecret(3, sealed('{}')), [3]],
    ['a value for another', withSecret(3, must(polynomials[2]?.secrets[0])), [3]],
    ['a value of another', withSecret(1, sealed('{"secret":"1"}')), [1]],
    ['nothing', withSecret(1, ''), [1]],
    [
      'powers that two others signed',
      { ...input, coefexps: [input.coefexps[1], input.coefexps[0], input.coefexps[2]].map(must) },
      [1, 2],
    ],
    [
      'a signature over another list',
      {
        ...input,
        signatures: [input.signatures[0], input.signatures[1], input.signatures[1]].map(must),
      },
      [3],
    ],
  ])('%s names the sender', (_, given, blamed) => {
    expect(make(given)).toEqual({ ok: false, blamed });
  });
});

describe('the published outcome (step 6)', () => {
  const problemsOf = (changed: Partial<ThresholdParameters>, older = false) =>
    checkThresholdParameters(group, { ...parameters, ...changed }, older).map(
      ({ code, trustee }) => `${code} ${trustee}`,
    );
  const { signatures: _, ...unsigned } = parameters;

  test('is sound when everybody was honest, and any two keys give the secret of the whole', () => {
    expect(problemsOf({})).toEqual([]);
    const key = must(thresholdKey(group, parameters));
    for (const quorum of [
      [1, 2],
      [1, 3],
      [3, 2],
    ]) {
      const secret = quorum.reduce(
        (sum, d) => modQ(sum + must(secrets[d - 1]) * lagrange(d, quorum, group.q)),
        0n,
      );
      expect(group.powerOfG(secret)).toBe(key);
    }
    expect(group.powerOfG(must(secrets[0]))).toBe(must(parameters.verificationKeys[0]).publicKey);
  });

  const [keyOne, keyTwo, keyThree] = parameters.verificationKeys.map(must);
  const signedKey = (secret: bigint, own: typeof first) => {
    const key = proveKey(group, secret, random);
    return { ...key, signature: signText(group, own.signing, String(key.publicKey), random) };
  };

  test.each<[string, Partial<ThresholdParameters>, string[]]>([
    [
      'certificates changed over',
      { certs: [...parameters.certs].reverse() },
      ['certificate 1', 'certificate 3'],
    ],
    ['another threshold', { threshold: 3 }, ['certificate 1', 'certificate 2', 'certificate 3']],
    [
      'powers changed over',
      { coefexps: [...parameters.coefexps].reverse() },
      ['coefficients 1', 'coefficients 3'],
    ],
    [
      'signatures changed over',
      { signatures: [...(parameters.signatures ?? [])].reverse() },
      ['coefficients 1', 'coefficients 3'],
    ],
    [
      'another key, well proved and signed',
      { verificationKeys: [signedKey(5n, first), must(keyTwo), must(keyThree)] },
      ['verification-key 1'],
    ],
    [
      'a key that another signed',
      { verificationKeys: [must(keyOne), signedKey(must(secrets[1]), first), must(keyThree)] },
      ['verification-key-signature 2'],
    ],
    [
      'a key that nobody signed',
      {
        verificationKeys: [must(keyOne), proveKey(group, must(secrets[1]), random), must(keyThree)],
      },
      ['verification-key-signature 2'],
    ],
    [
      'a key with the proof of another',
      {
        verificationKeys: [
          { ...must(keyOne), pok: must(keyTwo).pok },
          must(keyTwo),
          must(keyThree),
        ],
      },
      ['verification-key 1'],
    ],
  ])('%s is named', (_name, changed, problems) => {
    expect(problemsOf(changed)).toEqual(problems);
  });

  test('without signatures over the list is taken only where older forms are', () => {
    const check = (older: boolean) => checkThresholdParameters(group, unsigned, older);
    expect(check(false).map(({ code }) => code)).toEqual(Array(3).fill('coefficients'));
    expect(check(true)).toEqual([]);
    const bare = parameters.verificationKeys.map(({ signature: __, ...key }) => key);
    expect(problemsOf({ verificationKeys: bare }, true)).toEqual([]);
    const reversed = { ...unsigned, coefexps: [...parameters.coefexps].reverse() };
    expect(checkThresholdParameters(group, reversed, true)).toHaveLength(2);
    const foreign = signMessage(group, first.signing, coefficientsJson([group.g, outside]), random);
    const odd = signMessage(group, first.signing, '{}', random);
    for (const coefexps of [foreign, odd]) {
      const changed = { ...unsigned, coefexps: [coefexps, ...parameters.coefexps.slice(1)] };
      expect(checkThresholdParameters(group, changed, true)).toEqual([
        { code: 'coefficients', trustee: 1 },
      ]);
    }
    expect(thresholdKey(group, { ...parameters, coefexps: [odd] })).toBeNull();
  });
});

describe('the list of all keys', () => {
  const single = createSingleKey(group, random);
  const named = { ...single.key, name: '服务器' };
  const trustees = [
    { kind: 'Single', key: named },
    { kind: 'Pedersen', parameters },
  ] as const;
  const json = trusteesJson(trustees);

  test('is read back as it was written, and numbers its owners in order', () => {
    expect(parseTrustees(json)).toEqual({ ok: true, value: trustees });
    expect(decryptionKeys(trustees)).toEqual([named, ...parameters.verificationKeys]);
    const { signatures: __, ...older } = parameters;
    const plain = [{ kind: 'Pedersen', parameters: older }] as const;
    expect(parseTrustees(trusteesJson(plain))).toEqual({ ok: true, value: plain });
  });

  test.each([
    ['another kind', json.replace('["Single"', '["Double"'), 'wrong-value', '[0][0]'],
    ['three parts', json.replace(/\],\["Pedersen"/, ',1],["Pedersen"'), 'wrong-length', '[0]'],
    [
      'threshold 0',
      json.replace('"threshold":2,"certs"', '"threshold":0,"certs"'),
      'wrong-number',
      '[1][1].threshold',
    ],
    [
      'threshold over n',
      json.replace('"threshold":2,"certs"', '"threshold":4,"certs"'),
      'wrong-number',
      '[1][1].threshold',
    ],
    ['a name that is none', json.replace('"服务器"', '1'), 'wrong-value', '[0][1].name'],
  ])('%s is refused', (_, changed, code, path) => {
    expect(parseTrustees(changed)).toEqual({ ok: false, code, path });
  });

  test('a key is proved, in the group, and not 1', () => {
    expect(checkTrusteeKey(group, single.key)).toBe(true);
    expect(group.powerOfG(single.secret)).toBe(single.key.publicKey);
    expect(checkTrusteeKey(group, proveKey(group, 0n, random))).toBe(false);
    const [other] = parameters.verificationKeys;
    expect(checkTrusteeKey(group, { ...single.key, pok: must(other).pok })).toBe(false);
    // −1 to an even challenge is 1, so that a proof for it can be drawn.
    const publicKey = group.p - 1n;
    const draw = () => proveKnowledge(group, `pok|${group.name}|${publicKey}|`, 0n, random);
    let pok = draw();
    while (pok.challenge % 2n === 1n) pok = draw();
    expect(verifyKnowledge(group, `pok|${group.name}|${publicKey}|`, publicKey, pok)).toBe(true);
    expect(checkTrusteeKey(group, { pok, publicKey })).toBe(false);
  });
});
