import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { MeetingPeoplePage } from '../../../../views/meeting/meeting-people-page.tsx';
import { InvitationSheet, type ShownLink } from '../../../../views/people/links.tsx';
import {
  endRoleByHand,
  invitePeople,
  invitePerson,
  linkFor,
  listPeople,
  listRoles,
  nominate,
} from '../../../people/index.ts';
import { roleNames } from '../../../rules/access.ts';
import { actFields, idField, optionalText } from '../../../web/forms.ts';
import { clerks, declareRoutes } from '../../../web/route.ts';
import { type Attempt, formOf, submit } from '../../../web/submit.ts';
import type { Visit } from '../../../web/visit.ts';
import { loadMeetingPage, meetingPath } from '../meeting-page.ts';

const meetingRoles = ['chair', 'chief_scrutineer', 'scrutineer', 'teller'] as const;
const give = z.object({
  ...actFields,
  person_id: z
    .union([z.literal(''), idField])
    .optional()
    .transform((value) => (value === undefined || value === '' ? null : value)),
  name: optionalText(60),
  role: z.enum(meetingRoles, '请选择角色。'),
});
const end = z.object({ ...actFields, assignment_id: idField });
const invite = z.object({ ...actFields, person_id: idField });
const plain = z.object(actFields);

interface Shown {
  readonly attempt?: Attempt;
  readonly link?: ShownLink;
}

async function show(visit: Visit, shown: Shown = {}): Promise<Response> {
  const { database, congressHere } = visit;
  const { page, meeting } = await loadMeetingPage(visit);
  const held = await listRoles(database, congressHere.id, meeting.id);
  const people = await listPeople(database, congressHere.id);
  const attempt = shown.attempt ?? null;
  const rendered = (
    <MeetingPeoplePage
      frame={visit.frame()}
      page={page}
      held={held.map((one) => ({
        ...one,
        role: roleNames[one.role],
        adopted: one.decisionId !== null || one.role === 'chair',
        actIds: [randomUUID(), randomUUID()],
      }))}
      people={people.map((one) => ({ value: one.id, text: one.name }))}
      roles={meetingRoles.map((role) => ({ value: role, text: roleNames[role] }))}
      form={formOf(attempt, 'nominate', { role: 'chief_scrutineer' })}
      other={attempt !== null && attempt.kind !== 'nominate' ? attempt.form : formOf(null, '')}
      link={shown.link ?? null}
      actIds={[randomUUID(), randomUUID()]}
    />
  );
  return await visit.page(rendered, attempt?.status ?? 200);
}

const path = '/c/:congress/m/:meeting/people';

/** Chair, scrutineers and tellers of a meeting. */
export const meetingPeopleRoutes = declareRoutes([
  { method: 'GET', path, site: 'staff', access: clerks, handle: (visit) => show(visit) },
  {
    method: 'POST',
    path,
    site: 'staff',
    access: clerks,
    handle: (visit) =>
      submit(visit, 'nominate', give, {
        run: (request, value) =>
          nominate(visit.database, request, {
            ...{ personId: value.person_id, name: value.name, role: value.role },
            meetingId: visit.param('meeting'),
          }),
        done: () => visit.redirect(`${meetingPath(visit)}/people`, '已提名。'),
        again: (attempt) => show(visit, { attempt }),
      }),
  },
  {
    method: 'POST',
    path: `${path}/end-role`,
    site: 'staff',
    access: clerks,
    handle: (visit) =>
      submit(visit, 'end-role', end, {
        run: (request, value) => endRoleByHand(visit.database, request, value.assignment_id),
        done: () => visit.redirect(`${meetingPath(visit)}/people`, '已结束该角色。'),
        again: (attempt) => show(visit, { attempt }),
      }),
  },
  {
    method: 'POST',
    path: `${path}/invite`,
    site: 'staff',
    access: clerks,
    handle: (visit) =>
      submit(visit, 'invite-person', invite, {
        run: (request, value) => invitePerson(visit.database, request, value.person_id),
        done: async ({ personId, token }) => {
          const all = await listPeople(visit.database, visit.congressHere.id);
          const name = all.find((one) => one.id === personId)?.name ?? '';
          return token === null
            ? visit.redirect(`${meetingPath(visit)}/people`, '链接只显示一次，请重新签发。')
            : await show(visit, { link: linkFor(visit, name, '', token) });
        },
        again: (attempt) => show(visit, { attempt }),
      }),
  },
  {
    method: 'POST',
    path: `${path}/invite-all`,
    site: 'staff',
    access: clerks,
    handle: async (visit) => {
      const { meeting } = await loadMeetingPage(visit);
      const held = await listRoles(visit.database, visit.congressHere.id, meeting.id);
      const named = new Map(held.map((one) => [one.personId, one]));
      return await submit(visit, 'invite-people', plain, {
        run: (request) => invitePeople(visit.database, request, [...named.keys()]),
        done: ({ tokens }) =>
          visit.page(
            <InvitationSheet
              frame={visit.frame()}
              back={`${meetingPath(visit)}/people`}
              place={meeting.name}
              links={[...tokens].map(([personId, token]) => {
                const one = named.get(personId);
                const role = one === undefined ? '' : roleNames[one.role];
                return linkFor(visit, one?.name ?? '', role, token);
              })}
            />,
          ),
        again: (attempt) => show(visit, { attempt }),
      });
    },
  },
]);
