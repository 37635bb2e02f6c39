import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { appendEvent, archiveBytes } from '../../src/ballot/archive/archive.ts';
import { trackerOf } from '../../src/ballot/ballot.ts';
import { credentialsJson } from '../../src/ballot/credentials-list.ts';
import { sha256Hex } from '../../src/ballot/hash.ts';
import { strongProofsJson } from '../../src/ballot/tally/strong-proofs.ts';
import { failure } from '../../src/ballot/verify/failure.ts';
import { sentences } from '../../src/ballot/verify/sentences.ts';
import { type VerifyOptions, verifyArchive } from '../../src/ballot/verify/verify-archive.ts';
import { appendShare, cast, giveShare, group, must } from '../support/ballot-rounds.ts';
import { rebuild } from '../support/mutants.ts';

import {
  at,
  ballots,
  box,
  bytes,
  changed,
  records,
  round,
  strongProofs,
  verify,
  votes,
} from '../support/verified-round.ts';

/** Findings about ballots, tally, shares and result, each made by the smallest change that leads to it. */

/** The ballots given, in this order, closed with a tally of the first that are sound. */
function boxOf(texts: readonly string[], options: VerifyOptions = {}) {
  const archive = texts.reduce((all, json) => appendEvent(all, 'Ballot', [json]), round.archive);
  return verify(archiveBytes(archive), { stage: 'setup', strongProofs: '[]', ...options });
}

describe('8 and 9 the ballots', () => {
  const [first = '', second = ''] = box.archive.records
    .filter(({ text }) => text.startsWith('{"election_uuid"'))
    .map(({ text }) => text);
  const codes = (found: ReturnType<typeof boxOf>) => found.failures.map(({ code }) => code);

  test('each by itself, with question and answer as people count them', () => {
    const { alpha } = JSON.parse(first).answers[1].choices[1];
    const { alpha: blank } = JSON.parse(first).answers[0].choices[0];
    const found = boxOf([first.replace(alpha, '2').replace(blank, '3')]);
    const places = found.failures.filter(({ code }) => code === 'choice-not-in-group');
    expect(places.map(({ place }) => [place.height, place.question, place.answer])).toEqual([
      [1, 1, 0],
      [1, 2, 2],
    ]);
    expect(places.map(({ message }) => message.slice(-18))).toEqual(
      ['的选票，第1题，弃权项：密文不在群内。', '的选票，第2题，第2项：密文不在群内。'].map(
        (words) => words.slice(-18),
      ),
    );
    const unread = boxOf([`${first} `]);
    expect(unread.failures[0]?.place).toMatchObject({ height: 1, path: '' });
    expect(unread.report.trackers).toEqual([]);
  });

  test('the list: unknown, twice, unsorted, more than slips', () => {
    expect(codes(boxOf([first, second]))).toEqual([]);
    expect(codes(boxOf([second, first]))).toEqual(['ballots-unsorted']);
    expect(codes(boxOf([second, first], { plainBelenios: true }))).toEqual([]);
    const fewer = credentialsJson(round.slips.slice(2).map((slip) => slip.publicKey));
    const unknown = changed('credentials', () => fewer);
    expect(unknown).toEqual(['credential-unknown']);
    const none = changed('credentials', () => credentialsJson([must(round.slips[2]).publicKey]));
    expect(none).toEqual(['ballots-more-than-slips', 'credential-unknown']);
  });

  test('a second ballot of a slip: a failure of ours, a change of mind for others, the last counts', () => {
    const again = [0, 1, 2, 3].map((i) => cast(round, 0, must(votes[i % 2]), `again ${i}`).json);
    const own = must(again[0]);
    const ours = boxOf([own, must(again[1])]);
    expect(codes(ours).filter((code) => code !== 'ballots-unsorted')).toEqual(['credential-twice']);
    expect(ours.report.trackers).toHaveLength(1);
    const neighbour = must(ballots[1]);
    const theirs = boxOf([own, neighbour, must(again[1])], { plainBelenios: true });
    expect(codes(theirs)).toEqual([]);
    const [revoted] = theirs.warnings;
    expect([revoted?.code, revoted?.place.height]).toEqual(['revoted', 3]);
    expect(theirs.report.trackers).toEqual([neighbour, must(again[1])].map(trackerOf));
  });
});

