import type { Kysely } from 'kysely';
import type { Tables } from '../database/tables.ts';
import type { Role } from '../rules/access.ts';
import { ok, type Refusal, type Result, refuse } from '../rules/refusals.ts';
import { type Act, type ActRequest, performAct } from '../trail/perform-act.ts';
import { committeeOfName } from './committees.ts';
import { listDeputies } from './deputies.ts';
import { issueInvitation, revokeInvitations } from './invitations.ts';
import { addPerson, assignRole, endRole } from './persons.ts';

/** Who gets a role: somebody who is registered here, or a new person by name. */
export interface Nominee {
  readonly personId: string | null;
  readonly name: string | null;
  readonly role: Role;
  /** The meeting that the role is for; null for the whole congress. */
  readonly meetingId: string | null;
  /** The name of the party committee, for the role of one; it is entered where it is not known yet. */
  readonly committee?: string | null;
}

/** Neither somebody of the list was chosen nor a name typed. */
export const noSuchPerson: Refusal = {
  code: 'no-such-person',
  message: '没有选中人员。请从名单中选择，或填写新人员的姓名。',
  field: 'name',
};

const notADeputy: Refusal = {
  code: 'not-a-deputy',
  message: '只有本届现任代表才能开通代表账号。请先导入本届代表名册，再从已登记人员中选择。',
  field: 'person_id',
};

/** Whether a person is registered in this congress. */
export async function isHere(act: Act, personId: string): Promise<boolean> {
  const found = await act.transaction
    .selectFrom('people.person')
    .select('id')
    .where('congress_id', '=', act.congressId)
    .where('id', '=', personId)
    .executeTakeFirst();
  return found !== undefined;
}

/** Whether somebody is a deputy in office of this congress. */
async function isDeputy(act: Act, personId: string | null): Promise<boolean> {
  const deputies = await listDeputies(act.transaction, act.congressId, 'now');
  return deputies.some((one) => one.personId === personId);
}

/**
 * Gives somebody a role, adding the person where needed. The same person keeps other roles. Who acts for
 * the party committee is tied to it by its name.
 *
 * Refuses, in order, with `no-such-person`, `not-a-deputy`, `committee-missing`, `name-taken`.
 */
export function nominate(
  database: Kysely<Tables>,
  request: ActRequest,
  nominee: Nominee,
): Promise<Result<{ personId: string; organisationId: string | null }>> {
  return performAct(database, request, async (act) => {
    const { name, role, meetingId } = nominee;
    if (nominee.personId !== null && !(await isHere(act, nominee.personId))) {
      return refuse(noSuchPerson);
    }
    if (nominee.personId === null && name === null) return refuse(noSuchPerson);
    if (role === 'deputy' && !(await isDeputy(act, nominee.personId))) return refuse(notADeputy);
    const committee =
      role === 'party_committee' ? await committeeOfName(act, nominee.committee ?? null) : ok(null);
    if (!committee.ok) return committee;
    const personId = nominee.personId ?? (await addPerson(act, { name: name ?? '' }));
    const organisation = committee.value === null ? {} : { organisationId: committee.value };
    await assignRole(act, { personId, role, meetingId, ...organisation });
    if (committee.value !== null) await endUntied(act, personId);
    if (meetingId !== null) act.touch(`meeting:${meetingId}`);
    return ok({ personId, organisationId: committee.value });
  });
}

/** Ends the role of somebody who was made to act for a party committee that was not named. */
async function endUntied(act: Act, personId: string): Promise<void> {
  const untied = await act.transaction
    .selectFrom('people.assignment')
    .select('id')
    .where('congress_id', '=', act.congressId)
    .where('person_id', '=', personId)
    .where('role', '=', 'party_committee')
    .where('organisation_id', 'is', null)
    .where('ends_at', 'is', null)
    .execute();
  for (const { id } of untied) await endRole(act, id);
}

/**
 * Gives every deputy in office an account here and a one-time link, to be printed as a sheet of QR codes.
 *
 * Refuses with `no-deputies`.
 */
export async function openDeputyAccounts(
  database: Kysely<Tables>,
  request: ActRequest,
): Promise<Result<{ links: readonly { readonly name: string; readonly token: string }[] }>> {
  const links: { name: string; token: string }[] = [];
  const result = await performAct(database, request, async (act) => {
    const deputies = await listDeputies(act.transaction, act.congressId, 'now');
    if (deputies.length === 0) {
      const message = '还没有本届代表名册。请先在会议的“代表名册”里导入。';
      return refuse({ code: 'no-deputies', message });
    }
    for (const { personId, name } of deputies) {
      await assignRole(act, { personId, role: 'deputy', meetingId: null });
      await revokeInvitations(act, personId);
      links.push({ name, token: await issueInvitation(act, { personId }) });
    }
    return ok({ count: deputies.length });
  });
  return result.ok ? ok({ links }) : result;
}

/**
 * Makes a one-time link for a person of this congress; an older unused one ends. The token goes to the
 * page that asked and nowhere else; a repeated request gets none.
 *
 * Refuses with `no-such-person`.
 */
export async function invitePerson(
  database: Kysely<Tables>,
  request: ActRequest,
  personId: string,
): Promise<Result<{ personId: string; token: string | null }>> {
  let token: string | null = null;
  const result = await performAct(database, request, async (act) => {
    if (!(await isHere(act, personId))) return refuse(noSuchPerson);
    await revokeInvitations(act, personId);
    token = await issueInvitation(act, { personId });
    return ok({ personId });
  });
  return result.ok ? ok({ personId, token }) : result;
}

/**
 * Makes one-time links for several people at once, to be printed as a sheet of QR codes.
 *
 * Refuses with `no-such-person`.
 */
export async function invitePeople(
  database: Kysely<Tables>,
  request: ActRequest,
  personIds: readonly string[],
): Promise<Result<{ tokens: ReadonlyMap<string, string> }>> {
  const tokens = new Map<string, string>();
  const result = await performAct(database, request, async (act) => {
    for (const personId of personIds) {
      if (!(await isHere(act, personId))) return refuse(noSuchPerson);
      await revokeInvitations(act, personId);
      tokens.set(personId, await issueInvitation(act, { personId }));
    }
    return ok({ count: personIds.length });
  });
  return result.ok ? ok({ tokens }) : result;
}
