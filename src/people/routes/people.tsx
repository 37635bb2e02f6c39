import { randomUUID } from 'node:crypto';
import { renderSVG } from 'uqr';
import { z } from 'zod';
import { CongressesPage } from '../../../views/people/congresses-page.tsx';
import { InvitationSheet, type ShownLink } from '../../../views/people/links.tsx';
import { PeoplePage } from '../../../views/people/people-page.tsx';
import { type Role, roleNameAt } from '../../rules/access.ts';
import { type Refusal, refuse } from '../../rules/refusals.ts';
import {
  actFields,
  dayField,
  idField,
  optionalText,
  requiredText,
  wholeNumber,
} from '../../web/forms.ts';
import { administrators, declareRoutes } from '../../web/route.ts';
import { type Attempt, formOf, submit } from '../../web/submit.ts';
import type { Visit } from '../../web/visit.ts';
import { listCommittees } from '../committees.ts';
import { createCongress, createTerm } from '../congresses.ts';
import { listDeputies } from '../deputies.ts';
import { invitePeople, invitePerson, nominate, openDeputyAccounts } from '../invite-person.ts';
import { listChildren, listPeople, listTerms } from '../person-store.ts';
import { endRoleByHand, type HeldAssignment, listRoles } from '../persons.ts';

const optionalId = z
  .union([z.literal(''), idField])
  .optional()
  .transform((value) => (value === undefined || value === '' ? null : value));
const congressRoles = [
  'clerk',
  'presidium',
  'deputy',
  'auditor',
  'party_committee',
  'county_viewer',
  'city_viewer',
  'operator',
] as const;
const give = z.object({
  ...actFields,
  person_id: optionalId,
  name: optionalText(60),
  role: z.enum(congressRoles, '请选择角色。'),
  committee: optionalText(80),
});
const end = z.object({ ...actFields, assignment_id: idField });
const invite = z.object({ ...actFields, person_id: idField });
const inviteAll = z.object(actFields);
const below = z.object({
  ...actFields,
  kind: z.enum(['city', 'county', 'township', 'street'], '请选择层级。'),
  name: requiredText('请填写全称，如“示例县人民代表大会”。', 80),
  short_name: requiredText('请填写简称。', 20),
});
const term = z.object({
  ...actFields,
  number: wholeNumber('届次', 1, 99),
  starts_on: dayField('本届开始日期'),
  year: wholeNumber('项目年度', 2000, 2199),
});

/** What a page shows beside what is stored: a refused form, a link shown once. */
interface Shown {
  readonly attempt?: Attempt;
  readonly link?: ShownLink;
}

/** The address that a one-time token is opened at, with its QR code. */
export function linkFor(visit: Visit, name: string, role: string, token: string): ShownLink {
  const address = `${visit.dependencies.origin}/invitation/${token}`;
  return { name, role, address, svg: renderSVG(address, { border: 2 }) };
}

async function showPeople(visit: Visit, shown: Shown = {}): Promise<Response> {
  const { database, congressHere } = visit;
  const held = await listRoles(database, congressHere.id, null);
  const people = await listPeople(database, congressHere.id);
  const committees = await listCommittees(database, congressHere.id);
  const deputies = await listDeputies(database, congressHere.id, 'now');
  const attempt = shown.attempt ?? null;
  const asLine = (one: HeldAssignment) => ({
    ...one,
    role: roleOf(visit, one),
    actIds: [randomUUID(), randomUUID()],
  });
  const page = (
    <PeoplePage
      frame={visit.frame()}
      congress={{ name: congressHere.name, href: `/c/${congressHere.id}` }}
      held={held.filter((one) => one.role !== 'deputy').map(asLine)}
      heldDeputies={held.filter((one) => one.role === 'deputy').map(asLine)}
      deputies={deputies.length}
      people={people.map((one) => ({ value: one.id, text: one.name }))}
      roles={rolesFor(visit).map((role) => ({ value: role, text: nameHere(visit, role) }))}
      form={formOf(attempt, 'nominate', { role: 'clerk', committee: committees[0] ?? '' })}
      other={attempt !== null && attempt.kind !== 'nominate' ? attempt.form : formOf(null, '')}
      link={shown.link ?? null}
      actIds={[randomUUID(), randomUUID(), randomUUID()]}
    />
  );
  return await visit.page(page, attempt?.status ?? 200);
}