describe('10 to 12 the tally, the shares and the result', () => {
  test('a tally that is not the product, and numbers that are not those of the ballots', () => {
    const sized = (field: string) =>
      changed('sized tally', (text) => text.replace(`"${field}":2`, `"${field}":3`));
    expect(sized('num_tallied')).toEqual(['num-tallied']);
    expect(sized('total_weight')).toEqual(['total-weight']);
    const other = changed('encrypted tally', (text) =>
      text.replace(/"alpha":"\d+"/, `"alpha":"${group.g}"`),
    );
    expect(other).toEqual(['tally-differs']);
    const place = verify(
      rebuild(records, at('encrypted tally'), '[]', strongProofs).bytes,
    ).failures.find(({ code }) => code === 'tally-differs')?.place;
    expect(place?.height).toBe(4);
    expect(place?.record).toMatch(/\.data\.json$/);
  });

  test('shares of nobody, of the same owner, without or with a false proof', () => {
    const share = (owner: number) => giveShare(round, owner, box.tally);
    const of = (
      given: readonly { owner: number; text: string }[],
      strong: string,
      options: VerifyOptions = {},
    ) => {
      const archive = given.reduce(
        (all, { owner, text }) => appendShare(all, owner, text),
        box.archive,
      );
      return verify(archiveBytes(archive), { stage: 'closed', strongProofs: strong, ...options })
        .failures;
    };
    const [one, two, three] = [share(1), share(2), share(3)];
    const proofs = (...all: (typeof one)[]) => strongProofsJson(all.map(({ strong }) => strong));
    const codes = (found: ReturnType<typeof of>) => found.map(({ code }) => code);
    expect(codes(of([one, two], proofs(one, two)))).toEqual([]);
    expect(codes(of([{ ...one, owner: 5 }], '[]'))).toEqual(['owner-unknown']);
    expect(codes(of([{ ...one, owner: 0 }], '[]'))).toEqual(['owner-unknown']);
    const twice = giveShare({ ...round, name: 'again' }, 1, box.tally);
    expect(
      of([one, twice], proofs(one, twice)).map(({ code, place }) => [code, place.owner]),
    ).toEqual([['owner-twice', 1]]);
    expect(codes(of([one], '[]'))).toEqual(['strong-proof-missing']);
    expect(codes(of([one], proofs(two)))).toEqual(['strong-proof-missing']);
    expect(codes(of([one], proofs(twice)))).toEqual(['strong-proof-missing']);
    expect(codes(of([one, two], proofs(two, one)))).toEqual([
      'strong-proof-missing',
      'strong-proof-missing',
    ]);
    const extra = of([one], proofs(one, three));
    expect(extra).toEqual([failure('strong-proof-foreign', { owner: 3 })]);
    const weak = one.text.replace(/"response":"\d+"/, '"response":"5"');
    const entry = { ...one.strong, partialDecryption: sha256Hex(weak) };
    expect(
      of([{ owner: 1, text: weak }], strongProofsJson([entry])).map(({ code, place }) => [
        code,
        place.question,
        place.answer,
      ]),
    ).toEqual([['decryption-proof', 1, 0]]);
    const outside = String(group.p - must(must(one.decryption.factors[1])[0]));
    const minus = one.text.replace(String(must(one.decryption.factors[1])[0]), outside);
    const minusEntry = { ...one.strong, partialDecryption: sha256Hex(minus) };
    expect(of([{ owner: 1, text: minus }], strongProofsJson([minusEntry]))).toContainEqual(
      failure('factor-not-in-group', { height: 5, owner: 1, question: 2, answer: 1 }),
    );
    const swapped = { ...one.strong, proofs: two.strong.proofs };
    expect(codes(of([one], strongProofsJson([swapped])))).toEqual(Array(5).fill('strong-proof'));
    expect(codes(of([{ owner: 1, text: '{}' }], '[]'))).toEqual(['wrong-fields']);
    expect(of([one], '{}')).toContainEqual(
      failure('wrong-value', { record: `${round.election.election.uuid}.proofs.json`, path: '' }),
    );
    const plain = verify(bytes, { plainBelenios: true });
    expect(plain.warnings).toEqual([]);
    const { strongProofs: _, ...without } = { strongProofs, plainBelenios: true, group };
    expect(verifyArchive(bytes, without).warnings).toEqual([failure('total-weakly-proven')]);
    expect(verifyArchive(bytes, { group }).failures.map(({ code }) => code)).toEqual(
      Array(3).fill('strong-proof-missing'),
    );
  });

  test('too few shares, shares that disagree, and a result that they do not open', () => {
    const share = (owner: number) => giveShare(round, owner, box.tally);
    const result = '{"result":[[1,1,0],[0,1]]}';
    const of = (owners: readonly number[], text: string, change = (one: string) => one) => {
      const given = owners.map(share);
      const archive = given.reduce(
        (all, one) => appendShare(all, one.owner, one.owner === 4 ? change(one.text) : one.text),
        box.archive,
      );
      const ended = appendEvent(archive, 'Result', [text]);
      const strong = given.map((one) => ({
        ...one.strong,
        partialDecryption: sha256Hex(one.owner === 4 ? change(one.text) : one.text),
      }));
      return verify(archiveBytes(ended), { strongProofs: strongProofsJson(strong) });
    };
    expect(of([1, 2, 4], result).failures).toEqual([]);
    expect(of([2, 3], result).failures).toEqual([failure('share-missing', { owner: 1 })]);
    const few = of([1, 3], result);
    expect(few.failures).toEqual([failure('share-missing', { owner: 2 })]);
    expect(few.report.totals).toBeNull();
    const differs = of([1, 2, 3], '{"result":[[1,0,0],[0,0]]}');
    expect(differs.failures).toEqual([
      failure('result-differs', { question: 1, answer: 1 }),
      failure('result-differs', { question: 2, answer: 2 }),
    ]);
    expect(differs.report.totals).toEqual([
      [1, 1, 0],
      [0, 1],
    ]);
    expect(of([1, 2, 3], '{"result":[]}').failures.map(({ code }) => code)).toEqual([
      'wrong-length',
    ]);
    const factor = must(must(share(4).decryption.factors[1])[1]);
    const shifted = String(group.multiply(factor, group.g));
    const other = (text: string) => text.replace(String(factor), shifted);
    const disagree = of([1, 2, 3, 4], result, other).failures.map(({ code }) => code);
    expect(disagree).toEqual(['decryption-proof', 'strong-proof', 'shares-disagree']);
    const needed = of([1, 2, 4], result, other);
    expect(needed.failures.map(({ code }) => code)).toEqual([
      'decryption-proof',
      'strong-proof',
      'result-unreachable',
      'result-differs',
    ]);
    expect(needed.report.totals).toBeNull();
  });
});

