import type { Kysely, Updateable } from 'kysely';
import type { ResidentRatingTable } from '../../../database/tables/review.ts';
import type { Tables } from '../../../database/tables.ts';
import type { GradeCode } from '../../../rules/grades.ts';
import { ok, type Refusal, type Result, refuse } from '../../../rules/refusals.ts';
import type { HoldReason } from '../../../rules/resident-ratings.ts';
import { type Act, type ActRequest, performAct } from '../../../trail/perform-act.ts';
import { chinaDate } from '../../../web/china-time.ts';
import { loadProject, raiseInside } from '../../delivery/index.ts';
import { noSuchProject } from '../refusals.ts';

/** Ratings of a project and day that wait for the clerk. */
export interface HeldRatings {
  readonly projectId: string;
  readonly ratedOn: string;
  readonly reason: HoldReason;
  readonly count: number;
}

/** Lists what is held back, the newest day first. */
export async function listHeldRatings(
  database: Kysely<Tables>,
  congressId: string,
): Promise<readonly HeldRatings[]> {
  const rows = await database
    .selectFrom('contact.resident_rating')
    .select(['project_id', 'rated_on', 'held_reason'])
    .select((select) => select.fn.countAll<string>().as('count'))
    .where('congress_id', '=', congressId)
    .where('held_back', '=', true)
    .where('discarded', '=', false)
    .groupBy(['project_id', 'rated_on', 'held_reason'])
    .orderBy('rated_on', 'desc')
    .execute();
  return rows.map((row) => ({
    ...{ projectId: row.project_id, ratedOn: row.rated_on, count: Number(row.count) },
    reason: row.held_reason ?? 'address',
  }));
}

/** Words that residents left with their grade, of the days before today; for the clerk's eyes. */
export async function listComments(
  database: Kysely<Tables>,
  congressId: string,
  today: string,
): Promise<
  readonly {
    readonly id: string;
    readonly projectId: string;
    readonly grade: GradeCode;
    readonly comment: string;
  }[]
> {
  const rows = await database
    .selectFrom('contact.resident_rating')
    .select(['id', 'project_id', 'grade', 'comment'])
    .where('congress_id', '=', congressId)
    .where('comment', 'is not', null)
    .where('discarded', '=', false)
    .where('rated_on', '<', today)
    // By their content: the order tells nothing about who came when.
    .orderBy('project_id')
    .orderBy('grade')
    .orderBy('comment')
    .limit(500)
    .execute();
  return rows.map((row) => ({
    ...{ id: row.id, projectId: row.project_id, grade: row.grade, comment: row.comment ?? '' },
  }));
}

/** Held-back ratings of a project and day, with what the clerk found. */
export interface LookedInto {
  readonly projectId: string;
  readonly ratedOn: string;
  readonly reason: string;
}

const noneHeld: Refusal = {
  code: 'already-done',
  message: '这一天没有暂缓计入的评价，请刷新页面。',
};

/** Moves every held-back rating of a project and day that nobody has decided on; answers how many. */
async function decideHeld(
  act: Act,
  { projectId, ratedOn }: LookedInto,
  change: Updateable<ResidentRatingTable>,
): Promise<number> {
  const updated = await act.transaction
    .updateTable('contact.resident_rating')
    .set(change)
    .where('congress_id', '=', act.congressId)
    .where('project_id', '=', projectId)
    .where('rated_on', '=', ratedOn)
    .where('held_back', '=', true)
    .where('discarded', '=', false)
    .executeTakeFirst();
  return Number(updated.numUpdatedRows);
}

/**
 * Counts held-back ratings of a project and day after the clerk has looked into them.
 *
 * Refuses, in order, with `no-such-project`, `already-done` (none is held back).
 */
export function releaseRatings(
  database: Kysely<Tables>,
  request: ActRequest,
  input: LookedInto,
): Promise<Result<{ released: number }>> {
  return performAct(database, request, async (act) => {
    const project = await loadProject(act.transaction, act.congressId, input.projectId);
    if (project === null) return refuse(noSuchProject);
    const released = await decideHeld(act, input, { held_back: false });
    if (released === 0) return refuse(noneHeld);
    act.record({
      event: 'ratings-released',
      subjects: { project: project.id, released },
      detail: {
        ...{ number: project.number, title: project.voted.title, day: input.ratedOn },
        ...{ count: released, reason: input.reason },
      },
    });
    return ok({ released });
  });
}

/**
 * Leaves held-back ratings of a project and day out for good: they keep their grade and lose their words, and
 * everybody reads how many were left out.
 *
 * Refuses, in order, with `no-such-project`, `already-done` (none is held back).
 */
