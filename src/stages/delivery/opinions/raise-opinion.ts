import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Tables } from '../../../database/tables.ts';
import { listDeputies } from '../../../people/index.ts';
import { type OpinionOrigin, opinionOriginNames } from '../../../rules/opinion.ts';
import { ok, type Result, refuse } from '../../../rules/refusals.ts';
import { type Act, type ActRequest, performAct } from '../../../trail/perform-act.ts';
import { lockCongress } from '../lock-congress.ts';
import { loadProject } from '../project-store.ts';
import { noSuchProject } from '../refusals.ts';

/** A new opinion about a project. */
export interface NewOpinion {
  readonly yearId: string;
  readonly projectId: string;
  readonly visitId: string | null;
  readonly origin: OpinionOrigin;
  readonly content: string;
  /** The deputies who raised it and rate its answer; empty for a meeting's or a resident's. */
  readonly raiserIds: readonly string[];
}

/** Enters an opinion inside another act (a visit, a resident's report that is handed over). */
export async function raiseInside(
  act: Act,
  input: NewOpinion,
): Promise<{ readonly opinionId: string; readonly number: number }> {
  await lockCongress(act);
  const { last } = await act.transaction
    .selectFrom('record.opinion')
    .select((column) => column.fn.max('number').as('last'))
    .where('congress_id', '=', act.congressId)
    .where('year_id', '=', input.yearId)
    .executeTakeFirstOrThrow();
  const number = (last ?? 0) + 1;
  const opinionId = randomUUID();
  await act.transaction
    .insertInto('record.opinion')
    .values({
      ...{ congress_id: act.congressId, id: opinionId, number, year_id: input.yearId },
      ...{ project_id: input.projectId, visit_id: input.visitId, origin: input.origin },
      ...{ content: input.content, state: 'raised', act_id: act.id },
    })
    .execute();
  if (input.raiserIds.length > 0) {
    await act.transaction
      .insertInto('people.opinion_raiser')
      .values(
        input.raiserIds.map((personId) => ({
          ...{ congress_id: act.congressId, opinion_id: opinionId, person_id: personId },
        })),
      )
      .execute();
  }
  act.record({
    event: 'opinion-raised',
    subjects: { project: input.projectId, opinion: opinionId },
    detail: { number, origin: opinionOriginNames[input.origin] },
  });
  return { opinionId, number };
}

/**
 * Raises an opinion about a project: a deputy for themselves, or the clerk for deputies or a meeting.
 *
 * Refuses, in order, with `no-such-project`, `not-a-deputy` (a raiser who is none), `nobody-raised`
 * (a deputy's opinion without a deputy).
 */
export function raiseOpinion(
  database: Kysely<Tables>,
  request: ActRequest,
  input: {
    readonly projectId: string;
    readonly origin: 'deputy' | 'meeting' | 'inquiry';
    readonly content: string;
    readonly raiserIds: readonly string[];
  },
): Promise<Result<{ opinionId: string; number: number }>> {
  return performAct(database, request, async (act) => {
    const project = await loadProject(act.transaction, act.congressId, input.projectId);
    if (project === null) return refuse(noSuchProject);
    const deputies = await listDeputies(act.transaction, act.congressId);
    const known = new Set(deputies.map((one) => one.personId));
    if (input.raiserIds.some((one) => !known.has(one))) {
      const message = '提出人应是本级代表。请从名单中勾选。';
      return refuse({ code: 'not-a-deputy', message, field: 'raiser' });
    }
    if (input.origin === 'deputy' && input.raiserIds.length === 0) {
      const message = '请勾选提出意见的代表：反馈以后由他们评价。';
      return refuse({ code: 'nobody-raised', message, field: 'raiser' });
    }
    return ok(
      await raiseInside(act, {
        ...{ yearId: project.yearId, projectId: project.id, visitId: null },
        ...{ origin: input.origin, content: input.content, raiserIds: input.raiserIds },
      }),
    );
  });
}
