import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Tables } from '../../database/tables.ts';
import { ensureYear } from '../../people/index.ts';
import { dayInWords } from '../../rules/days.ts';
import { ok, type Result, refuse } from '../../rules/refusals.ts';
import { type Act, type ActRequest, performAct } from '../../trail/perform-act.ts';
import { insertSitting } from './create-sitting.ts';

/** A meeting as the clerk enters it, with its first sitting. */
export interface NewMeeting {
  /** Whose meeting it is; the plenary's where it is not said. */
  readonly body?: 'plenary' | 'standing_committee';
  readonly number: number;
  readonly name: string;
  readonly place: string | null;
  readonly startsOn: string;
  readonly endsOn: string;
  /** The project year whose candidates are voted on. */
  readonly year: number;
  readonly firstSittingAt: Date;
}

/**
 * Creates a meeting of the plenary or the standing committee of the term that runs, with its first
 * sitting.
 *
 * Refuses, in order, with `no-term`, `no-standing-committee` (a township has none), `days-reversed`, `meeting-exists`.
 */
export function createMeeting(
  database: Kysely<Tables>,
  request: ActRequest,
  input: NewMeeting,
): Promise<Result<{ meetingId: string }>> {
  return performAct(database, request, async (act) => {
    const body = input.body ?? 'plenary';
    const held = await findBody(act, body);
    if (held === null && body === 'standing_committee') {
      return refuse({
        code: 'no-standing-committee',
        message: '本级人大没有常务委员会（或者还没有建立届次），请选择人民代表大会会议。',
        field: 'body',
      });
    }
    if (held === null) {
      return refuse({
        code: 'no-term',
        message: '还没有建立届次。请先由系统管理员建立本届人民代表大会，再建立会议。',
      });
    }
    if (input.endsOn < input.startsOn) {
      return refuse({
        code: 'days-reversed',
        message: '结束日期早于开始日期，请改正。',
        field: 'ends_on',
      });
    }
    const existing = await act.transaction
      .selectFrom('record.meeting')
      .select('name')
      .where('congress_id', '=', act.congressId)
      .where('body_id', '=', held.id)
      .where('number', '=', input.number)
      .executeTakeFirst();
    if (existing !== undefined) {
      return refuse({
        code: 'meeting-exists',
        message: `本届第 ${input.number} 次会议已经建立（${existing.name}），请直接使用或改填次数。`,
        field: 'number',
      });
    }
    const meetingId = randomUUID();
    await act.transaction
      .insertInto('record.meeting')
      .values({
        congress_id: act.congressId,
        id: meetingId,
        body_id: held.id,
        term_id: held.term_id,
        year_id: await ensureYear(act, held.term_id, input.year),
        number: input.number,
        name: input.name,
        place: input.place,
        starts_on: input.startsOn,
        ends_on: input.endsOn,
        act_id: act.id,
      })
      .execute();
    await insertSitting(act, meetingId, {
      number: 1,
      name: body === 'plenary' ? '第一次全体会议' : '全体会议',
      place: input.place,
      plannedAt: input.firstSittingAt,
    });
    act.record({
      event: 'meeting-created',
      subjects: { meeting: meetingId },
      detail: { name: input.name, day: dayInWords(input.startsOn) },
    });
    return ok({ meetingId });
  });
}

async function findBody(act: Act, kind: 'plenary' | 'standing_committee') {
  const found = await act.transaction
    .selectFrom('record.body as body')
    .innerJoin('record.term as term', (join) =>
      join.onRef('term.congress_id', '=', 'body.congress_id').onRef('term.id', '=', 'body.term_id'),
    )
    .select(['body.id', 'body.term_id'])
    .where('body.congress_id', '=', act.congressId)
    .where('body.kind', '=', kind)
    .orderBy('term.number', 'desc')
    .limit(1)
    // Two meetings of one number at once: the second is told of the first.
    .forNoKeyUpdate('body')
    .executeTakeFirst();
  return found ?? null;
}
