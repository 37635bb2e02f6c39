import { usesPaper, type VoteChapter } from '../document.ts';
import { common, type SettingsOf } from './setting.ts';

const suggestions = ['○', '×', '√', '△', ''] as const;

/** Wizard page 选票与划票: the form of the ballot, its cap, its symbols, and marks that go wrong. */
export const ballotSettings: SettingsOf<
  VoteChapter,
  | 'form'
  | 'cap'
  | 'most'
  | 'leastMarked'
  | 'categories'
  | 'forSymbol'
  | 'againstSymbol'
  | 'abstainSymbol'
  | 'overMarked'
  | 'blankBallot'
  | 'illegibleMark'
  | 'paperColour'
  | 'firstReserveColour'
  | 'secondReserveColour'
> = {
  form: {
    step: 'ballot',
    kind: 'choice',
    label: '选票形式',
    help: '代表在选票上怎样表示意见。',
    options: {
      each: { label: '逐项式', help: '对每个项目分别表示赞成、反对或者弃权。' },
      upto: { label: '选择式（至多选N项）', help: '只划所选的项目，可以少选，不得多选。' },
      exactly: { label: '选择式（必须选满N项）', help: '多选或者少选都是废票。' },
      categories: { label: '分类式', help: '项目分类，每一类至多选规定的项数。' },
    },
    source: common('纸质票多为逐项式并限定赞成项数；电子票用选择式'),
    initial: ({ channels, form }) =>
      form ?? (channels === 'paper' || channels === 'keypad' ? 'each' : 'upto'),
  },
  cap: {
    step: 'ballot',
    kind: 'choice',
    label: '一张选票最多赞成多少项',
    help: '逐项式设了上限，就不能用电子选票：加密后无法证明没有超过上限。',
    options: {
      places: { label: '与应选项目数相同' },
      number: { label: '另行规定' },
      none: { label: '不限', help: '只用于逐项式。' },
    },
    source: common('纸质逐项式通例：赞成项数不超过应选项目数'),
    initial: ({ channels, form }) =>
      channels === 'keypad' && (form === undefined || form === 'each') ? 'none' : 'places',
    relevantWhen: ({ form }) => form !== 'categories',
  },
  most: {
    step: 'ballot',
    kind: 'number',
    label: '另行规定的上限',
    help: '一张选票最多（必须选满式则恰好）赞成多少项。',
    least: 1,
    most: 500,
    unit: '项',
    mayBeEmpty: true,
    source: common('通例与应选项目数相同'),
    initial: () => null,
    relevantWhen: ({ form, cap }) => form !== 'categories' && cap === 'number',
  },
  leastMarked: {
    step: 'ballot',
    kind: 'number',
    label: '一张选票至少选多少项',
    help: '少于此数的纸质票作废，电子票投不出去；可以弃权的，另按空白票的规定。填0表示可以一项不选。',
    least: 0,
    most: 500,
    unit: '项',
    mayBeEmpty: false,
    source: common('通例可以少选'),
    initial: () => 0,
    relevantWhen: ({ form }) => form === 'upto',
  },
  categories: {
    step: 'ballot',
    kind: 'categories',
    label: '类别与各类应选数',
    help: '每行一类，写作“类别:应选数”，例如“道路交通:3”。各类应选数之和应等于应选项目数。',
    source: common('分类式选票的做法'),
    initial: () => [],
    relevantWhen: ({ form }) => form === 'categories',
  },
  forSymbol: {
    step: 'ballot',
    kind: 'symbol',
    label: '赞成的符号',
    help: '印在选票上的符号，一个字符。',
    suggestions,
    source: common('多数地方用“○”，也有用“√”的'),
    initial: () => '○',
    relevantWhen: ({ channels }) => channels !== 'keypad',
  },
  againstSymbol: {
    step: 'ballot',
    kind: 'symbol',
    label: '反对的符号',
    help: '一个字符；不填表示“不作任何记号”。',
    suggestions,
    source: common('多数地方用“×”'),
    initial: () => '×',
    relevantWhen: ({ form, channels }) => form === 'each' && channels !== 'keypad',
  },
  abstainSymbol: {
    step: 'ballot',
    kind: 'symbol',
    label: '弃权的符号',
    help: '一个字符；不填表示“不作任何记号”。',
    suggestions,
    source: common('多数地方弃权不作任何记号'),
    initial: () => '',
    relevantWhen: ({ form, channels }) => form === 'each' && channels !== 'keypad',
  },
  overMarked: {
    step: 'ballot',
    kind: 'choice',
    label: '赞成项数超过上限',
    help: '只有分类式选票才分得出“该部分”。',
    options: {
      paper: { label: '整张选票作废' },
      part: { label: '该类部分作废，其他各类有效' },
    },
    source: common('参照《选举法》第四十四条：多于应选名额的作废'),
    initial: () => 'paper',
    relevantWhen: (vote) =>
      usesPaper(vote) &&
      vote.form !== 'exactly' &&
      (vote.form === 'categories' || vote.cap !== 'none'),
  },
  blankBallot: {
    step: 'ballot',
    kind: 'choice',
    label: '空白票',
    help: '整张选票没有任何记号。必须选满式的空白票只能作废。',
    options: {
      abstain: { label: '视为对全部项目弃权' },
      void: { label: '作废' },
    },
    source: common('多数地方视为弃权'),
    initial: ({ form }) => (form === 'exactly' ? 'void' : 'abstain'),
    relevantWhen: ({ channels }) => channels !== 'keypad',
  },
  illegibleMark: {
    step: 'ballot',
    kind: 'choice',
    label: '记号无法辨认',
    help: '记号模糊，或者同一项目划了两种记号。',
    options: {
      item: { label: '该项目的记号无效，其他项目有效' },
      paper: { label: '整张选票作废' },
    },
    source: common('通例：无法辨认的部分无效'),
    initial: () => 'item',
    relevantWhen: usesPaper,
  },
  paperColour: {
    step: 'ballot',
    kind: 'text',
    label: '选票颜色',
    help: '同场有几种选票时，以颜色区分。',
    longest: 10,
    lines: false,
    mayBeEmpty: false,
    source: common('同一会议的几种选票用不同颜色'),
    initial: () => '白色',
    relevantWhen: usesPaper,
  },
  firstReserveColour: {
    step: 'ballot',
    kind: 'text',
    label: '第一套备用选票颜色',
    help: '供重新投票或者第二轮使用，会前与第一轮选票一同印制。',
    longest: 10,
    lines: false,
    mayBeEmpty: false,
    source: common('备用选票与第一轮用不同颜色'),
    initial: () => '浅黄色',
    relevantWhen: usesPaper,
  },
  secondReserveColour: {
    step: 'ballot',
    kind: 'text',
    label: '第二套备用选票颜色',
    help: '供再一次投票使用；没有用上的备用选票清点后销毁。',
    longest: 10,
    lines: false,
    mayBeEmpty: false,
    source: common('备用选票与第一轮用不同颜色'),
    initial: () => '浅绿色',
    relevantWhen: usesPaper,
  },
};