function nameHere(visit: Visit, role: Role): string {
  return roleNameAt(role, visit.congressHere.kind);
}

/** A role with the organisation that is acted for; what is missing of it is said. */
function roleOf(visit: Visit, one: HeldAssignment): string {
  const name = nameHere(visit, one.role);
  if (one.organisation !== null) return `${name}（${one.organisation}）`;
  return one.role === 'party_committee' ? `${name}（没有写明名称，还不能评价，请重新添加）` : name;
}

/** Operators are made in the installation alone; viewers of a county or city where they belong. */
function rolesFor(visit: Visit): readonly Role[] {
  switch (visit.congressHere.kind) {
    case 'installation':
      return ['operator', 'auditor'];
    case 'city':
      return ['clerk', 'presidium', 'deputy', 'city_viewer', 'auditor', 'party_committee'];
    case 'county':
      return ['clerk', 'presidium', 'deputy', 'county_viewer', 'auditor', 'party_committee'];
    default:
      return ['clerk', 'presidium', 'deputy', 'auditor', 'party_committee'];
  }
}

const roleNotHere: Refusal = {
  code: 'role-not-here',
  message: '这一级不能设这个角色，请重新选择。',
  field: 'role',
};

async function showCongresses(visit: Visit, attempt: Attempt | null): Promise<Response> {
  const { database, congressHere } = visit;
  const children = await listChildren(database, congressHere.id);
  const terms = await listTerms(database, congressHere.id);
  const operator = visit.admits(operators);
  const page = (
    <CongressesPage
      frame={visit.frame()}
      congress={{ name: congressHere.name, kind: congressHere.kind, href: `/c/${congressHere.id}` }}
      below={children.map((one) => ({
        name: one.name,
        href: operator ? `/c/${one.id}/congresses` : `/c/${one.id}`,
      }))}
      adds={operator}
      terms={terms.map((one) => ({
        text: `第 ${one.number} 届`,
        ended: one.ends_on,
        endHref:
          one.ends_on === null && one.id !== terms[0]?.id && visit.holds('clerk')
            ? `/c/${congressHere.id}/terms/${one.id}/end`
            : null,
      }))}
      form={formOf(attempt, 'create-congress', {
        kind: congressHere.kind === 'installation' ? 'county' : 'township',
      })}
      termForm={formOf(attempt, 'create-term', { year: String(visit.now.getUTCFullYear()) })}
      actIds={[randomUUID(), randomUUID()]}
    />
  );
  return await visit.page(page, attempt?.status ?? 200);
}

/** Congresses are added by those who run the installation. */
const operators = { kind: 'roles', roles: { operator: 'below' } } as const;

const people = '/c/:congress/people';
const congresses = '/c/:congress/congresses';

