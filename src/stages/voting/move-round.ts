import { advance, type RoundVerb } from '../../rules/lifecycle.ts';
import { ok, type Result, refuse } from '../../rules/refusals.ts';
import type { Act } from '../../trail/perform-act.ts';
import { staleRound } from './refusals.ts';
import type { Round, RoundState } from './round-store.ts';

/**
 * Moves a round to its next state by a verb of the one state machine (`rules/lifecycle`), together
 * with other columns where the act has them. Refuses what the machine refuses, and `stale-form` when
 * the round changed since it was read.
 */
export async function moveRound(
  act: Act,
  round: Round,
  verb: RoundVerb,
  reason: string | null = null,
): Promise<Result<RoundState>> {
  const next = advance(round.state, verb);
  if (!next.ok) return next;
  const updated = await act.transaction
    .updateTable('record.round')
    .set({ state: next.value, state_reason: reason, version: round.version + 1 })
    .where('congress_id', '=', round.congressId)
    .where('id', '=', round.id)
    .where('version', '=', round.version)
    .executeTakeFirst();
  if (updated.numUpdatedRows !== 1n) return refuse(staleRound);
  act.touch(`round:${round.id}`);
  act.touch(`meeting:${round.meetingId}`);
  return ok(next.value);
}
