import { addDays } from '../days.ts';
import { type DriftFinding, findDrift } from '../drift.ts';
import { tenThousandYuanOf } from '../money.ts';
import { asks, clear, type Indicator, noData, numbered, projectsAsEvidence } from './indication.ts';
import { longestGap, longestSilence } from './silence.ts';
import type { ProjectRecord, YearRecord } from './year-record.ts';

/** The day until which work on a project can be watched: it ends with completion. */
function watchedUntil(project: ProjectRecord, today: string): string {
  return project.completedOn ?? today;
}

/** Projects that go on: an ended or suspended one reports nothing more. */
function carriedOut(record: YearRecord): readonly ProjectRecord[] {
  return record.projects.filter((one) => one.state !== 'ended' && one.state !== 'suspended');
}

/** Projects whose plan was not published in time. */
export const noPlan: Indicator = {
  title: '没有公布实施计划',
  stage: 7,
  setting: 'review.planDays',
  threshold: ({ planDays }) => `公告后${planDays}日内公布实施计划`,
  judge: (record, { planDays }) => {
    const due = carriedOut(record)
      .map((one) => ({
        ...one,
        published: one.planPublishedOn ?? record.planPublishedOn,
        due: one.planDueOn ?? addDays(one.decidedOn, planDays),
      }))
      .filter((one) => one.due < record.today && (one.keptHere || one.published !== null));
    if (due.length === 0) return noData('没有到期的实施计划，或者没有登记。');
    const late = due.filter((one) => one.published === null || one.published > one.due);
    const missing = late.filter((one) => one.published === null);
    const words = `${due.length}个项目中，逾期没有公布计划的${missing.length}个，晚公布的${late.length - missing.length}个`;
    return late.length > 0
      ? asks(`${words}：由谁办、什么时候办成，群众怎么知道？`, projectsAsEvidence(late))
      : clear(`${words}。`, projectsAsEvidence(due));
  },
};

/** Months in a row without what should happen, for every project on which it can be judged. */
function silences(
  record: YearRecord,
  happenedOf: (project: ProjectRecord) => readonly string[],
): readonly { readonly project: ProjectRecord; readonly months: number }[] {
  return carriedOut(record)
    .filter((project) => project.keptHere || happenedOf(project).length > 0)
    .map((project) => ({
      project,
      months: longestSilence(
        project.decidedOn,
        watchedUntil(project, record.today),
        happenedOf(project),
      ),
    }));
}

function judgeSilence(
  measured: ReturnType<typeof silences>,
  limit: number,
  words: { readonly what: string; readonly question: string },
) {
  if (measured.length === 0) return noData(`没有${words.what}的记录。`);
  const silent = measured.filter(({ months }) => months >= limit);
  const longest = Math.max(...measured.map(({ months }) => months));
  if (silent.length === 0) {
    return clear(
      `没有项目连续${limit}个月没有${words.what}；最长${longest}个月。`,
      projectsAsEvidence(measured.map(({ project }) => project)),
    );
  }
  const projects = silent.map(({ project }) => project);
  const sentence = `${projects.length}个项目（${numbered(projects)}）连续${limit}个月以上没有${words.what}，最长${longest}个月：${words.question}`;
  return asks(sentence, projectsAsEvidence(projects));
}

/** A project that nobody reports on. */
export const quietReports: Indicator = {
  title: '长期没有进度报告',
  stage: 7,
  setting: 'review.quietMonths',
  threshold: ({ quietMonths }) => `没有连续${quietMonths}个月不报告的在建项目`,
  judge: (record, { quietMonths }) =>
    judgeSilence(
      silences(record, ({ reports }) => reports.map(({ month }) => month)),
      quietMonths,
      { what: '进度报告', question: '是停了，还是没有人报？' },
    ),
};

/** Days after which a visit that is due counts as left out: a few days late is no silence. */
const visitGrace = 7;

/** A project that nobody goes to see. Visits have days, so that days are counted and not whole months. */
export const quietVisits: Indicator = {
  title: '长期没有视察',
  stage: 8,
  setting: 'followUp.inspectionMonths',
  threshold: ({ inspectionMonths }) => `每${inspectionMonths}个月至少督查一次`,
  judge: (record, { inspectionMonths }) => {
    const measured = carriedOut(record)
      .filter(({ keptHere, visits }) => keptHere || visits.length > 0)
      .map((project) => ({
        project,
        days: longestGap(project.decidedOn, watchedUntil(project, record.today), project.visits),
      }));
    if (measured.length === 0) return noData('没有视察的记录。');
    const longest = Math.max(...measured.map(({ days }) => days));
    const silent = measured.filter(({ days }) => days > inspectionMonths * 31 + visitGrace);
    const projects = (silent.length > 0 ? silent : measured).map(({ project }) => project);
    return silent.length > 0
      ? asks(
          `${projects.length}个项目（${numbered(projects)}）超过${inspectionMonths}个月没有视察，最长${longest}天：代表去看过吗？`,
          projectsAsEvidence(projects),
        )
      : clear(
          `没有项目超过${inspectionMonths}个月没有视察；最长${longest}天。`,
          projectsAsEvidence(projects),
        );
  },
};

