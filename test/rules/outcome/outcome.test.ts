import { describe, expect, test } from 'vitest';
import type { ChannelFigures, VoteInput } from '../../../src/rules/outcome/input.ts';
import { decideOutcome } from '../../../src/rules/outcome/outcome.ts';
import { roundWith } from './inputs.ts';

function summary(input: VoteInput) {
  const { projects, tied, next, warnings } = decideOutcome(input);
  return {
    adopted: projects.filter((project) => project.adopted).map((project) => project.number),
    tied,
    next,
    warnings: warnings.map((warning) => warning.code),
  };
}

function whyOf(input: VoteInput, number: number): string {
  const found = decideOutcome(input).projects.find((project) => project.number === number);
  return found?.why ?? '';
}

describe('a tie at the cut', () => {
  const votes = [29, 24, 24, 3];

  test('is voted on again where the sheet says so', () => {
    const input = roundWith(votes, { tie: 'revote' });
    expect(summary(input)).toEqual({ adopted: [1], tied: [2, 3], next: 'revote', warnings: [] });
    expect(whyOf(input, 2)).toBe(
      '赞成24票，达到通过所需24票（全体代表47人的过半数），名次第2，与3号票数相等，' +
        '应选2个只剩1个名额，须对票数相等的项目重新投票，本轮暂不确定。' +
        '（票决办法；参照选举法第四十五条、地方组织法第二十九条）',
    );
  });

  test('is left to the presidium by the rule adopted: nobody is adopted by the vote', () => {
    const input = roundWith(votes, { tie: 'presidium' });
    expect(summary(input)).toEqual({
      ...{ adopted: [1], tied: [2, 3], next: 'none' },
      warnings: ['presidium-decides'],
    });
    expect(whyOf(input, 3)).toContain('由主席团按票决办法规定的规则确定，本轮暂不确定');
  });

  test('is left to a lot in a re-vote that ends tied again', () => {
    const input = roundWith([20, 20], {
      places: 1,
      tie: 'lot',
      passing: { base: 'earlier-round' },
    });
    expect(summary(input)).toEqual({
      ...{ adopted: [], tied: [1, 2], next: 'none' },
      warnings: ['lot-decides'],
    });
    expect(whyOf(input, 1)).toContain('当场抽签确定');
  });

  test('adopts all of the tied, more than places, where the sheet says so', () => {
    const input = roundWith(votes, { tie: 'both' });
    expect(summary(input)).toEqual({
      ...{ adopted: [1, 2, 3], tied: [2, 3], next: 'none' },
      warnings: ['more-than-places'],
    });
    expect(whyOf(input, 2)).toContain('票数相等的项目都确定，入选');
  });

  test('adopts none of the tied where the sheet says so, and is no shortfall', () => {
    const input = roundWith(votes, { tie: 'neither' });
    expect(summary(input)).toEqual({
      ...{ adopted: [1], tied: [2, 3], next: 'none' },
      warnings: ['places-vacant'],
    });
    expect(whyOf(input, 2)).toContain('都不确定，名额从缺，未入选');
  });

  test('may take all places: three equal projects for two', () => {
    expect(summary(roundWith([25, 25, 25]))).toMatchObject({
      adopted: [],
      tied: [1, 2, 3],
      next: 'revote',
    });
  });

  test('below the threshold is a shortfall and no tie', () => {
    expect(summary(roundWith([30, 23, 23]))).toMatchObject({
      adopted: [1],
      tied: [],
      next: 'second-round',
    });
  });
});

describe('too few passed', () => {
  test.each([
    ['second-round', 'second-round'],
    ['leave-open', 'leave-open'],
    ['fewer', 'none'],
  ] as const)('under the rule %s the next step is %s', (shortfall, next) => {
    const input = roundWith([30, 10, 9], { shortfall });
    expect(summary(input)).toMatchObject({ adopted: [1], tied: [], next });
    expect(whyOf(input, 2)).toBe(
      '赞成10票，未达到通过所需24票（全体代表47人的过半数），未通过，未入选。' +
        '（票决办法；地方组织法第二十五条）',
    );
  });

  test('because there were fewer candidates than places: nobody is left for a second round', () => {
    expect(summary(roundWith([30], { shortfall: 'second-round' }))).toEqual({
      ...{ adopted: [1], tied: [], next: 'none' },
      warnings: ['no-surplus', 'no-candidates-left'],
    });
  });

  test('none at all passed', () => {
    expect(summary(roundWith([5, 5, 5]))).toMatchObject({ adopted: [], next: 'second-round' });
  });
});

