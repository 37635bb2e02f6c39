import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { ExplanatoryText, VotedText } from '../../rules/project-text.ts';
import { hashJson } from '../../trail/canonical.ts';
import type { Act } from '../../trail/perform-act.ts';

const line = z.string().nullable();

/** The voted part of a project's text as stored. */
export const votedText: z.ZodType<VotedText> = z.strictObject({
  title: z.string().min(1),
  content: z.string().min(1),
  place: line,
  totalTenThousandYuan: line,
  finish: line,
  department: line,
  category: line,
  quantity: line,
  unit: line,
});

/** The explanatory part of a project's text as stored. */
export const explanatoryText: z.ZodType<ExplanatoryText> = z.strictObject({
  beneficiaries: line,
  funding: line,
  background: line,
});

/** What must be known of a project to write its next text. */
export interface ProjectToWrite {
  readonly id: string;
  readonly version: number;
  readonly textNumber: number;
  readonly voted: VotedText;
}

/**
 * Writes a further version of a project's text inside an act and makes it the one that stands. Voted
 * fields change only with `adjustmentId`: without one the voted part of the version before is kept.
 * False when the project changed since it was loaded; then nothing is written.
 */
export async function writeProjectText(
  act: Act,
  project: ProjectToWrite,
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
