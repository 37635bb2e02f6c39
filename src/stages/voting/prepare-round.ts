import { ok, type Result } from '../../rules/refusals.ts';
import type { Act } from '../../trail/perform-act.ts';
import { livesElectronic, livesPaper } from './electronic-channel.ts';
import { moveRound } from './move-round.ts';
import type { Round } from './round-store.ts';

/**
 * Makes the round ready as soon as every channel is: papers printed, set-up sealed. `done` is the
 * channel that this act has just prepared; the round was read before. Refuses what `moveRound` does.
 */
export async function prepareWhenAllReady(
  act: Act,
  round: Round,
  done: 'paper' | 'electronic',
): Promise<Result<null>> {
  const paper = done === 'paper' || !livesPaper(round) || round.paper?.state === 'printed';
  const electronic =
    done === 'electronic' || !livesElectronic(round) || round.electronic?.state === 'sealed';
  if (!paper || !electronic) return ok(null);
  const moved = await moveRound(act, round, 'prepare');
  return moved.ok ? ok(null) : moved;
}

/**
 * Ends the count as soon as every channel is counted. Gives whether the round moved to `counted`; the
 * caller then writes the outcome. Refuses what `moveRound` does.
 */
export async function finishWhenAllCounted(
  act: Act,
  round: Round,
  done: 'paper' | 'electronic',
): Promise<Result<boolean>> {
  const paper = done === 'paper' || !livesPaper(round) || round.paper?.state === 'counted';
  const electronic =
    done === 'electronic' || !livesElectronic(round) || round.electronic?.state === 'counted';
  if (!paper || !electronic) return ok(false);
  const moved = await moveRound(act, round, 'finish-count');
  return moved.ok ? ok(true) : moved;
}
