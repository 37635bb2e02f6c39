import { type Kysely, sql, type Transaction } from 'kysely';
import type { Json } from '../database/tables/json.ts';
import type { Tables } from '../database/tables.ts';
import { ok, type Refusal, type Result, refuse } from '../rules/refusals.ts';
import { appendTrail, type TrailEvent } from './append.ts';

/** What identifies one act of one user. The id comes with the form, so that a repeat is known. */
export interface ActRequest {
  readonly congressId: string;
  readonly actId: string;
  /** Verb of the act in kebab-case, such as `check-in-deputy`. */
  readonly kind: string;
  /** The person who acts, null for the installation itself or somebody who is not signed in. */
  readonly personId: string | null;
  /** The stated time of what was done on paper, null when it happens now. */
  readonly happenedAt: Date | null;
  readonly now: Date;
}

/** The running act, as the work inside its transaction sees it. */
export interface Act {
  readonly transaction: Transaction<Tables>;
  readonly id: string;
  readonly congressId: string;
  readonly personId: string | null;
  readonly happenedAt: Date;
  readonly recordedAt: Date;
  /** Writes an entry to the trail when the act commits. */
  record(event: TrailEvent): void;
  /** Tells live pages, when the act commits, that something with this topic changed. */
  touch(topic: string): void;
}

/** Answers are stored for repeats: ids and codes, never a secret or a name. */
export type ActAnswer = Readonly<Record<string, Json>>;

/** The channel on which live pages listen; payloads are topics such as `sitting:<id>`. */
export const liveChannel = 'piaojue_live';

class Refused extends Error {
  readonly refusals: readonly [Refusal, ...Refusal[]];
  constructor(refusals: readonly [Refusal, ...Refusal[]]) {
    super('refused');
    this.refusals = refusals;
  }
}

const reused: Refusal = {
  code: 'act-reused',
  message: '这张表单已经用于另一项操作。请刷新页面后再试，刚才的操作没有执行。',
};

/** Nothing has happened yet that is stated for later than now; clocks may differ by a minute. */
const inTheFuture: Refusal = {
  code: 'in-the-future',
  message: '实际办理时间晚于现在，请核对日期和时间。',
  field: 'happened_at',
};

/**
 * Performs one act of a user in one transaction, together with its trail entries.
 *
 * When the work refuses, nothing at all is written. Sent twice (double click, lost answer), the
 * second request gets the first one's answer and changes nothing. Refuses with `in-the-future` when the
 * stated time is still to come, with `act-reused` when the id was used for something else or by somebody
 * else.
 */
export async function performAct<Answer extends ActAnswer>(
  database: Kysely<Tables>,
  request: ActRequest,
  work: (act: Act) => Promise<Result<Answer>>,
): Promise<Result<Answer>> {
  const { happenedAt, now } = request;
  if (happenedAt !== null && happenedAt.getTime() > now.getTime() + 60_000) {
    return refuse(inTheFuture);
  }
  try {
    return await database.transaction().execute(async (transaction) => {
      const earlier = await claim(transaction, request);
      if (earlier !== null) {
        const same = earlier.kind === request.kind && earlier.recorded_by === request.personId;
        // The stored answer was written by this very kind of act, so it has the act's own shape.
        return same ? ok(earlier.answer as Answer) : refuse(reused);
      }
      return await run(transaction, request, work);
    });
  } catch (error) {
    if (error instanceof Refused) return { ok: false, refusals: error.refusals };
    throw error;
  }
}

async function claim(transaction: Transaction<Tables>, request: ActRequest) {
  const { congressId, actId, kind, personId, now } = request;
  const claimed = await transaction
    .insertInto('record.act')
    .values({
      congress_id: congressId,
      id: actId,
      kind,
      happened_at: request.happenedAt ?? now,
      recorded_at: now,
      recorded_by: personId,
      entered_later: request.happenedAt !== null,
      supersedes: null,
      answer: '{}',
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  if (claimed.numInsertedOrUpdatedRows === 1n) return null;
  return await transaction
    .selectFrom('record.act')
    .select(['kind', 'recorded_by', 'answer'])
    .where('congress_id', '=', congressId)
    .where('id', '=', actId)
    .executeTakeFirstOrThrow();
}

async function run<Answer extends ActAnswer>(
  transaction: Transaction<Tables>,
  request: ActRequest,
  work: (act: Act) => Promise<Result<Answer>>,
): Promise<Result<Answer>> {
  const { congressId, actId, personId, now } = request;
  const happenedAt = request.happenedAt ?? now;
  const events: TrailEvent[] = [];
  const topics = new Set<string>();
  const result = await work({
    transaction,
    id: actId,
    congressId,
    personId,
    happenedAt,
    recordedAt: now,
    record: (event) => void events.push(event),
    touch: (topic) => void topics.add(topic),
  });
  if (!result.ok) throw new Refused(result.refusals);
  await transaction
    .updateTable('record.act')
    .set({ answer: JSON.stringify(result.value) })
    .where('congress_id', '=', congressId)
    .where('id', '=', actId)
    .execute();
  for (const topic of topics) {
    await sql`select pg_notify(${liveChannel}, ${topic})`.execute(transaction);
  }
  const origin = { congressId, actId, happenedAt, recordedAt: now, recordedBy: personId };
  await appendTrail(transaction, origin, events);
  return result;
}
