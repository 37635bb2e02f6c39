import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Tables } from '../../database/tables.ts';
import { ok, type Refusal, type Result, refuse } from '../../rules/refusals.ts';
import { hashJson } from '../../trail/canonical.ts';
import { type ActRequest, performAct } from '../../trail/perform-act.ts';
import { listCandidates, loadSealedList } from './candidate-store.ts';

const nothingToSeal: Refusal = {
  code: 'no-candidates',
  message: '还没有候选项目。请先从 Excel 导入或逐个登记，再封存。',
};

const alreadySealed: Refusal = {
  code: 'already-done',
  message: '候选项目与已封存的名单完全相同，不用再封存。',
};

const alreadyVotedOn: Refusal = {
  code: 'list-in-use',
  message: '已有票决轮次使用这份名单，不能更换。确需更换的，请先取消尚未发票的轮次，再重新封存。',
};

/**
 * Seals the list of candidates for a meeting: from now on papers and public pages print its hash.
 * Sealing again after a change replaces the list as long as no round uses it.
 *
 * Refuses with `no-candidates`, `already-done`, `list-in-use`.
 */
export function sealCandidateList(
  database: Kysely<Tables>,
  request: ActRequest,
  input: { meetingId: string; yearId: string },
): Promise<Result<{ listId: string }>> {
  return performAct(database, request, async (act) => {
    const candidates = (await listCandidates(act.transaction, act.congressId, input.yearId)).filter(
      (candidate) => candidate.state === 'candidate',
    );
    if (candidates.length === 0) return refuse(nothingToSeal);
    const listHash = hashJson(
      candidates.map(({ number, contentHash }) => ({ number, hash: contentHash })),
    );
    const standing = await loadSealedList(act.transaction, act.congressId, input.meetingId);
    if (standing?.listHash === listHash) return refuse(alreadySealed);
    if (standing !== null) {
      const used = await act.transaction
        .selectFrom('record.round')
        .select('id')
        .where('congress_id', '=', act.congressId)
        .where('candidate_list_id', '=', standing.id)
        .where('state', 'not in', ['cancelled', 'void'])
        .executeTakeFirst();
      if (used !== undefined) return refuse(alreadyVotedOn);
      await act.transaction
        .updateTable('record.candidate_list')
        .set({ superseded: true })
        .where('congress_id', '=', act.congressId)
        .where('id', '=', standing.id)
        .execute();
    }
    const listId = randomUUID();
    await act.transaction
      .insertInto('record.candidate_list')
      .values({
        congress_id: act.congressId,
        id: listId,
        meeting_id: input.meetingId,
        list_hash: listHash,
        act_id: act.id,
      })
      .execute();
    await act.transaction
      .insertInto('record.candidate_list_item')
      .values(
        candidates.map((candidate) => ({
          congress_id: act.congressId,
          list_id: listId,
          number: candidate.number,
          candidate_version_id: candidate.versionId,
        })),
      )
      .execute();
    act.record({
      event: 'candidates-sealed',
      subjects: { meeting: input.meetingId, list: listId, hash: listHash },
      detail: { count: candidates.length, hash: listHash.slice(0, 12) },
    });
    act.touch(`meeting:${input.meetingId}`);
    return ok({ listId });
  });
}
