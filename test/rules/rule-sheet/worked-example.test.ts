import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decideOutcome } from '../../../src/rules/outcome/outcome.ts';
import { withoutChapter } from '../../../src/rules/rule-sheet/default-sheet.ts';
import type { RuleSheetDocument, VoteChapter } from '../../../src/rules/rule-sheet/document.ts';
import { outcomeContests } from '../../../src/rules/rule-sheet/to-outcome.ts';
import {
  type MeetingFigures,
  workedExample,
} from '../../../src/rules/rule-sheet/worked-example.ts';
import { sheets } from './arbitrary-sheet.ts';
import { fullSheet, withVote } from './change-sheet.ts';

const figures = { due: 47, present: 39 };

/** The texts by code; throws where the example is refused. */
function shown(sheet: RuleSheetDocument, meeting: MeetingFigures = figures) {
  const examples = workedExample(sheet, meeting);
  if (!examples.ok) throw new Error(examples.refusals[0].message);
  return new Map(examples.value.map(({ code, text }) => [code, text]));
}

/** The text of one example under changed settings of the vote. */
function text(code: string, changes: Partial<VoteChapter>, meeting: MeetingFigures = figures) {
  return shown(withVote(changes), meeting).get(code);
}

describe('a worked example of 47 deputies, 39 present, 10 of 12', () => {
  test('the default sheet', () => {
    expect([...shown(fullSheet())]).toEqual([
      [
        'quorum',
        '全体代表47名，至少须有32名出席（三分之二以上）。现按出席39名计算，会议有效，再有8名离场就不足法定人数。',
      ],
      [
        'passing',
        '全体代表47名，赞成票超过全体代表的半数，就是至少24票：24票通过，23票不通过。出席39名时，一个项目最多可以有15名代表不赞成。',
      ],
      [
        'too-many-pass',
        '如果有11项达到24票，以赞成票最多的10项确定，其余1项虽然通过也不确定，连同得票转入项目储备库。',
      ],
      [
        'tie',
        '如果第10名和第11名都得31票（都已通过）：前9名确定，只对这两项重新投票，赞成票多的一项确定；票数再次相等的，由主席团按本办法的规则确定。',
      ],
      [
        'tie-below-the-line',
        '如果第10名和第11名都得23票：两项都没有达到24票，不算同票，按通过的少于应选处理。',
      ],
      [
        'too-few',
        '如果只有8项达到24票，还缺2项：其余4项全部作为第二轮的候选项目，仍须24票；第二轮后仍未选满的，以两轮通过的为准，不再补足。',
      ],
      [
        'over-marked',
        '如果一张选票赞成了11项，超过10项：整张选票作废，计入废票，对任何项目都不计票；赞成9项的有效。',
      ],
      ['blank', '如果一张选票没有任何记号：它是有效票，对12个项目都计弃权。'],
      [
        'illegible',
        '如果一张选票上有1个项目的记号无法辨认：这个项目不计该票的赞成或者反对，其他11个项目照常计票。',
      ],
      ['too-many-returned', '如果发出纸质选票39张，收回40张：整轮投票无效，不予计票，重新投票。'],
    ]);
  });

  test('without a quorum it says how many are missing', () => {
    expect(text('quorum', {}, { due: 47, present: 29 })).toContain('还差3名，不能投票。');
  });

  test.each<[Partial<VoteChapter>, string]>([
    [{ passingBase: 'present' }, '出席代表39名，赞成票超过出席代表的半数，就是至少20票'],
    [{ passingBase: 'valid' }, '如果39张票全部有效，赞成票超过有效票的半数，就是至少20票'],
    [
      { passingComparison: 'at-least', passingFraction: '2/3' },
      '赞成票达到全体代表的三分之二，就是至少32票',
    ],
    [{ passingFraction: '4/5' }, '就是至少38票'],
    [{ passingFraction: '9/10' }, '就是至少43票。出席只有39名，任何项目都不可能通过。'],
  ])('%j', (changes, expected) => {
    expect(text('passing', changes)).toContain(expected);
  });

  test('what nobody can reach is not shown as a tie', () => {
    const examples = shown(withVote({ passingFraction: '9/10' }));
    expect(examples.has('tie')).toBe(false);
    expect(examples.has('too-many-pass')).toBe(false);
    expect(examples.has('tie-below-the-line')).toBe(false);
  });

  test('with one mark a paper, two projects cannot both pass', () => {
    const examples = shown(withVote({ places: 1, candidates: 2 }));
    expect(examples.get('tie')).toBe(
      '出席39名，不可能有2项都达到24票，所以不会出现通过以后票数相等的情形。',
    );
    expect(examples.has('tie-below-the-line')).toBe(false);
    expect(examples.get('over-marked')).toBe(
      '如果一张选票赞成了2项，超过1项：整张选票作废，计入废票，对任何项目都不计票。',
    );
    expect(examples.get('too-few')).toContain('如果没有项目达到24票，还缺1项');
  });

  test('without a surplus there is no tie at the cut, and no paper can be over-marked', () => {
    const examples = shown(withVote({ candidates: 10, noSurplusReason: '续建' }));
    expect(examples.has('tie')).toBe(false);
    expect(examples.get('over-marked')).toBe('候选项目只有10项，没有超过上限（10项）的可能。');
  });

  test.each<[Partial<VoteChapter>, string]>([
    [{ tie: 'both' }, '两项都确定，共确定11项，比应选多1项'],
    [{ tie: 'neither' }, '前9名确定，这两项都不确定，从缺1项'],
    [{ tie: 'presidium' }, '前9名确定，由主席团按本办法的规则在这两项中确定一项'],
    [{ revoteDecides: 'majority' }, '达到通过票数且赞成票多的确定'],
    [{ secondTie: 'lot' }, '票数再次相等的，当场抽签确定'],
    [{ secondTie: 'both' }, '票数再次相等的，两项都确定'],
    [{ secondTie: 'leave-open' }, '票数再次相等的，都不确定，名额从缺'],
    [{ places: 1, cap: 'none' }, '如果第1名和第2名都得31票（都已通过）：只对这两项重新投票'],
  ])('a tie under %j', (changes, expected) => {
    expect(text('tie', changes)).toContain(expected);
  });

  test.each<[Partial<VoteChapter>, string]>([
    [{ shortfall: 'leave-open' }, '还缺2项：缺的2项从缺，留待下次会议。'],
    [{ shortfall: 'fewer' }, '还缺2项：以通过的8项为准，不再补足。'],
    [
      { secondRoundCandidates: 'first-by-votes', secondRoundCount: 3 },
      '其余4项中赞成票最多的3项作为第二轮的候选项目',
    ],
    [
      { secondRoundCandidates: 'first-by-votes', secondRoundCount: 4 },
      '其余4项全部作为第二轮的候选项目',
    ],
    [
      { secondRoundPassing: 'present-majority', secondShortfall: 'leave-open' },
      '须20票（出席39名的过半数）；第二轮后仍未选满的，名额从缺，留待下次会议。',
    ],
  ])('too few under %j', (changes, expected) => {
    expect(text('too-few', changes)).toContain(expected);
  });

  test.each<[Partial<VoteChapter>, string]>([
    [{ cap: 'none' }, '赞成的项数不受限制，不会因为赞成得多而作废。'],
    [{ form: 'exactly' }, '赞成9项的也作废。'],
    [{ form: 'exactly', places: 1 }, '一项没选的也作废。'],
    [{ form: 'categories' }, '还没有填写类别。'],
    [
      { form: 'categories', categories: [{ name: '道路', places: 3 }] },
      '如果一张选票在道路类选了4项，超过规定的3项：整张选票作废，对任何项目都不计票。',
    ],
    [
      { form: 'categories', categories: [{ name: '道路', places: 3 }], overMarked: 'part' },
      '这一类的记号全部无效，其他各类照常计票。',
    ],
    [{ channels: 'electronic' }, '电子选票不接受超过规定的选择，不会出现这种废票。'],
  ])('an over-marked paper under %j', (changes, expected) => {
    expect(text('over-marked', changes)).toContain(expected);
  });

  test('categories are shown by the first one', () => {
    const categories = [{ name: '道路', places: 3 }];
    const first = { form: 'categories', categories } as const;
    const examples = shown(withVote(first));
    expect(examples.get('tie')).toContain('在道路类中，如果第3名和第4名都得29票');
    expect(examples.get('too-few')).toContain('只有1项达到24票，还缺2项：其余项目全部作为');
    const some = { secondRoundCandidates: 'first-by-votes', secondRoundCount: 3 } as const;
    expect(text('too-few', { ...first, ...some })).toContain('其余项目中赞成票最多的3项');
  });

  test.each<[string, Partial<VoteChapter>, string]>([
    ['blank', { blankBallot: 'void' }, '它是废票'],
    ['illegible', { illegibleMark: 'paper' }, '整张选票作废'],
    ['too-many-returned', { channels: 'electronic' }, '发出票码39份，投入电子选票40张：整轮'],
    ['too-many-returned', { channels: 'hybrid' }, '发出纸质选票19张，收回20张：整轮'],
    [
      'too-many-returned',
      { channels: 'hybrid', channelVoid: 'channel' },
      '这种方式的投票无效，不予计票，由领取纸质选票的代表重新投票。',
    ],
    ['not-pressed', { channels: 'keypad', cap: 'none' }, '单列“未按1”'],
    ['not-pressed', { channels: 'keypad', cap: 'none', notPressed: 'abstain' }, '计弃权1票'],
  ])('%s under %j', (code, changes, expected) => {
    expect(text(code, changes)).toContain(expected);
  });

  test('an electronic vote has no illegible marks', () => {
    expect(shown(withVote({ channels: 'electronic' })).has('illegible')).toBe(false);
  });
});

