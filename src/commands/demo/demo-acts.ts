import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Tables } from '../../database/tables.ts';
import type { Result } from '../../rules/refusals.ts';
import type { ActRequest } from '../../trail/perform-act.ts';

/** Makes the request of an act of the rehearsal, as a page would; `now` is another day for history. */
export function demoRequest(
  congressId: string,
  kind: string,
  personId: string | null,
  now = new Date(),
): ActRequest {
  return { congressId, actId: randomUUID(), kind, personId, happenedAt: null, now };
}

/** The value of an act that must succeed; a refusal stops the rehearsal with its sentence. */
export async function must<Value>(result: Promise<Result<Value>>): Promise<Value> {
  const done = await result;
  if (done.ok) return done.value;
  throw new Error(done.refusals.map((one) => `${one.code} ${one.message}`).join('\n'));
}

/** The database of the rehearsal. */
export type Database = Kysely<Tables>;
