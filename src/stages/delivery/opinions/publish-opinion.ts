import type { Kysely } from 'kysely';
import type { Tables } from '../../../database/tables.ts';
import { changedSince, writtenMeanwhile } from '../../../rules/as-read.ts';
import { namesNobody } from '../../../rules/opinion.ts';
import { ok, type Refusal, type Result, refuse } from '../../../rules/refusals.ts';
import { type ActRequest, performAct } from '../../../trail/perform-act.ts';
import { lockOpinion, noSuchOpinion } from './lock-opinion.ts';

const notHandedOver: Refusal = {
  code: 'not-handed-over',
  message: '已经交办的意见才公布。请先交办，再公布。',
};
const alreadyPublished: Refusal = {
  code: 'already-done',
  message: '这条意见已经按这段文字公布，不用再公布。要改的，请先改文字。',
};
const notPublished: Refusal = {
  code: 'not-published',
  message: '这条意见没有公布，不用撤下。',
};

/**
 * Publishes an opinion in a wording of its own, or replaces the wording that is public. Its answers and ratings
 * are public with it.
 *
 * Refuses, in order, with `no-such-opinion`, `not-handed-over`, `stale-form` (`asRead` is the mark of another
 * wording), `names-a-person` (a phone or identity number in
 * the wording), `already-done`.
 */
export function publishOpinion(
  database: Kysely<Tables>,
  request: ActRequest,
  input: {
    readonly opinionId: string;
    readonly wording: string;
    readonly asRead?: string | undefined;
  },
): Promise<Result<{ opinionId: string }>> {
  return performAct(database, request, async (act) => {
    const found = await lockOpinion(act, input.opinionId);
    if (found === null) return refuse(noSuchOpinion);
    if (found.handed_over_on === null) return refuse(notHandedOver);
    if (changedSince(input.asRead, [found.public_content])) return refuse(writtenMeanwhile);
    const clean = namesNobody(input.wording);
    if (!clean.ok) return clean;
    if (found.published_at !== null && found.public_content === input.wording) {
      return refuse(alreadyPublished);
    }
    await act.transaction
      .updateTable('record.opinion')
      .set((column) => ({
        ...{ public_content: input.wording, withdrawn_reason: null },
        ...{ published_at: act.recordedAt, version: column('version', '+', 1) },
      }))
      .where('congress_id', '=', act.congressId)
      .where('id', '=', found.id)
      .execute();
    act.record({
      event: 'opinion-published',
      subjects: { opinion: found.id },
      detail: { number: found.number, wording: input.wording },
    });
    return ok({ opinionId: found.id });
  });
}

/** Takes a published opinion down again. Refuses with `no-such-opinion`, `not-published`. */
export function withdrawOpinion(
  database: Kysely<Tables>,
  request: ActRequest,
  input: { readonly opinionId: string; readonly reason: string },
): Promise<Result<{ opinionId: string }>> {
  return performAct(database, request, async (act) => {
    const found = await lockOpinion(act, input.opinionId);
    if (found === null) return refuse(noSuchOpinion);
    if (found.published_at === null) return refuse(notPublished);
    await act.transaction
      .updateTable('record.opinion')
      .set((column) => ({
        ...{ published_at: null, withdrawn_reason: input.reason },
        version: column('version', '+', 1),
      }))
      .where('congress_id', '=', act.congressId)
      .where('id', '=', found.id)
      .execute();
    act.record({
      event: 'opinion-withdrawn',
      subjects: { opinion: found.id },
      detail: { number: found.number, reason: input.reason },
    });
    return ok({ opinionId: found.id });
  });
}
