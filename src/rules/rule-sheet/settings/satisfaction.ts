import type { SatisfactionChapter } from '../document.ts';
import { common, published, type SettingsOf } from './setting.ts';

/** Wizard page 满意度测评: who tests what, by which grades, and how a verdict is reached. */
export const satisfactionSettings: SettingsOf<SatisfactionChapter> = {
  testedBy: {
    step: 'satisfaction',
    kind: 'choice',
    label: '由谁测评',
    help: '无记名测评。乡镇由人民代表大会测评。',
    options: {
      plenary: { label: '人民代表大会全体会议' },
      'standing-committee': { label: '常务委员会会议' },
    },
    source: common('乡镇由大会，县级由大会或者常委会'),
    initial: () => 'plenary',
  },
  testedUnit: {
    step: 'satisfaction',
    kind: 'choice',
    label: '按什么测评',
    help: '一个项目分由几个单位实施时，可以按子项目测评。',
    options: { project: { label: '逐个项目' }, part: { label: '逐个子项目' } },
    source: published('设区的市按实施主体分子项目测评的做法'),
    initial: ({ level }) => (level === 'city' ? 'part' : 'project'),
  },
  grades: {
    step: 'satisfaction',
    kind: 'choice',
    label: '测评等次',
    help: '群众评价使用同样的三个等次，分别公布，不合并计算。',
    options: { three: { label: '满意、基本满意、不满意' } },
    source: published('宁波市镇海区、宁海县'),
    initial: () => 'three',
  },
  verdictRule: {
    step: 'satisfaction',
    kind: 'choice',
    label: '怎样得出测评结果',
    help: '恰好一半不算超过半数。',
    options: {
      zhenhai: {
        label:
          '满意票超过半数的为“满意”；满意票未超过半数，但与基本满意票合计超过半数的为“基本满意”；其余为“不满意”',
      },
    },
    source: published('宁波市镇海区'),
    initial: () => 'zhenhai',
  },
  verdictBase: {
    step: 'satisfaction',
    kind: 'choice',
    label: '测评结果的计算基数',
    help: '“半数”是什么数的半数。',
    options: {
      members: { label: '全体组成人员' },
      present: { label: '出席人员' },
      valid: { label: '有效票' },
    },
    source: published('宁波市镇海区：全体组成人员的半数'),
    initial: () => 'members',
  },
  residentsAsked: {
    step: 'satisfaction',
    kind: 'yes-no',
    label: '同时征求群众评价',
    help: '群众评价只公布各等次人数，不计平均分，不与代表测评合并。',
    source: common('不少地方同时征求群众评价'),
    initial: () => true,
  },
  smallestGroup: {
    step: 'satisfaction',
    kind: 'number',
    label: '群众评价至少多少人才公布',
    help: '人数太少时，公布结果等于公布个人意见。',
    least: 1,
    most: 1_000,
    unit: '人',
    mayBeEmpty: false,
    source: common('未经核实'),
    initial: () => 5,
    relevantWhen: ({ residentsAsked }) => residentsAsked,
  },
  rectificationDays: {
    step: 'satisfaction',
    kind: 'number',
    label: '“不满意”项目的整改期限',
    help: '“不满意”的项目限期整改，列为下一年度重点监督，整改后再测评。',
    least: 1,
    most: 365,
    unit: '日',
    mayBeEmpty: false,
    source: common('未经核实'),
    initial: () => 90,
  },
};
