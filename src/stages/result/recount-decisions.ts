import type { Kysely } from 'kysely';
import type { Tables } from '../../database/tables.ts';

/** The decisions of a meeting that allow a recount. */
export async function decisionsOfRecount(
  database: Kysely<Tables>,
  congressId: string,
  meetingId: string,
): Promise<readonly { readonly id: string; readonly title: string }[]> {
  return await database
    .selectFrom('record.decision')
    .select(['id', 'title'])
    .where('congress_id', '=', congressId)
    .where('meeting_id', '=', meetingId)
    .where('subject', '=', 'recount')
    .where('carried', '=', true)
    .execute();
}
