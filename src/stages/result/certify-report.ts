import { ok, type Result } from '../../rules/refusals.ts';
import type { Act } from '../../trail/perform-act.ts';
import { loadMeetingRuleSheet } from '../meeting/index.ts';
import { moveRound, type Round } from '../voting/index.ts';
import { listReports, loadSigners } from './report-store.ts';
import { type SigningRule, signingState } from './signers.ts';

/** The signing rule of the meeting's sheet; a sheet without the chapter asks everybody. */
export async function loadSigningRule(
  database: Act['transaction'],
  congressId: string,
  meetingId: string,
): Promise<SigningRule> {
  const sheet = await loadMeetingRuleSheet(database, congressId, meetingId);
  const vote = sheet?.document.vote;
  return {
    signers: vote?.signers ?? 'chief-scrutineers-tellers',
    missing: vote?.signerMissing ?? 'minuted',
  };
}

/** After each signature: when nothing is missing any more, the round is certified. */
export async function certifyWhenComplete(
  act: Act,
  meetingId: string,
  round: Round,
  reportId: string,
): Promise<Result<boolean>> {
  act.touch(`round:${round.id}`);
  const reports = await listReports(act.transaction, act.congressId, round.id);
  const report = reports.find((one) => one.id === reportId);
  if (report === undefined) throw new Error('the report was read in this transaction');
  const rule = await loadSigningRule(act.transaction, act.congressId, meetingId);
  const signers = await loadSigners(act.transaction, act.congressId, meetingId, report);
  if (!signingState(rule, signers).complete) return ok(false);
  await act.transaction
    .updateTable('record.count_report')
    .set({ state: 'signed' })
    .where('congress_id', '=', act.congressId)
    .where('id', '=', reportId)
    .execute();
  const moved = await moveRound(act, round, 'certify');
  if (!moved.ok) return moved;
  act.record({
    event: 'report-certified',
    subjects: { round: round.id, report: reportId, hash: report.hash },
    detail: { title: round.title },
  });
  return ok(true);
}
