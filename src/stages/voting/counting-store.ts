import type { Kysely } from 'kysely';
import { z } from 'zod';
import type { Tables } from '../../database/tables.ts';
import { parseTotals, type Totals } from './totals.ts';

const marksShape = z.record(z.string(), z.string());

/** One paper as a teller entered it: option code by item number; an absent item is blank. */
export interface EnteredPaper {
  readonly paperNumber: number;
  readonly marks: Readonly<Record<string, string>>;
  readonly voidReason: string | null;
}

/** One of the two entries of a batch. */
export interface Entry {
  readonly id: string;
  readonly batchId: string;
  readonly ordinal: number;
  readonly tellerId: string;
  readonly tellerName: string;
  readonly state: 'open' | 'finished';
  readonly papersEntered: number;
  readonly startedAt: Date;
  readonly finishedAt: Date | null;
}

/** A difference between the two entries of a batch, settled or not. */
export interface StoredDifference {
  readonly id: string;
  readonly batchId: string;
  readonly paperNumber: number | null;
  readonly itemNumber: number | null;
  readonly optionCode: string | null;
  readonly firstValue: string;
  readonly secondValue: string;
  readonly settledValue: string | null;
  readonly settledReason: string | null;
  readonly settledByName: string | null;
}

/** A bundle of at most as many papers as the rule sheet says. */
export interface Batch {
  readonly id: string;
  readonly number: number;
  readonly papers: number;
  readonly state: 'entering' | 'differs' | 'settled';
  readonly entries: readonly Entry[];
  readonly differences: readonly StoredDifference[];
}

/** One counting of a round's papers. */
export interface Counting {
  readonly id: string;
  readonly number: number;
  readonly kind: 'first' | 'reopened' | 'recount';
  readonly method: 'papers' | 'tally';
  readonly reason: string | null;
  readonly state: 'open' | 'finished' | 'superseded';
  readonly totals: Totals | null;
  readonly batches: readonly Batch[];
  /** Batches that were bound wrongly; their numbers are not used again. */
  readonly withdrawn: readonly WithdrawnBatch[];
}

/** A batch whose papers were bound anew, with the reason. */
export interface WithdrawnBatch {
  readonly number: number;
  readonly papers: number;
  readonly reason: string;
}

/** Loads the latest counting of a round with its batches, or null before the first one. */
export async function loadCounting(
  database: Kysely<Tables>,
  congressId: string,
  roundId: string,
): Promise<Counting | null> {
  const row = await database
    .selectFrom('count.counting')
    .selectAll()
    .where('congress_id', '=', congressId)
    .where('round_id', '=', roundId)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (row === undefined) return null;
  return {
    id: row.id,
    number: row.number,
    kind: row.kind,
    method: row.method,
    reason: row.reason,
    state: row.state,
    totals: row.totals === null ? null : parseTotals(row.totals),
    batches: await loadBatches(database, congressId, row.id),
    withdrawn: await loadWithdrawn(database, congressId, row.id),
  };
}

/** The totals of one counting, an earlier one too; null before it was finished. */
export async function loadCountingTotals(
  database: Kysely<Tables>,
  congressId: string,
  countingId: string,
): Promise<Totals | null> {
  const row = await database
    .selectFrom('count.counting')
    .select('totals')
    .where('congress_id', '=', congressId)
    .where('id', '=', countingId)
    .executeTakeFirst();
  return row === undefined || row.totals === null ? null : parseTotals(row.totals);
}

async function loadWithdrawn(
  database: Kysely<Tables>,
  congressId: string,
  countingId: string,
): Promise<readonly WithdrawnBatch[]> {
  const rows = await database
    .selectFrom('count.batch')
    .select(['number', 'papers', 'withdrawn_reason'])
    .where('congress_id', '=', congressId)
    .where('counting_id', '=', countingId)
    .where('state', '=', 'withdrawn')
    .orderBy('number')
    .execute();
  return rows.map(({ number, papers, withdrawn_reason: reason }) => ({
    ...{ number, papers, reason: reason ?? '' },
  }));
}

