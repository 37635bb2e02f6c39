import { type Kysely, sql } from 'kysely';
import type { PublicEntry } from '../../../../views/delivery/public-entries.tsx';
import type { Tables } from '../../../database/tables.ts';
import { dayInWords } from '../../../rules/days.ts';

/** The wordings of answers and re-checks that stand or stood, by entry. */
export async function loadWordings(
  database: Kysely<Tables>,
  rectificationId: string,
): Promise<ReadonlyMap<string, { readonly wording: string; readonly published: boolean }>> {
  const rows = await database
    .selectFrom('record.rectification_wording')
    .select(['entry_id', 'wording', 'published_at'])
    .where('rectification_id', '=', rectificationId)
    .execute();
  return new Map(
    rows.map((row) => [
      row.entry_id,
      { wording: row.wording, published: row.published_at !== null },
    ]),
  );
}

/** The published answers and re-checks of some published rectifications, each in its order: one query. */
export async function loadPublicEntries(
  database: Kysely<Tables>,
  rectificationIds: readonly string[],
): Promise<ReadonlyMap<string, readonly PublicEntry[]>> {
  const entries = new Map<string, PublicEntry[]>();
  if (rectificationIds.length === 0) return entries;
  const { rows } = await sql<{
    rectification_id: string;
    kind: 'answer' | 'recheck';
    wording: string;
    day: string;
    number: number;
    result: 'closed' | 'reopened' | null;
  }>`
    select said.rectification_id, said.kind, said.wording,
      coalesce(answer.answered_on, recheck.checked_on) as day,
      coalesce(answer.number, checked.number) as number, recheck.result
    from record.rectification_wording said
    join record.rectification one on one.congress_id = said.issuer_id
      and one.id = said.rectification_id and one.published_at is not null
    left join record.rectification_answer answer on said.kind = 'answer'
      and answer.congress_id = said.congress_id and answer.id = said.entry_id
    left join record.rectification_recheck recheck on said.kind = 'recheck'
      and recheck.congress_id = said.congress_id and recheck.id = said.entry_id
    left join record.rectification_answer checked on checked.issuer_id = recheck.congress_id
      and checked.id = recheck.answer_id
    left join record.act act on act.congress_id = recheck.congress_id and act.id = recheck.act_id
    where said.rectification_id = any(${rectificationIds}::uuid[]) and said.published_at is not null
    order by number, said.kind, act.recorded_at`.execute(database);
  for (const row of rows) {
    const shown = {
      ...{ wording: row.wording, on: dayInWords(row.day) },
      what: row.kind === 'answer' ? `第 ${row.number} 次答复` : '复查',
      outcome: row.result,
    };
    entries.set(row.rectification_id, [...(entries.get(row.rectification_id) ?? []), shown]);
  }
  return entries;
}
