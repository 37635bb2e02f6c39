import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { settle } from '../../../src/rules/rule-sheet/default-sheet.ts';
import { differences } from '../../../src/rules/rule-sheet/differences.ts';
import {
  formValues,
  readSettings,
  regulatedField,
} from '../../../src/rules/rule-sheet/read-settings.ts';
import { settingOf } from '../../../src/rules/rule-sheet/settings.ts';
import { valueInWords } from '../../../src/rules/rule-sheet/words.ts';
import { sheets } from './arbitrary-sheet.ts';
import { fullSheet, withVote } from './change-sheet.ts';

describe('reading the wizard', () => {
  test('what the form shows is read back as the same sheet', () => {
    fc.assert(
      fc.property(sheets, (sheet) => {
        const settled = settle(sheet);
        expect(readSettings(formValues(settled), settled)).toEqual({ ok: true, value: settled });
      }),
    );
  });

  test('an empty form changes nothing', () => {
    const sheet = fullSheet();
    expect(readSettings({}, sheet)).toEqual({ ok: true, value: sheet });
  });

  test('one page changes its own settings and leaves the others', () => {
    const form = {
      'vote.places': ' １０ ',
      'vote.candidates': '15',
      'vote.quorum': '３ ／ ４',
      'vote.paperColour': ' 粉红色 ',
      'vote.otherProvisions': '甲。\r\n乙。',
      'satisfaction.residentsAsked': 'no',
    };
    const read = readSettings(form, withVote({ places: 8 }));
    if (!read.ok) throw new Error('refused');
    expect(read.value.vote).toEqual({
      ...fullSheet().vote,
      places: 10,
      candidates: 15,
      quorum: '3/4',
      paperColour: '粉红色',
      otherProvisions: '甲。\n乙。',
    });
    expect(read.value.satisfaction?.residentsAsked).toBe(false);
  });

  test('a typographic fraction is understood', () => {
    const read = readSettings({ 'vote.quorum': '⅔' }, withVote({ quorum: '3/4' }));
    expect(read.ok && read.value.vote?.quorum).toBe('2/3');
  });

  test('an empty number is empty where that is allowed and a fault elsewhere', () => {
    const sheet = fullSheet();
    const emptied = readSettings({ 'vote.places': '' }, sheet);
    expect(emptied.ok && emptied.value.vote?.places).toBe(null);
    const read = readSettings({ 'vote.batchSize': '' }, sheet);
    expect(read.ok ? [] : read.refusals.map(({ field }) => field)).toEqual(['vote.batchSize']);
  });

  test('categories are typed one a line', () => {
    const form = { 'vote.form': 'categories', 'vote.categories': '道路交通：３\n\n 教育 : 4 项\n' };
    const read = readSettings(form, fullSheet());
    expect(read.ok && read.value.vote?.categories).toEqual([
      { name: '道路交通', places: 3 },
      { name: '教育', places: 4 },
    ]);
    const bad = readSettings({ ...form, 'vote.categories': '104国道 3\n教育:4' }, fullSheet());
    expect(bad.ok ? [] : bad.refusals.map(({ field }) => field)).toEqual(['vote.categories']);
  });

  test('all faults are listed at their fields, the base stays as it was, and what was typed is shown', () => {
    const base = fullSheet();
    const before = structuredClone(base);
    const form = {
      scope: 'for ever',
      'vote.places': '很多',
      'vote.form': 'lottery',
      'vote.quorum': '67%',
      'satisfaction.residentsAsked': 'perhaps',
      'vote.candidates': '12345678901234567890',
    };
    const read = readSettings(form, base);
    expect(read.ok ? [] : read.refusals.map(({ code, field }) => `${code} ${field}`)).toEqual([
      'bad-value scope',
      'bad-value vote.places',
      'bad-value vote.candidates',
      'bad-value vote.form',
      'bad-value vote.quorum',
      'bad-value satisfaction.residentsAsked',
    ]);
    expect(base).toEqual(before);
    expect(formValues(base, form)).toMatchObject({ ...form, 'vote.batchSize': '25' });
  });

  test('a chapter is regulated with its defaults, or left out with what was typed for it', () => {
    const sheet = fullSheet();
    const without = readSettings({ [regulatedField('keys')]: 'no', 'keys.keyHolders': 'x' }, sheet);
    if (!without.ok) throw new Error('refused');
    expect(without.value.keys).toBeUndefined();
    const form = { [regulatedField('keys')]: 'yes', 'keys.keyHolders': '5' };
    const again = readSettings(form, without.value);
    expect(again.ok && again.value.keys).toEqual({ ...sheet.keys, keyHolders: 5 });
    expect(formValues(without.value)[regulatedField('keys')]).toBe('no');
    expect(formValues(without.value)).not.toHaveProperty('keys.keyHolders');
  });

  test('the scope can be chosen', () => {
    const read = readSettings({ scope: 'standing' }, fullSheet());
    expect(read.ok && read.value.scope).toBe('standing');
    const same = readSettings({ scope: 'meeting' }, fullSheet());
    expect(same.ok && same.value.scope).toBe('meeting');
  });

  test('a setting that loses its effect does not keep a hidden value', () => {
    const base = withVote({ cap: 'number', most: 8 });
    const read = readSettings({ 'vote.cap': 'none' }, base);
    expect(read.ok && read.value.vote?.most).toBe(null);
  });

  test('no form makes the reader throw, and what it accepts it accepts again', () => {
    const keys = Object.keys(formValues(fullSheet()));
    const forms = fc.dictionary(fc.constantFrom(...keys), fc.string({ unit: 'grapheme' }));
    fc.assert(
      fc.property(forms, (form) => {
        const read = readSettings(form, fullSheet());
        if (read.ok) expect(readSettings(formValues(read.value), read.value)).toEqual(read);
        else expect(read.refusals.every(({ field }) => field !== undefined)).toBe(true);
      }),
    );
  });
});

