import { withoutStop } from '../../sentences.ts';
import { presidiumMayDecide, type VoteChapter } from '../document.ts';
import { compareFractions, fractionInWords } from '../fraction.ts';
import { articleWriter, type WritePart } from './article.ts';

const passingArticle = articleWriter('会议有效和项目通过', 'vote');
const tieArticle = articleWriter('同票和缺额', 'vote');

const baseNames: Readonly<Record<VoteChapter['passingBase'], string>> = {
  due: '全体代表',
  present: '出席代表',
  valid: '有效票',
};

function quorum({ quorum: share, suspended }: VoteChapter) {
  const counted = suspended === 'counted' ? '计入全体代表' : '不计入全体代表';
  return passingArticle(
    ['quorum', 'suspended'],
    `全体代表${fractionInWords(share)}以上出席，会议方为有效。`,
    `全体代表是指本次会议冻结代表名册时的实有代表；暂停执行代表职务的代表${counted}。`,
    '出席代表是指本轮选票发放完毕时，已经签到且没有离场的代表。',
  );
}

/** The votes that a project needs, as a clause: 全体代表过半数 or 达到全体代表的三分之二. */
export function majorityInWords(vote: VoteChapter): string {
  const base = baseNames[vote.passingBase];
  const fraction = fractionInWords(vote.passingFraction);
  if (vote.passingComparison === 'at-least') return `达到${base}的${fraction}`;
  return compareFractions(vote.passingFraction, '1/2') === 0
    ? `超过${base}的半数`
    : `超过${base}的${fraction}`;
}

function passing(vote: VoteChapter) {
  return passingArticle(
    ['passingBase', 'passingComparison', 'passingFraction', 'whenMorePass'],
    `项目获得的赞成票${majorityInWords(vote)}的，始得通过。`,
    '通过的项目多于应选项目数的，以赞成票多的确定。',
  );
}

const tieInWords: Readonly<Record<VoteChapter['tie'], string>> = {
  revote: '对票数相等的项目重新投票',
  presidium: '由主席团按照本条规定的规则确定',
  both: '票数相等的项目都予确定',
  neither: '票数相等的项目都不予确定，名额从缺',
};

const secondTieInWords: Readonly<Record<VoteChapter['secondTie'], string>> = {
  presidium: '由主席团按照本条规定的规则确定',
  lot: '由总监票人主持，当场抽签确定',
  both: '都予确定',
  'leave-open': '都不予确定，名额从缺',
};

function ties(vote: VoteChapter) {
  const decides =
    vote.revoteDecides === 'most-votes'
      ? '重新投票以赞成票多的确定，不再要求达到通过票数'
      : '重新投票仍须达到通过票数，以赞成票多的确定';
  const second = `${decides}；票数仍然相等的，${secondTieInWords[vote.secondTie]}。`;
  return tieArticle(
    ['tie', 'revoteDecides', 'secondTie', 'presidiumRule'],
    `通过的项目因票数相等、不能在应选项目数以内确定的，${tieInWords[vote.tie]}。`,
    vote.tie === 'revote' ? second : '',
    presidiumMayDecide(vote)
      ? `主席团确定时依据的规则：${withoutStop(vote.presidiumRule)}。主席团不得以其他理由改变票决结果。`
      : '',
  );
}

function secondRound(vote: VoteChapter): readonly string[] {
  if (vote.shortfall !== 'second-round') return [];
  const all = vote.secondRoundCandidates === 'all-not-passed';
  const count = vote.secondRoundCount ?? '若干';
  const candidates = all
    ? '第二轮的候选项目为第一轮没有通过的全部项目'
    : `第二轮的候选项目为第一轮没有通过的项目中赞成票最多的${count}项，末位票数相等的一并列入`;
  const passes =
    vote.secondRoundPassing === 'as-first'
      ? '通过所须票数与第一轮相同'
      : '赞成票超过出席代表半数的通过';
  const after =
    vote.secondShortfall === 'fewer'
      ? '仍未选满的，以两轮确定的项目为准，不再补足'
      : '仍未选满的，名额从缺，留待下次会议';
  return [`${candidates}；${passes}。${after}。`];
}

/** How many may be marked in a later round; the same rule as `laterRoundSettings`. */
function laterCap({ form, cap, tie, shortfall: after }: VoteChapter): string {
  if (tie !== 'revote' && after !== 'second-round') return '';
  if (form === 'each' && cap === 'none') return '';
  const text = '重新投票和第二轮投票时，一张选票赞成的项目不得超过该轮应选项数';
  return form === 'exactly'
    ? `${text}，该轮候选项目多于应选项数的，应当选满。`
    : `${text}，可以少选。`;
}

function shortfall(vote: VoteChapter) {
  const next = {
    'second-round': '在本次会议上进行第二轮投票',
    'leave-open': '名额从缺，留待下次会议',
    fewer: '以通过的项目为准，不再补足',
  }[vote.shortfall];
  return tieArticle(
    [
      'shortfall',
      'secondRoundCandidates',
      'secondRoundCount',
      'secondRoundPassing',
      'secondShortfall',
    ],
    `通过的项目少于应选项目数的，${next}。`,
    ...secondRound(vote),
    laterCap(vote),
  );
}

/** 会议有效和项目通过, 同票和缺额. */
export const decidingPart: WritePart = ({ vote }) =>
  vote === undefined ? [] : [quorum(vote), passing(vote), ties(vote), shortfall(vote)];