export function discardRatings(
  database: Kysely<Tables>,
  request: ActRequest,
  input: LookedInto,
): Promise<Result<{ discarded: number }>> {
  return performAct(database, request, async (act) => {
    const project = await loadProject(act.transaction, act.congressId, input.projectId);
    if (project === null) return refuse(noSuchProject);
    const discarded = await decideHeld(act, input, { discarded: true, comment: null });
    if (discarded === 0) return refuse(noneHeld);
    act.record({
      event: 'ratings-discarded',
      subjects: { project: project.id, discarded },
      detail: {
        ...{ number: project.number, title: project.voted.title, day: input.ratedOn },
        ...{ count: discarded, reason: input.reason },
      },
    });
    return ok({ discarded });
  });
}

/** A problem that a resident reported. */
export interface ReportedProblem {
  readonly id: string;
  readonly projectId: string;
  /** Null once it was erased. */
  readonly content: string | null;
  readonly phone: string | null;
  readonly reportedOn: string;
  readonly state: 'received' | 'handed_over' | 'answered' | 'declined';
  readonly answer: string | null;
  readonly opinionId: string | null;
}

/** The reported problems of a congress, those that wait first. */
export async function listProblems(
  database: Kysely<Tables>,
  congressId: string,
): Promise<readonly ReportedProblem[]> {
  const rows = await database
    .selectFrom('contact.resident_problem')
    .selectAll()
    .where('congress_id', '=', congressId)
    .orderBy((order) => order('state', '<>', 'received'))
    .orderBy('reported_on', 'desc')
    .orderBy('id')
    .limit(500)
    .execute();
  return rows.map((row) => ({
    ...{ id: row.id, projectId: row.project_id, content: row.content, phone: row.phone },
    ...{ reportedOn: row.reported_on, state: row.state, answer: row.answer },
    opinionId: row.opinion_id,
  }));
}

const noSuchProblem: Refusal = {
  code: 'already-done',
  message: '没有等待办理的这件反映，可能已由别人办理，请刷新页面。',
};

const opinionMissing: Refusal = {
  code: 'opinion-missing',
  message: '转为意见的，请用自己的话写明在哪里、是什么问题；不写反映人的姓名、电话、住址。',
  field: 'opinion',
};

/**
 * Answers a reported problem, says why nothing follows, or hands it over as an opinion of a resident, in the
 * clerk's words: what the resident wrote stays in `contact`.
 *
 * Refuses with `opinion-missing` (handed over without the clerk's words), `already-done` when it is not waiting any
 * more.
 */
export function handleProblem(
  database: Kysely<Tables>,
  request: ActRequest,
  input: {
    readonly problemId: string;
    readonly way: 'answered' | 'declined' | 'handed_over';
    /** What the resident reads by the receipt code. */
    readonly answer: string;
    /** What the department reads, where it is handed over. */
    readonly opinion: string | null;
  },
): Promise<Result<{ problemId: string }>> {
  return performAct(database, request, async (act) => {
    const { problemId, way, answer, opinion } = input;
    if (way === 'handed_over' && (opinion?.length ?? 0) < 2) return refuse(opinionMissing);
    const problem = await act.transaction
      .selectFrom('contact.resident_problem')
      .select('project_id')
      .where('congress_id', '=', act.congressId)
      .where('id', '=', problemId)
      .where('state', '=', 'received')
      .forUpdate()
      .executeTakeFirst();
    if (problem === undefined) return refuse(noSuchProblem);
    const project = await loadProject(act.transaction, act.congressId, problem.project_id);
    if (project === null) throw new Error('a problem is of a project');
    const named = { number: project.number, title: project.voted.title };
    let opinion_id: string | null = null;
    if (way === 'handed_over') {
      const raised = await raiseInside(act, {
        ...{ yearId: project.yearId, projectId: project.id, visitId: null, origin: 'resident' },
        ...{ content: opinion ?? '', raiserIds: [] },
      });
      opinion_id = raised.opinionId;
      act.record({
        event: 'problem-handed-over',
        subjects: { project: project.id, problem: problemId, opinion: raised.opinionId },
        detail: { ...named, opinion: raised.number },
      });
    } else {
      act.record({
        event: 'problem-answered',
        subjects: { project: project.id, problem: problemId },
        detail: { ...named, way: way === 'answered' ? '已答复' : '说明不办的理由' },
      });
    }
    await act.transaction
      .updateTable('contact.resident_problem')
      .set({
        ...{ state: way, answer, opinion_id },
        closed_on: way === 'handed_over' ? null : chinaDate(act.recordedAt),
      })
      .where('congress_id', '=', act.congressId)
      .where('id', '=', problemId)
      .execute();
    return ok({ problemId });
  });
}
