import { describe, expect, test } from 'vitest';
import type { Figure } from '../../../src/rules/outcome/input.ts';
import { parseOutcomeInput } from '../../../src/rules/outcome/parse-outcome-input.ts';
import { decideSatisfaction } from '../../../src/rules/outcome/satisfaction.ts';

type Counts = readonly [Figure, Figure, Figure];

function decide(
  counts: readonly Counts[],
  baseCount: Figure = 30,
  base: 'members' | 'present' | 'valid' = 'members',
) {
  const rows = counts.map((one, index) => ({ title: `项目${index + 1}`, counts: one }));
  return decideSatisfaction({ kind: 'satisfaction', base, baseCount, rows });
}

describe('the verdict of Zhenhai', () => {
  test.each([
    [[16, 0, 14], '满意'],
    [[15, 15, 0], '基本满意'],
    [[0, 16, 14], '基本满意'],
    [[15, 0, 15], '不满意'],
    [[8, 7, 15], '不满意'],
  ] as const)('of %j among 30 members is %s', (counts, verdict) => {
    expect(decide([counts]).rows[0]?.verdict).toBe(verdict);
  });

  test('says what it was reckoned on', () => {
    expect(decide([[10, 6, 14]]).rows[0]?.why).toBe(
      '满意10票，与基本满意6票合计16票，超过全体组成人员30人的半数（需要16票），' +
        '测评结果为“基本满意”。（票决办法中满意度测评的规定）',
    );
    expect(decide([[15, 0, 0]], 29, 'present').rows[0]?.why).toContain('出席人员29人的半数');
    expect(decide([[15, 0, 0]], 29, 'valid').rows[0]?.why).toContain('有效票29张的半数');
  });

  test('is not given where a figure that decides it is unpublished', () => {
    expect(decide([[16, 0, 0]], null).rows[0]).toMatchObject({ verdict: null, doubtful: false });
    expect(decide([[null, 16, 0]]).rows[0]?.why).toContain('满意票数未公布');
    expect(decide([[10, null, 0]]).rows[0]?.why).toContain('基本满意票数未公布');
    expect(decide([[16, null, null]]).rows[0]?.verdict).toBe('满意');
  });
});

describe('a row that does not fit', () => {
  const doubts = (...arguments_: Parameters<typeof decide>) =>
    decide(...arguments_).rows.map((row) => row.doubtful);

  test('is doubtful, with a warning that names it', () => {
    const outcome = decide([
      [9, 1, 2],
      [10, 10, 2],
      [20, 1, 1],
    ]);
    expect(outcome.rows.map((row) => row.doubtful)).toEqual([true, false, false]);
    expect(outcome.warnings).toEqual([
      {
        code: 'row-sum-differs',
        text: '第1行“项目1”合计12票，其他行合计22票；测评结果照算，请核对原始记录。',
      },
    ]);
  });

  test('cannot be told apart between two: both are doubtful', () => {
    expect(
      doubts([
        [9, 1, 2],
        [10, 10, 2],
      ]),
    ).toEqual([true, true]);
  });

  test('is told apart by the number of valid papers where that is the base', () => {
    expect(
      doubts(
        [
          [9, 1, 2],
          [10, 10, 2],
        ],
        22,
        'valid',
      ),
    ).toEqual([true, false]);
    expect(
      doubts(
        [
          [9, 1, 2],
          [10, 10, 2],
        ],
        25,
        'valid',
      ),
    ).toEqual([true, true]);
  });

  test('is not looked for where sums are unpublished', () => {
    expect(
      doubts([
        [9, null, 2],
        [10, 10, 2],
      ]),
    ).toEqual([false, false]);
    expect(doubts([[9, null, 2]])).toEqual([false]);
  });
});

test('everything 满意 without exception is worth a look', () => {
  const codes = (...counts: Counts[]) => decide(counts).warnings.map((warning) => warning.code);
  expect(codes([30, 0, 0], [30, 0, 0])).toEqual(['unanimous']);
  expect(codes([30, 0, 0], [29, 1, 0])).toEqual([]);
  expect(codes([0, 0, 0])).toEqual([]);
  expect(codes([null, 0, 0])).toEqual([]);
});

describe('a file of a satisfaction test', () => {
  const file = (changes: Record<string, unknown>) => ({
    ...{ format: 1, kind: 'satisfaction', base: 'members', baseCount: 30 },
    rows: [{ title: '甲', counts: [16, 10, 4] }],
    ...changes,
  });
  const faultsOf = (changes: Record<string, unknown>) => {
    const parsed = parseOutcomeInput(file(changes));
    return parsed.ok ? [] : parsed.refusals.map((one) => `${one.field} ${one.code}`);
  };

  test.each([
    ['is in order', {}, []],
    [
      'leaves figures unpublished',
      { baseCount: null, rows: [{ title: '甲', counts: [1, null, 2] }] },
      [],
    ],
    ['has an unknown field', { due: 30 }, ['due unknown-field']],
    ['has an unknown base', { base: 'due' }, ['base not-a-choice']],
    ['has no members', { baseCount: 0 }, ['baseCount not-a-whole-number']],
    ['has no rows', { rows: [] }, ['rows not-a-list']],
    [
      'has a row of two counts',
      { rows: [{ title: '甲', counts: [1, 2] }] },
      ['rows[0].counts not-three-counts'],
    ],
    ['has a row without counts', { rows: [{ title: '甲' }] }, ['rows[0].counts not-a-list']],
    [
      'has a negative count',
      { rows: [{ title: '甲', counts: [1, -2, 0] }] },
      ['rows[0].counts[1] not-a-whole-number'],
    ],
    [
      'has more votes than members',
      { rows: [{ title: '甲', counts: [16, 10, 5] }] },
      ['rows[0].counts counts-exceed-base'],
    ],
    [
      'has an unknown field in a row',
      { rows: [{ title: '甲', counts: [1, 1, 1], note: '' }] },
      ['rows[0].note unknown-field'],
    ],
  ])('%s', (_what, changes, faults) => {
    expect(faultsOf(changes)).toEqual(faults);
  });
});