describe('the threshold', () => {
  const thresholdOf = (changes: Partial<VoteInput>) =>
    decideOutcome(roundWith([20, 10, 1], changes)).threshold;

  test.each([
    ['due', 'more-than', '1/2', 24],
    ['due', 'at-least', '2/3', 32],
    ['present', 'more-than', '1/2', 21],
    ['present', 'at-least', '1/2', 20],
    ['valid', 'more-than', '1/3', 14],
    ['valid', 'at-least', '1/1', 40],
  ] as const)('of the base %s, %s %s, is %i', (base, comparison, fraction, threshold) => {
    expect(thresholdOf({ passing: { base, comparison, fraction } })).toBe(threshold);
  });

  test('is at least one vote, even on a base of no valid papers', () => {
    const input = roundWith([0, 0], {
      channels: [{ name: null, issued: 40, returned: 0, void: 0 }],
      passing: { base: 'valid', comparison: 'at-least', fraction: '2/3' },
    });
    const outcome = decideOutcome(input);
    expect(outcome.threshold).toBe(1);
    expect(outcome.projects.some((project) => project.passes)).toBe(false);
  });

  test('in a re-vote among the tied is one vote, because they passed before', () => {
    const input = roundWith([12, 8], { places: 1, passing: { base: 'earlier-round' } });
    expect(summary(input)).toMatchObject({ adopted: [1], next: 'none' });
    expect(whyOf(input, 1)).toContain('上一轮已达到通过票数，本轮以赞成票多的确定');
  });

  test('quotes the law only where the sheet follows it', () => {
    const present = { base: 'present', comparison: 'more-than', fraction: '1/2' } as const;
    expect(whyOf(roundWith([30, 29, 1]), 1)).toContain('（票决办法；地方组织法第二十五条）');
    expect(whyOf(roundWith([30, 29, 1], { passing: present }), 1)).toMatch(
      /出席代表40人的过半数.*（票决办法）$/,
    );
  });
});

describe('what makes a round void', () => {
  const reasonsOf = (changes: Partial<VoteInput>) => {
    const outcome = decideOutcome(roundWith([15, 9, 2], changes));
    expect(outcome.valid).toBe(false);
    expect(outcome.next).toBe('revote-all');
    expect(outcome.tied).toEqual([]);
    expect(outcome.projects.map((project) => project.adopted)).toEqual([false, false, false]);
    return outcome.reasons.map((reason) => reason.code);
  };
  const papers = (issued: number | null, returned: number | null): ChannelFigures => ({
    ...{ name: null, issued, returned, void: 0 },
  });

  test('one deputy too few for the quorum', () => {
    expect(reasonsOf({ present: 31, channels: [papers(31, 31)] })).toEqual(['no-quorum']);
  });

  test('more papers returned than issued', () => {
    expect(reasonsOf({ channels: [papers(39, 40)] })).toEqual(['returned-exceeds-issued']);
  });

  test('more papers issued than deputies present', () => {
    expect(reasonsOf({ channels: [papers(41, 40)] })).toEqual(['issued-exceeds-present']);
  });

  test('more papers returned than deputies present, though the number issued is unknown', () => {
    const reasons = reasonsOf({ channels: [papers(null, 41)] });
    expect(reasons).toEqual(['returned-exceeds-present']);
  });

  test('one channel with more returned than issued, whatever the other one says', () => {
    const channels = [
      { name: 'paper', issued: 20, returned: 21, void: 0 },
      { name: 'electronic', issued: 20, returned: 19, void: 0 },
    ] as const;
    expect(reasonsOf({ channels })).toEqual(['channel-void']);
  });

  test('several things at once, all of them named in every sentence', () => {
    const input = roundWith([15], { present: 20, channels: [papers(30, 31)] });
    const { reasons, projects } = decideOutcome(input);
    expect(reasons.map((reason) => reason.code)).toEqual([
      'no-quorum',
      'returned-exceeds-issued',
      'issued-exceeds-present',
    ]);
    for (const reason of reasons) expect(projects[0]?.why).toContain(reason.text);
  });

  test('even where other figures are unpublished', () => {
    expect(reasonsOf({ due: null, channels: [papers(39, 40)] })).toEqual([
      'returned-exceeds-issued',
      'threshold-unknown',
    ]);
  });
});

