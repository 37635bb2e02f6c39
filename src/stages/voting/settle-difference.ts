import type { Kysely } from 'kysely';
import type { Tables } from '../../database/tables.ts';
import { ok, type Refusal, type Result, refuse } from '../../rules/refusals.ts';
import { type Act, type ActRequest, performAct } from '../../trail/perform-act.ts';
import { lockCounting } from './add-batch.ts';
import type { Batch, StoredDifference } from './counting-store.ts';
import { voidReasons } from './enter-paper.ts';
import { noSuchRound, wrongPaperStep } from './refusals.ts';
import { loadRound, type Round } from './round-store.ts';
import { deskMarks, placeInWords } from './value-in-words.ts';

const notThird: Refusal = {
  code: 'not-a-third-person',
  message: '这一处由两位录入人以外的第三人核对原票。请总监票人、监票人或另一位计票人办理。',
};

/**
 * Settles one difference by a third look at the paper itself: the looker has entered neither of the
 * two, and gives the reason that the minute keeps.
 *
 * Refuses with `no-such-round`, `wrong-state`, `no-such-difference`, `already-done`,
 * `not-a-third-person`, `not-a-value`.
 */
export function settleDifference(
  database: Kysely<Tables>,
  request: ActRequest,
  input: {
    meetingId: string;
    roundId: string;
    differenceId: string;
    value: string;
    reason: string;
  },
): Promise<Result<{ open: number }>> {
  return performAct(database, request, async (act) => {
    const { meetingId, roundId, differenceId } = input;
    const round = await loadRound(act.transaction, act.congressId, meetingId, roundId);
    if (round === null) return refuse(noSuchRound);
    const counting = await lockCounting(act, roundId);
    if (counting === null) return refuse(wrongPaperStep('计票正在进行'));
    const batch = counting.batches.find((one) =>
      one.differences.some((difference) => difference.id === differenceId),
    );
    const difference = batch?.differences.find((one) => one.id === differenceId);
    if (batch === undefined || difference === undefined) {
      return refuse({ code: 'no-such-difference', message: '没有这一处不一致，请刷新页面。' });
    }
    if (difference.settledValue !== null) {
      return refuse({
        code: 'already-done',
        message: `这一处已由${difference.settledByName ?? '别人'}核对，不用再核。`,
      });
    }
    if (batch.entries.some((entry) => entry.tellerId === act.personId)) return refuse(notThird);
    if (!fits(round, difference, batch, input.value)) {
      return refuse({
        code: 'not-a-value',
        message: '请选择原票上实际的划法，或填写核对后的票数。',
        field: 'value',
      });
    }
    return ok({ open: await write(act, input, batch, difference) });
  });
}

/** Whether the value can be what the third look found at this place. */
function fits(round: Round, difference: StoredDifference, batch: Batch, value: string): boolean {
  if (difference.optionCode !== null) {
    return /^\d{1,3}$/.test(value) && Number(value) <= batch.papers;
  }
  if (difference.itemNumber !== null) return deskMarks(round).some(({ code }) => code === value);
  const voids = Object.keys(voidReasons).map((reason) => `void:${reason}`);
  const entered = [difference.firstValue, difference.secondValue];
  return value !== 'missing' && [...voids, ...entered].includes(value);
}

async function write(
  act: Act,
  input: { roundId: string; differenceId: string; value: string; reason: string },
  batch: Batch,
  difference: StoredDifference,
): Promise<number> {
  await act.transaction
    .updateTable('count.difference')
    .set({
      settled_value: input.value,
      settled_reason: input.reason,
      settled_by: act.personId,
      settled_act_id: act.id,
    })
    .where('congress_id', '=', act.congressId)
    .where('id', '=', input.differenceId)
    .execute();
  const open = batch.differences.filter(
    (one) => one.settledValue === null && one.id !== difference.id,
  ).length;
  if (open === 0) {
    await act.transaction
      .updateTable('count.batch')
      .set({ state: 'settled' })
      .where('congress_id', '=', act.congressId)
      .where('id', '=', batch.id)
      .execute();
  }
  act.record({
    event: 'difference-settled',
    subjects: { round: input.roundId, batch: batch.id, difference: difference.id },
    detail: { batch: batch.number, place: placeInWords(difference), reason: input.reason },
  });
  act.touch(`round:${input.roundId}`);
  return open;
}
