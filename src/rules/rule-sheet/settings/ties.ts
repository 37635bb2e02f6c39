import { presidiumMayDecide, type VoteChapter } from '../document.ts';
import { common, type SettingsOf } from './setting.ts';

function secondRound({ shortfall }: VoteChapter): boolean {
  return shortfall === 'second-round';
}

/** Wizard page 同票与缺额: a tie at the cut, a second tie, too few passed, and the second round. */
export const tiesSettings: SettingsOf<
  VoteChapter,
  | 'tie'
  | 'revoteDecides'
  | 'secondTie'
  | 'presidiumRule'
  | 'shortfall'
  | 'secondRoundCandidates'
  | 'secondRoundCount'
  | 'secondRoundPassing'
  | 'secondShortfall'
> = {
  tie: {
    step: 'ties',
    kind: 'choice',
    label: '最后名次票数相等',
    help: '都达到通过票数、又不能都确定时怎么办。',
    options: {
      revote: { label: '对票数相等的项目重新投票' },
      presidium: { label: '由主席团按本办法规定的规则确定' },
      both: { label: '票数相等的项目都确定', help: '确定的项目会多于应选项目数。' },
      neither: { label: '票数相等的项目都不确定，名额从缺' },
    },
    source: common('参照《选举法》第四十五条、《地方组织法》第二十九条：再次投票'),
    initial: () => 'revote',
  },
  revoteDecides: {
    step: 'ties',
    kind: 'choice',
    label: '重新投票怎样决定',
    help: '票数相等的项目在上一轮都已达到通过票数。',
    options: {
      'most-votes': { label: '以赞成票多的确定，不再要求达到通过票数' },
      majority: { label: '仍须达到通过票数，以赞成票多的确定' },
    },
    source: common('参照《选举法》第四十五条：以得票多的当选'),
    initial: () => 'most-votes',
    relevantWhen: ({ tie }) => tie === 'revote',
  },
  secondTie: {
    step: 'ties',
    kind: 'choice',
    label: '重新投票后票数仍相等',
    help: '再次相等时怎么办。',
    options: {
      presidium: { label: '由主席团按本办法规定的规则确定' },
      lot: { label: '当场抽签确定' },
      both: { label: '都确定' },
      'leave-open': { label: '都不确定，名额从缺' },
    },
    source: common('法律没有规定；须由大会通过的办法写明'),
    initial: () => 'presidium',
    relevantWhen: ({ tie }) => tie === 'revote',
  },
  presidiumRule: {
    step: 'ties',
    kind: 'text',
    label: '主席团确定时依据的规则',
    help: '主席团不能代替大会作决定，只能按大会通过的规则确定，所以规则要写得没有余地。',
    longest: 300,
    lines: false,
    mayBeEmpty: true,
    source: common('《地方组织法》第十八条、第十九条：主席团不行使大会的决定权'),
    initial: () =>
      '受益人口多的优先，以候选项目材料所载为准；受益人口也相同的，候选项目编号在前的优先',
    relevantWhen: presidiumMayDecide,
  },
  shortfall: {
    step: 'ties',
    kind: 'choice',
    label: '达到通过票数的少于应选项目数',
    help: '名额没有选满时怎么办。',
    options: {
      'second-round': { label: '在本次会议上进行第二轮投票' },
      'leave-open': { label: '名额从缺，留待下次会议' },
      fewer: { label: '以达到通过票数的项目为准，不再补足' },
    },
    source: common('参照《选举法》第四十五条、《地方组织法》第二十九条：另行选举'),
    initial: () => 'second-round',
  },
  secondRoundCandidates: {
    step: 'ties',
    kind: 'choice',
    label: '第二轮的候选项目',
    help: '从第一轮没有通过的项目中产生。',
    options: {
      'all-not-passed': { label: '第一轮未通过的全部项目' },
      'first-by-votes': { label: '按第一轮赞成票多少取前几项', help: '末位票数相等的一并列入。' },
    },
    source: common('各地做法不一，未经核实'),
    initial: () => 'all-not-passed',
    relevantWhen: secondRound,
  },
  secondRoundCount: {
    step: 'ties',
    kind: 'number',
    label: '第二轮取前几项',
    help: '按第一轮赞成票由多到少。',
    least: 1,
    most: 500,
    unit: '项',
    mayBeEmpty: true,
    source: common('由会议按缺额和差额确定'),
    initial: () => null,
    relevantWhen: (vote) => secondRound(vote) && vote.secondRoundCandidates === 'first-by-votes',
  },
  secondRoundPassing: {
    step: 'ties',
    kind: 'choice',
    label: '第二轮的通过票数',
    help: '决定须以全体代表的过半数通过，第二轮也一样。',
    options: {
      'as-first': { label: '与第一轮相同' },
      'present-majority': { label: '出席代表的过半数', help: '低于法律规定的基数，会提醒。' },
    },
    source: common('通例：与第一轮相同'),
    initial: () => 'as-first',
    relevantWhen: secondRound,
  },
  secondShortfall: {
    step: 'ties',
    kind: 'choice',
    label: '第二轮后仍未选满',
    help: '不再进行第三轮。',
    options: {
      fewer: { label: '以两轮确定的项目为准，不再补足' },
      'leave-open': { label: '名额从缺，留待下次会议' },
    },
    source: common('通例：以实际通过的为准'),
    initial: () => 'fewer',
    relevantWhen: secondRound,
  },
};