describe('what a failure says', () => {
  test('names each part of its place in words', () => {
    const place = {
      record: 'r',
      height: 3,
      tracker: 't',
      owner: 2,
      question: 1,
      answer: 2,
      path: 'p',
    };
    expect(failure('not-json', place).message).toBe(
      '记录r，第3号事件，核对码t的选票，第2号密钥，第1题，第2项，字段p：不是JSON文字。',
    );
    expect(failure('not-json', { answer: 0 }).message).toBe('弃权项：不是JSON文字。');
    expect(failure('not-json', { path: '' }).message).toBe('不是JSON文字。');
    expect(failure('not-json')).toEqual({ code: 'not-json', place: {}, message: '不是JSON文字。' });
  });

  test('is one sentence in Chinese for each code', () => {
    for (const sentence of Object.values(sentences))
      expect(sentence).toMatch(/^[^。]*[一-鿿][^。]*。$/);
    expect(new Set(Object.values(sentences)).size).toBe(Object.keys(sentences).length);
  });
});

test('every finding of the verifier is made by some test', () => {
  const folder = new URL('.', import.meta.url);
  const tests = readdirSync(folder).filter((name) => name.endsWith('.test.ts'));
  const all = tests.map((name) => readFileSync(new URL(name, folder), 'utf8')).join('');
  const missing = Object.keys(sentences).filter((code) => !all.includes(`'${code}'`));
  expect(missing).toEqual([]);
});
