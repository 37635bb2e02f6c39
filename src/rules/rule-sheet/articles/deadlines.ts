import { articleWriter, type WritePart } from './article.ts';

const article = articleWriter('办理时限与催办', 'deadlines');

/** 办理时限与催办. */
export const deadlinesPart: WritePart = ({ deadlines }) => {
  if (deadlines === undefined) return [];
  const { handOverDays, ratingDays, problemDays, yearEndDays } = deadlines;
  const { remindBefore, clerkAfter, chairAfter, aboveAfter } = deadlines;
  const before = remindBefore === 0 ? '到期当日' : `到期以前${remindBefore}日`;
  const clerk = clerkAfter === 0 ? '到期当日' : `逾期${clerkAfter}日`;
  return [
    article(
      ['handOverDays', 'ratingDays', 'problemDays'],
      `代表提出的意见在${handOverDays}日内交办；承办单位答复以后，提出意见的代表在${ratingDays}日内评价；群众反映的问题在${problemDays}日内处理、答复。`,
    ),
    article(
      ['yearEndDays'],
      `满意度测评为“不满意”和没有按期完工的项目，在年底以后${yearEndDays}日内决定是否列入下一年重点督办；没有按期完工的，在同一期限内向大会说明。`,
    ),
    article(
      ['remindBefore', 'clerkAfter', 'chairAfter', 'aboveAfter'],
      `应当办理的事项，${before}提醒要办的单位或者人员；没有办的，${clerk}起提醒工作人员，逾期${chairAfter}日报主席团（县级以上为常务委员会主任会议），逾期${aboveAfter}日报上一级人民代表大会。`,
    ),
  ];
};
