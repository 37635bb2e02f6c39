import type { Kysely } from 'kysely';
import type { Tables } from '../../../database/tables.ts';
import type { StoredPhoto } from '../../../documents/photo.ts';
import { ok, type Result, refuse } from '../../../rules/refusals.ts';
import { type VisitVerdict, visitVerdictNames } from '../../../rules/supervision.ts';
import { type Act, type ActRequest, performAct } from '../../../trail/perform-act.ts';
import { chinaDate } from '../../../web/china-time.ts';
import { raiseInside } from '../opinions/raise-opinion.ts';
import { storePhoto } from '../photos/photo-store.ts';
import { loadProject, type Project } from '../project-store.ts';
import { noSuchProject } from '../refusals.ts';
import { membersOf } from './group-members.ts';

/** Where the visit was: measured by the phone when asked, or typed and marked so, or not said. */
export type VisitPlace =
  | { readonly source: 'device'; readonly latitude: string; readonly longitude: string }
  | { readonly source: 'typed'; readonly text: string }
  | { readonly source: 'none' };

/** A note of a visit (视察记录). */
export interface VisitNote {
  readonly projectId: string;
  readonly planId: string | null;
  readonly visitedOn: string;
  readonly note: string;
  readonly verdict: VisitVerdict;
  /** What the department should do; it becomes an opinion of its own. */
  readonly ask: string | null;
  readonly place: VisitPlace;
  /** Who was there beside the writer; all of them are in the group. */
  readonly companionIds: readonly string[];
  readonly writtenOffline: boolean;
  readonly photo: StoredPhoto | null;
  /** The clerk enters notes on paper for others: then the writer was not there. */
  readonly enteredByClerk: boolean;
}

/**
 * Enters the note of a visit. The id of the visit is the id of the act, which the phone makes: a note
 * that is sent twice arrives once.
 *
 * Refuses, in order, with `no-such-project`, `not-in-group` (writer or companion), `nobody-there`,
 * `in-the-future`, `no-such-plan`.
 */
export function noteVisit(
  database: Kysely<Tables>,
  request: ActRequest,
  input: VisitNote,
): Promise<Result<{ visitId: string }>> {
  return performAct(database, request, async (act) => {
    const project = await loadProject(act.transaction, act.congressId, input.projectId);
    if (project === null) return refuse(noSuchProject);
    const writer = input.enteredByClerk || act.personId === null ? [] : [act.personId];
    const there = [...new Set([...writer, ...input.companionIds])];
    const group = await membersOf(act, project.id);
    if (there.some((one) => !group.has(one))) {
      const message = '视察的人都应在这个项目的监督小组里。请联系工作人员调整小组。';
      return refuse({ code: 'not-in-group', message, field: 'project_id' });
    }
    if (there.length === 0) {
      const message = '请勾选参加视察的代表。';
      return refuse({ code: 'nobody-there', message, field: 'companion' });
    }
    if (input.visitedOn > chinaDate(act.recordedAt)) {
      const message = '视察日期晚于今天，请核对。';
      return refuse({ code: 'in-the-future', message, field: 'visited_on' });
    }
    if (input.planId !== null && !(await planIsOpen(act, project.id, input.planId))) {
      const message = '没有这次视察安排，或者已经取消。请改选“没有事先安排”。';
      return refuse({ code: 'no-such-plan', message, field: 'plan_id' });
    }
    await writeVisit(act, input, there);
    if (input.photo !== null) {
      await storePhoto(act, input.photo, {
        ...{ projectId: project.id, occasion: 'visit', subjectId: act.id },
        ...{ caption: null, placeText: null, published: false },
      });
    }
    if (input.ask !== null) {
      await raiseInside(act, {
        ...{ yearId: project.yearId, projectId: project.id, visitId: act.id, origin: 'visit' },
        ...{ content: input.ask, raiserIds: there },
      });
    }
    recordVisit(act, project, input, there.length);
    return ok({ visitId: act.id });
  });
}

async function planIsOpen(act: Act, projectId: string, planId: string): Promise<boolean> {
  const plan = await act.transaction
    .selectFrom('record.visit_plan as plan')
    .innerJoin('record.supervision_group as group', (join) =>
      join
        .onRef('group.congress_id', '=', 'plan.congress_id')
        .onRef('group.id', '=', 'plan.group_id'),
    )
    .select('plan.id')
    .where('plan.congress_id', '=', act.congressId)
    .where('plan.id', '=', planId)
    .where('group.project_id', '=', projectId)
    .where('plan.cancelled_reason', 'is', null)
    .executeTakeFirst();
  return plan !== undefined;
}

async function writeVisit(act: Act, input: VisitNote, there: readonly string[]): Promise<void> {
  const { place } = input;
  await act.transaction
    .insertInto('record.visit')
    .values({
      ...{ congress_id: act.congressId, id: act.id, project_id: input.projectId },
      ...{ plan_id: input.planId, visited_on: input.visitedOn, note: input.note },
      ...{ verdict: input.verdict, ask: input.ask, place_source: place.source },
      latitude: place.source === 'device' ? place.latitude : null,
      longitude: place.source === 'device' ? place.longitude : null,
      place_text: place.source === 'typed' ? place.text : null,
      ...{ written_offline: input.writtenOffline, published_at: null, act_id: act.id },
    })
    .execute();
  await act.transaction
    .insertInto('people.visit_participant')
    .values(
      there.map((personId) => ({
        ...{ congress_id: act.congressId, visit_id: act.id, person_id: personId },
      })),
    )
    .execute();
}

function recordVisit(act: Act, project: Project, input: VisitNote, people: number): void {
  act.record({
    event: 'visit-noted',
    subjects: { project: project.id, visit: act.id },
    detail: {
      ...{ number: project.number, day: input.visitedOn, people },
      verdict: visitVerdictNames[input.verdict],
    },
  });
  act.touch(`project:${project.id}`);
}
