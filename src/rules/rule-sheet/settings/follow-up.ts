import type { FollowUpChapter } from '../document.ts';
import { common, law, published, type SettingsOf } from './setting.ts';

const percent = { kind: 'number', least: 1, most: 100, unit: '%', mayBeEmpty: false } as const;
const months = { kind: 'number', least: 1, most: 12, unit: '个月', mayBeEmpty: false } as const;

/** Wizard page 征集、公开与督办: what comes before and after the vote. */
export const followUpSettings: SettingsOf<FollowUpChapter> = {
  solicitationDays: {
    step: 'followUp',
    kind: 'number',
    label: '征集期限',
    help: '面向社会公开征集建议的最少天数；少于30日会提醒。',
    least: 1,
    most: 365,
    unit: '日',
    mayBeEmpty: false,
    source: published('多地规定不少于30日；实际也有5至14日的'),
    initial: () => 30,
  },
  publicationWorkingDays: {
    step: 'followUp',
    kind: 'number',
    label: '实施计划、进度和资金信息的公开期限',
    help: '自信息形成之日起的工作日，不得超过20个。',
    least: 1,
    most: 60,
    unit: '个工作日',
    mayBeEmpty: false,
    source: law('《政府信息公开条例》第二十六条'),
    initial: () => 20,
  },
  progressMarks: {
    step: 'followUp',
    kind: 'choice',
    label: '进度标识',
    help: '以年中完成比例为准；红色的挂牌督办。',
    options: {
      five: { label: '五色（红、橙、黄、绿、蓝）', help: '完成并验收的为蓝色。' },
      three: { label: '三色（红、黄、绿）' },
    },
    source: published('重庆市大足区“五色督办”；其他地方三色'),
    initial: () => 'five',
  },
  redBelow: {
    ...percent,
    step: 'followUp',
    label: '红色：年中进度低于',
    help: '低于这个比例为红色，挂牌督办。',
    source: published('重庆市大足区：年中不足30%'),
    initial: () => 30,
  },
  orangeBelow: {
    ...percent,
    step: 'followUp',
    label: '橙色：年中进度低于',
    help: '不低于红色界限、低于这个比例为橙色。',
    source: common('未经核实'),
    initial: () => 50,
    relevantWhen: ({ progressMarks }) => progressMarks === 'five',
  },
  yellowBelow: {
    ...percent,
    step: 'followUp',
    label: '黄色：年中进度低于',
    help: '低于这个比例为黄色，达到的为绿色。',
    source: common('未经核实'),
    initial: () => 70,
  },
  inspectionMonths: {
    ...months,
    step: 'followUp',
    label: '督查间隔',
    help: '代表监督小组至少每几个月督查一次。',
    source: common('一季一督查'),
    initial: () => 3,
  },
  reportMonths: {
    ...months,
    step: 'followUp',
    label: '报告间隔',
    help: '政府至少每几个月报告一次进展。',
    source: common('半年一报告'),
    initial: () => 6,
  },
  testMonths: {
    ...months,
    step: 'followUp',
    label: '测评间隔',
    help: '至少每几个月测评一次满意度。',
    source: common('一年一测评'),
    initial: () => 12,
  },
  opinionDays: {
    step: 'followUp',
    kind: 'number',
    label: '代表意见的答复期限',
    help: '自交办之日起。',
    least: 1,
    most: 180,
    unit: '日',
    mayBeEmpty: false,
    source: common('未经核实'),
    initial: () => 30,
  },
  adjustmentDecidedBy: {
    step: 'followUp',
    kind: 'choice',
    label: '重大调整、暂停或者终止由谁决定',
    help: '乡镇由人民代表大会决定；县级由常委会决定并向下次大会报告。',
    options: {
      congress: { label: '人民代表大会' },
      'standing-committee': { label: '常务委员会' },
    },
    source: published('陕西省规定（2025）第十八条'),
    initial: ({ level }) =>
      level === 'county' || level === 'city' ? 'standing-committee' : 'congress',
  },
};
