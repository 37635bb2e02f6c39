import type { Kysely } from 'kysely';
import type { Tables } from '../../database/tables.ts';
import type { ClosingVerdict } from '../../rules/closing.ts';
import { ok, type Result, refuse } from '../../rules/refusals.ts';
import { type Act, type ActRequest, performAct } from '../../trail/perform-act.ts';
import { loadMeetingRuleSheet } from '../meeting/index.ts';
import { loadLockedRound } from './box-lock.ts';
import { livesElectronic, livesPaper } from './electronic-channel.ts';
import { moveRound } from './move-round.ts';
import { closeElectronicBox } from './opening/close-electronic-box.ts';
import { noRuleSheet, noSuchRound, wrongPaperStep } from './refusals.ts';
import type { Round } from './round-store.ts';
import { voidPapers } from './void-papers.ts';

const tooManyBallots = '电子票多于发出的票码';

/**
 * Closes the box: nobody can vote any more. Both channels of a hybrid round close together, in one
 * transaction under the lock of the electronic box. More electronic ballots than slips void the channel
 * or the round, as the rule sheet says; with the round its papers are void and minuted.
 *
 * Refuses with `no-such-round`, `wrong-state` (issuing has not ended, or the round is not open),
 * `already-done` (closed before), `too-few-ballots`, `stale-form`.
 */
export function closeRound(
  database: Kysely<Tables>,
  request: ActRequest,
  input: { meetingId: string; roundId: string },
): Promise<Result<{ roundId: string; verdict: ClosingVerdict }>> {
  return performAct(database, request, async (act) => {
    const round = await loadLockedRound(act, input.meetingId, input.roundId);
    if (round === null) return refuse(noSuchRound);
    if (livesPaper(round) && round.paper?.state !== 'issued' && round.state === 'open') {
      return refuse(wrongPaperStep('先登记发出的选票张数'));
    }
    const closed = await closeElectronic(act, round);
    if (!closed.ok) return closed;
    const verdict = closed.value;
    const moved =
      verdict === 'round-void'
        ? await moveRound(act, round, 'void', tooManyBallots)
        : await moveRound(act, round, 'close');
    if (!moved.ok) return moved;
    const papers =
      verdict === 'round-void' ? await voidPapers(act, round, tooManyBallots) : ok(null);
    if (!papers.ok) return papers;
    act.record({
      event: 'round-closed',
      subjects: { meeting: input.meetingId, round: round.id },
      detail: { title: round.title },
    });
    return ok({ roundId: round.id, verdict });
  });
}

async function closeElectronic(act: Act, round: Round): Promise<Result<ClosingVerdict>> {
  // A round that is not open refuses by its own machine, which names what to do.
  if (!livesElectronic(round) || round.state !== 'open') return ok('closed');
  const sheet = await loadMeetingRuleSheet(act.transaction, act.congressId, round.meetingId);
  if (sheet === null) return refuse(noRuleSheet);
  return await closeElectronicBox(act, round, sheet.document);
}
