import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Tables } from '../database/tables.ts';
import { mostStations, stationDays } from '../rules/limits.ts';
import { ok, type Refusal, type Result, refuse } from '../rules/refusals.ts';
import { type Act, type ActRequest, performAct } from '../trail/perform-act.ts';
import { listRoles } from './persons.ts';
import { hashToken, newToken } from './tokens.ts';

/** A registered device of a scrutineer or the chief, as its owner sees it in a list. */
export interface RegisteredStation {
  readonly id: string;
  readonly personId: string;
  readonly createdAt: Date;
  readonly lastSeenAt: Date | null;
  readonly expiresAt: Date;
}

const stationRole: Refusal = {
  code: 'station-role',
  message: '只有本次会议的总监票人、监票人本人可以登记自己的设备。请与工作人员核对会议人员名单。',
};
const tooManyStations: Refusal = {
  code: 'too-many-stations',
  message: `一人最多同时登记 ${mostStations} 台设备。请先撤销不用的设备。`,
};
const noSuchStation: Refusal = {
  code: 'no-such-station',
  message: '您没有登记这台设备，或者已经撤销。请刷新页面。',
};

/** The end of the meeting's last day in Shanghai, or now when it is past, and the days after it. */
function expiryOf(endsOn: string, now: Date): Date {
  const end = new Date(`${endsOn}T00:00:00+08:00`).getTime() + 86_400_000;
  return new Date(Math.max(end, now.getTime()) + stationDays * 86_400_000);
}

/** Adding a device and another one see each other: the owner's row is locked until the end. */
async function holdOwner(act: Act, personId: string): Promise<string> {
  const { name } = await act.transaction
    .selectFrom('people.person')
    .select('name')
    .where('id', '=', personId)
    .forUpdate()
    .executeTakeFirstOrThrow();
  return name;
}

/**
 * Registers a device of the person who acts, and of nobody else. The token goes to the page that asked
 * and nowhere else; a repeated request gets none.
 *
 * Refuses, in order, with `station-role`, `too-many-stations`.
 */
export async function registerStation(
  database: Kysely<Tables>,
  request: ActRequest,
  meeting: { readonly id: string; readonly endsOn: string },
): Promise<Result<{ stationId: string; token: string | null }>> {
  let token: string | null = null;
  const result = await performAct(database, request, async (act) => {
    const { personId } = act;
    if (personId === null) throw new Error('a device is registered by somebody who is signed in');
    const held = await listRoles(act.transaction, act.congressId, meeting.id);
    const may = held.some(
      (one) => one.personId === personId && ['chief_scrutineer', 'scrutineer'].includes(one.role),
    );
    if (!may) return refuse(stationRole);
    const name = await holdOwner(act, personId);
    const living = await listStations(act.transaction, {
      ...{ congressId: act.congressId, meetingId: meeting.id },
      now: act.recordedAt,
    });
    if (living.filter((one) => one.personId === personId).length >= mostStations) {
      return refuse(tooManyStations);
    }
    const stationId = randomUUID();
    const fresh = newToken();
    const expiresAt = expiryOf(meeting.endsOn, act.recordedAt);
    await act.transaction
      .insertInto('people.station')
      .values({
        congress_id: act.congressId,
        id: stationId,
        meeting_id: meeting.id,
        person_id: personId,
        token_hash: hashToken(fresh),
        created_at: act.recordedAt,
        expires_at: expiresAt,
        act_id: act.id,
      })
      .execute();
    act.record({
      event: 'station-registered',
      subjects: { meeting: meeting.id, person: personId, station: stationId },
      detail: { name, expires_at: expiresAt.toISOString().slice(0, 10) },
    });
    act.touch(`meeting:${meeting.id}`);
    token = fresh;
    return ok({ stationId });
  });
  return result.ok ? ok({ stationId: result.value.stationId, token }) : result;
}

/**
 * Revokes a device of the person who acts: from now on its pages are turned away.
 *
 * Refuses with `no-such-station`, also for a device of somebody else.
 */
export function revokeStation(
  database: Kysely<Tables>,
  request: ActRequest,
  input: { readonly meetingId: string; readonly stationId: string },
): Promise<Result<{ stationId: string }>> {
  return performAct(database, request, async (act) => {
    const { personId } = act;
    if (personId === null) throw new Error('a device is revoked by somebody who is signed in');
    const revoked = await act.transaction
      .updateTable('people.station')
      .set({ revoked_at: act.recordedAt })
      .where('congress_id', '=', act.congressId)
      .where('meeting_id', '=', input.meetingId)
      .where('id', '=', input.stationId)
      .where('person_id', '=', personId)
      .where('revoked_at', 'is', null)
      .executeTakeFirst();
    if (revoked.numUpdatedRows !== 1n) return refuse(noSuchStation);
    act.record({
      event: 'station-revoked',
      subjects: { meeting: input.meetingId, person: personId, station: input.stationId },
      detail: { name: await holdOwner(act, personId) },
    });
    act.touch(`meeting:${input.meetingId}`);
    return ok({ stationId: input.stationId });
  });
}

/** The devices of a meeting that are neither revoked nor expired, the oldest first. */
export async function listStations(
  database: Kysely<Tables>,
  input: { readonly congressId: string; readonly meetingId: string; readonly now: Date },
): Promise<readonly RegisteredStation[]> {
  const rows = await database
    .selectFrom('people.station')
    .select(['id', 'person_id', 'created_at', 'last_seen_at', 'expires_at'])
    .where('congress_id', '=', input.congressId)
    .where('meeting_id', '=', input.meetingId)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', input.now)
    .orderBy('created_at')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    personId: row.person_id,
    createdAt: row.created_at,
    lastSeenAt: row.last_seen_at,
    expiresAt: row.expires_at,
  }));
}
