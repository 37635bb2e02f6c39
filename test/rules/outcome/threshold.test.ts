import { expect, test } from 'vitest';
import type { VoteInput } from '../../../src/rules/outcome/input.ts';
import { findThreshold } from '../../../src/rules/outcome/threshold.ts';

const channel = { name: null, issued: 40, returned: 40, void: 0, valid: null };
const input: Pick<VoteInput, 'passing' | 'due' | 'present' | 'channels'> = {
  passing: { base: 'due', comparison: 'more-than', fraction: '1/2' },
  due: 47,
  present: 41,
  channels: [channel],
};

test('a threshold names its base with the figure, or without one that is not published', () => {
  const words = (changes: Partial<typeof input>) => {
    const { votes, words: text, unpublished } = findThreshold({ ...input, ...changes });
    return [votes, text, unpublished];
  };
  expect(words({})).toEqual([24, '全体代表47人的过半数', null]);
  expect(words({ due: null })).toEqual([null, '全体代表的过半数', '应到人数']);
  const present = { base: 'present', comparison: 'at-least', fraction: '2/3' } as const;
  expect(words({ passing: present })).toEqual([28, '出席代表41人的三分之二以上', null]);
  expect(words({ passing: present, present: null })).toEqual([
    null,
    '出席代表的三分之二以上',
    '实到人数',
  ]);
  const valid = { ...present, base: 'valid' } as const;
  expect(words({ passing: valid })[0]).toBe(27);
});

test('at least one vote is needed, also of no papers', () => {
  const none = { ...input, due: 0, passing: { ...input.passing, comparison: 'at-least' } as const };
  expect(findThreshold(none).votes).toBe(1);
});
