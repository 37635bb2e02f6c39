import type { Kysely } from 'kysely';
import type { Tables } from '../../database/tables.ts';
import { type CandidateContent, candidateContent } from './candidate-content.ts';

/** A candidate with the version that stands now. */
export interface Candidate {
  readonly id: string;
  readonly number: number;
  readonly state: 'candidate' | 'withdrawn' | 'adopted' | 'reserve';
  readonly versionId: string;
  readonly versionNumber: number;
  readonly content: CandidateContent;
  readonly contentHash: string;
  readonly source: string;
  readonly version: number;
}

/** The candidates of a project year by number, withdrawn ones left out. */
export async function listCandidates(
  database: Kysely<Tables>,
  congressId: string,
  yearId: string,
): Promise<readonly Candidate[]> {
  const rows = await database
    .selectFrom('record.candidate as candidate')
    .innerJoin('record.candidate_version as version', (join) =>
      join
        .onRef('version.congress_id', '=', 'candidate.congress_id')
        .onRef('version.id', '=', 'candidate.current_version_id'),
    )
    .select(['candidate.id', 'candidate.number', 'candidate.state', 'candidate.source'])
    .select(['candidate.version', 'version.id as version_id', 'version.content'])
    .select(['version.number as version_number', 'version.content_hash'])
    .where('candidate.congress_id', '=', congressId)
    .where('candidate.year_id', '=', yearId)
    .where('candidate.state', '<>', 'withdrawn')
    .orderBy('candidate.number')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    number: row.number,
    state: row.state,
    versionId: row.version_id,
    versionNumber: row.version_number,
    content: candidateContent.parse(row.content),
    contentHash: row.content_hash,
    source: row.source,
    version: row.version,
  }));
}

/** One line of a sealed list. */
export interface SealedItem {
  readonly number: number;
  readonly candidateId: string;
  readonly versionId: string;
  readonly contentHash: string;
  readonly content: CandidateContent;
}

/** The list of candidates that a meeting votes on: frozen, with the hash of numbers and contents. */
export interface SealedList {
  readonly id: string;
  readonly listHash: string;
  readonly items: readonly SealedItem[];
}

/** The sealed list of a meeting, or null while there is none. */
export async function loadSealedList(
  database: Kysely<Tables>,
  congressId: string,
  meetingId: string,
): Promise<SealedList | null> {
  const list = await database
    .selectFrom('record.candidate_list')
    .select(['id', 'list_hash'])
    .where('congress_id', '=', congressId)
    .where('meeting_id', '=', meetingId)
    .where('superseded', '=', false)
    .executeTakeFirst();
  if (list === undefined) return null;
  const rows = await database
    .selectFrom('record.candidate_list_item as item')
    .innerJoin('record.candidate_version as version', (join) =>
      join
        .onRef('version.congress_id', '=', 'item.congress_id')
        .onRef('version.id', '=', 'item.candidate_version_id'),
    )
    .select(['item.number', 'version.candidate_id', 'version.id', 'version.content'])
    .select('version.content_hash')
    .where('item.congress_id', '=', congressId)
    .where('item.list_id', '=', list.id)
    .orderBy('item.number')
    .execute();
  return {
    id: list.id,
    listHash: list.list_hash,
    items: rows.map((row) => ({
      number: row.number,
      candidateId: row.candidate_id,
      versionId: row.id,
      contentHash: row.content_hash,
      content: candidateContent.parse(row.content),
    })),
  };
}
