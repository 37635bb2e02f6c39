import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Tables } from '../../../database/tables.ts';
import { ok, type Refusal, type Result, refuse } from '../../../rules/refusals.ts';
import { type ActRequest, performAct } from '../../../trail/perform-act.ts';
import { loadMeeting } from '../meeting-store.ts';
import { meetingEnded, noSuchMeeting, rollNotFrozen } from '../refusals.ts';
import { compareRoll } from './compare-roll.ts';
import { listDeputies } from './deputy-store.ts';
import { copySeat } from './freeze-roll.ts';
import { addDeputy, ensureDelegations, lockRoll } from './import-roll.ts';
import type { RollRow } from './roll-row.ts';
import { listSeats } from './roll-store.ts';
import { supplementNames } from './supplement-roll.ts';

const deputyExists: Refusal = {
  code: 'deputy-exists',
  message: '名册上已有这位代表（姓名、代表团或代表证号相同）。请核对后再登记。',
  field: 'name',
};

/**
 * Adds a deputy who was elected after the roll was frozen (补选): a seat of the term, and a place at the
 * end of this meeting's roll, minuted with its reason. The number due (应到) grows by one.
 *
 * Refuses, in order, with `no-such-meeting`, `roll-not-frozen`, `meeting-ended`, `deputy-exists` and
 * what makes the row ambiguous.
 */
export function addByElection(
  database: Kysely<Tables>,
  request: ActRequest,
  input: { meetingId: string; row: RollRow; reason: string },
): Promise<Result<{ deputyId: string }>> {
  return performAct(database, request, async (act) => {
    const { meetingId, row, reason } = input;
    const meeting = await loadMeeting(act.transaction, act.congressId, meetingId);
    if (meeting === null) return refuse(noSuchMeeting);
    if (meeting.state === 'preparing') return refuse(rollNotFrozen);
    if (meeting.state === 'ended') return refuse(meetingEnded);
    await lockRoll(act, meeting.termId);
    const before = await listSeats(act.transaction, act.congressId, meeting.termId);
    const compared = compareRoll(before, [row]);
    if (!compared.ok) return compared;
    if (compared.value.added.length !== 1) return refuse(deputyExists);
    const delegations = await ensureDelegations(act, meeting.termId, [row]);
    const seatId = await addDeputy(act, meeting.termId, row, delegations);
    const seats = await listSeats(act.transaction, act.congressId, meeting.termId);
    const seat = seats.find((one) => one.id === seatId);
    if (seat === undefined) throw new Error('the new seat is not in the roll');
    const deputies = await listDeputies(act.transaction, act.congressId, meetingId);
    const deputyId = randomUUID();
    const position = Math.max(0, ...deputies.map((one) => one.position)) + 1;
    const here = { congress_id: act.congressId, meeting_id: meetingId, act_id: act.id };
    await act.transaction
      .insertInto('roll.meeting_deputy')
      .values({ ...here, id: deputyId, ...copySeat(seat, position) })
      .execute();
    await act.transaction
      .insertInto('roll.supplement')
      .values({ ...here, id: randomUUID(), deputy_id: deputyId, kind: 'by_election', reason })
      .execute();
    act.record({
      event: 'roll-supplemented',
      subjects: { meeting: meetingId, deputy: deputyId },
      detail: { name: row.name, kind: supplementNames.by_election, reason },
    });
    act.touch(`meeting:${meetingId}`);
    return ok({ deputyId });
  });
}
