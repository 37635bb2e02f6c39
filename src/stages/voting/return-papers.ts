import type { Kysely } from 'kysely';
import type { Tables } from '../../database/tables.ts';
import { ok, type Result, refuse } from '../../rules/refusals.ts';
import { type Act, type ActRequest, performAct } from '../../trail/perform-act.ts';
import { loadMeetingRuleSheet } from '../meeting/index.ts';
import { loadLockedRound } from './box-lock.ts';
import { livesElectronic, stepElectronic } from './electronic-channel.ts';
import { moveRound } from './move-round.ts';
import { stepPapers } from './paper-channel.ts';
import { noSuchRound, wrongPaperStep } from './refusals.ts';
import type { Round } from './round-store.ts';

/**
 * Records how many papers the opened box holds, before any mark is read. More than were issued: the
 * whole round is void and nothing is counted (选举法 Art. 44, borrowed for projects), or the papers alone
 * where the rule sheet says so and electronic ballots count too.
 *
 * Refuses with `no-such-round`, `wrong-state`, `returned-more-than-issued` (until somebody says that
 * the papers were counted twice: a slip of the keyboard must not void a vote), `stale-form`.
 */
export function returnPapers(
  database: Kysely<Tables>,
  request: ActRequest,
  input: { meetingId: string; roundId: string; returned: number; counted: boolean },
): Promise<Result<{ roundId: string; valid: boolean; whole: boolean }>> {
  return performAct(database, request, async (act) => {
    const { meetingId, roundId, returned, counted } = input;
    const round = await loadLockedRound(act, meetingId, roundId);
    if (round === null) return refuse(noSuchRound);
    if (round.state !== 'closed') return refuse(wrongPaperStep('先封箱'));
    const issued = round.paper?.issued ?? 0;
    const valid = returned <= issued;
    if (!valid && !counted) {
      const message = `收回 ${returned} 张，多于发出 ${issued} 张：登记后本轮无效，不再计票。请再清点一遍；是发出张数填错的，先更正；确实多出的，请勾选“已两人清点”再登记。`;
      return refuse({ code: 'returned-more-than-issued', message, field: 'returned' });
    }
    const step = await stepPapers(act, round, valid ? 'return' : 'void', { returned });
    if (!step.ok) return step;
    const whole = !valid && (await voidsWholeRound(act, round));
    if (whole) {
      const moved = await moveRound(
        act,
        round,
        'void',
        `收回 ${returned} 张，多于发出的 ${issued} 张`,
      );
      if (!moved.ok) return moved;
      const voided = await voidElectronicToo(act, round);
      if (!voided.ok) return voided;
    }
    const verdict = valid
      ? '收回不多于发出，投票有效'
      : whole
        ? '收回多于发出，本轮投票无效，应重新投票'
        : '收回多于发出，纸质票作废，只计电子票';
    act.record({
      event: 'papers-returned',
      subjects: { meeting: meetingId, round: roundId, issued, returned },
      detail: { title: round.title, issued, returned, verdict },
    });
    return ok({ roundId, valid, whole });
  });
}

async function voidsWholeRound(act: Act, round: Round): Promise<boolean> {
  if (!livesElectronic(round)) return true;
  const sheet = await loadMeetingRuleSheet(act.transaction, act.congressId, round.meetingId);
  return sheet?.document.vote?.channelVoid !== 'channel';
}

async function voidElectronicToo(act: Act, round: Round): Promise<Result<null>> {
  if (!livesElectronic(round)) return ok(null);
  const step = await stepElectronic(act, round, 'void');
  return step.ok ? ok(null) : step;
}
