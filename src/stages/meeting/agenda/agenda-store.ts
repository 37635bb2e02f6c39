import type { Kysely } from 'kysely';
import type { Tables } from '../../../database/tables.ts';

/** What an item of an agenda is about. */
export type AgendaKind = 'report' | 'deliberation' | 'decision' | 'vote' | 'other';

/** An item of the agenda of a sitting, in its order. */
export interface AgendaItem {
  readonly id: string;
  readonly position: number;
  readonly title: string;
  readonly kind: AgendaKind;
  readonly note: string | null;
  readonly doneAt: Date | null;
}

/** The agenda of a sitting in its order. */
export async function listAgenda(
  database: Kysely<Tables>,
  congressId: string,
  sittingId: string,
): Promise<readonly AgendaItem[]> {
  const rows = await database
    .selectFrom('record.agenda_item')
    .selectAll()
    .where('congress_id', '=', congressId)
    .where('sitting_id', '=', sittingId)
    .orderBy('position')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    position: row.position,
    title: row.title,
    kind: row.kind,
    note: row.note,
    doneAt: row.done_at,
  }));
}
