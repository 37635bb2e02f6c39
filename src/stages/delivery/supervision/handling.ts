import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Tables } from '../../../database/tables.ts';
import { ok, type Refusal, type Result, refuse } from '../../../rules/refusals.ts';
import { type Act, type ActRequest, performAct } from '../../../trail/perform-act.ts';
import { chinaDate } from '../../../web/china-time.ts';
import { type NewPaper, storePapers } from '../papers/paper-store.ts';
import { loadProject } from '../project-store.ts';
import { noSuchProject } from '../refusals.ts';
import { dueTooEarly } from './refusals.ts';

/** Why a project is listed, who leads, until when. */
interface NewHandling {
  readonly projectId: string;
  readonly reason: string;
  readonly ledBy: string;
  readonly dueOn: string;
  readonly papers?: readonly NewPaper[];
  /** Whether everybody may see the papers, as they see the entry. */
  readonly papersPublic?: boolean;
}

/**
 * Puts a project on the list of supervised handling (挂牌督办).
 *
 * Refuses, in order, with `no-such-project`, `already-done` (on the list now), `due-too-early`.
 */
export function listHandling(
  database: Kysely<Tables>,
  request: ActRequest,
  input: NewHandling,
): Promise<Result<{ handlingId: string }>> {
  return performAct(database, request, (act) => listInside(act, input));
}

/** The same inside another act; see `listHandling`. */
export async function listInside(
  act: Act,
  input: NewHandling,
): Promise<Result<{ handlingId: string }>> {
  const project = await loadProject(act.transaction, act.congressId, input.projectId);
  if (project === null) return refuse(noSuchProject);
  const today = chinaDate(act.happenedAt);
  if (input.dueOn <= today) return refuse(dueTooEarly('due_on'));
  const handlingId = randomUUID();
  // The unique index decides, so that of two clerks at once only one lists it.
  const inserted = await act.transaction
    .insertInto('record.supervised_handling')
    .values({
      ...{ congress_id: act.congressId, id: handlingId, project_id: project.id },
      ...{ reason: input.reason, led_by: input.ledBy, listed_on: today, due_on: input.dueOn },
      ...{ lifted_on: null, lifted_reason: null, published_at: act.recordedAt },
      act_id: act.id,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  if (inserted.numInsertedOrUpdatedRows !== 1n) {
    const message = '这个项目正在挂牌督办，不用再挂牌。';
    return refuse({ code: 'already-done', message });
  }
  await storePapers(
    act,
    {
      ...{ kind: 'supervised_handling', entryId: handlingId },
      what: `第${project.number}号项目的挂牌督办`,
      published: input.papersPublic === true,
    },
    input.papers ?? [],
  );
  act.record({
    event: 'handling-listed',
    subjects: { project: project.id, handling: handlingId },
    detail: {
      ...{ number: project.number, led_by: input.ledBy, due_on: input.dueOn },
      reason: input.reason,
    },
  });
  act.touch(`project:${project.id}`);
  return ok({ handlingId });
}

const notListed: Refusal = {
  code: 'not-listed',
  message: '这个项目没有挂牌督办，请先挂牌。',
};
const notLonger: Refusal = {
  code: 'not-longer',
  message: '新的期限应晚于现在的期限，请改正。',
  field: 'due_on',
};

/**
 * Extends the deadline of supervised handling, with the reason. The first deadline stays beside the new one.
 *
 * Refuses, in order, with `no-such-project`, `not-listed`, `not-longer`, `due-too-early`.
 */
export function extendHandling(
  database: Kysely<Tables>,
  request: ActRequest,
  input: { readonly projectId: string; readonly dueOn: string; readonly reason: string },
): Promise<Result<{ handlingId: string }>> {
  return performAct(database, request, async (act) => {
    const project = await loadProject(act.transaction, act.congressId, input.projectId);
    if (project === null) return refuse(noSuchProject);
    const standing = await act.transaction
      .selectFrom('record.supervised_handling')
      .select(['id', 'due_on', 'first_due_on'])
      .where('congress_id', '=', act.congressId)
      .where('project_id', '=', project.id)
      .where('lifted_on', 'is', null)
      .forNoKeyUpdate()
      .executeTakeFirst();
    if (standing === undefined) return refuse(notListed);
    if (input.dueOn <= standing.due_on) return refuse(notLonger);
    if (input.dueOn <= chinaDate(act.happenedAt)) return refuse(dueTooEarly('due_on'));
    await act.transaction
      .updateTable('record.supervised_handling')
      .set((column) => ({
        ...{ due_on: input.dueOn, first_due_on: standing.first_due_on ?? standing.due_on },
        ...{ extension_reason: input.reason, version: column('version', '+', 1) },
      }))
      .where('congress_id', '=', act.congressId)
      .where('id', '=', standing.id)
      .execute();
    act.record({
      event: 'handling-extended',
      subjects: { project: project.id, handling: standing.id },
      detail: {
        ...{ number: project.number, from: standing.due_on, due_on: input.dueOn },
        reason: input.reason,
      },
    });
    act.touch(`project:${project.id}`);
    return ok({ handlingId: standing.id });
  });
}

/**
 * Takes a project from the list, with the reason.
 *
 * Refuses, in order, with `no-such-project`, `not-listed`.
 */
export function liftHandling(
  database: Kysely<Tables>,
  request: ActRequest,
  input: { readonly projectId: string; readonly reason: string },
): Promise<Result<{ handlingId: string }>> {
  return performAct(database, request, async (act) => {
    const project = await loadProject(act.transaction, act.congressId, input.projectId);
    if (project === null) return refuse(noSuchProject);
    const lifted = await act.transaction
      .updateTable('record.supervised_handling')
      .set((column) => ({
        lifted_on: chinaDate(act.happenedAt),
        lifted_reason: input.reason,
        version: column('version', '+', 1),
      }))
      .where('congress_id', '=', act.congressId)
      .where('project_id', '=', project.id)
      .where('lifted_on', 'is', null)
      .returning('id')
      .executeTakeFirst();
    if (lifted === undefined) {
      return refuse({ code: 'not-listed', message: '这个项目没有挂牌督办，不用解除。' });
    }
    act.record({
      event: 'handling-lifted',
      subjects: { project: project.id, handling: lifted.id },
      detail: { number: project.number, reason: input.reason },
    });
    act.touch(`project:${project.id}`);
    return ok({ handlingId: lifted.id });
  });
}
