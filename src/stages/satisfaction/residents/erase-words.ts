import { randomUUID } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import type { Tables } from '../../../database/tables.ts';
import { addDays } from '../../../rules/days.ts';
import { ok, type Refusal, type Result, refuse } from '../../../rules/refusals.ts';
import { type Act, type ActRequest, performAct } from '../../../trail/perform-act.ts';
import { chinaDate } from '../../../web/china-time.ts';
import { loadProject } from '../../delivery/index.ts';

/** What of a resident is erased: the phone or the words of a problem, the words beside a rating. */
export type Erased = 'phone' | 'words' | 'comment';

/** Chinese names of it, as pages and the trail write them. */
export const erasedNames: Readonly<Record<Erased, string>> = {
  phone: '反映人的联系方式',
  words: '反映问题的原话',
  comment: '评价附言的原话',
};

const nothingThere: Refusal = {
  code: 'already-done',
  message: '这一条没有要删除的内容，可能已经删除。请刷新页面查看。',
};
const stillWaiting: Refusal = {
  code: 'wrong-state',
  message: '这件反映还没有办理，删除原话以后就办不了。请先答复、交办或者说明不办的理由。',
};

/**
 * Erases the phone or the words of one resident for good, with a reason that the trail keeps; what became of the
 * matter stays.
 *
 * Refuses with `already-done` (nothing is there), `wrong-state` (words of a problem that waits).
 */
export function eraseResident(
  database: Kysely<Tables>,
  request: ActRequest,
  input: { readonly what: Erased; readonly id: string; readonly reason: string },
): Promise<Result<{ id: string }>> {
  return performAct(database, request, async (act) => {
    const { what, id, reason } = input;
    const projectId =
      what === 'comment' ? await eraseComment(act, id) : await eraseOfProblem(act, id, what);
    if (!projectId.ok) return projectId;
    const project = await loadProject(act.transaction, act.congressId, projectId.value);
    if (project === null) throw new Error('what residents send is of a project');
    act.record({
      event: 'resident-erased',
      // A rating is named by nothing: the trail knows no single one of them.
      subjects: what === 'comment' ? { project: project.id } : { project: project.id, problem: id },
      detail: {
        ...{ what: erasedNames[what], number: project.number, title: project.voted.title },
        reason,
      },
    });
    return ok({ id });
  });
}

async function eraseComment(act: Act, id: string): Promise<Result<string>> {
  const row = await act.transaction
    .updateTable('contact.resident_rating')
    .set({ comment: null })
    .where('congress_id', '=', act.congressId)
    .where('id', '=', id)
    .where('comment', 'is not', null)
    .returning('project_id')
    .executeTakeFirst();
  return row === undefined ? refuse(nothingThere) : ok(row.project_id);
}

async function eraseOfProblem(
  act: Act,
  id: string,
  what: 'phone' | 'words',
): Promise<Result<string>> {
  const row = await act.transaction
    .selectFrom('contact.resident_problem')
    .select(['id', 'project_id', 'opinion_id', 'state', 'content', 'phone'])
    .where('congress_id', '=', act.congressId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (row === undefined) return refuse(nothingThere);
  if ((what === 'phone' ? row.phone : row.content) === null) return refuse(nothingThere);
  if (what === 'words') {
    if (row.state === 'received') return refuse(stillWaiting);
    await eraseWords(act, row);
  } else {
    await act.transaction
      .updateTable('contact.resident_problem')
      .set({ phone: null })
      .where('congress_id', '=', act.congressId)
      .where('id', '=', id)
      .execute();
  }
  return ok(row.project_id);
}

interface Written {
  readonly id: string;
  readonly opinion_id: string | null;
  readonly content: string | null;
}

/** The words of a problem, and wherever the opinion that came of it repeats them. The phone stays. */
async function eraseWords(act: Act, { id, opinion_id, content }: Written): Promise<void> {
  await act.transaction
    .updateTable('contact.resident_problem')
    .set({ content: null, erased_on: chinaDate(act.recordedAt) })
    .where('congress_id', '=', act.congressId)
    .where('id', '=', id)
    .execute();
  if (opinion_id === null || content === null) return;
  await sql`
    update record.opinion
       set content = left(replace(content, ${content}, '（原话已删除）'), 2000), version = version + 1
     where congress_id = ${act.congressId} and id = ${opinion_id}
       and position(${content} in content) > 0`.execute(act.transaction);
}

/**
 * Notes which matters are closed, and erases words and phones of those that have been closed for so many days,
 * and words beside ratings that are as old. One entry of the trail for each congress says how many. Asked again it
 * finds nothing. Returns how many were erased.
 */
export async function eraseOldWords(
  database: Kysely<Tables>,
  now: Date,
  keptDays: number,
): Promise<number> {
  const today = chinaDate(now);
  await noteClosed(database, today);
  const until = addDays(today, -keptDays);
  const { rows } = await sql<{ congress_id: string }>`
    select congress_id from contact.resident_problem
     where closed_on <= ${until} and (content is not null or phone is not null)
    union
    select congress_id from contact.resident_rating
     where rated_on <= ${until} and comment is not null order by congress_id`.execute(database);
  let erased = 0;
  for (const { congress_id: congressId } of rows) {
    const request = {
      ...{ congressId, actId: randomUUID(), kind: 'erase-old-words', personId: null },
      ...{ happenedAt: null, now },
    };
    const result = await performAct(database, request, (act) => eraseDue(act, until, keptDays));
    if (result.ok) erased += result.value.problems + result.value.comments;
  }
  return erased;
}

/** A matter is closed once it was answered or declined, or the opinion that came of it is at its end. */
async function noteClosed(database: Kysely<Tables>, today: string): Promise<void> {
  await sql`
    with standing as (
      select problem.congress_id, problem.id, coalesce(
               problem.state in ('answered', 'declined')
               or (problem.state = 'handed_over' and opinion.state in ('closed', 'declined')),
               false) as closed
        from contact.resident_problem problem
        left join record.opinion opinion on opinion.congress_id = problem.congress_id
         and opinion.id = problem.opinion_id)
    update contact.resident_problem problem
       set closed_on = case when standing.closed then ${today}::date end
      from standing
     where standing.congress_id = problem.congress_id and standing.id = problem.id
       and standing.closed <> (problem.closed_on is not null)`.execute(database);
}

async function eraseDue(
  act: Act,
  until: string,
  keptDays: number,
): Promise<Result<{ problems: number; comments: number }>> {
  const { transaction, congressId } = act;
  const problems = await transaction
    .updateTable('contact.resident_problem')
    .set({ phone: null })
    .where('congress_id', '=', congressId)
    .where('closed_on', '<=', until)
    .where((one) => one.or([one('content', 'is not', null), one('phone', 'is not', null)]))
    .returning(['id', 'opinion_id', 'content'])
    .execute();
  for (const one of problems) if (one.content !== null) await eraseWords(act, one);
  const { numUpdatedRows } = await transaction
    .updateTable('contact.resident_rating')
    .set({ comment: null })
    .where('congress_id', '=', congressId)
    .where('rated_on', '<=', until)
    .where('comment', 'is not', null)
    .executeTakeFirstOrThrow();
  const counts = { problems: problems.length, comments: Number(numUpdatedRows) };
  if (counts.problems + counts.comments === 0) {
    return refuse({ code: 'nothing-due', message: '没有到期要删除的内容。' });
  }
  act.record({
    event: 'residents-expired',
    subjects: counts,
    detail: { ...counts, days: keptDays },
  });
  return ok(counts);
}
