import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { NextYearPage } from '../../../../views/delivery/next-year-page.tsx';
import { proposalReasonNames } from '../../../rules/next-supervision.ts';
import { actRoute } from '../../../web/act-route.ts';
import { chinaDate } from '../../../web/china-time.ts';
import { actFields, asReadField, dayField, idField, requiredText } from '../../../web/forms.ts';
import { clerks, declareRoutes, readers } from '../../../web/route.ts';
import type { Attempt } from '../../../web/submit.ts';
import type { Visit } from '../../../web/visit.ts';
import { listMeetings } from '../../meeting/index.ts';
import { sentOf } from '../routes/sent.ts';
import { acceptProposal, declineProposal } from './decide-proposal.ts';
import { explainUnfinished } from './explain-unfinished.ts';
import { listYearEnds, type YearEnd } from './next-year-store.ts';

const path = '/c/:congress/supervision/next-year';

const accept = z.object({
  ...actFields,
  project_id: idField,
  led_by: requiredText('请填写牵头督办的人。', 80),
  due_on: dayField('期限'),
});
const decline = z.object({
  ...actFields,
  project_id: idField,
  reason: requiredText('请写明为什么不列入。', 500),
});
const explain = z.object({
  ...actFields,
  project_id: idField,
  as_read: asReadField,
  content: requiredText('请写明为什么没有按期完成、现在怎样、什么时候完成。', 2000),
  meeting_id: z.union([z.literal('').transform(() => null), idField]).default(null),
  reported_on: z.union([z.literal('').transform(() => null), dayField('报告的日期')]).default(null),
});

const decisionNames = { accepted: '已列入', declined: '不列入' } as const;

function nameOf({ year, number, title }: YearEnd): string {
  return `${year} 年第 ${number} 号 ${title}`;
}

async function show(visit: Visit, attempt: Attempt | null): Promise<Response> {
  const { database, congressHere } = visit;
  const today = chinaDate(visit.now);
  const [all, meetings] = await Promise.all([
    listYearEnds(database, congressHere.id, today),
    listMeetings(database, congressHere.id),
  ]);
  return await visit.page(
    <NextYearPage
      frame={visit.frame()}
      place={congressHere.name}
      base={`/c/${congressHere.id}`}
      clerk={visit.holds('clerk')}
      proposals={all.flatMap((one) =>
        one.proposal === null
          ? []
          : [
              {
                ...{ projectId: one.projectId, title: nameOf(one) },
                forYear: one.proposal.forYear,
                reasons: one.proposal.reasons.map((reason) => proposalReasonNames[reason]),
              },
            ],
      )}
      decisions={all.flatMap((one) =>
        one.decisions.map((decided) => ({
          ...{ title: nameOf(one), projectId: one.projectId, forYear: decided.forYear },
          ...{ accepted: decided.decision === 'accepted', reason: decided.reason },
          ...{ decision: decisionNames[decided.decision], decidedOn: decided.decidedOn },
        })),
      )}
      unfinished={all
        .filter((one) => one.unfinished)
        .map((one) => ({
          ...{ projectId: one.projectId, title: nameOf(one), explanation: one.explanation },
          completedOn: one.completedOn,
        }))}
      meetings={meetings.map((one) => ({ value: one.id, text: one.name }))}
      sent={sentOf(attempt)}
      actId={randomUUID}
    />,
    attempt?.status ?? 200,
  );
}

function back(said: string) {
  return (visit: Visit) =>
    visit.redirect(`/c/${visit.congressHere.id}/supervision/next-year`, said);
}

/** What the end of a year asks for: next year's key supervision, and explanations of what was not finished. */
export const nextYearRoutes = declareRoutes([
  { method: 'GET', path, site: 'staff', access: readers, handle: (visit) => show(visit, null) },
  actRoute('accept-proposal', accept, {
    ...{ path: `${path}/accept`, access: clerks, again: show, done: back('已列入重点督办。') },
    run: (visit, request, { project_id, led_by, due_on }) =>
      acceptProposal(visit.database, request, {
        ...{ projectId: project_id, ledBy: led_by, dueOn: due_on },
      }),
  }),
  actRoute('decline-proposal', decline, {
    ...{ path: `${path}/decline`, access: clerks, again: show, done: back('已记录不列入的理由。') },
    run: (visit, request, { project_id, reason }) =>
      declineProposal(visit.database, request, { projectId: project_id, reason }),
  }),
  actRoute('explain-unfinished', explain, {
    ...{ path: `${path}/explain`, access: clerks, again: show, done: back('说明已保存并公开。') },
    run: (visit, request, { project_id, content, meeting_id, reported_on, as_read }) =>
      explainUnfinished(visit.database, request, {
        ...{ projectId: project_id, content, meetingId: meeting_id, reportedOn: reported_on },
        asRead: as_read,
      }),
  }),
]);
