import { type Kysely, sql } from 'kysely';
import type { Tables } from '../../database/tables.ts';
import type { JsonValue } from '../../rules/canonical-json.ts';
import { listAnnouncements } from '../../stages/result/announce-result.ts';
import { currentReport, listReports } from '../../stages/result/index.ts';
import { loadPublicOutcome } from '../../stages/result/public-outcome.ts';
import { findOnBoard, loadArchive } from '../../stages/voting/board/archive-store.ts';
import { proofsText } from '../../stages/voting/board/download.ts';
import { filesOf } from '../../stages/voting/opening/verify-board.ts';
import { bundleFolders } from '../../wire/bundle.ts';
import type { BundleScope } from './public-rows.ts';
import { announcedRounds } from './public-vote.ts';

/** A file of the bundle with its content. */
export interface MadeFile {
  readonly path: string;
  readonly content: string | Uint8Array;
}

/** An announced round with everything that its result follows from. */
export interface BundleResult {
  readonly roundId: string;
  readonly value: JsonValue;
  /** Elections whose opened box the announced reports name. */
  readonly elections: readonly string[];
}

/**
 * The announced rounds of a year of whatever kind (vote, satisfaction test, decision), with the rounds that
 * they complete. Reports that were never announced (a fallen one, a recount before its correction) are not
 * public and are no part.
 */
export async function loadResults(
  database: Kysely<Tables>,
  scope: BundleScope,
): Promise<readonly BundleResult[]> {
  const { congressId } = scope;
  const rounds = await database
    .selectFrom('record.round as round')
    .innerJoin('record.meeting as meeting', (join) =>
      join
        .onRef('meeting.congress_id', '=', 'round.congress_id')
        .onRef('meeting.id', '=', 'round.meeting_id'),
    )
    .select(['round.id', 'round.meeting_id', 'round.kind', 'round.title', 'round.number'])
    .select(['round.form', 'round.category', 'round.recommends_only'])
    .select(['round.candidate_list_id', 'round.rule_sheet_version_id', 'round.state'])
    .select(['round.parent_id', 'round.parent_reason'])
    .where('round.congress_id', '=', congressId)
    .where(
      sql<boolean>`(meeting.year_id = ${scope.yearId} or round.id in (${announcedRounds(scope)}))`,
    )
    .orderBy('meeting.starts_on')
    .orderBy('round.number')
    .execute();
  const results: BundleResult[] = [];
  // A round that another one completes is announced with it: it is public once that one is.
  const completed = new Set<string>();
  for (const round of rounds.toReversed()) {
    const result = await resultOf(database, congressId, round, completed.has(round.id));
    if (result === null) continue;
    results.push(result);
    const completes = round.parent_reason === 'revote' || round.parent_reason === 'second_round';
    if (completes && round.parent_id !== null) completed.add(round.parent_id);
  }
  return results.toReversed();
}

async function resultOf(
  database: Kysely<Tables>,
  congressId: string,
  round: { readonly id: string; readonly state: string } & Readonly<
    Record<string, string | number | boolean | null>
  >,
  completed: boolean,
): Promise<BundleResult | null> {
  const announcements = (await listAnnouncements(database, congressId, round.id)).filter(
    (one) => one.publishedAt !== null,
  );
  const all = await listReports(database, congressId, round.id);
  const announced = announcements.map((one) => one.reportId);
  if (announced.length === 0) {
    // One that is being counted again is left out until it is declared anew.
    const stands = ['declared', 'announced'].includes(round.state) ? currentReport(all) : null;
    if (!completed || stands === null) return null;
    announced.push(stands.id);
  }
  const reports = all.filter((one) => announced.includes(one.id));
  const outcome = await loadPublicOutcome(database, congressId, round.id);
  const value: JsonValue = {
    format: 1,
    round: { ...round },
    announcements: announcements.map((one) => ({
      ...{ id: one.id, report_id: one.reportId, kind: one.kind, number: one.number },
      ...{ dated: one.dated, title: one.title, content: plain(one.content) },
      published_where: one.publishedWhere,
    })),
    reports: reports.map((one) => ({
      ...{ id: one.id, number: one.number, kind: one.kind, hash: one.hash },
      ...{ content: plain(one.content), stands: one.id === announced.at(-1) },
    })),
    outcome: outcome === null ? null : plain(outcome),
  };
  const elections = reports.flatMap(({ content }) => content.electronic?.uuid ?? []);
  return { roundId: round.id, value, elections: [...new Set(elections)] };
}

/** What a schema has read, as plain JSON: fields that are absent stay absent. */
function plain(value: object): JsonValue {
  const json: JsonValue = JSON.parse(JSON.stringify(value));
  return json;
}

/** The archive of an opened box with its strong proofs, and what the board says of it. */
export async function archiveFiles(
  database: Kysely<Tables>,
  uuid: string,
): Promise<readonly MadeFile[]> {
  const election = await findOnBoard(database, uuid);
  const proofs = await proofsText(database, uuid);
  if (election === null || proofs === null) throw new Error('a report names a box off the board');
  const files = filesOf(await loadArchive(database, uuid), proofs);
  return [
    { path: `${bundleFolders.archives}${uuid}.bel`, content: files.bytes },
    { path: `${bundleFolders.archives}${uuid}.proofs.json`, content: files.proofs },
    { path: `${bundleFolders.archives}${uuid}.receipt-key.txt`, content: election.receiptKey },
  ];
}

/** How many bytes of ballots the archives of these boxes hold, without reading them. */
export async function archiveBytes(
  database: Kysely<Tables>,
  uuids: readonly string[],
): Promise<number> {
  if (uuids.length === 0) return 0;
  const { total } = await database
    .selectFrom('board.archive_record')
    .select(sql<string>`coalesce(sum(octet_length(content)), 0)`.as('total'))
    .where('uuid', 'in', [...uuids])
    .executeTakeFirstOrThrow();
  return Number(total);
}
