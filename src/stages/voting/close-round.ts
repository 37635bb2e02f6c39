import type { Kysely } from 'kysely';
import type { Tables } from '../../database/tables.ts';
import { ok, type Result, refuse } from '../../rules/refusals.ts';
import { type ActRequest, performAct } from '../../trail/perform-act.ts';
import { livesPaper } from './electronic-channel.ts';
import { moveRound } from './move-round.ts';
import { noSuchRound, wrongPaperStep } from './refusals.ts';
import { loadRound } from './round-store.ts';

/**
 * Closes the box: nobody can vote any more.
 *
 * Refuses with `no-such-round`, `wrong-state` (issuing has not ended, or the round is not open),
 * `stale-form`.
 */
export function closeRound(
  database: Kysely<Tables>,
  request: ActRequest,
  input: { meetingId: string; roundId: string },
): Promise<Result<{ roundId: string }>> {
  return performAct(database, request, async (act) => {
    const round = await loadRound(act.transaction, act.congressId, input.meetingId, input.roundId);
    if (round === null) return refuse(noSuchRound);
    if (livesPaper(round) && round.paper?.state !== 'issued') {
      return refuse(wrongPaperStep('先登记发出的选票张数'));
    }
    const moved = await moveRound(act, round, 'close');
    if (!moved.ok) return moved;
    act.record({
      event: 'round-closed',
      subjects: { meeting: input.meetingId, round: round.id },
      detail: { title: round.title },
    });
    return ok({ roundId: round.id });
  });
}