describe('values in words', () => {
  test.each([
    ['vote.tie', 'revote', '对票数相等的项目重新投票'],
    ['vote.tie', 'unheard-of', 'unheard-of'],
    ['satisfaction.residentsAsked', true, '是'],
    ['satisfaction.residentsAsked', false, '否'],
    ['vote.abstainSymbol', '', '不作任何记号'],
    ['vote.forSymbol', '○', '划“○”'],
    ['vote.places', 10, '10项'],
    ['vote.places', null, '未填'],
    ['vote.quorum', '2/3', '2/3'],
    ['vote.otherProvisions', '甲\n乙', '甲；乙'],
    ['vote.categories', [{ name: '道路', places: 3 }], '道路:3'],
  ])('%s %j reads %s', (key, value, expected) => {
    const setting = settingOf(key);
    if (setting === undefined) throw new Error(`no setting ${key}`);
    expect(valueInWords(setting, value)).toBe(expected);
  });
});

describe('differences between two sheets', () => {
  test('equal sheets do not differ', () => {
    expect(differences(fullSheet(), fullSheet())).toEqual([]);
  });

  test('every changed setting is named with both values, and a dropped chapter as not regulated', () => {
    const after = {
      ...withVote({ places: 8, abstainSymbol: '△' }),
      level: 'county' as const,
      scope: 'standing' as const,
    };
    expect(differences(fullSheet(), after)).toEqual([
      { field: 'level', label: '层级', before: '乡镇', after: '县（市、区）' },
      {
        field: 'scope',
        label: '适用范围',
        before: '只用于本次会议',
        after: '常设，每次会议确认',
      },
      { field: 'vote.places', label: '票决：应选项目数', before: '10项', after: '8项' },
      {
        field: 'vote.abstainSymbol',
        label: '票决：弃权的符号',
        before: '不作任何记号',
        after: '划“△”',
      },
    ]);
    const { keys: _keys, ...without } = fullSheet();
    const dropped = differences(fullSheet(), without);
    expect(dropped).toHaveLength(8);
    expect(dropped.every(({ after: words }) => words === '未作规定')).toBe(true);
  });
});