describe('figures', () => {
  test('a standing sheet takes its numbers from the meeting', () => {
    const open = withVote({ places: null, candidates: null });
    const examples = shown(open, { ...figures, places: 5, candidates: 7 });
    expect(examples.get('over-marked')).toContain('赞成了6项，超过5项');
    const refused = workedExample(open, figures);
    expect(refused.ok ? [] : refused.refusals.map(({ field }) => field)).toEqual([
      'places',
      'candidates',
    ]);
  });

  test.each([
    [{ due: 0, present: 0 }, ['due', 'present']],
    [{ due: 47, present: 48 }, ['present']],
    [{ due: 47.5, present: 39 }, ['due']],
    [{ due: 47, present: -1 }, ['present']],
  ])('%j is refused at its fields', (meeting, fields) => {
    const refused = workedExample(fullSheet(), meeting);
    expect(refused.ok ? [] : refused.refusals.map(({ field }) => field)).toEqual(fields);
  });

  test('a sheet without a vote has no example', () => {
    const refused = workedExample(withoutChapter(fullSheet(), 'vote'), figures);
    expect(refused.ok ? [] : refused.refusals.map(({ code }) => code)).toEqual([
      'vote-not-regulated',
    ]);
  });

  test('whatever the sheet, every sentence is complete', () => {
    const numbers = fc.integer({ min: 1, max: 400 });
    fc.assert(
      fc.property(sheets, numbers, numbers, (sheet, one, other) => {
        const meeting = { due: Math.max(one, other), present: Math.min(one, other) };
        const examples = workedExample(sheet, { ...meeting, places: 3, candidates: 5 });
        expect(examples.ok).toBe(sheet.vote !== undefined);
        for (const { text: sentence } of examples.ok ? examples.value : []) {
          expect(sentence).toMatch(/。$/);
          expect(sentence).not.toMatch(/undefined|null|NaN|Infinity|-\d/);
        }
      }),
    );
  });
});

describe('the example beside the outcome itself', () => {
  test('a tie worked out for the meeting is the tie that the outcome finds', () => {
    const sheet = fullSheet();
    const contests = outcomeContests(sheet);
    const [, votes] = /都得(\d+)票（都已通过）/.exec(shown(sheet).get('tie') ?? '') ?? [];
    if (!contests.ok || votes === undefined) throw new Error('no tie');
    const { category: _category, ...settings } = contests.value[0];
    const each = (index: number) => (index < 9 ? 33 : index < 11 ? Number(votes) : 0);
    const outcome = decideOutcome({
      kind: 'vote',
      ...settings,
      due: 47,
      present: 39,
      channels: [{ name: null, issued: 39, returned: 39, void: 0 }],
      projects: Array.from({ length: 12 }, (_, index) => ({
        number: index + 1,
        title: `项目${index + 1}`,
        for: each(index),
        against: 39 - each(index),
        abstain: 0,
      })),
    });
    expect(outcome).toMatchObject({ valid: true, threshold: 24, tied: [10, 11], next: 'revote' });
    expect(outcome.warnings).toEqual([]);
  });
});
