import type { Kysely } from 'kysely';
import type { Tables } from '../../database/tables.ts';
import { listRoles } from '../../people/index.ts';
import { memberNames } from '../../rules/quorum.ts';
import { ok, type Refusal, type Result, refuse } from '../../rules/refusals.ts';
import { type Act, type ActRequest, performAct } from '../../trail/perform-act.ts';
import { loadMeetingRuleSheet, loadStrip, sheetBinds } from '../meeting/index.ts';
import { livesElectronic, livesPaper, stepElectronic } from './electronic-channel.ts';
import { keysUnbound } from './keys/keys-bind.ts';
import { moveRound } from './move-round.ts';
import { stepPapers } from './paper-channel.ts';
import { noRuleSheet, noSuchRound, papersOutdated, scrutineersNotAdopted } from './refusals.ts';
import { loadRound, type Round } from './round-store.ts';

/**
 * Opens a round: issuing of papers and slips may begin.
 *
 * Refuses, in order, with `no-such-round`, `no-rule-sheet`, `papers-outdated`,
 * `not-in-force`, `not-confirmed`, `scrutineers-missing`, `scrutineers-not-adopted`, `holders-changed`, `no-quorum` (with the
 * number missing; 地方组织法 Art. 14, of a standing committee Art. 51), `wrong-state`, `stale-form`.
 */
export function openRound(
  database: Kysely<Tables>,
  request: ActRequest,
  input: { meetingId: string; roundId: string },
): Promise<Result<{ roundId: string }>> {
  return performAct(database, request, async (act) => {
    const { meetingId, roundId } = input;
    const round = await loadRound(act.transaction, act.congressId, meetingId, roundId);
    if (round === null) return refuse(noSuchRound);
    const blocked = await whatBlocks(act, meetingId, round);
    if (blocked !== null) return refuse(blocked);
    const strip = await loadStrip(act.transaction, act.congressId, round.sittingId);
    if (strip.missing > 0) {
      return refuse({
        code: 'no-quorum',
        message: `不足法定人数：应到 ${strip.due} 人，实到 ${strip.present} 人，需要 ${strip.needed} 人，还差 ${strip.missing} 人（地方组织法第${strip.body === 'congress' ? '十四' : '五十一'}条）。请等${memberNames[strip.body]}到齐签到后再发票。`,
      });
    }
    if (livesPaper(round)) {
      const step = await stepPapers(act, round, 'start-issuing');
      if (!step.ok) return step;
    }
    if (livesElectronic(round)) {
      const step = await stepElectronic(act, round, 'start-issuing');
      if (!step.ok) return step;
    }
    const moved = await moveRound(act, round, 'open');
    if (!moved.ok) return moved;
    act.record({
      event: 'round-opened',
      subjects: { meeting: meetingId, round: roundId, due: strip.due, present: strip.present },
      detail: { title: round.title, due: strip.due, present: strip.present },
    });
    return ok({ roundId });
  });
}

async function whatBlocks(act: Act, meetingId: string, round: Round): Promise<Refusal | null> {
  const sheet = await loadMeetingRuleSheet(act.transaction, act.congressId, meetingId);
  if (sheet === null) return noRuleSheet;
  if (sheet.versionId !== round.ruleSheetVersionId) return papersOutdated;
  const binds = sheetBinds(sheet);
  if (!binds.ok) return binds.refusals[0];
  const held = await listRoles(act.transaction, act.congressId, meetingId);
  const count = (role: string) => held.filter((one) => one.role === role).length;
  const tellers = livesPaper(round) ? 2 : 0;
  if (count('chief_scrutineer') !== 1 || count('scrutineer') < 1 || count('teller') < tellers) {
    const needed = tellers === 0 ? '' : '、计票人至少 2 名';
    return {
      code: 'scrutineers-missing',
      message: `应有总监票人 1 名、监票人至少 1 名${needed}。请先在“会议人员”页提名。`,
    };
  }
  const counting = held.filter((one) =>
    ['chief_scrutineer', 'scrutineer', 'teller'].includes(one.role),
  );
  if (counting.some((one) => one.decisionId === null)) return scrutineersNotAdopted;
  return await keysUnbound(act, round, held);
}
