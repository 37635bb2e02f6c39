import type { Kysely } from 'kysely';
import type { Tables } from '../database/tables.ts';
import type { Role } from '../rules/access.ts';
import { ok, type Refusal, type Result, refuse } from '../rules/refusals.ts';
import { type ActRequest, performAct } from '../trail/perform-act.ts';
import { issueInvitation, revokeInvitations } from './invitations.ts';
import { addPerson, assignRole } from './persons.ts';

/** Who gets a role: somebody who is registered here, or a new person by name. */
export interface Nominee {
  readonly personId: string | null;
  readonly name: string | null;
  readonly role: Role;
  /** The meeting that the role is for; null for the whole congress. */
  readonly meetingId: string | null;
}

const noSuchPerson: Refusal = {
  code: 'no-such-person',
  message: '没有选中人员。请从名单中选择，或填写新人员的姓名。',
  field: 'name',
};

/** Whether a person is registered in this congress. */
async function isHere(act: Parameters<typeof addPerson>[0], personId: string): Promise<boolean> {
  const found = await act.transaction
    .selectFrom('people.person')
    .select('id')
    .where('congress_id', '=', act.congressId)
    .where('id', '=', personId)
    .executeTakeFirst();
  return found !== undefined;
}

/**
 * Gives somebody a role, adding the person where needed. The same person keeps other roles.
 *
 * Refuses with `no-such-person`.
 */
export function nominate(
  database: Kysely<Tables>,
  request: ActRequest,
  nominee: Nominee,
): Promise<Result<{ personId: string }>> {
  return performAct(database, request, async (act) => {
    const { name, role, meetingId } = nominee;
    if (nominee.personId !== null && !(await isHere(act, nominee.personId))) {
      return refuse(noSuchPerson);
    }
    if (nominee.personId === null && name === null) return refuse(noSuchPerson);
    const personId = nominee.personId ?? (await addPerson(act, { name: name ?? '' }));
    await assignRole(act, { personId, role, meetingId });
    if (meetingId !== null) act.touch(`meeting:${meetingId}`);
    return ok({ personId });
  });
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
