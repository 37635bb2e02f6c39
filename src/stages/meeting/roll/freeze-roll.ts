import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Tables } from '../../../database/tables.ts';
import { nameIndex } from '../../../documents/index.ts';
import { ok, type Refusal, type Result, refuse } from '../../../rules/refusals.ts';
import { hashJson } from '../../../trail/canonical.ts';
import { type Act, type ActRequest, performAct } from '../../../trail/perform-act.ts';
import { loadMeeting } from '../meeting-store.ts';
import { noSuchMeeting, staleMeeting } from '../refusals.ts';
import { listMeetingSeats } from './body-members.ts';
import { rollFingerprint, type Seat } from './roll-store.ts';

const emptyRoll: Refusal = {
  code: 'roll-empty',
  message: '代表名册还是空的。请先从 Excel 导入名册，再冻结。',
};

const alreadyFrozen: Refusal = {
  code: 'already-done',
  message: '本次会议的名册已经冻结。会议期间的变动请逐人登记并写明原因。',
};

const rollChanged: Refusal = {
  code: 'stale-form',
  message: '您核对之后名册又有变动，没有冻结。请重新核对人数，再冻结。',
};

/**
 * Freezes the roll of a meeting: copies every seat in office or suspended as it stands. Its hash is over
 * the copied rows in order.
 *
 * Refuses, in order, with `no-such-meeting`, `already-done`, `roll-empty`, `stale-form` (the roll
 * changed since it was shown).
 */
export function freezeRoll(
  database: Kysely<Tables>,
  request: ActRequest,
  input: { meetingId: string; fingerprint: string },
): Promise<Result<{ deputies: number }>> {
  return performAct(database, request, async (act) => {
    const meeting = await loadMeeting(act.transaction, act.congressId, input.meetingId);
    if (meeting === null) return refuse(noSuchMeeting);
    if (meeting.state !== 'preparing') return refuse(alreadyFrozen);
    const seats = await listMeetingSeats(act.transaction, meeting);
    if (seats.length === 0) return refuse(emptyRoll);
    if (rollFingerprint(seats) !== input.fingerprint) return refuse(rollChanged);
    const rows = seats.map((seat, index) => copySeat(seat, index + 1));
    const hash = hashJson(rows.map(({ name_index: _, ...row }) => row));
    const frozen = await act.transaction
      .updateTable('record.meeting')
      .set({
        state: 'roll_frozen',
        roll_frozen_at: act.happenedAt,
        roll_hash: hash,
        version: meeting.version + 1,
      })
      .where('congress_id', '=', act.congressId)
      .where('id', '=', meeting.id)
      .where('version', '=', meeting.version)
      .executeTakeFirst();
    if (frozen.numUpdatedRows !== 1n) return refuse(staleMeeting);
    await writeCopies(act, meeting.id, rows);
    act.record({
      event: 'roll-frozen',
      subjects: { meeting: meeting.id, hash },
      detail: { deputies: rows.length, hash: hash.slice(0, 12) },
    });
    act.touch(`meeting:${meeting.id}`);
    return ok({ deputies: rows.length });
  });
}

/** A seat as the frozen roll of a meeting copies it. */
export function copySeat(seat: Seat, position: number) {
  const { row } = seat;
  return {
    seat_id: seat.id,
    person_id: seat.personId,
    position,
    name: row.name,
    name_index: nameIndex(row.name),
    sex: row.sex,
    delegation: row.delegation,
    unit_and_position: row.unitAndPosition,
    constituency: row.constituency,
    deputy_number: row.deputyNumber,
    state: seat.state,
  };
}

async function writeCopies(
  act: Act,
  meetingId: string,
  rows: readonly ReturnType<typeof copySeat>[],
): Promise<void> {
  const here = { congress_id: act.congressId, act_id: act.id, meeting_id: meetingId };
  await act.transaction
    .insertInto('roll.meeting_deputy')
    .values(rows.map((row) => ({ ...here, id: randomUUID(), ...row })))
    .execute();
}
