import type { Kysely } from 'kysely';
import type { Tables } from '../../../database/tables.ts';
import type { ExplanatoryText, VotedText } from '../../../rules/project-text.ts';
import { explanatoryText, votedText } from '../project-store.ts';

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