describe('unpublished figures', () => {
  test('leave the validity open, but not what fails for any value', () => {
    const outcome = decideOutcome(roundWith([30, 29, 20], { present: null }));
    expect(outcome.valid).toBeNull();
    expect(outcome.threshold).toBe(24);
    expect(outcome.projects.map((project) => project.passes)).toEqual([true, true, false]);
    expect(outcome.projects.map((project) => project.adopted)).toEqual([null, null, false]);
    expect(outcome.projects[0]?.why).toContain('有数字未公布，无法判断是否入选');
    expect(outcome).toMatchObject({ tied: [], next: 'none' });
  });

  test('name every missing figure in the reasons', () => {
    const channels = [{ name: 'paper', issued: null, returned: null, void: null }] as const;
    const outcome = decideOutcome(roundWith([1], { due: null, present: null, channels }));
    expect(outcome.reasons.map((reason) => reason.text)).toEqual([
      '应到人数、实到人数未公布，无法判断是否达到法定人数。',
      '纸质票发出票数、收回票数未公布，无法判断收回的票是否多于发出的票。',
      '应到人数未公布，无法计算通过所需票数。',
    ]);
  });

  test.each([
    ['present', { present: null }, '实到人数'],
    ['valid', { channels: [{ name: null, issued: 40, returned: 40, void: null }] }, '有效票数'],
  ] as const)('leave the base %s without a threshold', (base, changes, name) => {
    const passing = { base, comparison: 'more-than', fraction: '1/2' } as const;
    const outcome = decideOutcome(roundWith([30, 2, 1], { ...changes, passing }));
    expect(outcome.threshold).toBeNull();
    expect(outcome.projects[0]?.why).toContain(`${name}未公布，无法判断是否达到`);
    expect(outcome.reasons.at(-1)).toEqual({
      code: 'threshold-unknown',
      text: `${name}未公布，无法计算通过所需票数。`,
    });
  });

  test('of one project leave all ranks open, and the places that it might take', () => {
    const outcome = decideOutcome(roundWith([30, 28, null, 10]));
    expect(outcome.projects.map((project) => project.rank)).toEqual([null, null, null, null]);
    expect(outcome.projects.map((project) => project.adopted)).toEqual([true, null, null, false]);
    expect(outcome.projects[2]?.why).toBe('赞成票数未公布，无法判断是否通过、是否入选。');
    expect(outcome.reasons.at(-1)?.text).toBe('3号的赞成票数未公布，无法排出名次。');
    expect(outcome.next).toBe('none');
  });

  test('of one project do not matter to those that have a place for any value of it', () => {
    const outcome = decideOutcome(roundWith([30, 28, null, 25], { places: 4, form: 'each' }));
    expect(outcome.projects.map((project) => project.adopted)).toEqual([true, true, null, true]);
    expect(outcome.projects[0]?.why).toContain('票（全体代表47人的过半数），在应选4个之内，入选');
  });

  test('of one project do not help those that are already out', () => {
    const outcome = decideOutcome(roundWith([30, 28, 26, null]));
    expect(outcome.projects[2]).toMatchObject({ passes: true, adopted: false });
    expect(outcome.projects[2]?.why).toContain('已由赞成票更多的项目占满');
  });

  test('of the places leave open who is adopted, but not who fails', () => {
    const outcome = decideOutcome(roundWith([30, 10], { places: null }));
    expect(outcome.projects.map((project) => project.adopted)).toEqual([null, false]);
    expect(outcome.next).toBe('none');
    expect(outcome.warnings).toEqual([]);
  });

  test('of the places do not hide that nothing passed at all', () => {
    const outcome = decideOutcome(roundWith([3, 2], { places: null }));
    expect(outcome.next).toBe('second-round');
  });
});

describe('warnings', () => {
  const codesOf = (votes: readonly (number | null)[], changes: Partial<VoteInput>) =>
    decideOutcome(roundWith(votes, changes)).warnings.map((warning) => warning.code);

  test('tell that all papers chose all projects', () => {
    expect(codesOf([40, 40, 40], { form: 'each' })).toEqual(['unanimous']);
    expect(codesOf([40, 40, 39], { form: 'each' })).toEqual([]);
  });

  test('do not call it unanimous when nobody voted, or when nothing is known', () => {
    const channels = [{ name: null, issued: 40, returned: 0, void: 0 }] as const;
    expect(codesOf([0, 0, 0], { channels, form: 'each' })).toEqual([]);
    expect(codesOf([null, null, null], { form: 'each' })).toEqual([]);
    const unknown = [{ name: null, issued: 40, returned: 40, void: null }] as const;
    expect(codesOf([40, 40, 40], { channels: unknown, form: 'each' })).toEqual([]);
  });

  test('tell that there are more ○ than the cap lets papers have', () => {
    expect(codesOf([30, 30, 20], {})).toEqual([]);
    expect(codesOf([30, 30, 21], {})).toEqual(['more-marks-than-cap']);
    expect(codesOf([30, 30, 21], { most: 3 })).toEqual([]);
    expect(codesOf([30, 30, 21], { form: 'each' })).toEqual([]);
    expect(codesOf([30, 30, 21], { form: 'each', most: 2 })).toEqual(['more-marks-than-cap']);
  });

  test('tell that papers of an exact choice have too few ○', () => {
    expect(codesOf([30, 30, 20], { form: 'exactly' })).toEqual([]);
    expect(codesOf([30, 30, 19], { form: 'exactly' })).toEqual(['fewer-marks-than-required']);
  });
});

test('figures that contradict each other are a programming error, not an outcome', () => {
  expect(() => decideOutcome(roundWith([41]))).toThrow(RangeError);
});
