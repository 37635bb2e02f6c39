import type { Kysely } from 'kysely';
import type { Tables } from '../../../database/tables.ts';
import { ok, type Refusal, type Result, refuse } from '../../../rules/refusals.ts';
import { type Act, type ActRequest, performAct } from '../../../trail/perform-act.ts';
import { loadLockedRound } from '../box-lock.ts';
import { livesPaper, stepElectronic } from '../electronic-channel.ts';
import { stepPapers } from '../paper-channel.ts';
import { prepareWhenAllReady } from '../prepare-round.ts';
import { noElectronic, noSuchRound } from '../refusals.ts';
import type { Round } from '../round-store.ts';
import { keysChapterOf } from './keys-chapter.ts';
import { roundNotOpen, wrongSlipStep } from './refusals.ts';
import { countSlips } from './slip-store.ts';

const noPaperBeside: Refusal = {
  code: 'no-paper',
  message: '本轮没有纸质票，不能改用。请取消本轮，把票决办法改为纸质票或者两种方式并用，再建一轮。',
};

/**
 * Turns a round of both to paper: before the first ballot, or with so few that opening would show
 * whose they are (ballots.md, Beyond Belenios 10). The electronic channel is void and never opened;
 * deputies with a slip vote on paper against it. Papers whose issuing had ended are issued again.
 *
 * Refuses, in order, with `no-such-round`, `no-electronic`, `no-paper`, `wrong-state` (closed or
 * opened: a round whose boxes are closed can only be void; or the round itself is over), `already-done`, `ballots-in-box`,
 * `stale-form`.
 */
export function turnToPaper(
  database: Kysely<Tables>,
  request: ActRequest,
  input: { readonly meetingId: string; readonly roundId: string; readonly reason: string },
): Promise<Result<{ issued: number }>> {
  return performAct(database, request, async (act) => {
    const round = await loadLockedRound(act, input.meetingId, input.roundId);
    if (round === null) return refuse(noSuchRound);
    if (round.electronic === null) return refuse(noElectronic);
    if (round.paper === null || !livesPaper(round)) return refuse(noPaperBeside);
    const { state, issued } = round.electronic;
    if (state === 'closed' || state === 'counted') {
      return refuse(wrongSlipStep(state, '改用纸质票'));
    }
    if (!['draft', 'ready', 'open', 'interrupted'].includes(round.state)) {
      return refuse(roundNotOpen(round.state, '改用纸质票'));
    }
    const tooMany = await enoughBallots(act, round);
    if (tooMany !== null) return refuse(tooMany);
    const stepped = await stepElectronic(act, round, 'void');
    if (!stepped.ok) return stepped;
    const papers = await readyPapers(act, round);
    if (!papers.ok) return papers;
    act.record({
      event: 'turned-to-paper',
      subjects: { meeting: round.meetingId, round: round.id, issued: issued ?? 0 },
      detail: { title: round.title, issued: issued ?? 0, reason: input.reason },
    });
    return ok({ issued: issued ?? 0 });
  });
}

async function enoughBallots(act: Act, round: Round): Promise<Refusal | null> {
  const election = round.electronic?.election ?? null;
  if (election === null) return null;
  const { ballots } = await countSlips(act.transaction, act.congressId, election.uuid);
  const { smallestChannel } = await keysChapterOf(act.transaction, round);
  if (ballots < smallestChannel) return null;
  return {
    code: 'ballots-in-box',
    message: `电子票箱里已有 ${ballots} 张票，不少于开箱所需的 ${smallestChannel} 张，不能改用纸质票。请照常投票；不能继续的，宣布本轮无效。`,
  };
}

async function readyPapers(act: Act, round: Round): Promise<Result<null>> {
  if (round.state === 'draft' && round.paper?.state === 'printed') {
    return await prepareWhenAllReady(act, round, 'electronic');
  }
  if (round.paper?.state !== 'issued') return ok(null);
  return await stepPapers(act, round, 'issue-again');
}
