import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Tables } from '../../database/tables.ts';
import { ok, type Result, refuse } from '../../rules/refusals.ts';
import { type Act, type ActRequest, performAct } from '../../trail/perform-act.ts';
import { loadLockedRound } from './box-lock.ts';
import { livesElectronic, stepElectronic } from './electronic-channel.ts';
import { moveRound } from './move-round.ts';
import { stepPapers } from './paper-channel.ts';
import { noSuchRound } from './refusals.ts';
import type { PaperChannel, Round } from './round-store.ts';

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

const outside = [
  'printed',
  'issuing',
  'issued',
] as const satisfies readonly PaperChannel['state'][];

/** Papers that were printed and are in no box yet become void: counted, minuted, to be destroyed. */
async function voidPapers(act: Act, round: Round, reason: string): Promise<Result<null>> {
  const { paper } = round;
  if (paper === null || paper.printed === null) return ok(null);
  if (!outside.some((state) => state === paper.state)) return ok(null);
  const step = await stepPapers(act, round, outside, '选票已经印好', { state: 'void' });
  if (!step.ok) return step;
  await act.transaction
    .insertInto('record.voided_papers')
    .values({
      ...{ congress_id: act.congressId, id: randomUUID(), round_id: round.id },
      ...{ papers: paper.printed, reason, act_id: act.id },
    })
    .execute();
  act.record({
    event: 'papers-voided',
    subjects: { meeting: round.meetingId, round: round.id, papers: paper.printed },
    detail: { title: round.title, papers: paper.printed, reason },
  });
  return ok(null);
}
