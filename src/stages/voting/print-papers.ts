import type { Kysely } from 'kysely';
import type { Tables } from '../../database/tables.ts';
import { ok, type Result, refuse } from '../../rules/refusals.ts';
import { type ActRequest, performAct } from '../../trail/perform-act.ts';
import { loadMeetingRuleSheet, markRuleSheetPrinted } from '../meeting/index.ts';
import { stepPapers } from './paper-channel.ts';
import { prepareWhenAllReady } from './prepare-round.ts';
import { noRuleSheet, noSuchRound, papersOutdated } from './refusals.ts';
import { loadRound } from './round-store.ts';

/**
 * Records that the papers were proofread against the sealed list and printed. The round is ready when its
 * electronic channel, where it has one, is sealed too.
 *
 * Refuses with `no-such-round`, `no-rule-sheet`, `papers-outdated`, `wrong-state`, `stale-form`.
 */
export function printPapers(
  database: Kysely<Tables>,
  request: ActRequest,
  input: { meetingId: string; roundId: string; printed: number; colour: string },
): Promise<Result<{ roundId: string }>> {
  return performAct(database, request, async (act) => {
    const { meetingId, roundId, printed, colour } = input;
    const round = await loadRound(act.transaction, act.congressId, meetingId, roundId);
    if (round === null) return refuse(noSuchRound);
    const sheet = await loadMeetingRuleSheet(act.transaction, act.congressId, meetingId);
    if (sheet === null) return refuse(noRuleSheet);
    if (sheet.versionId !== round.ruleSheetVersionId) return refuse(papersOutdated);
    const step = await stepPapers(act, round, 'print', { printed, colour });
    if (!step.ok) return step;
    const prepared = await prepareWhenAllReady(act, round, 'paper');
    if (!prepared.ok) return prepared;
    await markRuleSheetPrinted(act, sheet.sheetId);
    act.record({
      event: 'papers-printed',
      subjects: { meeting: meetingId, round: roundId, printed },
      detail: { title: round.title, printed, colour },
    });
    return ok({ roundId });
  });
}
