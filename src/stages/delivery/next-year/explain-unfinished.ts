import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Tables } from '../../../database/tables.ts';
import { changedSince, writtenMeanwhile } from '../../../rules/as-read.ts';
import { namesNobody } from '../../../rules/opinion.ts';
import { ok, type Refusal, type Result, refuse } from '../../../rules/refusals.ts';
import { type ActRequest, performAct } from '../../../trail/perform-act.ts';
import { chinaDate } from '../../../web/china-time.ts';
import { noSuchProject } from '../refusals.ts';
import { lockProject } from '../worker.ts';
import { listYearEnds } from './next-year-store.ts';

const notUnfinished: Refusal = {
  code: 'not-unfinished',
  message: '这个项目没有过期未完工，不用说明。',
};
const noSuchMeeting: Refusal = {
  code: 'no-such-meeting',
  message: '没有这次会议。请从列表中选择。',
  field: 'meeting_id',
};
const dayMissing: Refusal = {
  code: 'day-missing',
  message: '已经向会议报告的，请填写报告的日期；还没有报告的，会议和日期都不填。',
  field: 'reported_on',
};
const notYet: Refusal = {
  code: 'day-in-future',
  message: '报告的日期不能晚于今天，请改正。',
  field: 'reported_on',
};

/**
 * Explains to the congress why a project was not finished in time, for everybody to read, and at which meeting
 * that was reported. A new one replaces the former, which stays in the record.
 *
 * Refuses, in order, with `no-such-project`, `not-unfinished`, `stale-form`, `names-a-person`, `no-such-meeting`,
 * `day-missing` (meeting and day belong together), `day-in-future`.
 */
export function explainUnfinished(
  database: Kysely<Tables>,
  request: ActRequest,
  input: {
    readonly projectId: string;
    readonly content: string;
    readonly meetingId: string | null;
    readonly reportedOn: string | null;
    /** The mark of the explanation that the form showed: content, meeting, day. */
    readonly asRead?: string | undefined;
  },
): Promise<Result<{ projectId: string }>> {
  return performAct(database, request, async (act) => {
    const { projectId, content, meetingId, reportedOn } = input;
    if (!(await lockProject(act, projectId))) return refuse(noSuchProject);
    const today = chinaDate(act.happenedAt);
    const [one] = await listYearEnds(act.transaction, act.congressId, today, projectId);
    if (one === undefined || !one.unfinished) return refuse(notUnfinished);
    const known = one.explanation ?? { content: null, meetingId: null, reportedOn: null };
    const standing = [known.content, known.meetingId, known.reportedOn];
    if (changedSince(input.asRead, standing)) return refuse(writtenMeanwhile);
    const clean = namesNobody(content);
    if (!clean.ok) return refuse({ ...clean.refusals[0], field: 'content' });
    const meeting =
      meetingId === null
        ? undefined
        : await act.transaction
            .selectFrom('record.meeting')
            .select('name')
            .where('congress_id', '=', act.congressId)
            .where('id', '=', meetingId)
            .executeTakeFirst();
    if (meetingId !== null && meeting === undefined) return refuse(noSuchMeeting);
    if ((meetingId === null) !== (reportedOn === null)) return refuse(dayMissing);
    if (reportedOn !== null && reportedOn > today) return refuse(notYet);
    await act.transaction
      .updateTable('record.unfinished_explanation')
      .set({ superseded: true })
      .where('congress_id', '=', act.congressId)
      .where('project_id', '=', projectId)
      .where('superseded', '=', false)
      .execute();
    const id = randomUUID();
    await act.transaction
      .insertInto('record.unfinished_explanation')
      .values({
        ...{ congress_id: act.congressId, id, project_id: projectId, act_id: act.id },
        ...{ content, meeting_id: meetingId, reported_on: reportedOn },
      })
      .execute();
    act.record({
      event: 'unfinished-explained',
      subjects: { project: projectId, explanation: id },
      detail: {
        ...{ number: one.number, content },
        told: meeting === undefined ? '尚未向会议报告' : `${reportedOn}向${meeting.name}报告`,
      },
    });
    act.touch(`project:${projectId}`);
    return ok({ projectId });
  });
}
