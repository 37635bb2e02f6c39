import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Tables } from '../../../database/tables.ts';
import { ok, type Result, refuse } from '../../../rules/refusals.ts';
import { type ActRequest, performAct } from '../../../trail/perform-act.ts';
import { loadMeeting } from '../meeting-store.ts';
import { meetingEnded, noSuchDeputy } from '../refusals.ts';

/** What can befall a deputy while a meeting works with a frozen roll. */
export const supplementKinds = ['ended', 'suspended', 'reinstated'] as const;

export type SupplementKind = (typeof supplementKinds)[number];

/** Chinese names of the kinds, those of the import included. */
export const supplementNames: Readonly<
  Record<SupplementKind | 'by_election' | 'correction', string>
> = {
  ended: '代表资格终止',
  suspended: '暂停执行代表职务',
  reinstated: '恢复执行代表职务',
  by_election: '补选',
  correction: '更正',
};

const stateAfter = { ended: 'ended', suspended: 'suspended', reinstated: 'in_office' } as const;

/**
 * Changes the frozen roll of a meeting for one deputy, with the reason; the seat of the term changes
 * with it. The number due (应到) follows at once; a round whose attendance is frozen keeps its own.
 *
 * Refuses with `meeting-ended`, `no-such-deputy`, `already-done`.
 */
export function supplementRoll(
  database: Kysely<Tables>,
  request: ActRequest,
  input: { meetingId: string; deputyId: string; kind: SupplementKind; reason: string },
): Promise<Result<{ deputyId: string }>> {
  return performAct(database, request, async (act) => {
    const { meetingId, deputyId, kind, reason } = input;
    const meeting = await loadMeeting(act.transaction, act.congressId, meetingId);
    if (meeting?.state === 'ended') return refuse(meetingEnded);
    const deputy = await act.transaction
      .selectFrom('roll.meeting_deputy')
      .selectAll()
      .where('congress_id', '=', act.congressId)
      .where('meeting_id', '=', meetingId)
      .where('id', '=', deputyId)
      .forUpdate()
      .executeTakeFirst();
    if (deputy === undefined) return refuse(noSuchDeputy);
    const state = stateAfter[kind];
    if (deputy.state === state || deputy.state === 'ended') {
      return refuse({
        code: 'already-done',
        message: `${deputy.name}已是这种状态，不用再登记。`,
        field: 'kind',
      });
    }
    await act.transaction
      .updateTable('roll.meeting_deputy')
      .set({ state })
      .where('congress_id', '=', act.congressId)
      .where('id', '=', deputyId)
      .execute();
    await act.transaction
      .updateTable('people.seat')
      .set((column) => ({ state, version: column('version', '+', 1) }))
      .where('congress_id', '=', act.congressId)
      .where('id', '=', deputy.seat_id)
      .execute();
    await act.transaction
      .insertInto('roll.supplement')
      .values({
        congress_id: act.congressId,
        id: randomUUID(),
        meeting_id: meetingId,
        deputy_id: deputyId,
        kind,
        reason,
        act_id: act.id,
      })
      .execute();
    act.record({
      event: 'roll-supplemented',
      subjects: { meeting: meetingId, deputy: deputyId },
      detail: { name: deputy.name, kind: supplementNames[kind], reason },
    });
    act.touch(`meeting:${meetingId}`);
    return ok({ deputyId });
  });
}
