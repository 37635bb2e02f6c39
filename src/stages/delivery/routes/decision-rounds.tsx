import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { NewDecisionRoundPage } from '../../../../views/delivery/new-decision-round-page.tsx';
import { adjustmentKindNames, mayDecide } from '../../../rules/adjustment.ts';
import { actFields } from '../../../web/forms.ts';
import { clerks, declareRoutes } from '../../../web/route.ts';
import { type Attempt, formOf, submit } from '../../../web/submit.ts';
import type { Visit } from '../../../web/visit.ts';
import {
  loadMeetingPage,
  loadMeetingRuleSheet,
  loadSettingsOfYears,
  meetingBody,
  meetingPath,
} from '../../meeting/index.ts';
import { listOpenAdjustments, type OpenAdjustment } from '../adjustment/adjustment-store.ts';
import { createDecisionRound } from '../adjustment/create-round.ts';

const path = '/c/:congress/m/:meeting/adjustments';

const create = z.object({
  ...actFields,
  adjustments: z
    .union([z.string(), z.array(z.string())])
    .optional()
    .transform((chosen) => (chosen === undefined ? [] : [chosen].flat()))
    .refine((chosen) => chosen.every((id) => z.uuid().safeParse(id).success), '请从列表中选择。'),
});

/** Which of the requests this meeting's body may decide. */
async function decidable(
  visit: Visit,
  body: ReturnType<typeof meetingBody>,
  open: readonly OpenAdjustment[],
): Promise<ReadonlySet<string>> {
  const { database, congressHere } = visit;
  const years = [...new Set(open.map((one) => one.yearId))];
  const settings = await loadSettingsOfYears(
    database,
    years.map((yearId) => ({ congressId: congressHere.id, yearId })),
  );
  return new Set(
    years.filter((yearId) => mayDecide(body, settings(yearId).adjustmentDecidedBy).ok),
  );
}

async function show(visit: Visit, attempt: Attempt | null): Promise<Response> {
  const { database, congressHere } = visit;
  const { page, meeting } = await loadMeetingPage(visit);
  const body = meetingBody(meeting.bodyKind);
  const [sheet, open] = await Promise.all([
    loadMeetingRuleSheet(database, congressHere.id, meeting.id),
    listOpenAdjustments(database, congressHere.id),
  ]);
  const years = await decidable(visit, body, open);
  const wanted = visit.query('project');
  const free = open.filter((one) => one.roundTitle === null && years.has(one.yearId));
  const fresh = free.filter((one) => wanted === '' || one.projectId === wanted);
  return await visit.page(
    <NewDecisionRoundPage
      frame={visit.frame()}
      page={page}
      form={formOf(attempt, 'create-decision-round', {
        adjustments: fresh.map((one) => one.id).join(' '),
      })}
      body={body}
      regulated={sheet?.document.vote !== undefined}
      matters={open.map((one) => ({
        ...{ id: one.id, year: one.year, number: one.number, title: one.title },
        ...{ kind: adjustmentKindNames[one.kind], reason: one.reason },
        href: `/c/${congressHere.id}/projects/${one.projectId}/adjustments`,
        hindrance: hindranceOf(one, years),
      }))}
      actId={randomUUID()}
    />,
    attempt?.status ?? 200,
  );
}

/** Why a request cannot be chosen here; null where it can. */
function hindranceOf(one: OpenAdjustment, years: ReadonlySet<string>): string | null {
  if (one.roundTitle !== null) return `已列入“${one.roundTitle}”`;
  return years.has(one.yearId) ? null : '由人民代表大会决定，不在常委会会议表决';
}

/** Where the clerk puts requests for adjustments to the vote of a meeting. */
export const decisionRoundRoutes = declareRoutes([
  { method: 'GET', path, site: 'staff', access: clerks, handle: (visit) => show(visit, null) },
  {
    method: 'POST',
    path,
    site: 'staff',
    access: clerks,
    handle: async (visit) => {
      const { sitting } = await loadMeetingPage(visit);
      return await submit(visit, 'create-decision-round', create, {
        run: (request, { adjustments }) =>
          createDecisionRound(visit.database, request, {
            meetingId: visit.param('meeting'),
            sittingId: sitting?.id ?? '',
            adjustmentIds: adjustments,
          }),
        done: ({ roundId }) =>
          visit.redirect(`${meetingPath(visit)}/r/${roundId}`, '已建立，请校对并印制表决票。'),
        again: (attempt) => show(visit, attempt),
      });
    },
  },
]);
