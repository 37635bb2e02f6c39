import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Tables } from '../../../database/tables.ts';
import { dayInWords } from '../../../rules/days.ts';
import { yuanOf } from '../../../rules/money.ts';
import { percentOfMilestones } from '../../../rules/progress-colours.ts';
import { ok, type Refusal, type Result, refuse } from '../../../rules/refusals.ts';
import { type Act, type ActRequest, performAct } from '../../../trail/perform-act.ts';
import { chinaDate } from '../../../web/china-time.ts';
import { loadPlan } from '../plan/plan-store.ts';
import type { Project } from '../project-store.ts';
import { type ProjectWorker, projectForWork } from '../worker.ts';
import {
  loadReports,
  type ProgressReport,
  type Standing,
  standingNames,
} from './progress-store.ts';

/** What a department reports of a month; null says nothing. */
export interface ReportContent {
  /** `YYYY-MM-01`. */
  readonly month: string;
  readonly standing: Standing;
  /** Percent of the whole work; null to take it from the milestones. */
  readonly percent: number | null;
  readonly quantity: string | null;
  /** Money paid so far, in 万元. */
  readonly paid: string | null;
  readonly note: string | null;
}

const noPercent: Refusal = {
  code: 'percent-missing',
  message: '还没有实施计划的节点，算不出进度。请填写完成百分比，或先填写实施计划。',
  field: 'percent',
};
const notFinished: Refusal = {
  code: 'finished-below-100',
  message: '报“完成”时进度应为 100%。请先登记剩下的节点，或填写完成百分比 100。',
  field: 'percent',
};

/**
 * Reports the progress of a month; a later report of the same month replaces the former, which stays. What
 * the later one leaves out (quantity, money, note) is taken over from the former: one tap wipes nothing.
 *
 * Refuses with what `projectForWork` refuses, `month-ahead`, `month-before` (before the project was
 * decided), `percent-missing`, `finished-below-100`, `paid-fell` (money paid so far is less than reported
 * before, or more than reported for a later month).
 */
export function reportProgress(
  database: Kysely<Tables>,
  request: ActRequest,
  input: {
    readonly projectId: string;
    readonly worker: ProjectWorker;
    readonly content: ReportContent;
  },
): Promise<Result<{ reportId: string; percent: number }>> {
  return performAct(database, request, async (act) => {
    const found = await projectForWork(act, input.projectId, input.worker);
    if (!found.ok) return found;
    return await writeReport(act, found.value, { ...input.content, source: 'kept here' });
  });
}

/** Writes a report inside an act: entry and import share it. Refuses as `reportProgress`. */
export async function writeReport(
  act: Act,
  project: Project,
  content: ReportContent & { readonly source: string },
): Promise<Result<{ reportId: string; percent: number }>> {
  const [plan, reports] = await Promise.all([
    loadPlan(act.transaction, act.congressId, project.id),
    loadReports(act.transaction, act.congressId, [project.id]),
  ]);
  const former = reports.find((one) => one.month === content.month);
  const computed = plan === null ? null : percentOfMilestones(plan.milestones);
  const percent = content.percent ?? computed;
  const refusal = judgeReport(act, project, content, reports);
  if (refusal !== null) return refuse(refusal);
  if (percent === null) return refuse(noPercent);
  if (content.standing === 'finished' && percent !== 100) return refuse(notFinished);
  await act.transaction
    .updateTable('record.progress_report')
    .set({ superseded: true })
    .where('congress_id', '=', act.congressId)
    .where('project_id', '=', project.id)
    .where('month', '=', content.month)
    .where('superseded', '=', false)
    .execute();
  const reportId = randomUUID();
  await act.transaction
    .insertInto('record.progress_report')
    .values({
      ...{ congress_id: act.congressId, id: reportId, project_id: project.id },
      ...{ month: content.month, standing: content.standing, percent },
      quantity: content.quantity ?? former?.quantity ?? null,
      paid: content.paid ?? former?.paid ?? null,
      note: content.note ?? former?.note ?? null,
      ...{ source: content.source, published_at: act.recordedAt, act_id: act.id },
    })
    .execute();
  await act.transaction
    .updateTable('record.project')
    .set((column) => ({ state: 'underway', version: column('version', '+', 1) }))
    .where('congress_id', '=', act.congressId)
    .where('id', '=', project.id)
    .where('state', '=', 'adopted')
    .execute();
  act.record({
    event: 'progress-reported',
    subjects: { project: project.id, report: reportId, percent },
    detail: {
      ...{ number: project.number, title: project.voted.title, month: content.month.slice(0, 7) },
      ...{ standing: standingNames[content.standing], percent },
    },
  });
  return ok({ reportId, percent });
}

function judgeReport(
  act: Act,
  project: Project,
  content: ReportContent,
  reports: readonly ProgressReport[],
): Refusal | null {
  if (content.month > chinaDate(act.recordedAt)) {
    return { code: 'month-ahead', message: '这个月还没有到，不能先报。', field: 'month' };
  }
  if (content.month < `${project.decidedOn.slice(0, 7)}-01`) {
    const message = '这个月在项目票决确定之前，请核对月份。';
    return { code: 'month-before', message, field: 'month' };
  }
  const paid = content.paid === null ? null : yuanOf(content.paid);
  if (paid === null) return null;
  const fell = reports.find(({ month, paid: other }) => {
    const yuan = other === null ? null : yuanOf(other);
    if (yuan === null) return false;
    return month < content.month ? yuan > paid : month > content.month && yuan < paid;
  });
  if (fell === undefined) return null;
  return {
    code: 'paid-fell',
    message: `累计支付与${dayInWords(fell.month.slice(0, 7))}所报的 ${fell.paid} 万元矛盾：累计数只增不减。请核对。`,
    field: 'paid',
  };
}
