import { randomInt, randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Tables } from '../../../database/tables.ts';
import { ok, type Result } from '../../../rules/refusals.ts';
import { type ActRequest, performAct } from '../../../trail/perform-act.ts';
import { chinaDate } from '../../../web/china-time.ts';
import type { Project } from '../../delivery/index.ts';

const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';

/** Eight characters that nobody confuses when they are written down. */
function newReceiptCode(): string {
  return Array.from({ length: 8 }, () => letters[randomInt(letters.length)]).join('');
}

/**
 * Stores a problem that a resident saw on the site. What they write stays in `contact`, where it can be
 * deleted; the trail knows only that there was one. By the receipt code they see what became of it.
 */
export function reportProblem(
  database: Kysely<Tables>,
  request: ActRequest,
  input: {
    readonly project: Pick<Project, 'id' | 'number' | 'voted'>;
    readonly content: string;
    readonly phone: string | null;
  },
): Promise<Result<{ problemId: string }>> {
  return performAct(database, request, async (act) => {
    const problemId = randomUUID();
    const { project, content, phone } = input;
    await act.transaction
      .insertInto('contact.resident_problem')
      .values({
        ...{ congress_id: act.congressId, id: problemId, project_id: project.id, content, phone },
        ...{ receipt_code: newReceiptCode(), reported_on: chinaDate(act.happenedAt) },
        ...{ state: 'received', answer: null, opinion_id: null },
      })
      .execute();
    act.record({
      event: 'problem-reported',
      subjects: { project: project.id, problem: problemId },
      detail: { number: project.number, title: project.voted.title },
    });
    return ok({ problemId });
  });
}

/** The receipt code of a report, to be shown once to whoever wrote it. */
export async function receiptCodeOf(
  database: Kysely<Tables>,
  congressId: string,
  problemId: string,
): Promise<string> {
  const row = await database
    .selectFrom('contact.resident_problem')
    .select('receipt_code')
    .where('congress_id', '=', congressId)
    .where('id', '=', problemId)
    .executeTakeFirstOrThrow();
  return row.receipt_code;
}

/** What became of a report, by its receipt code on the plate where it was made; null for a wrong code. */
export async function findByReceipt(
  database: Kysely<Tables>,
  project: Pick<Project, 'id' | 'congressId'>,
  code: string,
) {
  const row = await database
    .selectFrom('contact.resident_problem as problem')
    .leftJoin('record.opinion as opinion', (join) =>
      join
        .onRef('opinion.congress_id', '=', 'problem.congress_id')
        .onRef('opinion.id', '=', 'problem.opinion_id'),
    )
    .select(['problem.content', 'problem.reported_on', 'problem.state', 'problem.answer'])
    .select('opinion.state as opinion_state')
    .where('problem.congress_id', '=', project.congressId)
    .where('problem.project_id', '=', project.id)
    .where('problem.receipt_code', '=', code)
    .executeTakeFirst();
  return row ?? null;
}
