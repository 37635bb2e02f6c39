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
  const counted = quantity === null || unit === null ? {} : { quantity, unit };
  const content = { ...none, title, content: title, ...texts, ...counted };
  return await writeProject(act, { ...facts, content });
}
