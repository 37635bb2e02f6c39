import { randomUUID } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import type { Tables } from '../../../database/tables.ts';
import type { GradeCode } from '../../../rules/grades.ts';
import { ok, type Result, refuse } from '../../../rules/refusals.ts';
import { holdBack } from '../../../rules/resident-ratings.ts';
import { performAct } from '../../../trail/perform-act.ts';
import { chinaDate } from '../../../web/china-time.ts';
import type { Project } from '../../delivery/index.ts';

/** A resident's rating as it came from a device. */
export interface NewRating {
  readonly project: Pick<Project, 'id' | 'congressId' | 'state'>;
  readonly grade: GradeCode;
  readonly comment: string | null;
  readonly deviceHash: string;
  /** Ratings of this project from the same address within the hour, this one included. */
  readonly fromAddress: number;
  readonly now: Date;
}

/**
 * Stores a rating, or changes that of the same device. It keeps the grade, the words and the day: no
 * time, no address, and no act of its own, which would have a time. Once an hour at most a summary stands
 * in the trail.
 *
 * Refuses with `project-ended`.
 */
export async function rateProject(
  database: Kysely<Tables>,
  input: NewRating,
): Promise<Result<{ changed: boolean }>> {
  const { project, grade, comment, now } = input;
  if (project.state === 'ended') {
    return refuse({ code: 'project-ended', message: '这个项目已经决定终止，不再评价。' });
  }
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
  await summariseRatings(database, project.congressId, now);
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

const oneHour = 3_600_000;

/** Writes how many ratings there are into the trail, unless it was written within the last hour. */
export async function summariseRatings(
  database: Kysely<Tables>,
  congressId: string,
  now: Date,
): Promise<void> {
  const kind = 'summarise-ratings';
  const last = await database
    .selectFrom('record.act')
    .select('id')
    .where('congress_id', '=', congressId)
    .where('kind', '=', kind)
    .where('recorded_at', '>', new Date(now.getTime() - oneHour))
    .limit(1)
    .executeTakeFirst();
  if (last !== undefined) return;
  const request = {
    ...{ congressId, actId: randomUUID(), kind, personId: null, happenedAt: null, now },
  };
  await performAct(database, request, async (act) => {
    const { received, held } = await act.transaction
      .selectFrom('contact.resident_rating')
      .select((select) => select.fn.countAll<string>().as('received'))
      .select((select) =>
        select.fn.countAll<string>().filterWhere('held_back', '=', true).as('held'),
      )
      .where('congress_id', '=', congressId)
      .executeTakeFirstOrThrow();
    act.record({
      event: 'ratings-summarised',
      subjects: { received: Number(received), held: Number(held) },
      detail: { received: Number(received), held: Number(held) },
    });
    return ok({ received: Number(received) });
  });
}
