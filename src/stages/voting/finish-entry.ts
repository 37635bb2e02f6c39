import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Tables } from '../../database/tables.ts';
import {
  comparePapers,
  compareTallies,
  type EntryDifference,
} from '../../rules/compare-entries.ts';
import type { Paper } from '../../rules/judge-paper.ts';
import { ok, type Result, refuse } from '../../rules/refusals.ts';
import { type Act, type ActRequest, performAct } from '../../trail/perform-act.ts';
import { type Batch, type Entry, loadEntryPapers, loadEntryTally } from './counting-store.ts';
import { firstMissing } from './enter-paper.ts';
import { lockOwnEntry, type OwnEntry } from './entry-access.ts';

/**
 * Finishes an entry: from now on it cannot be changed. With the second one both are compared, and the
 * batch agrees or waits for a third look.
 *
 * Refuses with `no-such-round`, `not-your-entry`, `already-done`, `papers-missing`, `tally-missing`.
 */
export function finishEntry(
  database: Kysely<Tables>,
  request: ActRequest,
  input: { meetingId: string; roundId: string; entryId: string },
): Promise<Result<{ state: 'entering' | 'differs' | 'settled'; differences: number }>> {
  return performAct(database, request, async (act) => {
    const own = await lockOwnEntry(act, input);
    if (!own.ok) return own;
    const complete = await checkComplete(act, own.value);
    if (!complete.ok) return complete;
    const { round, batch, entry, counting } = own.value;
    // Two tellers may finish at once: whoever comes second waits here and compares.
    await act.transaction
      .selectFrom('count.batch')
      .select('id')
      .where('congress_id', '=', act.congressId)
      .where('id', '=', batch.id)
      .forUpdate()
      .execute();
    await act.transaction
      .updateTable('count.entry')
      .set({ state: 'finished', finished_at: act.happenedAt })
      .where('congress_id', '=', act.congressId)
      .where('id', '=', entry.id)
      .execute();
    const other = await findOther(act, batch, entry);
    const found = other === null ? [] : await compare(act, counting.method, batch, entry, other);
    const state = other === null ? 'entering' : found.length === 0 ? 'settled' : 'differs';
    await writeComparison(act, batch.id, state, found);
    act.record({
      event: 'entry-finished',
      subjects: { round: round.id, batch: batch.id, entry: entry.id, differences: found.length },
      detail: {
        name: entry.tellerName,
        batch: batch.number,
        ordinal: entry.ordinal,
        comparison: comparisonInWords(state, found.length),
      },
    });
    act.touch(`round:${round.id}`);
    return ok({ state, differences: found.length });
  });
}

function comparisonInWords(state: Batch['state'], differences: number): string {
  if (state === 'entering') return '等待第二次录入。';
  return state === 'settled' ? '两次录入完全一致。' : `两次录入有${differences}处不一致。`;
}

async function checkComplete(act: Act, own: OwnEntry): Promise<Result<true>> {
  const { counting, batch, entry } = own;
  if (counting.method === 'tally') {
    const tally = await loadEntryTally(act.transaction, act.congressId, entry.id);
    if (tally.void !== null) return ok(true);
    return refuse({ code: 'tally-missing', message: '还没有录入正字唱票数，请先保存再提交。' });
  }
  const papers = await loadEntryPapers(act.transaction, act.congressId, entry.id);
  const missing = firstMissing(
    batch.papers,
    papers.map((paper) => paper.paperNumber),
  );
  if (missing === null) return ok(true);
  return refuse({
    code: 'papers-missing',
    message: `第 ${missing} 张还没有录入，请录完 ${batch.papers} 张再提交。`,
  });
}

async function findOther(act: Act, batch: Batch, entry: Entry): Promise<string | null> {
  const other = await act.transaction
    .selectFrom('count.entry')
    .select('id')
    .where('congress_id', '=', act.congressId)
    .where('batch_id', '=', batch.id)
    .where('id', '<>', entry.id)
    .where('state', '=', 'finished')
    .executeTakeFirst();
  return other?.id ?? null;
}

async function compare(
  act: Act,
  method: 'papers' | 'tally',
  batch: Batch,
  entry: Entry,
  otherId: string,
): Promise<readonly EntryDifference[]> {
  // The first entry is always the one with ordinal 1, whoever finished first.
  const [first, second] = entry.ordinal === 1 ? [entry.id, otherId] : [otherId, entry.id];
  if (method === 'tally') {
    return compareTallies(
      await loadBatchTally(act, first, batch.papers),
      await loadBatchTally(act, second, batch.papers),
    );
  }
  return comparePapers(await loadPapers(act, first), await loadPapers(act, second));
}

/** The papers of a finished entry as the rules take them. */
export async function loadPapers(act: Act, entryId: string): Promise<readonly Paper[]> {
  const papers = await loadEntryPapers(act.transaction, act.congressId, entryId);
  return papers.map(({ paperNumber, marks, voidReason }) => ({
    number: paperNumber,
    marks,
    voidReason,
  }));
}

/** The tally sheet of a finished entry as the rules take it. */
export async function loadBatchTally(act: Act, entryId: string, papers: number) {
  const tally = await loadEntryTally(act.transaction, act.congressId, entryId);
  return { papers, void: tally.void ?? 0, votes: tally.votes };
}

async function writeComparison(
  act: Act,
  batchId: string,
  state: Batch['state'],
  found: readonly EntryDifference[],
): Promise<void> {
  if (found.length > 0) {
    await act.transaction
      .insertInto('count.difference')
      .values(
        found.map((one) => ({
          congress_id: act.congressId,
          id: randomUUID(),
          batch_id: batchId,
          paper_number: one.paper,
          item_number: one.item,
          option_code: one.option,
          first_value: one.first,
          second_value: one.second,
          act_id: act.id,
        })),
      )
      .execute();
  }
  await act.transaction
    .updateTable('count.batch')
    .set({ state })
    .where('congress_id', '=', act.congressId)
    .where('id', '=', batchId)
    .execute();
}
