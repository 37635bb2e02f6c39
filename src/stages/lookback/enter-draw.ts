import type { Kysely } from 'kysely';
import type { Tables } from '../../database/tables.ts';
import { checkSeedDue, checkSeedTimes, drawSample, readSeed } from '../../rules/lookback/draw.ts';
import { ok, type Refusal, type Result, refuse } from '../../rules/refusals.ts';
import { sha256 } from '../../trail/canonical.ts';
import { type Act, type ActRequest, performAct } from '../../trail/perform-act.ts';
import {
  type DrawRecord,
  type Lookback,
  listDraws,
  loadLookback,
  loadScope,
  moveLookback,
} from './lookback-store.ts';
import { announceDraw, type NamedSeed } from './publish-scope.ts';
import { noSuchLookback, staleLookback, wrongState } from './refusals.ts';

/** A seed as it came about, before two named witnesses. */
export interface EnteredSeed {
  readonly lookbackId: string;
  readonly version: number;
  readonly seed: string;
  readonly drawnAt: Date;
  readonly witnesses: readonly [string, string];
}

const sameWitness: Refusal = {
  code: 'same-witness',
  message: '两名见证人应当是两个人，请改正。',
  field: 'witness_two',
};
const seedUsed: Refusal = {
  code: 'seed-used',
  message: '这个种子前面用过，重抽须用新的种子。',
  field: 'seed',
};
const noDrawAnnounced = wrongState(
  '现在不能录入种子：请先公布范围；要重抽，请先写明理由并另约种子。',
);

interface Standing {
  readonly lookback: Lookback;
  readonly draws: readonly DrawRecord[];
}

async function stand(act: Act, lookbackId: string, version: number): Promise<Result<Standing>> {
  const lookback = await loadLookback(act.transaction, act.congressId, lookbackId);
  if (lookback === null) return refuse(noSuchLookback);
  const draws = await listDraws(act.transaction, act.congressId, lookbackId);
  if (lookback.state !== 'scope_published' && lookback.state !== 'drawn') {
    const draft = lookback.state === 'draft';
    return refuse(draft ? noDrawAnnounced : wrongState('已经出了报告，不能再抽样。'));
  }
  return lookback.version === version ? ok({ lookback, draws }) : refuse(staleLookback);
}

/**
 * Enters the seed and draws the sample from it.
 *
 * Refuses with `no-such-lookback`, `wrong-state` (no scope is published, the draw was made already, or the
 * report is out), `stale-form`, `seed-before-scope`, `seed-before-due`, `in-the-future`, `same-witness`,
 * `seed-used`.
 */
export function enterDraw(
  database: Kysely<Tables>,
  request: ActRequest,
  input: EnteredSeed,
): Promise<Result<{ drawn: number }>> {
  return performAct(database, request, async (act) => {
    const standing = await stand(act, input.lookbackId, input.version);
    if (!standing.ok) return standing;
    const { lookback, draws } = standing.value;
    const draw = draws.at(-1);
    if (draw === undefined || draw.made !== null) return refuse(noDrawAnnounced);
    const wrong = checkSeedTimes({
      ...{ announcedAt: draw.announcedAt.getTime(), dueAt: draw.seedDueAt.getTime() },
      ...{ drawnAt: input.drawnAt.getTime(), now: act.recordedAt.getTime() },
    });
    if (wrong !== null) return refuse(wrong);
    const [first, second] = input.witnesses;
    if (first === second) return refuse(sameWitness);
    const seed = readSeed(input.seed);
    if (draws.some((one) => one.made?.seed === seed)) return refuse(seedUsed);
    if (!(await moveLookback(act, lookback, { state: 'drawn' }))) return refuse(staleLookback);
    const scope = await loadScope(act.transaction, act.congressId, lookback.id);
    const lines = scope.map((one) => one.line);
    const { perStratum, strata } = lookback;
    const positions = drawSample({ lines, seed, perStratum, strata }, sha256);
    await act.transaction
      .updateTable('record.lookback_draw')
      .set({
        ...{ seed, drawn_at: input.drawnAt, witnesses: [...input.witnesses] },
        ...{ positions: [...positions], act_id: act.id },
      })
      .where('congress_id', '=', act.congressId)
      .where('id', '=', draw.id)
      .execute();
    act.record({
      event: 'lookback-drawn',
      subjects: { lookback: lookback.id, draw: draw.number, projects: positions.length },
      detail: { title: lookback.title, seed, witnesses: input.witnesses.join('、') },
    });
    return ok({ drawn: positions.length });
  });
}

/**
 * Announces another draw with its reason and a new source; the earlier draws stay visible.
 *
 * Refuses with `no-such-lookback`, `wrong-state` (nothing was drawn yet, or a draw is announced already),
 * `stale-form`, `seed-not-future`.
 */
export function announceRedraw(
  database: Kysely<Tables>,
  request: ActRequest,
  input: {
    readonly lookbackId: string;
    readonly version: number;
    readonly reason: string;
  } & NamedSeed,
): Promise<Result<{ number: number }>> {
  return performAct(database, request, async (act) => {
    const standing = await stand(act, input.lookbackId, input.version);
    if (!standing.ok) return standing;
    const { lookback, draws } = standing.value;
    const last = draws.at(-1);
    if (last === undefined || last.made === null) {
      return refuse(wrongState('已经约定的种子还没有录入，请先完成这一次抽样。'));
    }
    const early = checkSeedDue({
      announcedAt: act.recordedAt.getTime(),
      dueAt: input.seedDueAt.getTime(),
    });
    if (early !== null) return refuse(early);
    if (!(await moveLookback(act, lookback, {}))) return refuse(staleLookback);
    const number = last.number + 1;
    await announceDraw(act, lookback.id, { ...input, number });
    act.record({
      event: 'lookback-redraw-announced',
      subjects: { lookback: lookback.id, draw: number },
      detail: { title: lookback.title, reason: input.reason, source: input.seedSource },
    });
    return ok({ number });
  });
}
