import { sql } from 'kysely';
import type { Act } from '../../trail/perform-act.ts';

/**
 * Holds the congress until the act commits, so that two acts never take the same next number. Acts of
 * other congresses go on.
 */
export async function lockCongress(act: Act): Promise<void> {
  await sql`select congress_id from record.congress where congress_id = ${act.congressId}
    for no key update`.execute(act.transaction);
}
