import type { ReviewChapter } from '../document.ts';
import { common, published, type SettingsOf } from './setting.ts';

const days = { step: 'review', kind: 'number', most: 180, unit: '日', mayBeEmpty: false } as const;
const share = {
  ...({ step: 'review', kind: 'number', least: 0, most: 100 } as const),
  ...({ unit: '%', mayBeEmpty: false } as const),
};
const tuned = common('未经核实，按虚构数据调校');

/** Wizard page 回头看与风险提示: when the plan is due, what counts as drift, when an indicator asks. */
export const reviewSettings: SettingsOf<ReviewChapter> = {
  planDays: {
    ...{ ...days, least: 1, label: '实施计划的公布期限' },
    help: '公告之后多少日内，承办单位公布实施计划；期限内没有公布的会催办。',
    source: published('陕西省规定（2025）要求公告后制定并公布实施计划；日数未经核实'),
    initial: () => 30,
  },
  driftTolerance: {
    ...{ ...share, label: '走样的界限' },
    help: '报告的数量、资金与票决内容相差超过这个比例而没有调整决定的，列入提示。',
    ...{ source: tuned, initial: () => 10 },
  },
  noticeDays: {
    ...{ ...days, least: 1, label: '会议通知提前' },
    help: '会议通知至少提前多少日送达代表。',
    source: published('浙江省乡镇人民代表大会工作条例：7日'),
    initial: () => 7,
  },
  paperDays: {
    ...{ ...days, least: 0, label: '会议材料提前' },
    help: '候选项目材料至少提前多少日送达代表；少于这个日数的列入提示。',
    source: published('浙江省乡镇人民代表大会工作条例：1日'),
    initial: () => 1,
  },
  leastSuggestions: {
    ...{ step: 'review', kind: 'number', least: 1, most: 100, unit: '条', mayBeEmpty: false },
    label: '平均每个候选项目的征集建议至少',
    help: '征集到的建议平均到每个候选项目，少于这个数的列入提示。',
    source: published('张山镇：37条建议产生12个候选项目'),
    initial: () => 2,
  },
  leastTraced: {
    ...{ ...share, label: '来自群众和代表的候选项目至少' },
    help: '能追溯到群众或者代表建议的候选项目，低于这个比例的列入提示。',
    ...{ source: tuned, initial: () => 50 },
  },
  mostOneChannel: {
    ...{ ...share, label: '一个征集渠道最多占' },
    help: '一个渠道的建议超过这个比例的列入提示。',
    ...{ source: tuned, initial: () => 80 },
  },
  mostReady: {
    ...{ ...share, label: '票决前已经开工或者上级指定的项目最多占' },
    help: '超过这个比例的列入提示；有一个项目票决前已经完工的，也列入提示。',
    ...{ source: tuned, initial: () => 10 },
  },
  smallestProject: {
    ...{ step: 'review', kind: 'number', least: 0, most: 1_000, unit: '万元', mayBeEmpty: false },
    label: '总投资少于多少为过小',
    help: '小事可以走微实事、微心愿，不必占票决的名额。',
    ...{ source: tuned, initial: () => 5 },
  },
  mostTrivial: {
    ...{ ...share, label: '过小的项目最多占' },
    help: '总投资过小的项目超过这个比例的列入提示。',
    ...{ source: tuned, initial: () => 20 },
  },
  mostRepeated: {
    ...{ ...share, label: '与往年名称、地点都相同的项目最多占' },
    help: '超过这个比例的列入提示。',
    ...{ source: tuned, initial: () => 30 },
  },
  unanimousPercent: {
    ...{ ...share, least: 50, label: '一边倒的界限' },
    help: '全部入选项目的赞成票、或者全部项目的满意票都达到这个比例的，列入提示。',
    ...{ source: tuned, initial: () => 98 },
  },
  quorumMargin: {
    ...{ ...share, least: 0, most: 30, label: '出席人数距法定人数' },
    help: '实到超过法定人数的部分，不足应到人数这个比例的，列入提示。',
    ...{ source: tuned, initial: () => 5 },
  },
  quietMonths: {
    ...{ step: 'review', kind: 'number', least: 1, most: 12, unit: '个月', mayBeEmpty: false },
    label: '没有进度报告的月数',
    help: '一个在建项目连续这些月没有进度报告的，列入提示。',
    source: common('一季一督查、半年一报告'),
    initial: () => 3,
  },
  spendingGap: {
    ...{ ...share, unit: '个百分点', label: '资金支付与进度最多相差' },
    help: '已付资金占总投资的比例与报告的进度，相差超过这个数的，列入提示。',
    ...{ source: tuned, initial: () => 40 },
  },
  mostLateOpinions: {
    ...{ ...share, label: '逾期未答复的意见最多占' },
    help: '交办的意见逾期答复或者逾期未答复，超过这个比例的列入提示。',
    ...{ source: tuned, initial: () => 20 },
  },
  recheckDays: {
    ...{ ...days, least: 1, label: '整改答复后的复查期限' },
    help: '整改答复之后多少日内复查；逾期没有复查的列入提示。',
    ...{ source: tuned, initial: () => 30 },
  },
};
