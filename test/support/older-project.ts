import type { VotedText } from '../../src/rules/project-text.ts';
import { type NewProject, writeProject } from '../../src/stages/result/write-project.ts';
import type { Act } from '../../src/trail/perform-act.ts';

const none = {
  ...{ place: null, finish: null, department: null, category: null },
  ...{ beneficiaries: null, funding: null, totalTenThousandYuan: null },
} as const;

/** Writes a project by its title alone, or with the fields of its voted text that matter. Returns its id. */
export async function writeTestProject(
  act: Act,
  project: Omit<NewProject, 'content' | 'vote'> & { readonly title: string },
  voted: Partial<VotedText> = {},
): Promise<string> {
  const { title, ...facts } = project;
  const { quantity = null, unit = null, ...texts } = voted;
  const content = { ...none, title, content: title, ...texts };
  const id = await writeProject(act, { ...facts, content });
  if (quantity !== null) {
    const { beneficiaries, funding, ...counted } = { ...content, quantity, unit };
    await act.transaction
      .updateTable('record.project_text')
      .set({ voted: JSON.stringify(counted) })
      .where('congress_id', '=', act.congressId)
      .where('project_id', '=', id)
      .execute();
  }
  return id;
}
