import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { articles, sheetText, sheetTitle } from '../../../src/rules/rule-sheet/articles.ts';
import { defaultRuleSheet, withoutChapter } from '../../../src/rules/rule-sheet/default-sheet.ts';
import type { RuleSheetDocument, VoteChapter } from '../../../src/rules/rule-sheet/document.ts';
import { allSettings } from '../../../src/rules/rule-sheet/settings.ts';
import { sheets, valuesOf } from './arbitrary-sheet.ts';
import { fullSheet, withVote } from './change-sheet.ts';

const names = { place: '示例县云溪镇' };

/** The text of the articles that say they state a setting. */
function stated(sheet: RuleSheetDocument, key: string): string {
  return articles(sheet, names)
    .filter(({ settings }) => settings.includes(key))
    .flatMap(({ paragraphs }) => paragraphs)
    .join('\n');
}

/** The whole wording under a sheet with some settings of the vote changed. */
function wording(changes: Partial<VoteChapter>): string {
  return sheetText(withVote(changes), names);
}

describe('the articles of a sheet', () => {
  test('a township’s default reads as numbered articles of a 票决办法', () => {
    const sheet = defaultRuleSheet({ level: 'township', places: 10, candidates: 12 });
    const list = articles(sheet, names);
    expect(list.map(({ number }) => number)).toEqual(list.map((_, index) => index + 1));
    expect(list[0]?.label).toBe('第一条');
    expect(list[10]?.label).toBe('第十一条');
    const text = sheetText(sheet, { ...names, meeting: '第三次会议' });
    expect(
      text.startsWith('示例县云溪镇民生实事项目人大代表票决办法\n\n总则\n第一条　为了规范'),
    ).toBe(true);
    for (const sentence of [
      '第二条　本办法适用于第三次会议。',
      '候选项目12项，应选项目10项，差额2项。',
      '赞成的划“○”，反对的划“×”，弃权的不作任何记号。',
      '一张选票赞成的项目不得超过应选项目数（10项）。',
      '赞成的项目多于规定项数的，整张选票作废；等于或者少于规定项数的，有效。',
      '全体代表三分之二以上出席，会议方为有效。',
      '项目获得的赞成票超过全体代表的半数的，始得通过。',
      '于宣布当日以主席团公告公布。',
      '本办法自大会通过之日起施行。',
    ]) {
      expect(text).toContain(sentence);
    }
    expect(text).not.toContain('未作规定');
  });

  test('the term of the place stands in the title and in the text', () => {
    const sheet = withVote({ term: 'deliberation' });
    expect(sheetTitle(sheet, names)).toBe('示例县云溪镇民生实事项目人大代表审议监督办法');
    expect(wording({ term: 'vote' })).toContain('人大代表表决工作');
  });

  test('too few marks are spoken of only where a paper can have them', () => {
    const spoken = (changes: Partial<VoteChapter>) => wording(changes).includes('有所选择而少于');
    const asked = { form: 'upto', leastMarked: 2, channels: 'paper' } as const;
    expect(spoken(asked)).toBe(true);
    expect(spoken({ ...asked, leastMarked: 1 })).toBe(false);
    expect(spoken({ ...asked, form: 'each' })).toBe(false);
    expect(spoken({ ...asked, channels: 'electronic' })).toBe(false);
  });

  test('every setting with an effect is stated by an article, no other setting is', () => {
    fc.assert(
      fc.property(sheets, (sheet) => {
        const claimed = new Set(articles(sheet, names).flatMap(({ settings }) => settings));
        const expected = allSettings
          .filter((one) => one.relevantIn(sheet))
          .filter((one) => one.key !== 'vote.otherProvisions' || one.valueIn(sheet) !== '');
        expect([...claimed].sort()).toEqual(expected.map(({ key }) => key).sort());
      }),
    );
  });

  test('an article that states a setting changes its wording with the setting', () => {
    fc.assert(
      fc.property(sheets, fc.constantFrom(...allSettings), fc.gen(), (sheet, setting, gen) => {
        const value = gen(() => valuesOf(setting));
        const chapter = sheet[setting.chapter];
        if (chapter === undefined || !setting.relevantIn(sheet)) return;
        const other = {
          ...sheet,
          [setting.chapter]: { ...chapter, [setting.name]: value },
        };
        const same = JSON.stringify(value) === JSON.stringify(setting.valueIn(sheet));
        fc.pre(!same);
        expect(stated(other, setting.key)).not.toBe(stated(sheet, setting.key));
      }),
      { numRuns: 2_000, endOnFailure: true },
    );
  });

  test('articles never hold an empty paragraph, a placeholder or a doubled stop', () => {
    fc.assert(
      fc.property(sheets, (sheet) => {
        for (const { paragraphs } of articles(sheet, names)) {
          expect(paragraphs.length).toBeGreaterThan(0);
          for (const paragraph of paragraphs) {
            expect(paragraph).toMatch(/\S/);
            expect(paragraph).not.toMatch(/undefined|null|NaN|。。|，，|；。|\[object/);
          }
        }
      }),
    );
  });
});

describe('wordings of single settings', () => {
  test.each<[string, Partial<VoteChapter>, string]>([
    [
      'a missing surplus',
      { candidates: 10, noSurplusReason: '均为续建项目。' },
      '候选项目10项，应选项目10项，不设差额。\n　　候选项目数应当多于应选项目数，差额一般不少于1项，不低于应选项目数的20%。\n　　本次不设差额的理由：均为续建项目。\n',
    ],
    ['places alone', { candidates: null }, '应选项目10项，候选项目数由每次会议确定。'],
    ['candidates alone', { places: null }, '候选项目12项，应选项目数由每次会议确定。'],
    [
      'neither number',
      { places: null, candidates: null },
      '应选项目数和候选项目数由每次会议确定。',
    ],
    ['an open cap', { places: null }, '一张选票赞成的项目不得超过应选项目数。'],
    ['a cap not entered yet', { cap: 'number' }, '一张选票赞成的项目不得超过另行规定的项数。'],
    ['a cap of its own', { cap: 'number', most: 8 }, '一张选票赞成的项目不得超过8项。'],
    ['no cap', { cap: 'none' }, '一张选票赞成的项数不受限制。'],
    ['a selection', { form: 'upto' }, '所选项目不得超过应选项目数（10项）；可以少选，不得多选。'],
    [
      'at least so many',
      { form: 'upto', leastMarked: 4 },
      '所选项目不得少于4项，不得超过应选项目数（10项）。',
    ],
    ['too few on paper', { form: 'upto', leastMarked: 4 }, '有所选择而少于4项的，整张选票作废。'],
    ['an exact selection', { form: 'exactly' }, '所选项目应当恰好等于应选项目数（10项）。'],
    ['an inexact paper', { form: 'exactly' }, '所选项目多于或者少于规定项数的，整张选票作废。'],
    [
      'categories',
      {
        form: 'categories',
        categories: [
          { name: '道路', places: 3 },
          { name: '教育', places: 7 },
        ],
      },
      '道路类至多3项，教育类至多7项。',
    ],
    ['a void part', { form: 'categories', overMarked: 'part' }, '该类部分作废，其他各类有效。'],
    [
      'marks of a selection',
      { form: 'upto', forSymbol: '√' },
      '选择的项目划“√”，不选择的不作任何记号。',
    ],
    [
      'a mark for abstaining',
      { abstainSymbol: '△' },
      '对某个项目没有作任何记号的，视为对该项目弃权。',
    ],
    ['a void blank', { blankBallot: 'void' }, '没有任何记号的空白票，作废。'],
    ['a void illegible paper', { illegibleMark: 'paper' }, '作出两种记号的，整张选票作废。'],
    [
      'at least',
      { passingComparison: 'at-least', passingFraction: '2/3' },
      '赞成票达到全体代表的三分之二的',
    ],
    [
      'more than three fifths',
      { passingBase: 'present', passingFraction: '3/5' },
      '赞成票超过出席代表的五分之三的',
    ],
    ['a tie that both win', { tie: 'both' }, '票数相等的项目都予确定。'],
    [
      'a re-vote by majority',
      { revoteDecides: 'majority', secondTie: 'lot' },
      '重新投票仍须达到通过票数，以赞成票多的确定；票数仍然相等的，由总监票人主持，当场抽签确定。',
    ],
    [
      'the first four',
      { secondRoundCandidates: 'first-by-votes', secondRoundCount: 4 },
      '赞成票最多的4项，末位票数相等的一并列入',
    ],
    [
      'a second round left open',
      { secondShortfall: 'leave-open', secondRoundPassing: 'present-majority' },
      '赞成票超过出席代表半数的通过。仍未选满的，名额从缺，留待下次会议。',
    ],
    ['tally sheets', { countMethod: 'papers-or-tally' }, '也可以按捆画“正”字计票'],
    [
      'a void channel',
      { channels: 'hybrid', channelVoid: 'channel' },
      '由领取该种选票的代表重新投票。',
    ],
    ['not pressed', { channels: 'keypad', notPressed: 'abstain' }, '未按表决器的视为弃权。'],
    [
      'the chief alone',
      { signers: 'chief' },
      '由总监票人签名。\n　　总监票人没有签名的，不得宣布。',
    ],
    ['all must sign', { signerMissing: 'blocks' }, '没有签齐的，不得宣布。'],
    ['an announcement in days', { announcementDays: 3 }, '自宣布之日起3日内以主席团公告公布。'],
    ['local additions', { otherProvisions: '甲条。\n\n 乙条。' }, '条　甲条。\n第'],
  ])('%s', (_name, changes, expected) => {
    expect(wording(changes)).toContain(expected);
  });

  test('later rounds speak of a cap only where there is one and where they can happen', () => {
    const cap = '重新投票和第二轮投票时';
    expect(wording({})).toContain(`${cap}，一张选票赞成的项目不得超过该轮应选项数，可以少选。`);
    expect(wording({ form: 'exactly' })).toContain('该轮候选项目多于应选项数的，应当选满。');
    expect(wording({ cap: 'none' })).not.toContain(cap);
    expect(wording({ tie: 'both', shortfall: 'fewer' })).not.toContain(cap);
    expect(wording({ tie: 'both' })).toContain(cap);
  });

  test('a standing sheet says that each meeting confirms it', () => {
    const sheet = { ...fullSheet(), scope: 'standing' as const };
    expect(sheetText(sheet, names)).toContain('本办法常设施行');
  });

  test('a street says that its result is a recommendation', () => {
    expect(sheetText(fullSheet({ level: 'street' }), names)).toContain('提出的建议');
  });

  test('chapters that are missing are named as not regulated, keys only where they are needed', () => {
    const sheet = fullSheet();
    const bare = withoutChapter(withoutChapter(sheet, 'followUp'), 'keys');
    expect(sheetText(bare, names)).toContain('本办法对征集、公开与督办未作规定');
    const onlyTest = withoutChapter(bare, 'vote');
    expect(sheetText(onlyTest, names)).toContain(
      '对票决、电子票决的钥匙与票码、征集、公开与督办未作',
    );
    expect(sheetTitle(onlyTest, names)).toBe('示例县云溪镇民生实事项目人大代表票决办法');
  });

  test('keys, residents and marks are worded by their settings', () => {
    const sheet = fullSheet();
    const changed: RuleSheetDocument = {
      ...sheet,
      keys: { ...sheet.keys, slipBoxScan: 'always', slipSecret: 'typed' },
      satisfaction: {
        ...sheet.satisfaction,
        residentsAsked: false,
        testedBy: 'standing-committee',
        testedUnit: 'part',
      },
      followUp: {
        ...sheet.followUp,
        progressMarks: 'three',
        adjustmentDecidedBy: 'standing-committee',
      },
    };
    const text = sheetText(changed, names);
    expect(text).toContain('每次开箱前，全部核对票码箱内的票码。');
    expect(text).toContain('票码的二维码不含投票密码');
    expect(text).toContain('测评不另行征求群众评价。');
    expect(text).toContain('由常务委员会会议逐个子项目进行');
    expect(text).toContain('年中进度低于30%的为红色，低于70%的为黄色，达到70%的为绿色。红色');
    expect(text).toContain('由常务委员会决定，并向下次人民代表大会会议报告');
  });
});
