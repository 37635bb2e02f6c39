import { randomBytes } from 'node:crypto';
import { sql, type Transaction } from 'kysely';
import type { Tables } from '../database/tables.ts';
import { canonicalJson, hashJson, sha256 } from './canonical.ts';
import type { EventCode } from './events.ts';

/** The hash before the first entry of every chain. */
export const genesisHash = '0'.repeat(64);

/** What an act says of itself to the trail. Subjects are ids and plain numbers, never names. */
export interface TrailEvent {
  readonly event: EventCode;
  readonly subjects: Readonly<Record<string, string | number>>;
  readonly detail: Readonly<Record<string, string | number>>;
}

/** The part of an entry that its hash covers, in the names that the export uses. */
export interface HashedEntry {
  readonly congress_id: string;
  readonly sequence: number;
  readonly event: string;
  readonly act_id: string;
  readonly happened_at: string;
  readonly recorded_at: string;
  readonly recorded_by: string | null;
  readonly subjects: Readonly<Record<string, string | number>>;
  readonly commitment: string;
  readonly previous_hash: string;
}

/** The hash of one entry: SHA-256 of its canonical JSON, the previous hash included. */
export function hashEntry(entry: HashedEntry): string {
  return hashJson({ ...entry });
}

/** Commits to a detail without telling it: SHA-256 of salt (hex), a line feed and canonical JSON. */
export function commitTo(salt: string, detail: TrailEvent['detail']): string {
  return sha256(`${salt}\n${canonicalJson(detail)}`);
}

/** The act in whose transaction the entries are written. */
export interface TrailOrigin {
  readonly congressId: string;
  readonly actId: string;
  readonly happenedAt: Date;
  readonly recordedAt: Date;
  readonly recordedBy: string | null;
}

/**
 * Appends entries to the chain of one congress, in order. Takes the chain's lock until the end of
 * the transaction, so it is called last. Congresses never wait for each other.
 */
export async function appendTrail(
  transaction: Transaction<Tables>,
  origin: TrailOrigin,
  events: readonly TrailEvent[],
): Promise<void> {
  if (events.length === 0) return;
  const { congressId } = origin;
  await sql`select pg_advisory_xact_lock(hashtextextended(${`trail ${congressId}`}, 0))`.execute(
    transaction,
  );
  const head = await transaction
    .selectFrom('trail.entry')
    .select(['sequence', 'hash'])
    .where('congress_id', '=', congressId)
    .orderBy('sequence', 'desc')
    .limit(1)
    .executeTakeFirst();
  let sequence = head?.sequence ?? 0;
  let previous = head?.hash ?? genesisHash;
  for (const { event, subjects, detail } of events) {
    sequence += 1;
    const salt = randomBytes(32).toString('hex');
    const entry: HashedEntry = {
      congress_id: congressId,
      sequence,
      event,
      act_id: origin.actId,
      happened_at: origin.happenedAt.toISOString(),
      recorded_at: origin.recordedAt.toISOString(),
      recorded_by: origin.recordedBy,
      subjects,
      commitment: commitTo(salt, detail),
      previous_hash: previous,
    };
    const hash = hashEntry(entry);
    await transaction
      .insertInto('trail.entry')
      .values({
        ...entry,
        happened_at: origin.happenedAt,
        recorded_at: origin.recordedAt,
        subjects: JSON.stringify(subjects),
        hash,
      })
      .execute();
    await transaction
      .insertInto('trail.detail')
      .values({ congress_id: congressId, sequence, salt, detail: JSON.stringify(detail) })
      .execute();
    previous = hash;
  }
}
