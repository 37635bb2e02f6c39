import { createHmac } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import type { Tables } from '../../../database/tables.ts';
import { chinaDate } from '../../../web/china-time.ts';

/** Something that came from a network address. */
export interface FromAddress {
  readonly congressId: string;
  /** The key of the devices, which lies outside the database. */
  readonly key: Uint8Array;
  readonly address: string;
  /** What is counted, such as `problem`; every kind has an allowance of its own. */
  readonly kind: string;
  readonly now: Date;
}

const oneHour = 3_600_000;

/**
 * What the database keeps of an address: a hash with a key of this day alone, derived from one that is not in
 * the database. Nobody can join one day with the next, or try addresses without the key.
 */
export function sourceHash({ key, address, kind, now }: Omit<FromAddress, 'congressId'>): string {
  const ofToday = createHmac('sha256', key)
    .update(`source|${chinaDate(now)}`)
    .digest();
  return createHmac('sha256', ofToday).update(`${kind}|${address}`).digest('hex');
}

/** Counts one more of this kind from this address within the running hour; answers how many there are. */
export async function countSource(database: Kysely<Tables>, one: FromAddress): Promise<number> {
  const hour = new Date(Math.floor(one.now.getTime() / oneHour) * oneHour);
  const { count } = await database
    .insertInto('contact.resident_rate')
    .values({ congress_id: one.congressId, hour, source_hash: sourceHash(one), count: 1 })
    .onConflict((conflict) =>
      conflict
        .columns(['congress_id', 'hour', 'source_hash'])
        .doUpdateSet({ count: sql`resident_rate.count + 1` }),
    )
    .returning('count')
    .executeTakeFirstOrThrow();
  return count;
}

/** Forgets the counts of hours that are over; returns how many rows went. */
export async function forgetSources(database: Kysely<Tables>, now: Date): Promise<number> {
  const gone = await database
    .deleteFrom('contact.resident_rate')
    .where('hour', '<', new Date(now.getTime() - 2 * oneHour))
    .executeTakeFirst();
  return Number(gone.numDeletedRows);
}
