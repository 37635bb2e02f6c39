import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Tables } from '../../../database/tables.ts';
import type { ExplanatoryText, VotedText } from '../../../rules/project-text.ts';
import { hashJson } from '../../../trail/canonical.ts';
import type { Act } from '../../../trail/perform-act.ts';
import { explanatoryText, type Project, votedText } from '../project-store.ts';

/** One version of a project's text. Version 1 is the baseline: what was voted on. */
export interface ProjectText {
  readonly id: string;
  readonly number: number;
  readonly kind: 'baseline' | 'explanation' | 'decision';
  readonly voted: VotedText;
  readonly explanatory: ExplanatoryText;
  readonly hash: string;
  readonly reason: string | null;
  readonly adjustmentId: string | null;
  readonly writtenAt: Date;
}

/** All versions of a project's text, the baseline first. */
export async function listProjectTexts(
  database: Kysely<Tables>,
  congressId: string,
  projectId: string,
): Promise<readonly ProjectText[]> {
  const rows = await database
    .selectFrom('record.project_text as text')
    .innerJoin('record.act as act', (join) =>
      join.onRef('act.congress_id', '=', 'text.congress_id').onRef('act.id', '=', 'text.act_id'),
    )
    .selectAll('text')
    .select('act.happened_at')
    .where('text.congress_id', '=', congressId)
    .where('text.project_id', '=', projectId)
    .orderBy('text.number')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    number: row.number,
    kind: row.kind,
    voted: votedText.parse(row.voted),
    explanatory: explanatoryText.parse(row.explanatory),
    hash: row.content_hash,
    reason: row.reason,
    adjustmentId: row.adjustment_id,
    writtenAt: row.happened_at,
  }));
}

/**
 * Writes a further version of a project's text inside an act and makes it the one that stands. Voted
 * fields change only with `adjustmentId`: without one the voted part of the version before is kept.
 * False when the project changed since it was loaded; then nothing is written.
 */
export async function writeProjectText(
  act: Act,
  project: Project,
  text: {
    readonly voted: VotedText;
    readonly explanatory: ExplanatoryText;
    readonly reason: string;
    readonly adjustmentId: string | null;
  },
): Promise<boolean> {
  const id = randomUUID();
  const updated = await act.transaction
    .updateTable('record.project')
    .set({ current_text_id: id, version: project.version + 1 })
    .where('congress_id', '=', act.congressId)
    .where('id', '=', project.id)
    .where('version', '=', project.version)
    .executeTakeFirst();
  if (updated.numUpdatedRows !== 1n) return false;
  const voted = text.adjustmentId === null ? project.voted : text.voted;
  await act.transaction
    .insertInto('record.project_text')
    .values({
      congress_id: act.congressId,
      id,
      project_id: project.id,
      number: project.textNumber + 1,
      kind: text.adjustmentId === null ? 'explanation' : 'decision',
      voted: JSON.stringify(voted),
      explanatory: JSON.stringify(text.explanatory),
      content_hash: hashJson({ ...voted, ...text.explanatory }),
      reason: text.reason,
      adjustment_id: text.adjustmentId,
      act_id: act.id,
    })
    .execute();
  return true;
}
