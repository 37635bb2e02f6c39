import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { DecisionsPage } from '../../../../views/meeting/decisions-page.tsx';
import { listRoles } from '../../../people/index.ts';
import { roleNames } from '../../../rules/access.ts';
import { ok, type Result, refuse } from '../../../rules/refusals.ts';
import { performAct } from '../../../trail/perform-act.ts';
import { chinaDateTime } from '../../../web/china-time.ts';
import { actFields, optionalNumber, requiredText } from '../../../web/forms.ts';
import { clerks, declareRoutes, readers } from '../../../web/route.ts';
import { type Attempt, formOf, submit } from '../../../web/submit.ts';
import type { Visit } from '../../../web/visit.ts';
import { adoptScrutineers } from '../decisions/adopt-scrutineers.ts';
import { listDecisions } from '../decisions/decision-store.ts';
import {
  type BodyFigures,
  decidingBodyNames,
  decisionMethods,
  recordBodyDecision,
  recordDecision,
} from '../decisions/record-decision.ts';
import { loadMeetingPage, meetingPath } from '../meeting-page.ts';
import { decisionFields, figuresOf } from './decision-form.ts';

const scrutineers = z.object({ ...actFields, ...decisionFields });
const memberCount = optionalNumber('人数', 1, 999);
const other = z.object({
  ...actFields,
  ...decisionFields,
  title: requiredText('请填写表决事项。', 120),
  subject: z.enum(['recount', 'other']),
  body: z.enum(['plenary', 'presidium', 'standing_committee'], '请选择作出决定的机构。'),
  body_members: memberCount,
  body_present: memberCount,
});

/** A form of another body than the plenary must say how many its members are and were there. */
function bodyOf(value: z.output<typeof other>): Result<BodyFigures | null> {
  const { body, body_members: members, body_present: present } = value;
  if (body === 'plenary') return ok(null);
  if (members === null || present === null) {
    const field = members === null ? 'body_members' : 'body_present';
    const message = `请填写${decidingBodyNames[body]}组成人员数和实到人数。`;
    return refuse({ code: 'field-invalid', message, field });
  }
  return ok({ kind: body, members, present });
}

async function show(visit: Visit, attempt: Attempt | null): Promise<Response> {
  const { database, congressHere } = visit;
  const { page, meeting, sitting } = await loadMeetingPage(visit);
  const decisions = await listDecisions(database, congressHere.id, meeting.id);
  const held = await listRoles(database, congressHere.id, meeting.id);
  const counting = held.filter((one) =>
    ['chief_scrutineer', 'scrutineer', 'teller'].includes(one.role),
  );
  const fresh = {
    method: 'show_of_hands',
    votes_against: '0',
    votes_abstain: '0',
    subject: 'other',
    body: 'plenary',
  };
  const rendered = (
    <DecisionsPage
      frame={visit.frame()}
      page={page}
      sittingOpen={sitting !== null && sitting.state !== 'planned'}
      scrutineersForm={formOf(attempt, 'adopt-scrutineers', fresh)}
      otherForm={formOf(attempt, 'record-decision', fresh)}
      nominated={counting.map((one) => ({
        name: one.name,
        role: roleNames[one.role],
        adopted: one.decisionId !== null,
      }))}
      decisions={decisions.map((one) => ({
        ...one,
        method: decisionMethods[one.method],
        when: chinaDateTime(one.happenedAt),
      }))}
      actIds={[randomUUID(), randomUUID()]}
    />
  );
  return await visit.page(rendered, attempt?.status ?? 200);
}

function saidSo(visit: Visit, carried: boolean, title: string): Response {
  const result = carried ? '获得通过' : '未获通过';
  return visit.redirect(`${meetingPath(visit)}/decisions`, `已登记：${title}${result}。`);
}

/** Decisions taken in the hall, entered with their numbers. */
export const decisionRoutes = declareRoutes([
  {
    method: 'GET',
    path: '/c/:congress/m/:meeting/decisions',
    site: 'staff',
    access: readers,
    handle: (visit) => show(visit, null),
  },
  {
    method: 'POST',
    path: '/c/:congress/m/:meeting/decisions/scrutineers',
    site: 'staff',
    access: clerks,
    handle: (visit) =>
      submit(visit, 'adopt-scrutineers', scrutineers, {
        run: (request, value) =>
          adoptScrutineers(visit.database, request, {
            meetingId: visit.param('meeting'),
            figures: figuresOf(value),
          }),
        done: ({ carried }) => saidSo(visit, carried, '监票人、计票人名单'),
        again: (attempt) => show(visit, attempt),
      }),
  },
  {
    method: 'POST',
    path: '/c/:congress/m/:meeting/decisions',
    site: 'staff',
    access: clerks,
    handle: (visit) =>
      submit(visit, 'record-decision', other, {
        run: (request, value) =>
          performAct(visit.database, request, async (act) => {
            const body = bodyOf(value);
            if (!body.ok) return body;
            const subject = {
              ...{ meetingId: visit.param('meeting'), subject: value.subject },
              ...{ subjectId: null, subjectHash: null, title: value.title },
            };
            return body.value === null
              ? await recordDecision(act, subject, figuresOf(value))
              : await recordBodyDecision(act, subject, figuresOf(value), body.value);
          }),
        done: ({ carried }, value) => saidSo(visit, carried, `“${value.title}”`),
        again: (attempt) => show(visit, attempt),
      }),
  },
]);
