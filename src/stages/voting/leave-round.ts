import type { Kysely } from 'kysely';
import type { Tables } from '../../database/tables.ts';
import { ok, type Result, refuse } from '../../rules/refusals.ts';
import { type ActRequest, performAct } from '../../trail/perform-act.ts';
import { loadLockedRound } from './box-lock.ts';
import { livesElectronic, stepElectronic } from './electronic-channel.ts';
import { moveRound } from './move-round.ts';
import { noSuchRound } from './refusals.ts';
import { voidPapers } from './void-papers.ts';

/** The ways out of a round that need only a reason. */
export type WayOut = 'interrupt' | 'resume' | 'cancel' | 'void';

const wayNames: Readonly<Record<WayOut, string>> = {
  interrupt: '中断',
  resume: '恢复',
  cancel: '取消',
  void: '宣布无效',
};

/**
 * Interrupts, resumes, cancels or voids a round, with its reason. Papers that were printed for a
 * cancelled or void round are counted as to be destroyed; its electronic box is never opened.
 *
 * Refuses with `no-such-round`, what the state machine refuses, and `stale-form`.
 */
export function leaveRound(
  database: Kysely<Tables>,
  request: ActRequest,
  input: { meetingId: string; roundId: string; way: WayOut; reason: string },
): Promise<Result<{ roundId: string }>> {
  return performAct(database, request, async (act) => {
    const { meetingId, roundId, way, reason } = input;
    const round = await loadLockedRound(act, meetingId, roundId);
    if (round === null) return refuse(noSuchRound);
    const moved = await moveRound(act, round, way, reason);
    if (!moved.ok) return moved;
    if (way === 'cancel' || way === 'void') {
      const voided = await voidPapers(act, round, reason);
      if (!voided.ok) return voided;
    }
    if ((way === 'cancel' || way === 'void') && livesElectronic(round)) {
      // From here on the server's key opens nothing of this round, whatever lies in its box.
      const step = await stepElectronic(act, round, 'void');
      if (!step.ok) return step;
    }
    act.record({
      event: 'round-moved',
      subjects: { meeting: meetingId, round: roundId },
      detail: { title: round.title, verb: wayNames[way], reason },
    });
    return ok({ roundId });
  });
}
