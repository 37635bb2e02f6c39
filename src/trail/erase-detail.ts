import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Tables } from '../database/tables.ts';
import { ok, type Result, refuse } from '../rules/refusals.ts';
import { performAct } from './perform-act.ts';

/**
 * Erases the personal detail of one entry, as 个人信息保护法 Art. 47 may require. The entry and its
 * commitment stay, so the chain still verifies; the erasing is an entry of its own. Only the owner's
 * role may do it, never the application.
 *
 * Refuses with `no-such-entry`, `already-done`.
 */
export async function eraseDetail(
  ownerDatabase: Kysely<Tables>,
  input: { congressId: string; sequence: number; reason: string; now: Date },
): Promise<Result<{ sequence: number }>> {
  const { congressId, sequence, reason, now } = input;
  const request = { congressId, actId: randomUUID(), kind: 'erase-detail', personId: null };
  return await performAct(ownerDatabase, { ...request, happenedAt: null, now }, async (act) => {
    const row = await act.transaction
      .selectFrom('trail.detail')
      .select('salt')
      .where('congress_id', '=', congressId)
      .where('sequence', '=', sequence)
      .executeTakeFirst();
    if (row === undefined) {
      return refuse({ code: 'no-such-entry', message: `没有第${sequence}条记录，请核对条号。` });
    }
    if (row.salt === null) {
      return refuse({ code: 'already-done', message: `第${sequence}条的详情已经删除，不用再删。` });
    }
    await act.transaction
      .updateTable('trail.detail')
      .set({ salt: null, detail: null })
      .where('congress_id', '=', congressId)
      .where('sequence', '=', sequence)
      .execute();
    act.record({
      event: 'detail-erased',
      subjects: { sequence },
      detail: { sequence, reason },
    });
    return ok({ sequence });
  });
}
