import type { Kysely } from 'kysely';
import type { Tables } from '../../../database/tables.ts';
import { dayInWords } from '../../../rules/days.ts';
import { tidyAmount } from '../../../rules/money.ts';
import { markProgress, type ProgressMark } from '../../../rules/progress-colours.ts';
import type { ReviewSettings } from '../../../rules/review-settings.ts';
import { withdrawnOf } from '../../../trail/withdraw-entry.ts';
import { chinaDate } from '../../../web/china-time.ts';
import { loadSettingsOfYears } from '../../meeting/index.ts';
import { loadPlans, type Plan } from '../plan/plan-store.ts';
import type { Project } from '../project-store.ts';

/** How a department says that its work stands. */
export type Standing = 'on_plan' | 'behind' | 'stopped' | 'finished';

/** Chinese words for it, as the buttons and pages write them. */
export const standingNames: Readonly<Record<Standing, string>> = {
  on_plan: '按计划',
  behind: '滞后',
  stopped: '停工',
  finished: '完成',
};

/** A monthly report (进度报告) that counts. */
export interface ProgressReport {
  readonly id: string;
  readonly projectId: string;
  /** `YYYY-MM-01`. */
  readonly month: string;
  readonly standing: Standing;
  readonly percent: number;
  readonly quantity: string | null;
  /** Money paid so far, in 万元; null when it was not said. */
  readonly paid: string | null;
  readonly note: string | null;
  /** Where it is built, where that is not the voted place; null says nothing. */
  readonly place: string | null;
  readonly source: string;
  readonly publishedAt: Date | null;
}

/** Completion and acceptance of a project, with who looks after it from then on. */
export interface Acceptance {
  readonly projectId: string;
  readonly completedOn: string;
  readonly acceptedOn: string | null;
  readonly acceptedBy: string | null;
  readonly maintainedBy: string | null;
  readonly note: string | null;
}

/** The reports that count of some projects, the newest month first. */
export async function loadReports(
  database: Kysely<Tables>,
  congressId: string,
  projectIds: readonly string[],
): Promise<readonly ProgressReport[]> {
  if (projectIds.length === 0) return [];
  const rows = await database
    .selectFrom('record.progress_report')
    .selectAll()
    .where('congress_id', '=', congressId)
    .where('project_id', 'in', [...projectIds])
    .where('superseded', '=', false)
    .orderBy('month', 'desc')
    .execute();
  return rows.map((row) => ({
    ...{ id: row.id, projectId: row.project_id, month: row.month, standing: row.standing },
    ...{ percent: row.percent, note: row.note, source: row.source },
    place: row.actual_place,
    quantity: row.quantity === null ? null : tidyAmount(row.quantity),
    paid: row.paid === null ? null : tidyAmount(row.paid),
    publishedAt: row.published_at,
  }));
}

/** The last money, quantity and place that some reports of a project (the newest month first) name; null: none does. */
export function lastKnown(reports: readonly ProgressReport[]): {
  readonly paid: string | null;
  readonly paidMonth: string | null;
  readonly quantity: string | null;
  readonly place: string | null;
} {
  const paid = reports.find((one) => one.paid !== null);
  const counted = reports.find((one) => one.quantity !== null);
  return {
    ...{ paid: paid?.paid ?? null, paidMonth: paid?.month.slice(0, 7) ?? null },
    quantity: counted?.quantity ?? null,
    place: reports.find((one) => one.place !== null)?.place ?? null,
  };
}

/** Completion and acceptance that stand of some projects, by project id. */
export async function loadAcceptances(
  database: Kysely<Tables>,
  congressId: string,
  projectIds: readonly string[],
): Promise<ReadonlyMap<string, Acceptance>> {
  if (projectIds.length === 0) return new Map();
  const rows = await database
    .selectFrom('record.acceptance')
    .selectAll()
    .where('congress_id', '=', congressId)
    .where('project_id', 'in', [...projectIds])
    .where('withdrawn_at', 'is', null)
    .execute();
  return new Map(
    rows.map((row) => [
      row.project_id,
      {
        ...{ projectId: row.project_id, completedOn: row.completed_on },
        ...{ acceptedOn: row.accepted_on, acceptedBy: row.accepted_by },
        ...{ maintainedBy: row.maintained_by, note: row.note },
      },
    ]),
  );
}

/** Completions and acceptances of a project that were taken back, the oldest first. */
export async function loadWithdrawnAcceptances(
  database: Kysely<Tables>,
  congressId: string,
  projectId: string,
): Promise<readonly { readonly what: string; readonly on: string; readonly reason: string }[]> {
  const rows = await database
    .selectFrom('record.acceptance')
    .select(['completed_on', 'accepted_on', 'withdrawn_at', 'withdrawn_reason'])
    .where('congress_id', '=', congressId)
    .where('project_id', '=', projectId)
    .where('withdrawn_at', 'is not', null)
    .orderBy('withdrawn_at')
    .execute();
  return rows.flatMap((row) => {
    const withdrawn = withdrawnOf(row);
    if (withdrawn === null) return [];
    const what =
      row.accepted_on === null
        ? `${dayInWords(row.completed_on)}完工`
        : `${dayInWords(row.accepted_on)}通过验收`;
    return [{ what, on: chinaDate(withdrawn.at), reason: withdrawn.reason }];
  });
}

/** The mark of a project from its plan, its newest report and its acceptance. */
export function markOf(
  settings: ReviewSettings,
  facts: {
    readonly plan: Plan | null;
    readonly report: ProgressReport | null;
    readonly acceptance: Acceptance | null;
  },
  today: string,
): ProgressMark {
  const { plan, report, acceptance } = facts;
  const accepted = acceptance !== null && acceptance.acceptedOn !== null;
  const firstDueOn = plan?.milestones.map((one) => one.dueOn).sort()[0] ?? null;
  const timed = plan === null ? null : { ...plan, firstDueOn };
  return markProgress(settings, { plan: timed, report, accepted }, today);
}

/** What is known of the work of a project, with its mark. */
export interface WorkOfProject {
  readonly plan: Plan | null;
  /** The newest month first. */
  readonly reports: readonly ProgressReport[];
  readonly acceptance: Acceptance | null;
  readonly mark: ProgressMark;
}

/** The work of some projects of one congress, by project id: a few queries, however many there are. */
export async function loadWork(
  database: Kysely<Tables>,
  congressId: string,
  projects: readonly Project[],
  today: string,
): Promise<ReadonlyMap<string, WorkOfProject>> {
  const projectIds = projects.map((one) => one.id);
  const [plans, reports, acceptances, settings] = await Promise.all([
    loadPlans(database, congressId, projectIds),
    loadReports(database, congressId, projectIds),
    loadAcceptances(database, congressId, projectIds),
    loadSettingsOfYears(database, projects),
  ]);
  return new Map(
    projects.map((project) => {
      const plan = plans.get(project.id) ?? null;
      const own = reports.filter((one) => one.projectId === project.id);
      const acceptance = acceptances.get(project.id) ?? null;
      const mark = markOf(
        settings(project.yearId),
        { plan, report: own[0] ?? null, acceptance },
        today,
      );
      return [project.id, { plan, reports: own, acceptance, mark }];
    }),
  );
}
