import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Tables } from '../database/tables.ts';
import { ok, type Refusal, type Result, refuse } from '../rules/refusals.ts';
import { type Act, performAct } from '../trail/perform-act.ts';
import { beginSignIn } from './sign-in.ts';
import { hashToken, newToken } from './tokens.ts';

/** How long an invitation may be used when nothing else is said, in milliseconds. */
const invitationLife = 14 * 86_400_000;

/**
 * Makes a one-time sign-in link for a person. The token goes to the page that asked and nowhere
 * else: only its hash is stored.
 */
export async function issueInvitation(
  act: Act,
  invitation: { personId: string; uses?: number; life?: number },
): Promise<string> {
  const token = newToken();
  const expiresAt = new Date(act.recordedAt.getTime() + (invitation.life ?? invitationLife));
  const id = randomUUID();
  const person = await act.transaction
    .selectFrom('people.person')
    .select('name')
    .where('id', '=', invitation.personId)
    .executeTakeFirstOrThrow();
  await act.transaction
    .insertInto('people.invitation')
    .values({
      congress_id: act.congressId,
      id,
      person_id: invitation.personId,
      token_hash: hashToken(token),
      uses_left: invitation.uses ?? 1,
      expires_at: expiresAt,
      act_id: act.id,
    })
    .execute();
  act.record({
    event: 'invitation-issued',
    subjects: { person: invitation.personId, invitation: id },
    detail: { name: person.name, expires_at: expiresAt.toISOString().slice(0, 10) },
  });
  return token;
}

const invitationGone: Refusal = {
  code: 'invitation-gone',
  message: '这个登录链接已经用过、过期或被撤销。请向工作人员要一个新的登录链接或二维码。',
};

/** Whom an invitation is for, without using it up: link previews must not burn it. */
export async function findInvitation(
  database: Kysely<Tables>,
  token: string,
  now: Date,
): Promise<Result<{ congressId: string; personId: string; name: string }>> {
  const row = await database
    .selectFrom('people.invitation as invitation')
    .innerJoin('people.person as person', 'person.id', 'invitation.person_id')
    .select(['invitation.congress_id', 'person.id', 'person.name'])
    .where('invitation.token_hash', '=', hashToken(token))
    .where('invitation.revoked_at', 'is', null)
    .where('invitation.uses_left', '>', 0)
    .where('invitation.expires_at', '>', now)
    .executeTakeFirst();
  if (row === undefined) return refuse(invitationGone);
  return ok({ congressId: row.congress_id, personId: row.id, name: row.name });
}

/**
 * Uses an invitation up and signs its person in. Of two requests at once one gets in.
 *
 * Refuses with `invitation-gone`. A repeat of the same form is refused too: its sign-in token was
 * handed out once and is not stored.
 */
export async function acceptInvitation(
  database: Kysely<Tables>,
  input: { token: string; device: string; actId: string; now: Date; secure: boolean },
): Promise<Result<{ signInToken: string; expiresAt: Date }>> {
  const found = await findInvitation(database, input.token, input.now);
  if (!found.ok) return found;
  const { congressId, personId, name } = found.value;
  let given: { signInToken: string; expiresAt: Date } | null = null;
  const { actId, now } = input;
  const request = { congressId, actId, kind: 'accept-invitation', personId, happenedAt: null, now };
  const result = await performAct(database, request, async (act) => {
    const used = await act.transaction
      .updateTable('people.invitation')
      .set((column) => ({ uses_left: column('uses_left', '-', 1) }))
      .where('congress_id', '=', congressId)
      .where('token_hash', '=', hashToken(input.token))
      .where('revoked_at', 'is', null)
      .where('uses_left', '>', 0)
      .where('expires_at', '>', now)
      .executeTakeFirst();
    if (used.numUpdatedRows !== 1n) return refuse(invitationGone);
    const { device, secure } = input;
    given = await beginSignIn(act, { personId, name, way: 'invitation', device, secure });
    return ok({});
  });
  if (!result.ok) return result;
  return given === null ? refuse(invitationGone) : ok(given);
}

/** Takes back the unused invitations of a person; returns how many there were. */
export async function revokeInvitations(act: Act, personId: string): Promise<number> {
  const revoked = await act.transaction
    .updateTable('people.invitation')
    .set({ revoked_at: act.recordedAt })
    .where('congress_id', '=', act.congressId)
    .where('person_id', '=', personId)
    .where('revoked_at', 'is', null)
    .where('uses_left', '>', 0)
    .executeTakeFirst();
  const count = Number(revoked.numUpdatedRows);
  if (count === 0) return 0;
  const person = await act.transaction
    .selectFrom('people.person')
    .select('name')
    .where('id', '=', personId)
    .executeTakeFirstOrThrow();
  act.record({
    event: 'invitation-revoked',
    subjects: { person: personId },
    detail: { name: person.name },
  });
  return count;
}
