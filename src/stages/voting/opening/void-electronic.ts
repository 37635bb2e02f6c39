import type { Kysely } from 'kysely';
import type { Tables } from '../../../database/tables.ts';
import { ok, type Result, refuse } from '../../../rules/refusals.ts';
import { type ActRequest, performAct } from '../../../trail/perform-act.ts';
import { loadLockedRound } from '../box-lock.ts';
import { livesElectronic, livesPaper, stepElectronic } from '../electronic-channel.ts';
import { stepPapers } from '../paper-channel.ts';
import { noElectronic, noSuchRound } from '../refusals.ts';

/**
 * Gives up the electronic channel of a hybrid round before its box is closed: fewer ballots than may be
 * opened, or the hall's network fails. The box is never opened; its deputies vote on paper, so the
 * issuing of papers goes on.
 *
 * Refuses with `no-such-round`, `no-electronic`, `only-channel`, `wrong-state`, `stale-form`.
 */
export function voidElectronic(
  database: Kysely<Tables>,
  request: ActRequest,
  input: { meetingId: string; roundId: string; reason: string },
): Promise<Result<{ roundId: string }>> {
  return performAct(database, request, async (act) => {
    const { meetingId, roundId, reason } = input;
    const round = await loadLockedRound(act, meetingId, roundId);
    if (round === null) return refuse(noSuchRound);
    if (!livesElectronic(round)) return refuse(noElectronic);
    if (!livesPaper(round)) {
      return refuse({
        code: 'only-channel',
        message: '本轮只有电子票。不能再投的，请宣布本轮无效，另建一轮用纸质票。',
      });
    }
    if (round.state !== 'open') {
      return refuse({
        code: 'wrong-state',
        message: '只有正在投票的轮次才能把电子票改为纸质票。请看本轮页面上的“下一步”。',
      });
    }
    const step = await stepElectronic(act, round, 'void');
    if (!step.ok) return step;
    const papers = await stepPapers(act, round, ['issuing', 'issued'], '先开始发纸质票', {
      state: 'issuing',
    });
    if (!papers.ok) return papers;
    act.record({
      event: 'electronic-voided',
      subjects: { meeting: meetingId, round: roundId },
      detail: { title: round.title, reason },
    });
    return ok({ roundId });
  });
}
