import type { Kysely } from 'kysely';
import type { Tables } from '../../../database/tables.ts';
import { changedSince, writtenMeanwhile } from '../../../rules/as-read.ts';
import { namesNobody } from '../../../rules/opinion.ts';
import { ok, type Refusal, type Result, refuse } from '../../../rules/refusals.ts';
import { type Act, type ActRequest, performAct } from '../../../trail/perform-act.ts';
import { lockRectification, noSuchRectification } from './move-rectification.ts';

const noSuchEntry: Refusal = {
  code: 'no-such-entry',
  message: '这段答复或复查不是本单位的，公开由写它的单位办理。',
};
const notPublic: Refusal = {
  code: 'not-public',
  message: '这项整改本身还没有公开，答复和复查也不公开。',
};
const alreadyPublished: Refusal = {
  code: 'already-done',
  message: '已经按这段文字公开，不用再公开。要改的，请先改文字。',
};
const notPublished: Refusal = {
  code: 'not-published',
  message: '这段文字没有公开，不用撤下。',
};

/** An answer or re-check of a rectification that this congress wrote: answers are the unit's, re-checks the issuer's. */
async function findEntry(act: Act, rectificationId: string, entryId: string) {
  const found = await lockRectification(act, rectificationId);
  if (found === null) return refuse(noSuchRectification);
  const answer = await act.transaction
    .selectFrom('record.rectification_answer')
    .select('number')
    .where('congress_id', '=', act.congressId)
    .where('rectification_id', '=', found.id)
    .where('id', '=', entryId)
    .executeTakeFirst();
  const recheck = await act.transaction
    .selectFrom('record.rectification_recheck')
    .select('checked_on')
    .where('congress_id', '=', act.congressId)
    .where('rectification_id', '=', found.id)
    .where('id', '=', entryId)
    .executeTakeFirst();
  const standing = await act.transaction
    .selectFrom('record.rectification_wording')
    .select(['wording', 'published_at'])
    .where('congress_id', '=', act.congressId)
    .where('entry_id', '=', entryId)
    .executeTakeFirst();
  if (answer !== undefined) {
    const what = `第${answer.number}次答复`;
    return ok({ found, kind: 'answer' as const, what, standing });
  }
  return recheck === undefined
    ? refuse(noSuchEntry)
    : ok({ found, kind: 'recheck' as const, what: `${recheck.checked_on}的复查`, standing });
}

interface Entry {
  readonly rectificationId: string;
  /** The answer or the re-check. */
  readonly entryId: string;
}

/**
 * Publishes an answer or a re-check in a wording of its own, or replaces the wording that is public.
 *
 * Refuses, in order, with `no-such-rectification`, `no-such-entry` (none that this congress wrote), `not-public`,
 * `stale-form` (`asRead` is the mark of another wording), `names-a-person`, `already-done`.
 */
export function publishWording(
  database: Kysely<Tables>,
  request: ActRequest,
  input: Entry & { readonly wording: string; readonly asRead?: string | undefined },
): Promise<Result<{ rectificationId: string }>> {
  return performAct(database, request, async (act) => {
    const entry = await findEntry(act, input.rectificationId, input.entryId);
    if (!entry.ok) return entry;
    const { found, kind, what, standing } = entry.value;
    if (found.published_at === null) return refuse(notPublic);
    if (changedSince(input.asRead, [standing?.wording ?? null])) return refuse(writtenMeanwhile);
    const clean = namesNobody(input.wording);
    if (!clean.ok) return clean;
    if (standing?.published_at != null && standing.wording === input.wording) {
      return refuse(alreadyPublished);
    }
    const said = {
      ...{ wording: input.wording, published_at: act.recordedAt, withdrawn_reason: null },
      act_id: act.id,
    };
    await act.transaction
      .insertInto('record.rectification_wording')
      .values({
        ...{ congress_id: act.congressId, entry_id: input.entryId, kind, ...said },
        ...{ issuer_id: found.congress_id, rectification_id: found.id },
      })
      .onConflict((conflict) => conflict.columns(['congress_id', 'entry_id']).doUpdateSet(said))
      .execute();
    act.record({
      event: 'rectification-wording-published',
      subjects: { rectification: found.id, said: input.entryId },
      detail: { number: found.number, what, wording: input.wording },
    });
    return ok({ rectificationId: found.id });
  });
}

/**
 * Takes a published wording down. Refuses, in order, with `no-such-rectification`, `no-such-entry`,
 * `not-published`.
 */
export function withdrawWording(
  database: Kysely<Tables>,
  request: ActRequest,
  input: Entry & { readonly reason: string },
): Promise<Result<{ rectificationId: string }>> {
  return performAct(database, request, async (act) => {
    const entry = await findEntry(act, input.rectificationId, input.entryId);
    if (!entry.ok) return entry;
    const { found, what, standing } = entry.value;
    if (standing === undefined || standing.published_at === null) return refuse(notPublished);
    await act.transaction
      .updateTable('record.rectification_wording')
      .set({ published_at: null, withdrawn_reason: input.reason, act_id: act.id })
      .where('congress_id', '=', act.congressId)
      .where('entry_id', '=', input.entryId)
      .execute();
    act.record({
      event: 'rectification-wording-withdrawn',
      subjects: { rectification: found.id, said: input.entryId },
      detail: { number: found.number, what, reason: input.reason },
    });
    return ok({ rectificationId: found.id });
  });
}
