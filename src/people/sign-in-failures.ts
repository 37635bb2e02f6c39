import type { Kysely } from 'kysely';
import type { Tables } from '../database/tables.ts';
import {
  type FailureCounts,
  failureWindowMinutes,
  judgeFailures,
  mostFailures,
} from '../rules/rate-limits.ts';
import type { Refusal } from '../rules/refusals.ts';
import { sha256 } from '../trail/canonical.ts';

/** Who fails: an account or code by its name, and the address behind which a whole hall may stand. */
export interface FailureSubjects {
  readonly account?: string;
  readonly code?: string;
  readonly address: string;
}

function keysOf(subjects: Partial<FailureSubjects>) {
  const keys: { kind: 'account' | 'code' | 'address'; subject_hash: string }[] = [];
  for (const kind of ['account', 'code', 'address'] as const) {
    const subject = subjects[kind];
    if (subject !== undefined) keys.push({ kind, subject_hash: sha256(`${kind}\n${subject}`) });
  }
  return keys;
}

async function countFailures(
  database: Kysely<Tables>,
  subjects: Partial<FailureSubjects>,
  now: Date,
): Promise<FailureCounts> {
  const since = new Date(now.getTime() - failureWindowMinutes * 60_000);
  const counts: Record<keyof FailureCounts, number> = { account: 0, code: 0, address: 0 };
  for (const key of keysOf(subjects)) {
    const row = await database
      .selectFrom('people.sign_in_failure')
      .select((select) => select.fn.countAll<number>().as('count'))
      .where('kind', '=', key.kind)
      .where('subject_hash', '=', key.subject_hash)
      .where('failed_at', '>', since)
      .executeTakeFirstOrThrow();
    counts[key.kind] = Number(row.count);
  }
  return counts;
}

/**
 * Counts a try at a code before it is judged; false when it is one too many within the window. However many
 * tries come at once, no more are judged than are allowed (`mostFailures.code`).
 */
export async function mayTryCode(
  database: Kysely<Tables>,
  code: string,
  now: Date,
): Promise<boolean> {
  await noteFailure(database, { code }, now);
  return (await countFailures(database, { code }, now)).code <= mostFailures.code;
}

/** Decides whether another try is allowed; only failures ever count against an address. */
export async function tooManyFailures(
  database: Kysely<Tables>,
  subjects: FailureSubjects,
  now: Date,
): Promise<Refusal | null> {
  const counts = await countFailures(database, subjects, now);
  const open = await database
    .selectFrom('record.sitting')
    .select('id')
    .where('state', 'in', ['check_in', 'open'])
    .limit(1)
    .executeTakeFirst();
  return judgeFailures(counts, open !== undefined);
}

/** Remembers a failure for the length of the window; older ones are forgotten. */
export async function noteFailure(
  database: Kysely<Tables>,
  subjects: Partial<FailureSubjects>,
  now: Date,
): Promise<void> {
  const since = new Date(now.getTime() - failureWindowMinutes * 60_000);
  await database.deleteFrom('people.sign_in_failure').where('failed_at', '<', since).execute();
  await database
    .insertInto('people.sign_in_failure')
    .values(keysOf(subjects).map((key) => ({ ...key, failed_at: now })))
    .execute();
}
