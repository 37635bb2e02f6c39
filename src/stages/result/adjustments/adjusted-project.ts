import { type AdjustmentKind, mayAdjust, stateAfter } from '../../../rules/adjustment.ts';
import type { VotedText } from '../../../rules/project-text.ts';
import { ok, type Refusal, type Result, refuse } from '../../../rules/refusals.ts';
import type { Act } from '../../../trail/perform-act.ts';
import { explanatoryText, votedText, writeProjectText } from '../project-text.ts';
import { followDecidedDepartment } from './decided-department.ts';

/** A request that is decided, as far as its project is concerned. */
export interface AdjustmentToMake {
  readonly id: string;
  readonly projectId: string;
  readonly kind: AdjustmentKind;
  readonly reason: string;
  /** The whole voted text as it will read; null unless the text changes. */
  readonly proposed: VotedText | null;
}

/** Reads a project and holds it until the act commits. */
export async function lockProject(act: Act, projectId: string) {
  const row = await act.transaction
    .selectFrom('record.project as project')
    .innerJoin('record.project_text as text', (join) =>
      join
        .onRef('text.congress_id', '=', 'project.congress_id')
        .onRef('text.id', '=', 'project.current_text_id'),
    )
    .select(['project.id', 'project.number', 'project.state', 'project.version'])
    .select(['project.current_plan_id', 'text.number as text_number'])
    .select(['text.voted', 'text.explanatory', 'text.adjustment_id'])
    .where('project.congress_id', '=', act.congressId)
    .where('project.id', '=', projectId)
    .forNoKeyUpdate('project')
    .executeTakeFirstOrThrow();
  return {
    ...{ id: row.id, number: row.number, state: row.state, version: row.version },
    ...{ hasPlan: row.current_plan_id !== null, textNumber: row.text_number },
    ...{ voted: votedText.parse(row.voted), explanatory: explanatoryText.parse(row.explanatory) },
  };
}

type Locked = Awaited<ReturnType<typeof lockProject>>;

/**
 * Does to a project what was decided: a change becomes the next version of its text, of kind `decision`; a
 * suspension, end or resumption becomes its state.
 *
 * Refuses with `wrong-state` where the project is by now what cannot be adjusted so; nothing is written.
 */
export async function adjustProject(
  act: Act,
  project: Locked,
  { id, kind, reason, proposed }: AdjustmentToMake,
): Promise<Result<true>> {
  const fits = mayAdjust(kind, project.state);
  if (!fits.ok) return fits;
  if (proposed === null) {
    await moveProject(act, project, stateAfter(kind, project.hasPlan) ?? project.state);
  } else {
    await write(act, project, { id, voted: proposed, reason });
  }
  return ok(true);
}

const decidedSince: Refusal = {
  code: 'later-adjustment',
  message:
    '复核后结果改变，但这个项目此后又作过调整，不能自动恢复。请先由有权机关对项目现在的内容作出决定，再宣布复核结果。',
};

/**
 * Takes back what an adjustment did, after a recount that turned its result: the text before it is written
 * again as a version of its own, or the project is what it was before.
 *
 * Refuses with `later-adjustment` where another adjustment was decided since.
 */
export async function restoreProject(
  act: Act,
  project: Locked,
  {
    id,
    proposed,
    stateBefore,
  }: AdjustmentToMake & { readonly stateBefore: Locked['state'] | null },
): Promise<Result<true>> {
  if (proposed === null) {
    const later = await act.transaction
      .selectFrom('record.adjustment')
      .select('id')
      .where('congress_id', '=', act.congressId)
      .where('project_id', '=', project.id)
      .where('state', '=', 'approved')
      .where('id', '<>', id)
      .where('kind', '<>', 'change')
      .where('state_before', '=', project.state)
      .executeTakeFirst();
    if (later !== undefined || stateBefore === null) return refuse(decidedSince);
    await moveProject(act, project, stateBefore);
    return ok(true);
  }
  const texts = await act.transaction
    .selectFrom('record.project_text')
    .select(['adjustment_id', 'voted'])
    .where('congress_id', '=', act.congressId)
    .where('project_id', '=', project.id)
    .orderBy('number')
    .execute();
  const mine = texts.findIndex((one) => one.adjustment_id === id);
  const before = texts[mine - 1];
  const changed = texts
    .slice(mine)
    .some((one) => one.adjustment_id !== null && one.adjustment_id !== id);
  if (before === undefined || changed) return refuse(decidedSince);
  await write(act, project, {
    ...{ id, voted: votedText.parse(before.voted), reason: '复核计票后未获通过，恢复原来的内容。' },
  });
  return ok(true);
}

async function moveProject(act: Act, project: Locked, state: Locked['state']): Promise<void> {
  await act.transaction
    .updateTable('record.project')
    .set({ state, version: project.version + 1 })
    .where('congress_id', '=', act.congressId)
    .where('id', '=', project.id)
    .execute();
}

async function write(
  act: Act,
  project: Locked,
  text: { readonly id: string; readonly voted: VotedText; readonly reason: string },
): Promise<void> {
  const written = await writeProjectText(act, project, {
    ...{ voted: text.voted, explanatory: project.explanatory, adjustmentId: text.id },
    reason: text.reason.slice(0, 500),
  });
  if (!written) throw new Error('a project that is held does not change');
  await followDecidedDepartment(act, project, text.voted.department);
}
