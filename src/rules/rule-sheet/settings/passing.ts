import type { VoteChapter } from '../document.ts';
import { common, law, type SettingsOf } from './setting.ts';

/** Wizard page 会议有效与通过: quorum, who counts among all deputies, and what passes. */
export const passingSettings: SettingsOf<
  VoteChapter,
  'quorum' | 'suspended' | 'passingBase' | 'passingComparison' | 'passingFraction' | 'whenMorePass'
> = {
  quorum: {
    step: 'passing',
    kind: 'fraction',
    label: '法定人数',
    help: '出席代表至少占全体代表的几分之几，会议方为有效。不得低于三分之二。',
    source: law('《地方组织法》（2022）第十四条'),
    initial: () => '2/3',
  },
  suspended: {
    step: 'passing',
    kind: 'choice',
    label: '暂停执行代表职务的代表',
    help: '是否计入“全体代表”。人数都会写在计票结果报告单上。',
    options: {
      'not-counted': { label: '不计入全体代表' },
      counted: { label: '计入全体代表' },
    },
    source: common('各地做法不一，未经核实'),
    initial: () => 'not-counted',
  },
  passingBase: {
    step: 'passing',
    kind: 'choice',
    label: '通过的计算基数',
    help: '赞成票与什么数相比。',
    options: {
      due: { label: '全体代表', help: '会议冻结名册时的实有代表，不是出席代表。' },
      present: { label: '出席代表' },
      valid: { label: '有效票' },
    },
    source: law('《地方组织法》（2022）第二十五条：以全体代表的过半数通过'),
    initial: () => 'due',
  },
  passingComparison: {
    step: 'passing',
    kind: 'choice',
    label: '怎样比较',
    help: '“超过”不含本数，“达到”含本数：50人的“超过二分之一”是26人，“达到二分之一”是25人。',
    options: {
      'more-than': { label: '超过' },
      'at-least': { label: '达到' },
    },
    source: law('《地方组织法》（2022）第二十五条：过半数'),
    initial: () => 'more-than',
  },
  passingFraction: {
    step: 'passing',
    kind: 'fraction',
    label: '通过的比例',
    help: '写作分数，例如1/2、2/3。',
    source: law('《地方组织法》（2022）第二十五条：过半数'),
    initial: () => '1/2',
  },
  whenMorePass: {
    step: 'passing',
    kind: 'choice',
    label: '达到通过票数的多于应选项目数时',
    help: '应选项目数是上限。',
    options: { 'most-votes': { label: '以赞成票多的确定' } },
    source: common('参照《选举法》第四十五条、《地方组织法》第二十九条'),
    initial: () => 'most-votes',
  },
};
