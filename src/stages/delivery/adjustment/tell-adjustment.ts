import type { Kysely } from 'kysely';
import type { Tables } from '../../../database/tables.ts';
import { adjustmentKindNames } from '../../../rules/adjustment.ts';
import { ok, type Refusal, type Result, refuse } from '../../../rules/refusals.ts';
import { type ActRequest, performAct } from '../../../trail/perform-act.ts';
import { chinaDate } from '../../../web/china-time.ts';
import { loadMeeting } from '../../meeting/index.ts';
import { moveAdjustment, publishAdjustmentPapers } from '../../result/index.ts';
import { lockAdjustment, noSuchAdjustment } from './lock-adjustment.ts';

const notDecided: Refusal = {
  code: 'wrong-state',
  message: '这项申请还没有决定，不能公布或报告。请先登记决定。',
};

/**
 * Records where the notice of a decision was published; the paper of the request is public with it.
 *
 * Refuses, in order, with `no-such-adjustment`, `wrong-state` (not decided), `already-done`.
 */
export function publishAdjustment(
  database: Kysely<Tables>,
  request: ActRequest,
  input: { readonly projectId: string; readonly adjustmentId: string; readonly where: string },
): Promise<Result<{ adjustmentId: string }>> {
  return performAct(database, request, async (act) => {
    const found = await lockAdjustment(act, input);
    if (found === null) return refuse(noSuchAdjustment);
    if (found.decided_on === null) return refuse(notDecided);
    if (found.published_at !== null) {
      return refuse({ code: 'already-done', message: '这项决定已经公布，不用再公布。' });
    }
    await moveAdjustment(act, found.id, {
      published_at: act.happenedAt,
      published_where: input.where,
    });
    await publishAdjustmentPapers(act, [found.paper_id]);
    act.record({
      event: 'adjustment-published',
      subjects: { project: input.projectId, adjustment: found.id },
      detail: {
        ...{ number: found.project_number, kind: adjustmentKindNames[found.kind] },
        where: input.where,
      },
    });
    return ok({ adjustmentId: found.id });
  });
}

/**
 * Records that a decision was reported to a meeting of the congress held after it.
 *
 * Refuses, in order, with `no-such-adjustment`, `wrong-state` (not decided), `already-done`,
 * `no-such-meeting`, `meeting-before-decision`.
 */
export function reportAdjustment(
  database: Kysely<Tables>,
  request: ActRequest,
  input: { readonly projectId: string; readonly adjustmentId: string; readonly meetingId: string },
): Promise<Result<{ adjustmentId: string }>> {
  return performAct(database, request, async (act) => {
    const found = await lockAdjustment(act, input);
    if (found === null) return refuse(noSuchAdjustment);
    if (found.decided_on === null) return refuse(notDecided);
    if (found.reported_on !== null) {
      return refuse({ code: 'already-done', message: '这项决定已经报告，不用再登记。' });
    }
    const meeting = await loadMeeting(act.transaction, act.congressId, input.meetingId);
    if (meeting === null) {
      const message = '没有这次会议。请从列表中选择。';
      return refuse({ code: 'no-such-meeting', message, field: 'meeting_id' });
    }
    if (meeting.endsOn < found.decided_on) {
      const message = '这次会议开在决定之前。请选择决定以后的会议。';
      return refuse({ code: 'meeting-before-decision', message, field: 'meeting_id' });
    }
    await moveAdjustment(act, found.id, {
      reported_meeting_id: meeting.id,
      reported_on: chinaDate(act.happenedAt),
    });
    act.record({
      event: 'adjustment-reported',
      subjects: { project: input.projectId, adjustment: found.id, meeting: meeting.id },
      detail: {
        ...{ number: found.project_number, kind: adjustmentKindNames[found.kind] },
        meeting: meeting.name,
      },
    });
    return ok({ adjustmentId: found.id });
  });
}
