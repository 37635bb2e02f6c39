import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Tables } from '../../../database/tables.ts';
import { ok, type Refusal, type Result, refuse } from '../../../rules/refusals.ts';
import { type ActRequest, performAct } from '../../../trail/perform-act.ts';
import { chinaLocalField } from '../../../web/china-time.ts';
import { loadMeeting, type Meeting } from '../meeting-store.ts';
import { noSuchMeeting } from '../refusals.ts';
import { listSeats, type Seat } from './roll-store.ts';

/**
 * The seats that a meeting calls: all of the term for the plenary, those of its members for a meeting
 * of the standing committee (常委会).
 */
export async function listMeetingSeats(
  database: Kysely<Tables>,
  meeting: Pick<Meeting, 'congressId' | 'termId' | 'bodyId' | 'bodyKind'>,
): Promise<readonly Seat[]> {
  const seats = await listSeats(database, meeting.congressId, meeting.termId);
  if (meeting.bodyKind !== 'standing_committee') return seats;
  const members = await database
    .selectFrom('people.body_member')
    .select('person_id')
    .where('congress_id', '=', meeting.congressId)
    .where('body_id', '=', meeting.bodyId)
    .where('ends_on', 'is', null)
    .execute();
  const ids = new Set(members.map((one) => one.person_id));
  return seats.filter((seat) => ids.has(seat.personId));
}

const notAStandingCommittee: Refusal = {
  code: 'wrong-body',
  message: '这不是常委会会议，名册就是全体代表，不用另填组成人员。',
};

const alreadyFrozen: Refusal = {
  code: 'roll-frozen',
  message: '本次会议的名册已经冻结，组成人员不能再改。变动请逐人登记。',
};

/**
 * Enters who the members (组成人员) of the standing committee are, by names on the roll of the term.
 * Those who are no longer named end today; the earlier membership stays recorded.
 *
 * Refuses, in order, with `no-such-meeting`, `wrong-body`, `roll-frozen`, `name-unknown`,
 * `name-ambiguous` (two deputies of one name; each such name is said).
 */
export function enterMembers(
  database: Kysely<Tables>,
  request: ActRequest,
  input: { meetingId: string; names: readonly string[] },
): Promise<Result<{ members: number }>> {
  return performAct(database, request, async (act) => {
    const meeting = await loadMeeting(act.transaction, act.congressId, input.meetingId);
    if (meeting === null) return refuse(noSuchMeeting);
    if (meeting.bodyKind !== 'standing_committee') return refuse(notAStandingCommittee);
    if (meeting.state !== 'preparing') return refuse(alreadyFrozen);
    const seats = await listSeats(act.transaction, act.congressId, meeting.termId);
    const found = findByName(seats, input.names);
    if (!found.ok) return found;
    const today = chinaLocalField(act.happenedAt).slice(0, 10);
    const here = { congress_id: act.congressId, body_id: meeting.bodyId };
    const before = (await listMeetingSeats(act.transaction, meeting)).map((seat) => seat.personId);
    const now = found.value.map((seat) => seat.personId);
    const ended = before.filter((id) => !now.includes(id));
    if (ended.length > 0) {
      await act.transaction
        .updateTable('people.body_member')
        .set({ ends_on: today })
        .where('congress_id', '=', here.congress_id)
        .where('body_id', '=', here.body_id)
        .where('person_id', 'in', ended)
        .where('ends_on', 'is', null)
        .execute();
    }
    for (const person_id of now.filter((id) => !before.includes(id))) {
      await act.transaction
        .insertInto('people.body_member')
        .values({ ...here, id: randomUUID(), person_id, starts_on: today, act_id: act.id })
        .execute();
    }
    act.record({
      event: 'members-entered',
      subjects: { meeting: meeting.id, body: meeting.bodyId, members: now.length },
      detail: { members: now.length, ended: ended.length },
    });
    return ok({ members: now.length });
  });
}

function findByName(seats: readonly Seat[], names: readonly string[]): Result<readonly Seat[]> {
  const wanted = [...new Set(names)];
  const refusals = wanted.flatMap((name): Refusal[] => {
    const matches = seats.filter((seat) => seat.row.name === name).length;
    if (matches === 1) return [];
    return matches === 0
      ? [{ code: 'name-unknown', message: `代表名册里没有“${name}”，请核对姓名。`, field: 'names' }]
      : [
          {
            code: 'name-ambiguous',
            message: `代表名册里有 ${matches} 位“${name}”，请先在名册中加以区分。`,
            field: 'names',
          },
        ];
  });
  const [first, ...others] = refusals;
  if (first !== undefined) return refuse(first, ...others);
  return ok(seats.filter((seat) => wanted.includes(seat.row.name)));
}