/** People and roles of a congress, and the congresses below it. */
export const peopleListRoutes = declareRoutes([
  {
    method: 'GET',
    path: people,
    site: 'staff',
    access: administrators,
    handle: (visit) => showPeople(visit),
  },
  {
    method: 'POST',
    path: people,
    site: 'staff',
    access: administrators,
    handle: (visit) =>
      submit(visit, 'nominate', give, {
        run: async (request, value) =>
          rolesFor(visit).includes(value.role)
            ? await nominate(visit.database, request, {
                ...{ personId: value.person_id, name: value.name, role: value.role },
                ...{ meetingId: null, committee: value.committee },
              })
            : refuse(roleNotHere),
        done: () =>
          visit.redirect(`/c/${visit.congressHere.id}/people`, '已添加。请签发登录链接。'),
        again: (attempt) => showPeople(visit, { attempt }),
      }),
  },
  {
    method: 'POST',
    path: `${people}/end-role`,
    site: 'staff',
    access: administrators,
    handle: (visit) =>
      submit(visit, 'end-role', end, {
        run: (request, value) => endRoleByHand(visit.database, request, value.assignment_id),
        done: () => visit.redirect(`/c/${visit.congressHere.id}/people`, '已结束该角色。'),
        again: (attempt) => showPeople(visit, { attempt }),
      }),
  },
  {
    method: 'POST',
    path: `${people}/invite`,
    site: 'staff',
    access: administrators,
    handle: (visit) =>
      submit(visit, 'invite-person', invite, {
        run: (request, value) => invitePerson(visit.database, request, value.person_id),
        done: async ({ personId, token }) => {
          const all = await listPeople(visit.database, visit.congressHere.id);
          const name = all.find((one) => one.id === personId)?.name ?? '';
          return token === null
            ? visit.redirect(`/c/${visit.congressHere.id}/people`, '链接只显示一次，请重新签发。')
            : await showPeople(visit, { link: linkFor(visit, name, '', token) });
        },
        again: (attempt) => showPeople(visit, { attempt }),
      }),
  },
  {
    method: 'POST',
    path: `${people}/invite-all`,
    site: 'staff',
    access: administrators,
    handle: async (visit) => {
      const held = await listRoles(visit.database, visit.congressHere.id, null);
      const named = new Map(held.map((one) => [one.personId, one]));
      return await submit(visit, 'invite-people', inviteAll, {
        run: (request) => invitePeople(visit.database, request, [...named.keys()]),
        done: ({ tokens }) =>
          visit.page(
            <InvitationSheet
              frame={visit.frame()}
              back={`/c/${visit.congressHere.id}/people`}
              place={visit.congressHere.name}
              links={[...tokens].map(([personId, token]) => {
                const one = named.get(personId);
                return linkFor(
                  visit,
                  one?.name ?? '',
                  one === undefined ? '' : nameHere(visit, one.role),
                  token,
                );
              })}
            />,
          ),
        again: (attempt) => showPeople(visit, { attempt }),
      });
    },
  },
  {
    method: 'POST',
    path: `${people}/deputies`,
    site: 'staff',
    access: administrators,
    handle: (visit) =>
      submit(visit, 'open-deputy-accounts', inviteAll, {
        run: (request) => openDeputyAccounts(visit.database, request),
        done: ({ links }) =>
          visit.page(
            <InvitationSheet
              frame={visit.frame()}
              back={`/c/${visit.congressHere.id}/people`}
              place={visit.congressHere.name}
              links={links.map(({ name, token }) => linkFor(visit, name, '代表', token))}
            />,
          ),
        again: (attempt) => showPeople(visit, { attempt }),
      }),
  },
  {
    method: 'GET',
    path: congresses,
    site: 'staff',
    access: administrators,
    handle: (visit) => showCongresses(visit, null),
  },
  {
    method: 'POST',
    path: congresses,
    site: 'staff',
    access: operators,
    handle: (visit) =>
      submit(visit, 'create-congress', below, {
        run: (request, value) =>
          createCongress(visit.database, request, {
            ...{ kind: value.kind, name: value.name, shortName: value.short_name },
          }),
        done: ({ congressId }) =>
          visit.redirect(`/c/${congressId}/congresses`, '已添加。请建立本届，再添加工作人员。'),
        again: (attempt) => showCongresses(visit, attempt),
      }),
  },
  {
    method: 'POST',
    path: `${congresses}/terms`,
    site: 'staff',
    access: administrators,
    handle: (visit) =>
      submit(visit, 'create-term', term, {
        run: (request, value) =>
          createTerm(visit.database, request, {
            ...{ number: value.number, startsOn: value.starts_on, year: value.year },
          }),
        done: () =>
          visit.redirect(`/c/${visit.congressHere.id}/people`, '已建立本届。请添加工作人员。'),
        again: (attempt) => showCongresses(visit, attempt),
      }),
  },
]);
