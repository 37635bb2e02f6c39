import type { Kysely } from 'kysely';
import type { Tables } from '../../../database/tables.ts';
import { tidyAmount } from '../../../rules/money.ts';
import { chinaDate } from '../../../web/china-time.ts';

/** A step of a plan with its share of the whole work in percent. */
export interface Milestone {
  readonly id: string;
  /** What it is in every version of the plan, whatever it is called. */
  readonly rootId: string;
  readonly position: number;
  readonly title: string;
  readonly dueOn: string;
  readonly weight: number;
  readonly reachedOn: string | null;
}

/** A plan (实施计划) as it stands. */
export interface Plan {
  readonly id: string;
  readonly projectId: string;
  readonly number: number;
  readonly departmentId: string;
  readonly departmentName: string;
  readonly personInCharge: string;
  readonly goal: string;
  readonly safeguards: string;
  readonly startsOn: string;
  readonly finishesOn: string;
  readonly publishedAt: Date | null;
  readonly publishedWhere: string | null;
  readonly source: string;
  readonly goals: readonly {
    readonly year: number;
    readonly goal: string;
    readonly quantity: string | null;
    readonly unit: string | null;
  }[];
  readonly funding: readonly { readonly origin: string; readonly amount: string }[];
  readonly milestones: readonly Milestone[];
}

/** The plans of some projects that stand now, by project id: four queries, however many there are. */
export async function loadPlans(
  database: Kysely<Tables>,
  congressId: string,
  projectIds: readonly string[],
): Promise<ReadonlyMap<string, Plan>> {
  if (projectIds.length === 0) return new Map();
  const rows = await plans(database)
    .innerJoin('record.project as project', (join) =>
      join
        .onRef('project.congress_id', '=', 'plan.congress_id')
        .onRef('project.current_plan_id', '=', 'plan.id'),
    )
    .where('plan.congress_id', '=', congressId)
    .where('project.id', 'in', [...projectIds])
    .execute();
  const whole = await withParts(database, congressId, rows);
  return new Map(whole.map((plan) => [plan.projectId, plan]));
}

/**
 * The newest published plan of a project, which everyone may see; null while there is none. Its milestones
 * are reached as the same ones are in the plan that stands, which may not be published yet.
 */
export async function loadPublishedPlan(
  database: Kysely<Tables>,
  congressId: string,
  projectId: string,
): Promise<Plan | null> {
  const rows = await plans(database)
    .where('plan.congress_id', '=', congressId)
    .where('plan.project_id', '=', projectId)
    .where('plan.published_at', 'is not', null)
    .orderBy('plan.number', 'desc')
    .limit(1)
    .execute();
  const [plan] = await withParts(database, congressId, rows);
  if (plan === undefined) return null;
  const standing = await loadPlan(database, congressId, projectId);
  return standing === null || standing.id === plan.id ? plan : carryReached(plan, standing);
}

function carryReached(plan: Plan, standing: Plan): Plan {
  const milestones = plan.milestones.map((one) => {
    const same = standing.milestones.find((other) => other.rootId === one.rootId);
    return same === undefined ? one : { ...one, reachedOn: same.reachedOn };
  });
  return { ...plan, milestones };
}

function plans(database: Kysely<Tables>) {
  return database
    .selectFrom('record.project_plan as plan')
    .innerJoin('record.organisation as department', 'department.id', 'plan.department_id')
    .selectAll('plan')
    .select('department.name as department_name');
}

type PlanRow = Awaited<ReturnType<ReturnType<typeof plans>['executeTakeFirstOrThrow']>>;

async function withParts(
  database: Kysely<Tables>,
  congressId: string,
  rows: readonly PlanRow[],
): Promise<readonly Plan[]> {
  const parts = await loadParts(
    database,
    congressId,
    rows.map((one) => one.id),
  );
  return rows.map((plan) => ({
    ...{ id: plan.id, projectId: plan.project_id, number: plan.number },
    ...{ departmentId: plan.department_id, departmentName: plan.department_name },
    ...{ personInCharge: plan.person_in_charge, goal: plan.goal },
    ...{ safeguards: plan.safeguards, startsOn: plan.starts_on },
    ...{ finishesOn: plan.finishes_on, publishedAt: plan.published_at },
    ...{ publishedWhere: plan.published_where, source: plan.source },
    ...partsOf(parts, plan.id),
  }));
}

async function loadParts(database: Kysely<Tables>, congressId: string, planIds: readonly string[]) {
  if (planIds.length === 0) return { goals: [], funding: [], milestones: [] };
  const [goals, funding, milestones] = await Promise.all([
    database
      .selectFrom('record.plan_goal')
      .selectAll()
      .where('congress_id', '=', congressId)
      .where('plan_id', 'in', [...planIds])
      .orderBy('year')
      .execute(),
    database
      .selectFrom('record.plan_funding')
      .selectAll()
      .where('congress_id', '=', congressId)
      .where('plan_id', 'in', [...planIds])
      .orderBy('position')
      .execute(),
    database
      .selectFrom('record.milestone as milestone')
      .leftJoin('record.milestone_reached as reached', (join) =>
        join
          .onRef('reached.congress_id', '=', 'milestone.congress_id')
          .onRef('reached.milestone_id', '=', 'milestone.id')
          .on('reached.withdrawn_at', 'is', null),
      )
      .selectAll('milestone')
      .select('reached.reached_on')
      .where('milestone.congress_id', '=', congressId)
      .where('milestone.plan_id', 'in', [...planIds])
      .orderBy('milestone.position')
      .execute(),
  ]);
  return { goals, funding, milestones };
}

function partsOf(parts: Awaited<ReturnType<typeof loadParts>>, planId: string) {
  return {
    goals: parts.goals
      .filter((one) => one.plan_id === planId)
      .map(({ year, goal, quantity, unit }) => ({ year, goal, quantity, unit })),
    funding: parts.funding
      .filter((one) => one.plan_id === planId)
      .map(({ origin, amount }) => ({ origin, amount: tidyAmount(amount) })),
    milestones: parts.milestones
      .filter((one) => one.plan_id === planId)
      .map((one) => ({
        ...{ id: one.id, rootId: one.root_id ?? one.id, position: one.position, title: one.title },
        ...{ dueOn: one.due_on, weight: one.weight, reachedOn: one.reached_on },
      })),
  };
}

/** The plan of a project that stands now; null while there is none. */
export async function loadPlan(
  database: Kysely<Tables>,
  congressId: string,
  projectId: string,
): Promise<Plan | null> {
  return (await loadPlans(database, congressId, [projectId])).get(projectId) ?? null;
}

/** The day on which the first plan of a project became public, by Shanghai's calendar; null before. */
export async function firstPublishedOn(
  database: Kysely<Tables>,
  congressId: string,
  projectId: string,
): Promise<string | null> {
  const row = await database
    .selectFrom('record.project_plan')
    .select('published_at')
    .where('congress_id', '=', congressId)
    .where('project_id', '=', projectId)
    .where('published_at', 'is not', null)
    .orderBy('published_at')
    .limit(1)
    .executeTakeFirst();
  return row?.published_at == null ? null : chinaDate(row.published_at);
}
