import { createHash, randomUUID } from 'node:crypto';
import type { Kysely, Transaction } from 'kysely';
import type { Tables } from '../../src/database/tables.ts';
import type { ProjectRecord, YearRecord } from '../../src/rules/indicators/year-record.ts';
import { tenThousandYuanOf } from '../../src/rules/money.ts';
import type { RuleSheetDocument } from '../../src/rules/rule-sheet/document.ts';
import type { CandidateContent } from '../../src/stages/candidates/index.ts';
import { hashJson } from '../../src/trail/canonical.ts';
import { writeTestProject } from './older-project.ts';
import { actRow } from './world.ts';

/** A congress into which whole years are written as rows. */
export interface WrittenCongress {
  readonly congressId: string;
  readonly termId: string;
  readonly plenaryId: string;
  readonly departmentId: string;
  readonly sheet: RuleSheetDocument;
}

/** The id that a plain record's id has in the database. */
function idIn(congress: WrittenCongress, year: number, id: string): string {
  const hex = createHash('sha256').update(`${congress.congressId} ${year} ${id}`).digest('hex');
  const parts = [
    [0, 8],
    [8, 12],
    [12, 16],
    [16, 20],
    [20, 32],
  ] as const;
  return parts.map(([from, to]) => hex.slice(from, to)).join('-');
}

function at(day: string): Date {
  return new Date(`${day}T02:00:00Z`);
}

/** A congress under a parent, with a term, a plenary and a department. */
export async function writeCongress(
  database: Kysely<Tables>,
  place: {
    readonly parentId: string;
    readonly kind: 'city' | 'county' | 'township';
    readonly name: string;
    readonly sheet: RuleSheetDocument;
  },
): Promise<WrittenCongress> {
  const congressId = randomUUID();
  const [termId, plenaryId, departmentId] = [randomUUID(), randomUUID(), randomUUID()];
  const { parentId, kind, name, sheet } = place;
  await database
    .insertInto('record.congress')
    .values({
      congress_id: congressId,
      parent_id: parentId,
      kind,
      name,
      short_name: name.slice(0, 3),
    })
    .execute();
  const act_id = await actRow(database, congressId, at('2016-12-01'));
  const here = { congress_id: congressId, act_id };
  await database
    .insertInto('record.term')
    .values({ ...here, id: termId, number: 18, starts_on: '2016-12-01', ends_on: null })
    .execute();
  await database
    .insertInto('record.body')
    .values({ ...here, id: plenaryId, term_id: termId, kind: 'plenary', name: '全体会议' })
    .execute();
  await database
    .insertInto('record.organisation')
    .values({ ...here, id: departmentId, kind: 'department', name: '建设办公室' })
    .execute();
  return { congressId, termId, plenaryId, departmentId, sheet };
}

/** Writes a plain year as the rows that the program's own acts would leave. */
export async function writeYear(
  database: Kysely<Tables>,
  congress: WrittenCongress,
  record: YearRecord,
): Promise<{ readonly yearId: string }> {
  return await database.transaction().execute(async (transaction) => {
    const act_id = await actRow(transaction, congress.congressId, at(`${record.year}-01-05`));
    const context: Context = {
      ...{ transaction, congress, record, act_id },
      here: { congress_id: congress.congressId, act_id },
      id: (text) => idIn(congress, record.year, text),
    };
    await yearRow(context, record.year);
    await figureRows(context);
    await candidateRows(context);
    await meetingRows(context);
    for (const vote of record.votes) await voteRows(context, vote);
    for (const project of record.projects) await projectRows(context, project);
    await earlierRows(context);
    await opinionRows(context);
    await rectificationRows(context);
    return { yearId: context.id('year') };
  });
}

interface Context {
  readonly transaction: Transaction<Tables>;
  readonly congress: WrittenCongress;
  readonly record: YearRecord;
  readonly act_id: string;
  readonly here: { readonly congress_id: string; readonly act_id: string };
  readonly id: (text: string) => string;
}

