import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Tables } from '../../database/tables.ts';
import type { Strata } from '../../rules/lookback/draw.ts';
import { ok, type Refusal, type Result, refuse } from '../../rules/refusals.ts';
import { type Act, type ActRequest, performAct } from '../../trail/perform-act.ts';
import { listReviewable, loadLookback, moveLookback } from './lookback-store.ts';
import { noSuchLookback, staleLookback, wrongState } from './refusals.ts';

/** What a programme says. `perStratum` projects are drawn from each stratum. */
export interface Programme {
  readonly title: string;
  readonly purpose: string;
  readonly reviewedIds: readonly string[];
  readonly fromYear: number;
  readonly toYear: number;
  readonly startsOn: string;
  readonly endsOn: string;
  readonly perStratum: number;
  readonly strata: Strata;
  /** The programme whose open items this one carries on, after a change of term. */
  readonly continuesId: string | null;
}

const notBelow: Refusal = {
  code: 'not-below',
  message: '只能回头看本单位和下级单位，请重新选择。',
  field: 'reviewed',
};
const yearsTurned: Refusal = {
  code: 'years-turned',
  message: '起始年度不能晚于截止年度，请改正。',
  field: 'to_year',
};
const daysTurned: Refusal = {
  code: 'days-turned',
  message: '结束日期不能早于开始日期，请改正。',
  field: 'ends_on',
};
const noPredecessor: Refusal = {
  code: 'no-predecessor',
  message: '没有这个可以接续的回头看，请重新选择。',
  field: 'continues_id',
};

async function faultOf(act: Act, programme: Programme): Promise<Refusal | null> {
  const reviewable = await listReviewable(act.transaction, act.congressId);
  const known = new Set(reviewable.map((one) => one.id));
  const { reviewedIds, continuesId } = programme;
  if (reviewedIds.length === 0 || reviewedIds.some((id) => !known.has(id))) return notBelow;
  if (programme.fromYear > programme.toYear) return yearsTurned;
  if (programme.startsOn > programme.endsOn) return daysTurned;
  if (continuesId === null) return null;
  const earlier = await loadLookback(act.transaction, act.congressId, continuesId);
  return earlier === null || earlier.state === 'draft' ? noPredecessor : null;
}

function rowOf(programme: Programme) {
  return {
    ...{ title: programme.title, purpose: programme.purpose },
    reviewed_ids: [...new Set(programme.reviewedIds)].sort(),
    ...{ from_year: programme.fromYear, to_year: programme.toYear },
    ...{ starts_on: programme.startsOn, ends_on: programme.endsOn },
    ...{ sample_size: programme.perStratum, strata: programme.strata },
    continues_id: programme.continuesId,
  };
}

/**
 * Drafts a programme (回头看方案). Refuses with `not-below`, `years-turned`, `days-turned`,
 * `no-predecessor`.
 */
export function draftLookback(
  database: Kysely<Tables>,
  request: ActRequest,
  programme: Programme,
): Promise<Result<{ lookbackId: string }>> {
  return performAct(database, request, async (act) => {
    const fault = await faultOf(act, programme);
    if (fault !== null) return refuse(fault);
    const lookbackId = randomUUID();
    await act.transaction
      .insertInto('record.lookback')
      .values({
        ...{ congress_id: act.congressId, id: lookbackId, act_id: act.id, state: 'draft' },
        ...rowOf(programme),
      })
      .execute();
    act.record({
      event: 'lookback-drafted',
      subjects: { lookback: lookbackId },
      detail: { title: programme.title },
    });
    return ok({ lookbackId });
  });
}

/**
 * Changes a programme that is still a draft. Refuses with `no-such-lookback`, `stale-form`,
 * `wrong-state` (the scope is published) and as `draftLookback`.
 */
export function changeLookback(
  database: Kysely<Tables>,
  request: ActRequest,
  input: { readonly lookbackId: string; readonly version: number; readonly programme: Programme },
): Promise<Result<{ lookbackId: string }>> {
  return performAct(database, request, async (act) => {
    const { lookbackId, version, programme } = input;
    const lookback = await loadLookback(act.transaction, act.congressId, lookbackId);
    if (lookback === null) return refuse(noSuchLookback);
    if (lookback.state !== 'draft') {
      return refuse(wrongState('范围已经公布，方案不能再改；需要另做一次，请新建方案。'));
    }
    if (lookback.version !== version) return refuse(staleLookback);
    const fault = await faultOf(act, programme);
    if (fault !== null) return refuse(fault);
    if (!(await moveLookback(act, lookback, rowOf(programme)))) return refuse(staleLookback);
    act.record({
      event: 'lookback-changed',
      subjects: { lookback: lookbackId },
      detail: { title: programme.title },
    });
    return ok({ lookbackId });
  });
}
