import { shareInWords, smallestCount } from '../rule-sheet/fraction.ts';
import { type Figure, type PassingBase, type VoteInput, validPapers } from './input.ts';

/** The least number of for-votes that passes, with the words that explain it. */
export interface Threshold {
  /** Null when the base is unknown. */
  readonly votes: Figure;
  /** For a sentence: `全体代表174人的过半数`. */
  readonly words: string;
  /** The article or rule that it rests on. */
  readonly source: string;
  /** The base's unpublished figure in words, or null. */
  readonly unpublished: string | null;
}

const baseNames: Readonly<Record<PassingBase, readonly [name: string, unit: string]>> = {
  due: ['全体代表', '人'],
  present: ['出席代表', '人'],
  valid: ['有效票', '张'],
};

const unpublishedNames: Readonly<Record<PassingBase, string>> = {
  due: '应到人数',
  present: '实到人数',
  valid: '有效票数',
};

/**
 * Finds how many for-votes pass (地方组织法 Art. 25: more than half of all deputies, unless the rule
 * sheet says otherwise). Whole numbers only: 1/2 of 174 is exceeded by 88. At least one vote is always
 * needed, so that nothing passes on a base of no papers.
 */
export function findThreshold(
  input: Pick<VoteInput, 'passing' | 'due' | 'present' | 'channels'>,
): Threshold {
  const { passing } = input;
  if (passing.base === 'earlier-round') {
    return {
      votes: 1,
      words: '上一轮已达到通过票数，本轮以赞成票多的确定',
      source: '票决办法；参照选举法第四十五条',
      unpublished: null,
    };
  }
  const bases = { due: input.due, present: input.present, valid: validPapers(input) };
  const base = bases[passing.base];
  const [name, unit] = baseNames[passing.base];
  const share = shareInWords(passing.comparison, passing.fraction);
  const byLaw = passing.base === 'due' && share === '过半数';
  return {
    votes:
      base === null ? null : Math.max(1, smallestCount(passing.comparison, passing.fraction, base)),
    words: `${name}${base === null ? '' : `${base}${unit}`}的${share}`,
    source: byLaw ? '票决办法；地方组织法第二十五条' : '票决办法',
    unpublished: base === null ? unpublishedNames[passing.base] : null,
  };
}
