import type { Kysely } from 'kysely';
import type { Tables } from '../../../database/tables.ts';
import { type DriftFinding, findDrift } from '../../../rules/drift.ts';
import { sumTenThousandYuan } from '../../../rules/money.ts';
import { loadYearSettings } from '../../meeting/index.ts';
import { loadPlan, type Plan } from '../plan/plan-store.ts';
import { lastKnown, loadReports } from '../progress/progress-store.ts';
import type { Project } from '../project-store.ts';

/** The goals of a plan added up where all count in the unit of the voted text; else null: no data. */
function plannedQuantity(plan: Plan, unit: string | null): string | null {
  const counted = plan.goals.flatMap((goal) =>
    goal.quantity !== null && goal.unit === unit ? [goal.quantity] : [],
  );
  return counted.length === 0 || counted.length < plan.goals.length
    ? null
    : sumTenThousandYuan(counted);
}

/** Every reported figure of a project beside the voted one, by the tolerance of its rule sheet. */
export async function loadDrift(
  database: Kysely<Tables>,
  project: Project,
): Promise<{ readonly tolerance: number; readonly findings: readonly DriftFinding[] }> {
  const { congressId, id, voted } = project;
  const [settings, plan, reports, acceptance] = await Promise.all([
    loadYearSettings(database, congressId, project.yearId),
    loadPlan(database, congressId, id),
    loadReports(database, congressId, [id]),
    database
      .selectFrom('record.acceptance')
      .select('completed_on')
      .where('congress_id', '=', congressId)
      .where('project_id', '=', id)
      .where('withdrawn_at', 'is', null)
      .executeTakeFirst(),
  ]);
  const known = lastKnown(reports);
  const findings = findDrift(
    {
      ...{ total: voted.totalTenThousandYuan, quantity: voted.quantity },
      ...{ finish: voted.finish, place: voted.place, department: voted.department },
    },
    {
      plannedTotal:
        plan === null || plan.funding.length === 0
          ? null
          : sumTenThousandYuan(plan.funding.map((one) => one.amount)),
      paid: known.paid,
      plannedQuantity: plan === null ? null : plannedQuantity(plan, voted.unit),
      finishedQuantity: reports[0]?.standing === 'finished' ? known.quantity : null,
      plannedFinish: plan?.finishesOn ?? null,
      completedOn: acceptance?.completed_on ?? null,
      ...{ place: known.place, department: project.departmentName },
    },
    settings.driftTolerance,
  );
  return { tolerance: settings.driftTolerance, findings };
}
