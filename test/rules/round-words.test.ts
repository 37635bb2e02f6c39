import { describe, expect, test } from 'vitest';
import { reasonsTogether, sizeInWords } from '../../src/rules/round-words.ts';

describe('reasons in one sentence', () => {
  test('the law stays beside its reason, the full stop waits for the end', () => {
    expect(
      reasonsTogether([
        '实到43人，符合法定人数。（地方组织法第十四条；票决办法）',
        '收回的不多于发出的。',
        '没有句号',
      ]),
    ).toBe('实到43人，符合法定人数（地方组织法第十四条；票决办法）；收回的不多于发出的；没有句号');
    expect(reasonsTogether([])).toBe('');
  });

  test('a reason that goes on after its law keeps its sentences', () => {
    expect(reasonsTogether(['甲。（第十条）乙。'])).toBe('甲。（第十条）乙');
  });
});

test('the size of a round is told in the word of its kind', () => {
  expect(sizeInWords('vote', 12, 10)).toBe('候选 12 个，应选 10 个');
  expect(sizeInWords('satisfaction', 3, 0)).toBe('测评 3 项');
  expect(sizeInWords('decision', 2, 0)).toBe('表决调整 2 项');
});
