import { ok, type Result, refuse } from '../../rules/refusals.ts';
import type { Act } from '../../trail/perform-act.ts';
import { noPaper, staleRound, wrongPaperStep } from './refusals.ts';
import type { PaperChannel, Round } from './round-store.ts';

/** The figures and the state of the paper channel that a step may set. */
export interface PaperStep {
  readonly state?: PaperChannel['state'];
  readonly colour?: string;
  readonly printed?: number;
  readonly issued?: number;
  readonly spoiled?: number;
  readonly returned?: number;
  readonly void?: number;
  readonly destroyed?: number;
  readonly totals?: string;
}

/**
 * Writes a step of the papers. Refuses with `no-paper` in a round without, with `wrong-state` when the channel is not in one of the
 * expected states (`expected` says in words what should have happened first), with `stale-form` when
 * it changed since it was read.
 */
export async function stepPapers(
  act: Act,
  round: Round,
  from: readonly PaperChannel['state'][],
  expected: string,
  step: PaperStep,
): Promise<Result<null>> {
  if (round.paper === null) return refuse(noPaper);
  if (!from.includes(round.paper.state)) return refuse(wrongPaperStep(expected));
  const updated = await act.transaction
    .updateTable('record.round_channel')
    .set({ ...step, act_id: act.id, version: round.paper.version + 1 })
    .where('congress_id', '=', round.congressId)
    .where('round_id', '=', round.id)
    .where('channel', '=', 'paper')
    .where('version', '=', round.paper.version)
    .executeTakeFirst();
  if (updated.numUpdatedRows !== 1n) return refuse(staleRound);
  act.touch(`round:${round.id}`);
  return ok(null);
}
