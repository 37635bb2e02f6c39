import { advancePapers, type PaperVerb } from '../../rules/paper-channel.ts';
import { ok, type Result, refuse } from '../../rules/refusals.ts';
import type { Act } from '../../trail/perform-act.ts';
import { noPaper, staleRound } from './refusals.ts';
import type { Round } from './round-store.ts';

/** The figures of the paper channel that a step may set. */
export interface PaperStep {
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
 * Moves the papers by a verb of their machine and writes the figures that come with it. Refuses with `no-paper` in
 * a round without, with `already-done` and `wrong-state` by the machine, with `stale-form` when the channel changed
 * since it was read.
 */
export async function stepPapers(
  act: Act,
  round: Round,
  verb: PaperVerb,
  figures: PaperStep = {},
): Promise<Result<null>> {
  if (round.paper === null) return refuse(noPaper);
  const next = advancePapers(round.paper.state, verb);
  if (!next.ok) return next;
  const updated = await act.transaction
    .updateTable('record.round_channel')
    .set({ ...figures, state: next.value, act_id: act.id, version: round.paper.version + 1 })
    .where('congress_id', '=', round.congressId)
    .where('round_id', '=', round.id)
    .where('channel', '=', 'paper')
    .where('version', '=', round.paper.version)
    .executeTakeFirst();
  if (updated.numUpdatedRows !== 1n) return refuse(staleRound);
  act.touch(`round:${round.id}`);
  return ok(null);
}
