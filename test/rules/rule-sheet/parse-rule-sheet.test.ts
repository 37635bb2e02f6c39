import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Result } from '../../../src/rules/refusals.ts';
import { sheetText } from '../../../src/rules/rule-sheet/articles.ts';
import { canonicalRuleSheet } from '../../../src/rules/rule-sheet/canonical.ts';
import { parseRuleSheet } from '../../../src/rules/rule-sheet/parse-rule-sheet.ts';
import { allSettings } from '../../../src/rules/rule-sheet/settings.ts';
import { sheets } from './arbitrary-sheet.ts';
import { fullSheet } from './change-sheet.ts';

/** Every refusal as `code field`. */
function faults(result: Result<unknown>): string[] {
  return result.ok ? [] : result.refusals.map(({ code, field }) => `${code} ${field ?? ''}`.trim());
}

/** The default sheet with one field of one chapter replaced. */
function withField(key: string, value: unknown): unknown {
  const copy = structuredClone(fullSheet()) as unknown as Record<string, Record<string, unknown>>;
  const [chapter = '', name = ''] = key.split('.');
  copy[chapter] = { ...copy[chapter], [name]: value };
  return copy;
}

describe('parsing a stored sheet', () => {
  test('every sheet of the right shape is read back unchanged from its JSON', () => {
    fc.assert(
      fc.property(sheets, (sheet) => {
        const read = parseRuleSheet(JSON.parse(JSON.stringify(sheet)));
        expect(read).toEqual({ ok: true, value: sheet });
      }),
    );
  });

  test.each([null, undefined, 1, 'x', true, []])('%j is not a sheet', (input) => {
    expect(faults(parseRuleSheet(input))).toEqual(['not-a-sheet']);
  });

  test.each([4, 0, '1', undefined])(
    'schema version %j is refused before anything else',
    (version) => {
      const input = { ...fullSheet(), schemaVersion: version, level: 'moon' };
      expect(faults(parseRuleSheet(input))).toEqual(['newer-schema schemaVersion']);
    },
  );

  test('a sheet of version 1 knows no review, and is hashed and read out as it always was', () => {
    const { review, deadlines, ...rest } = fullSheet();
    const first = { ...rest, schemaVersion: 1 as const };
    expect(faults(parseRuleSheet({ ...first, review }))).toEqual(['unknown-field review']);
    const early = { ...rest, schemaVersion: 2 as const, review, deadlines };
    expect(faults(parseRuleSheet(early))).toEqual(['unknown-field deadlines']);
    expect(parseRuleSheet(first)).toEqual({ ok: true, value: first });
    const text = canonicalRuleSheet(first);
    expect(text).toContain('"schemaVersion":1');
    expect(text).not.toContain('review');
    expect(sheetText(first, { place: '示例县云溪镇' })).not.toContain('回头看');
    const second = { ...rest, schemaVersion: 2 as const };
    expect(sheetText(second, { place: '示例县云溪镇' })).toContain('对回头看与风险提示未作规定');
    const third = { ...rest, schemaVersion: 3 as const };
    expect(sheetText(third, { place: '示例县云溪镇' })).toContain(
      '对回头看与风险提示、办理时限与催办未作规定',
    );
  });

  test('a missing chapter is not regulated, an empty one lacks its settings', () => {
    const bare = { schemaVersion: 1, level: 'township', scope: 'meeting' };
    expect(parseRuleSheet(bare)).toEqual({ ok: true, value: bare });
    expect(faults(parseRuleSheet({ ...bare, keys: {} }))).toEqual(
      allSettings
        .filter((one) => one.chapter === 'keys')
        .map(({ key }) => `missing-setting ${key}`),
    );
    expect(faults(parseRuleSheet({ ...bare, keys: null }))).toEqual(['bad-chapter keys']);
    expect(faults(parseRuleSheet({ ...bare, keys: undefined }))).toEqual(['bad-chapter keys']);
    expect(faults(parseRuleSheet({ ...bare, keys: [] }))).toEqual(['bad-chapter keys']);
  });

  test('every fault is listed, not only the first', () => {
    const sheet = fullSheet();
    const input = {
      schemaVersion: 1,
      level: 'moon',
      scope: 7,
      extra: true,
      vote: { ...sheet.vote, quorum: '5/3', places: -1, colour: 'red' },
      keys: 'none',
    };
    expect(faults(parseRuleSheet(input))).toEqual([
      'bad-value level',
      'bad-value scope',
      'unknown-field extra',
      'unknown-field vote.colour',
      'bad-value vote.places',
      'bad-value vote.quorum',
      'bad-chapter keys',
    ]);
  });

  test('names from the prototype are neither values nor fields', () => {
    const sheet = fullSheet();
    expect(faults(parseRuleSheet({ ...sheet, level: 'toString' }))).toEqual(['bad-value level']);
    expect(faults(parseRuleSheet(withField('vote.form', 'constructor')))).toEqual([
      'bad-value vote.form',
    ]);
    const inherited = Object.create(sheet.keys);
    expect(faults(parseRuleSheet({ ...sheet, keys: inherited }))).toHaveLength(8);
  });

  test('each setting alone refuses a value of no kind, at its own field with a sentence', () => {
    for (const setting of allSettings) {
      for (const wrong of [{}, Number.NaN, 'no such choice, 太长了'.repeat(300), [{}]]) {
        const read = parseRuleSheet(withField(setting.key, wrong));
        expect(faults(read), setting.key).toEqual([`bad-value ${setting.key}`]);
        if (!read.ok) expect(read.refusals[0].message).toMatch(/“.+”.*。$/s);
      }
    }
  });

  test.each([
    ['vote.places', 0],
    ['vote.places', 501],
    ['vote.places', 1.5],
    ['vote.places', '10'],
    ['vote.batchSize', null],
    ['vote.batchSize', 26],
    ['vote.quorum', '0.67'],
    ['vote.quorum', '3/2'],
    ['vote.paperColour', ''],
    ['vote.paperColour', ' 白色'],
    ['vote.paperColour', '一二三四五六七八九十一'],
    ['vote.noSurplusReason', '两行\n文字'],
    ['vote.noSurplusReason', 'a\u0000b'],
    ['vote.noSurplusReason', 'a\ud800b'],
    ['vote.noSurplusReason', 'a\u2028b'],
    ['vote.otherProvisions', '铃\u0007'],
    ['vote.forSymbol', '○○'],
    ['vote.forSymbol', ' '],
    ['vote.forSymbol', '\u0301'],
    ['satisfaction.residentsAsked', 'yes'],
    ['vote.categories', 'x'],
    ['vote.categories', [null]],
    ['vote.categories', ['道路:3']],
    ['vote.categories', [{ name: '', places: 3 }]],
    ['vote.categories', [{ name: ' 道路', places: 3 }]],
    ['vote.categories', [{ name: '道\n路', places: 3 }]],
    ['vote.categories', [{ name: '路'.repeat(31), places: 3 }]],
    ['vote.categories', [{ name: 1, places: 3 }]],
    ['vote.categories', [{ name: '道路', places: '3' }]],
    ['vote.categories', [{ name: '道路', places: 1.5 }]],
    ['vote.categories', [{ name: '道路', places: 0 }]],
    ['vote.categories', [{ name: '道路', places: 501 }]],
    ['vote.categories', [{ name: '道路', places: 3, colour: 'red' }]],
    ['vote.categories', Array.from({ length: 31 }, (_, n) => ({ name: `类${n}`, places: 1 }))],
  ])('%s refuses %j', (key, value) => {
    expect(faults(parseRuleSheet(withField(key, value)))).toEqual([`bad-value ${key}`]);
  });

  test.each([
    ['vote.places', null],
    ['vote.otherProvisions', '第一行\n第二行'],
    ['vote.forSymbol', '𠮷'],
    ['vote.noSurplusReason', '䶮'.repeat(300)],
    ['vote.categories', [{ name: '路'.repeat(30), places: 500 }]],
  ])('%s accepts %j', (key, value) => {
    expect(faults(parseRuleSheet(withField(key, value)))).toEqual([]);
  });

  test('nothing that JSON can hold makes the parser throw', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (anything, part) => {
        parseRuleSheet(anything);
        parseRuleSheet({ ...fullSheet(), vote: part, level: anything });
        for (const { key } of allSettings) parseRuleSheet(withField(key, part));
      }),
    );
  });
});

describe('the canonical text', () => {
  test('it does not depend on the order of fields and reads back as the sheet', () => {
    fc.assert(
      fc.property(sheets, (sheet) => {
        const turned = Object.fromEntries(
          Object.entries(sheet)
            .reverse()
            .map(([key, value]) => [
              key,
              typeof value === 'object'
                ? Object.fromEntries(Object.entries(value).reverse())
                : value,
            ]),
        );
        const text = canonicalRuleSheet(sheet);
        expect(canonicalRuleSheet(turned as unknown as typeof sheet)).toBe(text);
        expect(JSON.parse(text)).toEqual(sheet);
      }),
    );
  });

  test('keys are sorted and there is no white space', () => {
    const text = canonicalRuleSheet({ schemaVersion: 1, scope: 'meeting', level: 'county' });
    expect(text).toBe('{"level":"county","schemaVersion":1,"scope":"meeting"}');
  });

  test('different sheets have different texts', () => {
    const other = { ...fullSheet(), scope: 'standing' as const };
    expect(canonicalRuleSheet(other)).not.toBe(canonicalRuleSheet(fullSheet()));
  });
});
