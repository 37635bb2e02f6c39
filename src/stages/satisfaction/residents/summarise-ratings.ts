import { randomUUID } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import { z } from 'zod';
import type { Tables } from '../../../database/tables.ts';
import { ok, refuse } from '../../../rules/refusals.ts';
import { type Act, performAct } from '../../../trail/perform-act.ts';

const kind = 'summarise-ratings';
const counts = z.object({
  received: z.number(),
  held: z.number().default(0),
  discarded: z.number().default(0),
});
type Counts = z.output<typeof counts>;

/** How many ratings each congress holds now. */
async function countAll(
  database: Kysely<Tables>,
): Promise<readonly (Counts & { readonly congressId: string })[]> {
  const { rows } = await sql<Counts & { congress_id: string }>`
    select congress_id, count(*)::int as received,
           count(*) filter (where held_back and not discarded)::int as held,
           count(*) filter (where discarded)::int as discarded
      from contact.resident_rating group by congress_id order by congress_id`.execute(database);
  return rows.map(({ congress_id, ...one }) => ({ ...one, congressId: congress_id }));
}

/** What the summary before this one said; null where there is none. */
async function lastSummary({ transaction, congressId, id }: Act): Promise<Counts | null> {
  const row = await transaction
    .selectFrom('record.act')
    .select('answer')
    .where('congress_id', '=', congressId)
    .where('kind', '=', kind)
    .where('id', '<>', id)
    .orderBy('recorded_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? null : counts.parse(row.answer);
}

/**
 * Writes into the trail of every congress how many residents' ratings there are, where that has changed
 * since the last summary. Single ratings leave no entry, so that the trail knows no time of any of them.
 * Asked again it writes nothing. Returns how many congresses got one.
 */
export async function summariseRatings(database: Kysely<Tables>, now: Date): Promise<number> {
  let written = 0;
  for (const { congressId, ...standing } of await countAll(database)) {
    const request = {
      ...{ congressId, actId: randomUUID(), kind, personId: null, happenedAt: null, now },
    };
    const result = await performAct(database, request, async (act) => {
      // One job after the other: two servers never write the same summary twice.
      await sql`select pg_advisory_xact_lock(hashtextextended(${`${kind} ${congressId}`}, 0))`.execute(
        act.transaction,
      );
      const last = await lastSummary(act);
      const same =
        last !== null &&
        (Object.keys(standing) as (keyof Counts)[]).every((name) => last[name] === standing[name]);
      if (same) return refuse({ code: 'nothing-new', message: '群众评价的份数没有变化。' });
      act.record({ event: 'ratings-summarised', subjects: standing, detail: standing });
      return ok(standing);
    });
    if (result.ok) written += 1;
  }
  return written;
}
