import { presidiumMayDecide, type VoteChapter } from '../document.ts';
import { compareFractions, fractionInWords } from '../fraction.ts';
import { type Check, refused, warned } from './finding.ts';

const lowQuorum: Check<VoteChapter> = ({ quorum }) =>
  compareFractions(quorum, '2/3') < 0
    ? refused(
        'vote.quorum',
        'quorum-below-law',
        '法定人数低于三分之二：《地方组织法》第十四条规定，须有三分之二以上的代表出席，请改为2/3或者更高。',
      )
    : null;

const otherBase: Check<VoteChapter> = ({ passingBase }) =>
  passingBase === 'due'
    ? null
    : warned(
        'vote.passingBase',
        'base-differs-from-law',
        `以${passingBase === 'present' ? '出席代表' : '有效票'}为基数，与《地方组织法》第二十五条“以全体代表的过半数通过”不同，请确认依据。`,
      );

const lowMajority: Check<VoteChapter> = ({ passingComparison, passingFraction }) => {
  const beside = compareFractions(passingFraction, '1/2');
  if (beside > 0 || (beside === 0 && passingComparison === 'more-than')) return null;
  const message = '通过的比例没有超过一半，低于《地方组织法》第二十五条的“过半数”，请确认依据。';
  return warned('vote.passingFraction', 'majority-below-law', message);
};

const impossibleMajority: Check<VoteChapter> = ({ passingComparison, passingFraction }) =>
  passingComparison === 'more-than' && compareFractions(passingFraction, '1/1') === 0
    ? refused(
        'vote.passingFraction',
        'majority-impossible',
        '“超过全部”无法做到：请改小比例，或者改为“达到”。',
      )
    : null;

const majorityAboveQuorum: Check<VoteChapter> = (vote) => {
  const { passingBase, passingFraction, quorum } = vote;
  if (passingBase !== 'due' || compareFractions(passingFraction, quorum) <= 0) return null;
  const message = `通过须占全体代表的${fractionInWords(passingFraction)}，而会议有效只须${fractionInWords(quorum)}出席：刚到法定人数时，任何项目都不可能通过。`;
  return warned('vote.passingFraction', 'majority-above-quorum', message);
};

const presidiumWithoutRule: Check<VoteChapter> = (vote) =>
  presidiumMayDecide(vote) && vote.presidiumRule === ''
    ? refused(
        'vote.presidiumRule',
        'presidium-without-rule',
        '由主席团确定的，必须写明依据的规则，因为主席团不能代替大会作决定：请填写规则，或者改选其他办法。',
      )
    : null;

const secondRoundCountMissing: Check<VoteChapter> = (vote) =>
  vote.shortfall === 'second-round' &&
  vote.secondRoundCandidates === 'first-by-votes' &&
  vote.secondRoundCount === null
    ? refused(
        'vote.secondRoundCount',
        'second-round-count-missing',
        '第二轮按票数取前几项，请填写取几项。',
      )
    : null;

const secondRoundCountTooMany: Check<VoteChapter> = (vote) => {
  const { candidates, secondRoundCount } = vote;
  if (vote.shortfall !== 'second-round' || vote.secondRoundCandidates !== 'first-by-votes') {
    return null;
  }
  if (candidates === null || secondRoundCount === null || secondRoundCount <= candidates) {
    return null;
  }
  const message = `第二轮取前${secondRoundCount}项，而候选项目只有${candidates}项：请改小，或者选择“未通过的全部项目”。`;
  return refused('vote.secondRoundCount', 'second-round-count-too-many', message);
};

const secondRoundMajority: Check<VoteChapter> = ({ shortfall, secondRoundPassing }) =>
  shortfall === 'second-round' && secondRoundPassing === 'present-majority'
    ? warned(
        'vote.secondRoundPassing',
        'second-round-below-law',
        '第二轮以出席代表的过半数通过，与《地方组织法》第二十五条“以全体代表的过半数通过”不同，请确认依据。',
      )
    : null;

/** Checks of the pages 会议有效与通过 and 同票与缺额. */
export const passingChecks: readonly Check<VoteChapter>[] = [
  lowQuorum,
  impossibleMajority,
  otherBase,
  lowMajority,
  majorityAboveQuorum,
  presidiumWithoutRule,
  secondRoundCountMissing,
  secondRoundCountTooMany,
  secondRoundMajority,
];
