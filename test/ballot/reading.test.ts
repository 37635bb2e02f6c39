import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseBallot } from '../../src/ballot/ballot.ts';
import { base64, fromHex, hex, toNumber, utf8 } from '../../src/ballot/bytes.ts';
import { parseCredentials } from '../../src/ballot/credentials-list.ts';
import { electionJson, openElection, parseElection } from '../../src/ballot/election.ts';
import { parameters } from '../../src/ballot/group/parameters.ts';
import { known } from '../../src/ballot/known.ts';
import {
  element,
  exactly,
  fields,
  hash,
  isPresent,
  list,
  MalformedRecord,
  type Node,
  parse,
  scalar,
  smallNumber,
  text,
  textOf,
} from '../../src/ballot/read.ts';
import { cast, makeRound, question } from '../support/ballot-rounds.ts';

const { p, q } = parameters;
const node = (value: unknown): Node => ({ value, path: 'here' });

/** What a reader says about a value: the value itself, or the code of its refusal. */
function said<Value>(reader: (node: Node) => Value, value: unknown): Value | string {
  try {
    return reader(node(value));
  } catch (error) {
    if (!(error instanceof MalformedRecord)) throw error;
    expect(error.path.startsWith('here')).toBe(true);
    expect(error.message).toBe(`${error.code} at ${error.path}`);
    return error.code;
  }
}

describe('readers of values', () => {
  test('scalars are canonical decimal text below q', () => {
    expect(said(scalar, '0')).toBe(0n);
    expect(said(scalar, String(q - 1n))).toBe(q - 1n);
    for (const value of [
      String(q),
      '-1',
      '+1',
      '01',
      '0x1',
      '',
      ' 1',
      '1 ',
      '1e3',
      '9'.repeat(618),
    ])
      expect([value, said(scalar, value)]).toEqual([value, 'wrong-number']);
    expect(said(scalar, 1)).toBe('wrong-value');
  });

  test('elements are canonical decimal text, neither 0 nor p or more', () => {
    expect(said(element, '1')).toBe(1n);
    expect(said(element, String(p - 1n))).toBe(p - 1n);
    for (const value of ['0', String(p), '00', '9'.repeat(617), '1'.repeat(618)])
      expect([value, said(element, value)]).toEqual([value, 'wrong-number']);
    expect(said(element, null)).toBe('wrong-value');
  });

  test('small numbers are JSON numbers, whole and not negative', () => {
    expect(said(smallNumber, 0)).toBe(0);
    expect(said(smallNumber, 2 ** 53 - 1)).toBe(2 ** 53 - 1);
    for (const value of [-1, 0.5, 2 ** 53]) expect(said(smallNumber, value)).toBe('wrong-number');
    expect(said(smallNumber, '1')).toBe('wrong-value');
  });

  test('texts, forms, hashes and single values', () => {
    expect(said(text, '文')).toBe('文');
    expect(said(text, 1)).toBe('wrong-value');
    const form = (one: Node) => textOf(/^a+$/, one);
    expect(said(form, 'aa')).toBe('aa');
    expect(said(form, 'ab')).toBe('wrong-value');
    const digits = 'a0'.repeat(32);
    expect(said(hash, digits)).toBe(digits);
    for (const value of [digits.slice(1), `${digits}0`, digits.toUpperCase(), ` ${digits}`])
      expect(said(hash, value)).toBe('wrong-value');
    expect(said((one) => exactly(1, one), 1)).toBe(1);
    expect(said((one) => exactly(1, one), '1')).toBe('wrong-value');
  });

  test('lists have the length that is asked, and name the item that is wrong', () => {
    const ones = (one: Node) => list(one, (item) => exactly(1, item));
    expect(said(ones, [1, 1])).toEqual([1, 1]);
    expect(said(ones, { 0: 1 })).toBe('wrong-value');
    expect(said((one) => list(one, text, 2), ['a'])).toBe('wrong-length');
    expect(said((one) => list(one, text, 2), ['a', 'b'])).toEqual(['a', 'b']);
    expect(parse('{"a":[1,1,2]}', (root) => ones(fields(root, 'a')('a')))).toEqual({
      ok: false,
      code: 'wrong-value',
      path: 'a[2]',
    });
    expect(said((one) => list(one, (_, index) => index), ['x', 'y'])).toEqual([0, 1]);
  });

  test('fields stand in their order, none more and none less', () => {
    const both = (one: Node) => {
      const field = fields(one, 'a', 'b?', 'c');
      return [field('a').path, isPresent(field('b')), field('c').value];
    };
    expect(said(both, { a: 1, b: 2, c: 3 })).toEqual(['here.a', true, 3]);
    expect(said(both, { a: 1, c: 3 })).toEqual(['here.a', false, 3]);
    for (const value of [{ a: 1 }, { c: 3, a: 1 }, { a: 1, c: 3, d: 4 }, { a: 1, c: 3, b: 2 }, {}])
      expect(said(both, value)).toBe('wrong-fields');
    for (const value of [null, [], 'a', 1, undefined])
      expect(said(both, value)).toBe('wrong-value');
  });

  test('only the very text that writing again gives is read; other errors pass through', () => {
    expect(parse('{"a":1}', () => 'read')).toEqual({ ok: true, value: 'read' });
    expect(parse('{', () => 'read')).toEqual({ ok: false, code: 'not-json', path: '' });
    for (const json of ['{"a": 1}', '{"a":1.0}', '{"a":1,"a":2}', '"\\u4e00"', '{"a":1}\n'])
      expect(parse(json, () => 'read')).toEqual({ ok: false, code: 'not-canonical', path: '' });
    const broken = () => {
      throw new TypeError('ours');
    };
    expect(() => parse('1', broken)).toThrow(TypeError);
  });

  test('a value that must be there is a mistake of ours when it is not', () => {
    expect(known(0)).toBe(0);
    expect(() => known(undefined)).toThrow(RangeError);
  });
});