async function yearRow({ transaction, here, congress, id }: Context, year: number) {
  await transaction
    .insertInto('record.year')
    .values({ ...here, id: id('year'), term_id: congress.termId, year })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

async function figureRows({ transaction, here, id, record }: Context): Promise<void> {
  const { solicitation, meeting } = record;
  await transaction
    .insertInto('record.procedure_figures')
    .values({
      ...here,
      ...{ id: id('figures'), year_id: id('year'), source: '测试数据' },
      solicitation_starts_on: solicitation?.startsOn ?? null,
      solicitation_ends_on: solicitation?.endsOn ?? null,
      notice_on: meeting?.noticeOn ?? null,
      papers_on: meeting?.papersOn ?? null,
      deliberation_minuted: meeting?.deliberationMinuted ?? null,
      plan_published_on: record.planPublishedOn,
    })
    .execute();
  for (const one of solicitation?.channels ?? []) {
    await transaction
      .insertInto('record.channel_figure')
      .values({ congress_id: here.congress_id, figures_id: id('figures'), ...one })
      .execute();
  }
}

async function candidateRows({ transaction, here, id, record }: Context): Promise<void> {
  for (const one of record.candidates) {
    const content: CandidateContent = {
      ...{ title: one.title, content: one.title, place: null, beneficiaries: null },
      ...{ totalTenThousandYuan: null, funding: null, department: null, finish: null },
      category: null,
    };
    await transaction
      .insertInto('record.candidate')
      .values({
        ...here,
        ...{ id: id(one.id), year_id: id('year'), number: one.number, source: '测试数据' },
        state: one.adopted ? 'adopted' : 'reserve',
        current_version_id: id(`version ${one.id}`),
      })
      .execute();
    await transaction
      .insertInto('record.candidate_version')
      .values({
        ...here,
        ...{ id: id(`version ${one.id}`), candidate_id: id(one.id), number: 1 },
        ...{ content: JSON.stringify(content), content_hash: hashJson(content) },
      })
      .execute();
    for (const kind of one.origins) {
      await transaction
        .insertInto('record.candidate_origin')
        .values({
          ...here,
          ...{ id: randomUUID(), candidate_id: id(one.id), kind, suggestions: null },
          ...{ state_when_voted: one.stateWhenVoted, note: null, source: '测试数据' },
        })
        .execute();
    }
  }
}

async function meetingRows(context: Context): Promise<void> {
  const { transaction, here, congress, id, record, act_id } = context;
  const { meeting } = record;
  if (meeting === null) return;
  const meetingId = id(meeting.id);
  await transaction
    .insertInto('record.meeting')
    .values({
      ...here,
      ...{ id: meetingId, body_id: congress.plenaryId, term_id: congress.termId },
      ...{
        year_id: id('year'),
        number: record.year - 2000,
        name: `${record.year}年会议`,
        place: null,
      },
      ...{ starts_on: meeting.startsOn, ends_on: meeting.startsOn, state: 'ended' },
      ...{ roll_frozen_at: at(meeting.startsOn), roll_hash: hashJson(record.year) },
    })
    .execute();
  await transaction
    .insertInto('record.sitting')
    .values({
      ...here,
      ...{ id: id('sitting'), meeting_id: meetingId, number: 1, name: '第一次全体会议' },
      ...{ planned_at: at(meeting.startsOn), state: 'closed' },
    })
    .execute();
  const decision = meeting.ruleSheetAdopted === true ? id('decision') : null;
  if (decision !== null) {
    await transaction
      .insertInto('record.decision')
      .values({
        ...here,
        ...{ id: decision, meeting_id: meetingId, body_id: congress.plenaryId },
        ...{ subject: 'rule_sheet', title: '票决办法', method: 'show_of_hands', carried: true },
        ...{ due: 50, present: 45, votes_for: 45, votes_against: 0, votes_abstain: 0 },
      })
      .execute();
  }
  await transaction
    .insertInto('record.rule_sheet')
    .values({
      ...{ congress_id: here.congress_id, act_id, id: id('sheet'), meeting_id: meetingId },
      ...{ scope: 'meeting', name: '票决办法', current_version_id: id('sheet version') },
      state: decision === null ? 'draft' : 'in_force',
      adopted_decision_id: decision,
    })
    .execute();
  await transaction
    .insertInto('record.rule_sheet_version')
    .values({
      ...here,
      ...{ id: id('sheet version'), rule_sheet_id: id('sheet'), number: 1 },
      document: JSON.stringify(congress.sheet),
      content_hash: hashJson(congress.sheet.level),
    })
    .execute();
  await transaction
    .insertInto('record.meeting_rule_sheet')
    .values({ ...here, meeting_id: meetingId, rule_sheet_id: id('sheet') })
    .execute();
}

async function voteRows(context: Context, vote: YearRecord['votes'][number]): Promise<void> {
  const { transaction, here, congress, id } = context;
  const roundId = id(vote.roundId);
  const { due, present, places } = vote;
  await transaction
    .insertInto('record.round')
    .values({
      ...here,
      ...{ id: roundId, meeting_id: id(vote.meetingId), sitting_id: id('sitting') },
      ...{ body_id: congress.plenaryId, kind: 'vote', form: 'each', number: 1, title: '票决' },
      ...{ rule_sheet_version_id: id('sheet version'), places, most: places, due, present },
      state: vote.announcedOn === null ? 'declared' : 'announced',
    })
    .execute();
  await transaction
    .insertInto('record.round_item')
    .values(
      Array.from({ length: vote.candidates }, (_, index) => ({
        ...{ congress_id: here.congress_id, round_id: roundId, number: index + 1 },
        title: `候选项目${index + 1}`,
      })),
    )
    .execute();
  const content = {
    valid: vote.valid,
    projects: vote.items.map(({ number, title, votesFor, adopted }) => ({
      ...{ number, title, for: votesFor, adopted },
    })),
  };
  await transaction
    .insertInto('record.count_report')
    .values({
      ...here,
      ...{ id: id('report'), round_id: roundId, number: 1, kind: 'first', state: 'signed' },
      ...{ content: JSON.stringify(content), content_hash: hashJson(content) },
    })
    .execute();
  if (vote.declaredOn !== null) {
    const act_id = await actRow(transaction, here.congress_id, at(vote.declaredOn));
    await transaction
      .insertInto('record.declaration')
      .values({
        ...{ congress_id: here.congress_id, act_id, id: id('declaration') },
        ...{ round_id: roundId, report_id: id('report'), declared_by: 'chair' },
      })
      .execute();
  }
  if (vote.announcedOn === null) return;
  await transaction
    .insertInto('record.announcement')
    .values({
      ...here,
      ...{ id: id('announcement'), round_id: roundId, report_id: id('report') },
      ...{ kind: 'announcement', number: `第${context.record.year}号`, dated: vote.announcedOn },
      ...{ title: '公告', content: '{}', content_hash: hashJson({}) },
      published_at: at(vote.announcedOn),
    })
    .execute();
}

async function textAndProject(
  { transaction, here, id, act_id }: Context,
  project: Pick<ProjectRecord, 'number' | 'title' | 'place' | 'state' | 'decidedOn'> & {
    readonly key: string;
    readonly yearId: string;
    readonly total: string | null;
    readonly quantity: string | null;
    readonly unit: string | null;
    readonly votedFinish: string | null;
    readonly planDueOn: string | null;
    readonly keptHere: boolean;
  },
): Promise<void> {
  const { key, title, place, total, quantity, unit, planDueOn, decidedOn } = project;
  const act = {
    ...{ transaction, id: act_id, congressId: here.congress_id, personId: null },
    ...{ happenedAt: at(decidedOn), recordedAt: at(decidedOn) },
    ...{ record: () => undefined, touch: () => undefined },
  };
  await writeTestProject(
    act,
    {
      ...{ id: id(key), yearId: project.yearId, number: project.number, title, decidedOn },
      ...{ state: project.state },
      ...(planDueOn === null ? {} : { planDueOn }),
      ...(project.keptHere ? {} : { source: '往年公告' }),
    },
    { place, totalTenThousandYuan: total, quantity, unit, finish: project.votedFinish },
  );
}

async function projectRows(context: Context, project: ProjectRecord): Promise<void> {
  const { transaction, here, congress, id } = context;
  const { totalYuan } = project;
  await textAndProject(context, {
    ...{ ...project, key: project.id, yearId: id('year') },
    total: totalYuan === null ? null : tenThousandYuanOf(totalYuan),
  });
  const projectId = id(project.id);
  if (project.planPublishedOn !== null) {
    const planId = id(`plan ${project.id}`);
    await transaction
      .insertInto('record.project_plan')
      .values({
        ...here,
        ...{ id: planId, project_id: projectId, number: 1, department_id: congress.departmentId },
        ...{ person_in_charge: '负责人', goal: '按期办成', safeguards: '专人负责' },
        starts_on: project.decidedOn,
        finishes_on: project.finishesOn ?? project.decidedOn,
        published_at: at(project.planPublishedOn),
      })
      .execute();
    await transaction
      .updateTable('record.project')
      .set({ current_plan_id: planId })
      .where('congress_id', '=', here.congress_id)
      .where('id', '=', projectId)
      .execute();
  }
  if (project.completedOn !== null) {
    await transaction
      .insertInto('record.acceptance')
      .values({
        ...here,
        ...{ id: randomUUID(), project_id: projectId, completed_on: project.completedOn },
      })
      .execute();
  }
  await reportsAndVisits(context, project);
}

function standingOf({ finished }: ProjectRecord['reports'][number]) {
  return finished ? ('finished' as const) : ('on_plan' as const);
}

async function reportsAndVisits(context: Context, project: ProjectRecord): Promise<void> {
  const { transaction, here, id } = context;
  const of = { ...here, project_id: id(project.id) };
  if (project.reports.length > 0) {
    await transaction
      .insertInto('record.progress_report')
      .values(
        project.reports.map((one) => ({
          ...{ ...of, id: randomUUID(), month: `${one.month}-01`, standing: standingOf(one) },
          ...{ percent: one.percent, quantity: one.quantity },
          paid: one.paidYuan === null ? null : tenThousandYuanOf(one.paidYuan),
        })),
      )
      .execute();
  }
  for (const day of project.visits) {
    await transaction
      .insertInto('record.visit')
      .values({
        ...{ ...of, id: randomUUID(), visited_on: day, note: '现场视察' },
        ...{ verdict: 'good', place_source: 'none' },
      })
      .execute();
  }
  for (const test of project.tests) {
    await transaction
      .insertInto('record.satisfaction_result')
      .values({
        ...{ ...of, id: randomUUID(), tested_on: test.testedOn, base: 'valid', why: '测试' },
        base_count: Math.max(1, test.satisfied + test.fairlySatisfied + test.dissatisfied),
        ...{ satisfied: test.satisfied, fairly_satisfied: test.fairlySatisfied },
        ...{ dissatisfied: test.dissatisfied, verdict: test.verdict, source: '测试数据' },
      })
      .execute();
  }
}

async function earlierRows(context: Context): Promise<void> {
  const { record, congress } = context;
  const written = await context.transaction
    .selectFrom('record.year')
    .select('id')
    .where('congress_id', '=', congress.congressId)
    .where('year', '=', record.year - 1)
    .executeTakeFirst();
  // A year before that is itself written whole has its own projects.
  if (written !== undefined || record.earlierProjects.length === 0) return;
  const yearId = context.id('earlier year');
  await yearRow({ ...context, id: () => yearId }, record.year - 1);
  for (const [index, one] of record.earlierProjects.entries()) {
    await textAndProject(context, {
      ...{ key: `earlier ${index}`, yearId, number: index + 1, title: one.title },
      ...{ place: one.place, state: 'accepted', decidedOn: `${record.year - 1}-01-20` },
      ...{
        total: null,
        quantity: null,
        unit: null,
        votedFinish: null,
        planDueOn: null,
        keptHere: false,
      },
    });
  }
}

async function opinionRows({ transaction, here, congress, id, record }: Context): Promise<void> {
  for (const one of record.opinions) {
    await transaction
      .insertInto('record.opinion')
      .values({
        ...here,
        ...{ id: id(one.id), number: one.number, year_id: id('year'), project_id: null },
        ...{ origin: 'deputy', content: '请尽快办好', department_id: congress.departmentId },
        ...{ handed_over_on: one.dueOn, due_on: one.dueOn },
        state: one.open ? 'handed_over' : 'closed',
      })
      .execute();
    for (const [index, answer] of one.answers.entries()) {
      await transaction
        .insertInto('record.opinion_answer')
        .values({
          ...{ ...here, id: randomUUID(), opinion_id: id(one.id), number: index + 1 },
          ...{ result: 'done', content: '已经办好', answered_on: answer.answeredOn },
          due_on: answer.dueOn,
        })
        .execute();
    }
  }
}

async function rectificationRows({ transaction, here, id, record }: Context): Promise<void> {
  for (const one of record.rectifications) {
    await transaction
      .insertInto('record.rectification')
      .values({
        ...{ ...here, id: id(one.id), number: record.year * 100 + one.number },
        ...{ origin: 'supervision', origin_id: randomUUID(), power: 'request' },
        ...{ legal_basis: '监督法', unit_congress_id: here.congress_id, unit_name: '建设办公室' },
        ...{ person_in_charge: '负责人', content: '限期整改', issued_on: `${record.year}-10-01` },
        ...{ due_on: one.dueOn, state: one.state },
        closed_on: one.state === 'closed' ? `${record.year}-12-20` : null,
      })
      .execute();
    if (one.lastAnswerOn === null) continue;
    await transaction
      .insertInto('record.rectification_answer')
      .values({
        ...{ ...here, id: randomUUID(), issuer_id: here.congress_id, number: 1 },
        ...{ rectification_id: id(one.id), content: '已经整改', answered_on: one.lastAnswerOn },
        due_on: one.dueOn,
      })
      .execute();
  }
}
