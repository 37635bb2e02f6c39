import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Tables } from '../../../database/tables.ts';
import { ok, type Refusal, type Result, refuse } from '../../../rules/refusals.ts';
import { type ActRequest, performAct } from '../../../trail/perform-act.ts';
import { withdrawEntry } from '../../../trail/withdraw-entry.ts';
import { chinaDate } from '../../../web/china-time.ts';
import { loadMeeting } from '../../meeting/index.ts';
import { hidePapers, type NewPaper, storePapers } from '../papers/paper-store.ts';
import { loadProject } from '../project-store.ts';
import { noSuchProject } from '../refusals.ts';

/** The kinds of records of supervision, with their Chinese names. */
export const supervisionKinds = {
  half_year_report: '半年报告',
  special_report: '专项报告',
  inquiry: '专题询问',
  audit: '审计监督',
  other: '其他监督',
} as const;

/** A kind of record. */
export type SupervisionKind = keyof typeof supervisionKinds;

/**
 * Enters a special report, an inquiry, a half-year report or an audit of projects.
 *
 * Refuses, in order, with `no-such-project`, `in-the-future`, `no-such-meeting`.
 */
export function recordSupervision(
  database: Kysely<Tables>,
  request: ActRequest,
  input: {
    readonly kind: SupervisionKind;
    readonly projectIds: readonly [string, ...string[]];
    readonly meetingId: string | null;
    readonly heldOn: string;
    readonly title: string;
    readonly content: string;
    readonly outcome: string | null;
    readonly papers?: readonly NewPaper[];
    /** Whether everybody may see the papers, as they see the entry. */
    readonly papersPublic?: boolean;
  },
): Promise<Result<{ recordId: string }>> {
  return performAct(database, request, async (act) => {
    const projects = await Promise.all(
      input.projectIds.map((one) => loadProject(act.transaction, act.congressId, one)),
    );
    const [first] = projects;
    if (first == null || projects.includes(null)) return refuse(noSuchProject);
    if (input.heldOn > chinaDate(act.recordedAt)) {
      const message = '日期晚于今天，请核对。';
      return refuse({ code: 'in-the-future', message, field: 'held_on' });
    }
    const { meetingId } = input;
    const meeting =
      meetingId === null ? null : await loadMeeting(act.transaction, act.congressId, meetingId);
    if (meetingId !== null && meeting === null) {
      const message = '没有这次会议。请从列表中选择。';
      return refuse({ code: 'no-such-meeting', message, field: 'meeting_id' });
    }
    const recordId = randomUUID();
    await act.transaction
      .insertInto('record.supervision_record')
      .values({
        ...{ congress_id: act.congressId, id: recordId, year_id: first.yearId },
        ...{ kind: input.kind, body_id: meeting?.bodyId ?? null, meeting_id: meetingId },
        ...{ held_on: input.heldOn, title: input.title, content: input.content },
        ...{ outcome: input.outcome, paper_id: null, published_at: act.recordedAt },
        act_id: act.id,
      })
      .execute();
    await act.transaction
      .insertInto('record.supervision_record_project')
      .values(
        input.projectIds.map((projectId) => ({
          ...{ congress_id: act.congressId, record_id: recordId, project_id: projectId },
        })),
      )
      .execute();
    await storePapers(
      act,
      {
        ...{ kind: 'supervision_record', entryId: recordId },
        ...{ what: input.title, published: input.papersPublic === true },
      },
      input.papers ?? [],
    );
    act.record({
      event: 'supervision-recorded',
      subjects: { record: recordId },
      detail: { kind: supervisionKinds[input.kind], title: input.title, day: input.heldOn },
    });
    return ok({ recordId });
  });
}

const noSuchRecord: Refusal = {
  code: 'no-such-record',
  message: '这个项目没有这条报告或询问，或者已经撤回。请刷新页面查看。',
};

/**
 * Takes back a report, an inquiry or an audit that was entered wrongly, for all projects that it named. Its
 * papers are public no longer; staff read it with the reason.
 *
 * Refuses with `no-such-record` (none about this project stands).
 */
export function withdrawSupervision(
  database: Kysely<Tables>,
  request: ActRequest,
  input: { readonly projectId: string; readonly recordId: string; readonly reason: string },
): Promise<Result<{ recordId: string }>> {
  return performAct(database, request, async (act) => {
    const { recordId, reason } = input;
    const row = await act.transaction
      .selectFrom('record.supervision_record as record')
      .innerJoin('record.supervision_record_project as about', (join) =>
        join
          .onRef('about.congress_id', '=', 'record.congress_id')
          .onRef('about.record_id', '=', 'record.id'),
      )
      .select(['record.kind', 'record.title', 'record.held_on'])
      .where('record.congress_id', '=', act.congressId)
      .where('record.id', '=', recordId)
      .where('about.project_id', '=', input.projectId)
      .executeTakeFirst();
    if (row === undefined) return refuse(noSuchRecord);
    if (!(await withdrawEntry(act, 'record.supervision_record', recordId, reason))) {
      return refuse(noSuchRecord);
    }
    await hidePapers(act, recordId);
    act.record({
      event: 'supervision-withdrawn',
      subjects: { record: recordId },
      detail: { kind: supervisionKinds[row.kind], title: row.title, day: row.held_on, reason },
    });
    return ok({ recordId });
  });
}
