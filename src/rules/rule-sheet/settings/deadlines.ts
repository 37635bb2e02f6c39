import type { DeadlinesChapter } from '../document.ts';
import { common, type SettingsOf } from './setting.ts';

const days = {
  ...({ step: 'deadlines', kind: 'number', unit: '日', mayBeEmpty: false } as const),
  source: common('未经核实'),
};

/** Wizard page 办理时限与催办: within which time each step after the vote is done, and who hears of a delay. */
export const deadlinesSettings: SettingsOf<DeadlinesChapter> = {
  handOverDays: {
    ...{ ...days, least: 1, most: 90, label: '意见的交办期限' },
    help: '代表提出意见之后多少日内交给承办单位办理。',
    initial: () => 15,
  },
  ratingDays: {
    ...{ ...days, least: 1, most: 180, label: '答复的评价期限' },
    help: '承办单位答复之后多少日内，由提出意见的代表评价。',
    initial: () => 30,
  },
  problemDays: {
    ...{ ...days, least: 1, most: 90, label: '群众反映的处理期限' },
    help: '群众扫码反映问题之后多少日内处理、答复。',
    initial: () => 15,
  },
  yearEndDays: {
    ...{ ...days, least: 1, most: 365, label: '年底事项的办理期限' },
    help: '年底之后多少日内，决定是否列入重点督办，并向大会说明没有按期完工的项目。',
    initial: () => 90,
  },
  remindBefore: {
    ...{ ...days, least: 0, most: 60, label: '到期以前提醒' },
    help: '到期以前多少日开始提醒要办的单位或者人员。',
    initial: () => 5,
  },
  clerkAfter: {
    ...{ ...days, least: 0, most: 60, label: '逾期后提醒工作人员' },
    help: '承办单位逾期多少日以后，人大工作人员收到提醒。',
    initial: () => 1,
  },
  chairAfter: {
    ...{ ...days, least: 1, most: 180, label: '逾期后报主席团或主任会议' },
    help: '逾期多少日以后，主席团（县里是常委会主任会议）收到提醒。',
    initial: () => 8,
  },
  aboveAfter: {
    ...{ ...days, least: 1, most: 365, label: '逾期后报上一级人大' },
    help: '逾期多少日以后，上一级人大收到提醒。',
    initial: () => 16,
  },
};
