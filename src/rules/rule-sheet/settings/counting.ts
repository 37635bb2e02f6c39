import { usesPaper, type VoteChapter } from '../document.ts';
import { common, type SettingsOf } from './setting.ts';

/** Wizard page 监票与计票: scrutineers, tellers, what voids a round, and who signs. */
export const countingSettings: SettingsOf<
  VoteChapter,
  | 'conflictCheck'
  | 'countMethod'
  | 'batchSize'
  | 'channelVoid'
  | 'notPressed'
  | 'signers'
  | 'signerMissing'
> = {
  conflictCheck: {
    step: 'counting',
    kind: 'choice',
    label: '监票人的回避',
    help: '候选项目的提出或者承办单位的负责人、主席团成员被提名为监票人时。',
    options: {
      refuse: { label: '不得担任' },
      warn: { label: '提醒，由主席团决定' },
      none: { label: '不作要求' },
    },
    source: common('参照选举办法：候选人不担任监票人'),
    initial: () => 'refuse',
  },
  countMethod: {
    step: 'counting',
    kind: 'choice',
    label: '纸质选票的计票方法',
    help: '两种方法都由两名计票人互不相看地各计一遍，不一致的由第三人核对并记录。',
    options: {
      papers: { label: '逐张录入两遍' },
      'papers-or-tally': { label: '逐张录入两遍，或者按票捆画“正”字两遍' },
    },
    source: common('唱票画“正”字是各地旧有做法；逐张录入更便于核对'),
    initial: () => 'papers',
    relevantWhen: usesPaper,
  },
  batchSize: {
    step: 'counting',
    kind: 'number',
    label: '每捆最多张数',
    help: '开箱混票后分捆，逐捆计票，逐捆核对。',
    least: 1,
    most: 25,
    unit: '张',
    mayBeEmpty: false,
    source: common('小捆便于找出差错'),
    initial: () => 25,
    relevantWhen: usesPaper,
  },
  channelVoid: {
    step: 'counting',
    kind: 'choice',
    label: '一种方式收回多于发出',
    help: '纸质票收回数多于发出数，或者电子票投入数多于票码发出数。',
    options: {
      round: { label: '整轮投票无效，一律不予计票' },
      channel: { label: '只该种方式无效，领该种选票的代表重新投票' },
    },
    source: common('参照《选举法》第四十四条：多于投票人数的无效'),
    initial: () => 'round',
    relevantWhen: ({ channels }) => channels === 'hybrid',
  },
  notPressed: {
    step: 'counting',
    kind: 'choice',
    label: '未按表决器',
    help: '代表在场而没有按键。',
    options: {
      apart: { label: '单列“未按”，不计入投票' },
      abstain: { label: '视为弃权' },
    },
    source: common('通例：单列“未按表决器”'),
    initial: () => 'apart',
    relevantWhen: ({ channels }) => channels === 'keypad',
  },
  signers: {
    step: 'counting',
    kind: 'choice',
    label: '计票结果报告单由谁签名',
    help: '没有签名的结果不能宣布。',
    options: {
      'chief-scrutineers-tellers': { label: '总监票人、全体监票人和到场的计票人' },
      'chief-scrutineers': { label: '总监票人和全体监票人' },
      chief: { label: '总监票人' },
    },
    source: common('参照《选举法》第四十三条：计票记录由监票人签字'),
    initial: () => 'chief-scrutineers-tellers',
  },
  signerMissing: {
    step: 'counting',
    kind: 'choice',
    label: '有人不签或者缺席',
    help: '总监票人必须签名。',
    options: {
      minuted: { label: '记录本人陈述的理由；总监票人已签的，不影响宣布' },
      blocks: { label: '签齐以前不得宣布' },
    },
    source: common('未经核实'),
    initial: () => 'minuted',
    relevantWhen: ({ signers }) => signers !== 'chief',
  },
};
