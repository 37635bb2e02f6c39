import { randomUUID } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import type { Tables } from '../../../database/tables.ts';
import type { GradeCode } from '../../../rules/grades.ts';
import { ok, type Refusal, type Result, refuse } from '../../../rules/refusals.ts';
import { holdBack } from '../../../rules/resident-ratings.ts';
import { chinaDate } from '../../../web/china-time.ts';
import type { Project } from '../../delivery/index.ts';

/** Happens when the rule sheet of the year does not ask residents. */
export const residentsNotAsked: Refusal = {
  code: 'residents-not-asked',
  message: '这个项目所在年度的票决办法没有安排群众评价，不能提交。有问题请用“反映问题”。',
};

/** A resident's rating as it came from a device. */
export interface NewRating {
  readonly project: Pick<Project, 'id' | 'congressId' | 'state'>;
  readonly grade: GradeCode;
  readonly comment: string | null;
  readonly deviceHash: string;
  /** Ratings of this project from the same address within the hour, this one included. */
  readonly fromAddress: number;
  /** Whether the rule sheet of the project's year asks residents at all. */
  readonly residentsAsked: boolean;
  readonly now: Date;
}

/**
 * Stores a rating, or changes that of the same device. It keeps the grade, the words and the day: no
 * time, no address, and no act of its own, which would have a time: an hourly job writes a summary into the
 * trail.
 *
 * Refuses, in order, with `project-ended`, `residents-not-asked`.
 */
export async function rateProject(
  database: Kysely<Tables>,
  input: NewRating,
): Promise<Result<{ changed: boolean }>> {
  const { project, grade, comment, now } = input;
  if (project.state === 'ended') {
    return refuse({ code: 'project-ended', message: '这个项目已经决定终止，不再评价。' });
  }
  if (!input.residentsAsked) return refuse(residentsNotAsked);
  const today = chinaDate(now);
  const here = { congress_id: project.congressId, project_id: project.id };
  const changed = await database.transaction().execute(async (transaction) => {
    // One rating of a project after the other: the count of the day is that of all before.
    await sql`select pg_advisory_xact_lock(hashtextextended(${`rating ${project.id}`}, 0))`.execute(
      transaction,
    );
    const updated = await transaction
      .updateTable('contact.resident_rating')
      .set({ grade, comment, rated_on: today })
      .where('congress_id', '=', here.congress_id)
      .where('project_id', '=', here.project_id)
      .where('device_hash', '=', input.deviceHash)
      .executeTakeFirst();
    if (updated.numUpdatedRows > 0n) return true;
    const held_reason = holdBack({
      fromAddress: input.fromAddress,
      hallOpen: await hallIsOpen(transaction, project.congressId),
      ...(await ratingsByDay(transaction, here, today)),
    });
    await transaction
      .insertInto('contact.resident_rating')
      .values({
        ...{ ...here, id: randomUUID(), grade, comment, rated_on: today },
        ...{ device_hash: input.deviceHash, held_back: held_reason !== null, held_reason },
      })
      .execute();
    return false;
  });
  return ok({ changed });
}

async function hallIsOpen(database: Kysely<Tables>, congressId: string): Promise<boolean> {
  const open = await database
    .selectFrom('record.sitting')
    .select('id')
    .where('congress_id', '=', congressId)
    .where('state', 'in', ['check_in', 'open'])
    .limit(1)
    .executeTakeFirst();
  return open !== undefined;
}

async function ratingsByDay(
  database: Kysely<Tables>,
  here: { readonly congress_id: string; readonly project_id: string },
  today: string,
) {
  const rows = await database
    .selectFrom('contact.resident_rating')
    .select('rated_on')
    .select((select) => select.fn.countAll<string>().as('count'))
    .where('congress_id', '=', here.congress_id)
    .where('project_id', '=', here.project_id)
    .groupBy('rated_on')
    .execute();
  const earlier = rows.filter((row) => row.rated_on < today);
  const ofToday = rows.find((row) => row.rated_on === today);
  return {
    today: Number(ofToday?.count ?? 0) + 1,
    before: {
      ratings: earlier.reduce((sum, row) => sum + Number(row.count), 0),
      days: earlier.length,
    },
  };
}