async function loadBatches(
  database: Kysely<Tables>,
  congressId: string,
  countingId: string,
): Promise<readonly Batch[]> {
  const batches = await database
    .selectFrom('count.batch')
    .selectAll()
    .where('congress_id', '=', congressId)
    .where('counting_id', '=', countingId)
    .where('state', '<>', 'withdrawn')
    .orderBy('number')
    .execute();
  if (batches.length === 0) return [];
  const ids = batches.map((batch) => batch.id);
  const [entries, differences] = await Promise.all([
    loadEntries(database, congressId, ids),
    loadDifferences(database, congressId, ids),
  ]);
  return batches.map((batch) => ({
    id: batch.id,
    number: batch.number,
    papers: batch.papers,
    // The query leaves withdrawn batches out.
    state: batch.state === 'withdrawn' ? 'entering' : batch.state,
    entries: entries.filter((entry) => entry.batchId === batch.id),
    differences: differences.filter((difference) => difference.batchId === batch.id),
  }));
}

async function loadEntries(
  database: Kysely<Tables>,
  congressId: string,
  batchIds: readonly string[],
): Promise<readonly Entry[]> {
  const rows = await database
    .selectFrom('count.entry as entry')
    .innerJoin('people.person as teller', 'teller.id', 'entry.teller_id')
    .select(['entry.id', 'entry.batch_id', 'entry.ordinal', 'entry.teller_id', 'entry.state'])
    .select(['entry.started_at', 'entry.finished_at', 'teller.name'])
    .select((select) =>
      select
        .selectFrom('count.entry_paper as paper')
        .whereRef('paper.congress_id', '=', 'entry.congress_id')
        .whereRef('paper.entry_id', '=', 'entry.id')
        .select((count) => count.fn.countAll<number>().as('papers'))
        .as('papers'),
    )
    .where('entry.congress_id', '=', congressId)
    .where('entry.batch_id', 'in', batchIds)
    .orderBy('entry.ordinal')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    batchId: row.batch_id,
    ordinal: row.ordinal,
    tellerId: row.teller_id,
    tellerName: row.name,
    state: row.state,
    papersEntered: Number(row.papers ?? 0),
    startedAt: row.started_at,
    finishedAt: row.finished_at,
  }));
}

async function loadDifferences(
  database: Kysely<Tables>,
  congressId: string,
  batchIds: readonly string[],
): Promise<readonly StoredDifference[]> {
  const rows = await database
    .selectFrom('count.difference as difference')
    .leftJoin('people.person as person', 'person.id', 'difference.settled_by')
    .selectAll('difference')
    .select('person.name')
    .where('difference.congress_id', '=', congressId)
    .where('difference.batch_id', 'in', batchIds)
    .orderBy('difference.paper_number')
    .orderBy('difference.item_number')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    batchId: row.batch_id,
    paperNumber: row.paper_number,
    itemNumber: row.item_number,
    optionCode: row.option_code,
    firstValue: row.first_value,
    secondValue: row.second_value,
    settledValue: row.settled_value,
    settledReason: row.settled_reason,
    settledByName: row.name,
  }));
}

/** The papers of one entry by their number in the corner. */
export async function loadEntryPapers(
  database: Kysely<Tables>,
  congressId: string,
  entryId: string,
): Promise<readonly EnteredPaper[]> {
  const rows = await database
    .selectFrom('count.entry_paper')
    .select(['paper_number', 'marks', 'void_reason'])
    .where('congress_id', '=', congressId)
    .where('entry_id', '=', entryId)
    .orderBy('paper_number')
    .execute();
  return rows.map((row) => ({
    paperNumber: row.paper_number,
    marks: marksShape.parse(row.marks),
    voidReason: row.void_reason,
  }));
}

/** The votes of a tally sheet: item number → option code → votes. */
export type TallyVotes = Readonly<Record<string, Readonly<Record<string, number>>>>;

/** The tally sheet of one entry, with the papers of the batch that are void. */
export async function loadEntryTally(
  database: Kysely<Tables>,
  congressId: string,
  entryId: string,
): Promise<{ votes: TallyVotes; void: number | null }> {
  const [entry, rows] = await Promise.all([
    database
      .selectFrom('count.entry')
      .select('tally_void')
      .where('congress_id', '=', congressId)
      .where('id', '=', entryId)
      .executeTakeFirstOrThrow(),
    database
      .selectFrom('count.entry_tally')
      .select(['item_number', 'option_code', 'votes'])
      .where('congress_id', '=', congressId)
      .where('entry_id', '=', entryId)
      .execute(),
  ]);
  const votes: Record<string, Record<string, number>> = {};
  for (const row of rows) {
    votes[row.item_number] = { ...votes[row.item_number], [row.option_code]: row.votes };
  }
  return { votes, void: entry.tally_void };
}
