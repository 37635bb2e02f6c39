import { type Kysely, sql } from 'kysely';
import type { Tables } from '../../../database/tables.ts';

/** What residents sent and nobody has looked at: problems, and ratings that are held back. */
export interface WaitingResidents {
  readonly problems: number;
  readonly heldRatings: number;
}

/** Counts in one query what waits for the clerk of a congress. */
export async function countWaiting(
  database: Kysely<Tables>,
  congressId: string,
): Promise<WaitingResidents> {
  const { rows } = await sql<{ problems: string; held: string }>`
    select (select count(*) from contact.resident_problem
             where congress_id = ${congressId} and state = 'received') as problems,
           (select count(*) from contact.resident_rating
             where congress_id = ${congressId} and held_back) as held`.execute(database);
  return { problems: Number(rows[0]?.problems ?? 0), heldRatings: Number(rows[0]?.held ?? 0) };
}
