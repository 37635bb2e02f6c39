import type { ReviewChapter } from '../document.ts';
import { articleWriter, type WritePart } from './article.ts';

const article = articleWriter('回头看与风险提示', 'review');

function preparation(chapter: ReviewChapter) {
  const { leastSuggestions, leastTraced, mostOneChannel, mostReady } = chapter;
  return article(
    [
      ...['leastSuggestions', 'leastTraced', 'mostOneChannel', 'mostReady'],
      ...['smallestProject', 'mostTrivial', 'mostRepeated'],
    ],
    `候选项目有下列情形的，列入提示：征集到的建议平均每个候选项目不足${leastSuggestions}条；能追溯到群众或者代表建议的不足${leastTraced}%；一个渠道的建议超过${mostOneChannel}%；票决前已经完工，或者票决前已经开工、由上级指定的超过${mostReady}%；总投资少于${chapter.smallestProject}万元的超过${chapter.mostTrivial}%；与往年名称和地点都相同的超过${chapter.mostRepeated}%。`,
  );
}

function meeting(chapter: ReviewChapter) {
  const { noticeDays, paperDays, unanimousPercent, quorumMargin } = chapter;
  const papers = paperDays === 0 ? '于会议当日以前' : `提前${paperDays}日`;
  return article(
    ['noticeDays', 'paperDays', 'unanimousPercent', 'quorumMargin'],
    `会议通知提前${noticeDays}日、候选项目材料${papers}送达代表。没有做到，或者实到人数超过法定人数的部分不足应到人数的${quorumMargin}%，或者全部入选项目的赞成票、全部项目的满意票都达到${unanimousPercent}%的，列入提示。`,
  );
}

function delivery(chapter: ReviewChapter) {
  const { quietMonths, spendingGap, mostLateOpinions, recheckDays } = chapter;
  return article(
    ['quietMonths', 'spendingGap', 'mostLateOpinions', 'recheckDays'],
    `项目实施有下列情形的，列入提示：在建项目连续${quietMonths}个月没有进度报告；资金支付与进度相差超过${spendingGap}个百分点；逾期答复和逾期未答复的意见超过${mostLateOpinions}%；整改答复以后${recheckDays}日内没有复查。`,
  );
}

/** 回头看与风险提示. */
export const reviewPart: WritePart = ({ review }) => {
  if (review === undefined) return [];
  return [
    article(
      ['planDays'],
      `项目实施计划应当在公告之日起${review.planDays}日内公布，写明承办单位、目标、时限、资金和保障措施。`,
    ),
    article(
      ['driftTolerance'],
      `报告的数量、资金与票决内容相差超过${review.driftTolerance}%而没有调整决定的，视为可能走样，列入提示。`,
    ),
    preparation(review),
    meeting(review),
    delivery(review),
    article([], '提示只提出问题、列明依据，不作结论；被提示的单位可以说明，说明与提示一并列出。'),
  ];
};
