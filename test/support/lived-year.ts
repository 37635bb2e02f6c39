import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import { labelledTownship } from '../../src/commands/indicators/synthetic-townships.ts';
import type { Tables } from '../../src/database/tables.ts';
import { defaultRuleSheet } from '../../src/rules/rule-sheet/default-sheet.ts';
import {
  deliverySources,
  handOverOpinion,
  issueRectification,
  noteVisit,
  planVisit,
  raiseOpinion,
  remind,
  setGroup,
} from '../../src/stages/delivery/index.ts';
import { enterPlan } from '../../src/stages/delivery/plan/enter-plan.ts';
import { publishPlan } from '../../src/stages/delivery/plan/publish-plan.ts';
import { reportProgress } from '../../src/stages/delivery/progress/report-progress.ts';
import { judgeProject } from '../../src/stages/satisfaction/index.ts';
import { performAct } from '../../src/trail/perform-act.ts';
import { type AdoptedWorld, buildAdopted } from './adopted.ts';
import { accepted, drawLookback } from './drawn-lookback.ts';
import { writeCongress, writeYear } from './write-year.ts';

/** 云溪镇 with a year in which something of every kind happened, and two sister townships with a year each. */
export interface LivedWorld extends AdoptedWorld {
  readonly lookbackId: string;
  /** A project of the township's own department. */
  readonly own: string;
  /** A project of nobody's, of which an opinion is handed to the county's department. */
  readonly handed: string;
  readonly opinionId: string;
  /** Of the first project, with the unit of the county's department. */
  readonly rectificationId: string;
}

/** The day on which everything of the year is long overdue. */
export const livedNow = new Date('2028-03-05T03:00:00Z');

/** Builds it by the program's own acts, for pages that must not lead into a wall. */
export async function buildLivedYear(database: Kysely<Tables>): Promise<LivedWorld> {
  const world = await buildAdopted(database);
  await sisters(database, world);
  const [own = '', handed = ''] = world.projects.map((one) => one.id);
  const ask = (kind: string, day: string, personId: string | null = world.people.clerk.id) => ({
    ...{ congressId: world.townshipId, actId: randomUUID(), kind, personId },
    ...{ happenedAt: null, now: new Date(`${day}T02:00:00Z`) },
  });
  await planAndReport(database, world, own, ask);
  const opinionId = await supervise(database, world, handed, ask);
  const { rectificationId } = accepted(
    await performAct(database, ask('issue-rectification', '2026-06-01'), (act) =>
      issueRectification(act, {
        ...{ origin: 'supervision', originId: own, projectId: own, power: 'request' },
        ...{ legalBasis: '监督法', dueOn: '2026-08-01', unitCongressId: world.townshipId },
        ...{ unitId: world.countyDepartmentId, unitName: '县水利局', personInCharge: '张三' },
        ...{ content: '请修好水管', published: true },
      }),
    ),
  );
  const committee = await database
    .selectFrom('record.organisation')
    .select('id')
    .where('kind', '=', 'party_committee')
    .executeTakeFirstOrThrow();
  accepted(
    await judgeProject(database, ask('judge-project', '2026-12-20'), {
      ...{ projectId: own, organisationId: committee.id, grade: 'satisfied', reason: '按期完成' },
    }),
  );
  const { id: lookbackId } = await drawLookback(database, world, livedNow);
  await remind(database, deliverySources, livedNow);
  return { ...world, lookbackId, own, handed, opinionId, rectificationId };
}

type Ask = (kind: string, day: string, personId?: string | null) => Parameters<typeof setGroup>[1];

async function planAndReport(
  database: Kysely<Tables>,
  world: AdoptedWorld,
  projectId: string,
  ask: Ask,
): Promise<void> {
  const worker = { clerk: true, departmentIds: [] };
  accepted(
    await enterPlan(database, ask('enter-plan', '2026-02-10'), {
      ...{ projectId, worker, version: 1, congressIds: [world.townshipId, world.countyId] },
      department: { id: world.departmentId, name: null },
      content: {
        ...{ personInCharge: '李四', goal: '按期建成', safeguards: '专人负责' },
        ...{ startsOn: '2026-03-01', finishesOn: '2026-11-30', goals: [] },
        funding: [{ origin: '镇财政', amount: '120' }],
        milestones: [{ line: 1, title: '开工', dueOn: '2026-03-10', weight: 100 }],
      },
    }),
  );
  accepted(
    await publishPlan(database, ask('publish-plan', '2026-02-12'), {
      projectId,
      where: '镇政府网',
    }),
  );
  accepted(
    await reportProgress(database, ask('report-progress', '2026-04-02'), {
      ...{ projectId, worker },
      content: {
        ...{ month: '2026-03-01', standing: 'on_plan', percent: 20 },
        ...{ paid: null, quantity: null, note: null },
      },
    }),
  );
}

/** A group, a planned visit, a visit, and an opinion that the county's department has not answered. */
async function supervise(
  database: Kysely<Tables>,
  world: AdoptedWorld,
  projectId: string,
  ask: Ask,
): Promise<string> {
  const leaderId = world.people.deputy.id;
  accepted(
    await setGroup(database, ask('set-group', '2026-02-20'), {
      ...{ projectId, name: '第二小组', memberIds: [leaderId], leaderId },
    }),
  );
  accepted(
    await planVisit(database, ask('plan-visit', '2026-03-01'), {
      ...{ projectId, plannedOn: '2026-09-10', topic: '看进度', byMember: false },
    }),
  );
  accepted(
    await noteVisit(database, ask('note-visit', '2026-04-10', leaderId), {
      ...{ projectId, planId: null, visitedOn: '2026-04-10', note: '现场无人施工' },
      ...{ verdict: 'serious', ask: '请说明', place: { source: 'typed', text: '云溪镇' } },
      ...{ companionIds: [], writtenOffline: false, photo: null, enteredByClerk: false },
    }),
  );
  const { opinionId } = accepted(
    await raiseOpinion(database, ask('raise-opinion', '2026-04-11', leaderId), {
      ...{ projectId, content: '请尽快开工', origin: 'deputy', raiserIds: [leaderId] },
    }),
  );
  accepted(
    await handOverOpinion(database, ask('hand-over-opinion', '2026-04-12'), {
      ...{ opinionId, departmentId: world.countyDepartmentId, dueOn: null },
      congressIds: [world.townshipId, world.countyId],
    }),
  );
  return opinionId;
}

/** A township that follows its projects and one that does not, for the county's overview. */
async function sisters(database: Kysely<Tables>, world: AdoptedWorld): Promise<void> {
  const sheet = defaultRuleSheet({ level: 'township' });
  const place = { parentId: world.countyId, kind: 'township', sheet } as const;
  for (const [name, label] of [
    ['东岭镇', 'healthy'],
    ['西岭镇', 'formalistic'],
  ] as const) {
    const congress = await writeCongress(database, { ...place, name });
    // Without the vote itself, whose papers no row of a test resembles.
    await writeYear(database, congress, { ...labelledTownship(3, label).record, votes: [] });
  }
}