describe('bytes', () => {
  test('hexadecimal, Base64 and numbers are what others write', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 70 }), (bytes) => {
        const buffer = Buffer.from(bytes);
        expect(hex(bytes)).toBe(buffer.toString('hex'));
        expect(fromHex(hex(bytes))).toEqual(bytes);
        expect(base64(bytes)).toBe(buffer.toString('base64').replace(/=+$/, ''));
        const number = bytes.length === 0 ? 0n : BigInt(`0x${buffer.toString('hex')}`);
        expect(toNumber(bytes)).toBe(number);
      }),
    );
    expect(utf8('票决')).toEqual(new Uint8Array(Buffer.from('票决')));
  });

  test('what is not pairs of small hexadecimal digits has no bytes', () => {
    for (const words of ['0', '0G', 'AB', '00 ', '000'])
      expect([words, fromHex(words)]).toEqual([words, null]);
  });
});

describe('the election', () => {
  const round = makeRound('reading', { questions: [question(3, 1, 2, true)], slips: 2 });
  const { election } = round.election;
  const read = (change: (json: string) => string) => {
    const parsed = parseElection(change(round.setup.election));
    return parsed.ok ? 'ok' : `${parsed.code} ${parsed.path}`;
  };

  test('is read back as it was written, with and without the names of its officers', () => {
    expect(electionJson(election)).toBe(round.setup.election);
    const { administrator, credentialAuthority, ...plain } = election;
    expect([administrator, credentialAuthority]).toEqual(['大会工作人员', '总监票人']);
    expect(parseElection(electionJson(plain))).toEqual({ ok: true, value: plain });
    expect(read((json) => json.replace(/}$/, ',"language":["fr","ltr"]}'))).toBe('ok');
  });

  test.each([
    ['version', '"version":1', '"version":2', 'wrong-value version'],
    ['group', 'BELENIOS-2048', 'RFC-3526-2048', 'wrong-value group'],
    ['uuid too short', /"uuid":"\w+"/, '"uuid":"1234567890123"', 'wrong-value uuid'],
    ['uuid with 0', /"uuid":"\w/, '"uuid":"0', 'wrong-value uuid'],
    ['no question', /"questions":\[.*\],"uuid/, '"questions":[],"uuid', 'wrong-length questions'],
    ['no answer', /"answers":\[[^\]]*\]/, '"answers":[]', 'wrong-length questions[0].answers'],
    ['blank false', '"blank":true', '"blank":false', 'wrong-value questions[0].blank'],
    ['max over answers', '"max":2', '"max":4', 'wrong-number questions[0].max'],
    ['max of none', '"min":1,"max":2', '"min":0,"max":0', 'wrong-number questions[0].max'],
    ['min over max', '"min":1', '"min":3', 'wrong-number questions[0].min'],
    ['another kind', '{"answers"', '{"type":"Lists","answers"', 'wrong-fields questions[0]'],
    ['officer as number', '"大会工作人员"', '7', 'wrong-value administrator'],
    ['language as text', /}$/, ',"language":"fr"}', 'wrong-value language'],
  ])('%s is refused with its place', (_, from, to, refusal) => {
    expect(read((json) => json.replace(from, to))).toBe(refusal);
  });

  test('cannot be opened when it cannot be read', () => {
    expect(openElection('[]')).toEqual({ ok: false, code: 'wrong-value', path: '' });
  });

  test('a ballot must have its shape', () => {
    const { json } = cast(round, 0, [[0, 1, 1, 0]]);
    const codeOf = (changed: string) => {
      const parsed = parseBallot(election, changed);
      return parsed.ok ? 'ok' : `${parsed.code} ${parsed.path}`;
    };
    expect(codeOf(json)).toBe('ok');
    expect(codeOf(json.replace(',"blank_proof"', ',"x_proof"'))).toBe('wrong-fields answers[0]');
    const twice = json.replace(/"answers":\[(.*)\],"signature"/, '"answers":[$1,$1],"signature"');
    expect(codeOf(twice)).toBe('wrong-length answers');
    // The same lengths in a question without a blank entry: the proof of one has no place there.
    const without = makeRound('no blank', { questions: [question(4, 0, 2)], slips: 1 });
    const extra = parseBallot(without.election.election, json);
    expect(extra).toMatchObject({ ok: false, code: 'wrong-fields', path: 'answers[0]' });
    expect(codeOf(cast(without, 0, [[0, 1, 1, 0]]).json)).toBe('wrong-fields answers[0]');
  });
});

describe('the list of slips', () => {
  test('is read with weights, and nothing that only looks like a number', () => {
    expect(parseCredentials('["5","7,3"]')).toEqual({
      ok: true,
      value: [
        { credential: 5n, weight: null },
        { credential: 7n, weight: 3 },
      ],
    });
    for (const item of ['5,0', '5,01', '5,', ',5', '5,1,1', '0x5', '-5', '5,1234567890'])
      expect(parseCredentials(JSON.stringify([item]))).toEqual({
        ok: false,
        code: 'wrong-value',
        path: '[0]',
      });
    expect(parseCredentials('["05"]')).toMatchObject({ code: 'wrong-number', path: '[0]' });
    expect(parseCredentials(`["${p}"]`)).toMatchObject({ code: 'wrong-number' });
    expect(parseCredentials('{}')).toMatchObject({ code: 'wrong-value', path: '' });
  });
});