/** Money paid far from progress reported. */
export const spendingApart: Indicator = {
  title: '资金与进度不符',
  stage: 7,
  setting: 'review.spendingGap',
  threshold: ({ spendingGap }) => `资金支付与进度相差不超过${spendingGap}个百分点`,
  judge: (record, { spendingGap }) => {
    const measured = record.projects.flatMap((project) => {
      const last = project.reports.findLast((one) => one.paidYuan !== null);
      if (last?.paidYuan == null || project.totalYuan === null || project.totalYuan === 0)
        return [];
      const paid = Math.round((last.paidYuan * 100) / project.totalYuan);
      return [{ project, paid, percent: last.percent, gap: Math.abs(paid - last.percent) }];
    });
    if (measured.length === 0) return noData('没有项目的已付资金。');
    const apart = measured.filter(({ gap }) => gap > spendingGap);
    const [worst] = [...measured].sort((first, second) => second.gap - first.gap);
    const words = `${worst?.project.number}号项目报告进度${worst?.percent}%、已付资金${worst?.paid}%`;
    const projects = (apart.length > 0 ? apart : measured).map(({ project }) => project);
    return apart.length > 0
      ? asks(
          `${apart.length}个项目资金与进度相差超过${spendingGap}个百分点，如${words}：钱和活哪一个是真的？`,
          projectsAsEvidence(projects),
        )
      : clear(`相差最大的是${words}。`, projectsAsEvidence(projects));
  },
};

/** A sum as `findDrift` reads it. */
function inTenThousand(yuan: number | null): string | null {
  return yuan === null ? null : tenThousandYuanOf(yuan);
}

/** Every reported figure of a project beside the voted one: the one meaning of drift (`src/rules/drift.ts`). */
export function driftOf(project: ProjectRecord, tolerance: number): readonly DriftFinding[] {
  const last = project.reports.at(-1);
  // A report by one tap says nothing of money and quantity: the last one that does counts.
  const known = <Key extends 'paidYuan' | 'quantity' | 'place'>(key: Key) =>
    project.reports.findLast((one) => one[key] !== null)?.[key] ?? null;
  return findDrift(
    {
      ...{ total: inTenThousand(project.totalYuan), quantity: project.quantity },
      ...{ finish: project.votedFinish, place: project.place, department: project.votedDepartment },
    },
    {
      plannedTotal: inTenThousand(project.plannedYuan),
      paid: inTenThousand(known('paidYuan')),
      plannedQuantity: project.plannedQuantity,
      finishedQuantity: last?.finished === true ? known('quantity') : null,
      ...{ plannedFinish: project.finishesOn, completedOn: project.completedOn },
      ...{ place: known('place'), department: project.department },
    },
    tolerance,
  );
}

/** Reported figures outside the tolerance of the voted ones, without a decision. */
export const drift: Indicator = {
  title: '未经决定走样',
  stage: 8,
  setting: 'review.driftTolerance',
  threshold: ({ driftTolerance }) =>
    `资金、数量与票决内容相差不超过${driftTolerance}%，不晚于票决的完成时间，地点、承办单位不换；不同的须有决定`,
  judge: (record, { driftTolerance }) => {
    const measured = carriedOut(record)
      .map((project) => ({ project, findings: driftOf(project, driftTolerance) }))
      .filter(({ findings }) => findings.some(({ kind }) => kind !== 'no-data'));
    if (measured.length === 0) return noData('没有可以比较的票决数字和报告数字。');
    const found = measured.flatMap(({ project, findings }) => {
      const drifted = findings.filter(({ kind }) => kind === 'drift');
      if (drifted.length === 0) return [];
      const words = `${project.number}号${drifted.map(({ text }) => text).join('、')}`;
      return [{ project, words }];
    });
    if (found.length === 0) {
      const projects = projectsAsEvidence(measured.map(({ project }) => project));
      return clear(`${measured.length}个项目的报告与票决内容相符。`, projects);
    }
    return asks(
      `${found.map(({ words }) => words).join('；')}，没有调整决定：谁同意改的？`,
      projectsAsEvidence(found.map(({ project }) => project)),
    );
  },
};
