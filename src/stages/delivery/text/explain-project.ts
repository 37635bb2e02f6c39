import type { Kysely } from 'kysely';
import type { Tables } from '../../../database/tables.ts';
import {
  type ExplanatoryText,
  explanatoryFields,
  sameWords,
  type VotedText,
  votedFields,
} from '../../../rules/project-text.ts';
import { ok, type Refusal, type Result, refuse } from '../../../rules/refusals.ts';
import { type ActRequest, performAct } from '../../../trail/perform-act.ts';
import { writeProjectText } from '../../result/index.ts';
import { loadProject } from '../project-store.ts';
import { noSuchProject, projectChanged } from '../refusals.ts';

/**
 * Changes the explanatory fields of a project; every version stays. Refuses with `no-such-project`,
 * `stale-form`, `voted-field` (each voted field that was sent with another value: those change only by a
 * decision), `nothing-changed`.
 */
export function explainProject(
  database: Kysely<Tables>,
  request: ActRequest,
  input: {
    readonly projectId: string;
    readonly version: number;
    readonly explanatory: ExplanatoryText;
    /** Voted fields as they came with the form: allowed only where they are what stands. */
    readonly voted: Partial<Readonly<Record<keyof VotedText, string | null>>>;
    readonly reason: string;
  },
): Promise<Result<{ projectId: string }>> {
  return performAct(database, request, async (act) => {
    const project = await loadProject(act.transaction, act.congressId, input.projectId);
    if (project === null) return refuse(noSuchProject);
    if (project.version !== input.version) return refuse(projectChanged);
    const [forbidden, ...others] = votedChanges(project.voted, input.voted);
    if (forbidden !== undefined) return refuse(forbidden, ...others);
    const changed = explanatoryFields.filter(
      ([key]) => project.explanatory[key] !== input.explanatory[key],
    );
    if (changed.length === 0) return refuse(nothingChanged);
    const text = { ...input, voted: project.voted, adjustmentId: null };
    if (!(await writeProjectText(act, project, text))) return refuse(projectChanged);
    act.record({
      event: 'project-explained',
      subjects: { project: project.id, version: project.textNumber + 1 },
      detail: {
        number: project.number,
        title: project.voted.title,
        fields: changed.map(([, name]) => name).join('、'),
        reason: input.reason,
      },
    });
    return ok({ projectId: project.id });
  });
}

const nothingChanged: Refusal = {
  code: 'nothing-changed',
  message: '说明内容没有变化，不需要保存。',
};

function votedChanges(
  standing: VotedText,
  sent: Partial<Readonly<Record<keyof VotedText, string | null>>>,
): readonly Refusal[] {
  return votedFields
    .filter(([key]) => sent[key] !== undefined && !sameWords(sent[key] ?? '', standing[key] ?? ''))
    .map(([key, name]) => ({
      code: 'voted-field',
      message: `“${name}”是票决确定的内容，不能在这里修改。确需调整，请办理“项目调整”，经会议决定后生效。`,
      field: key,
    }));
}
