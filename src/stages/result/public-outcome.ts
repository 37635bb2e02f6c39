import type { Kysely } from 'kysely';
import type { Tables } from '../../database/tables.ts';
import { decisionFile, outcomeFile } from '../../rules/outcome/outcome-file.ts';
import { loadMeetingRuleSheet } from '../meeting/index.ts';
import {
  decideMatters,
  decideRound,
  decideTest,
  loadCountingTotals,
  loadRound,
} from '../voting/index.ts';
import { listAnnouncements } from './announce-result.ts';
import { currentReport, listReports } from './report-store.ts';

/** A file that `npm run outcome` reads: of whichever kind of round. */
export type PublicOutcome =
  | ReturnType<typeof outcomeFile>
  | ReturnType<typeof decisionFile>
  | ({ readonly format: 1 } & ReturnType<typeof decideTest>['input']);

/**
 * The figures of an announced round in the form that `npm run outcome` takes, so that anyone decides the
 * result again: those of the report that was announced last. Null while the round has no outcome.
 */
export async function loadPublicOutcome(
  database: Kysely<Tables>,
  congressId: string,
  roundId: string,
): Promise<PublicOutcome | null> {
  const found = await database
    .selectFrom('record.round')
    .select('meeting_id')
    .where('congress_id', '=', congressId)
    .where('id', '=', roundId)
    .executeTakeFirstOrThrow();
  const round = await loadRound(database, congressId, found.meeting_id, roundId);
  const sheet = await loadMeetingRuleSheet(database, congressId, found.meeting_id);
  if (round === null || round.outcome === null || sheet === null) return null;
  const last = (await listAnnouncements(database, congressId, round.id)).at(-1);
  const reports = await listReports(database, congressId, round.id);
  // A round that another one completes has no announcement of its own.
  const announced = last?.reportId ?? currentReport(reports)?.id;
  const countingId = reports.find((one) => one.id === announced)?.countingId ?? null;
  const totals =
    countingId === null ? null : await loadCountingTotals(database, congressId, countingId);
  if (round.kind === 'satisfaction') {
    return { format: 1, ...decideTest(round, sheet.document, totals).input };
  }
  if (round.kind === 'decision') {
    return decisionFile(decideMatters(round, sheet.document, totals).input);
  }
  return outcomeFile(decideRound(round, sheet.document, totals).input);
}
