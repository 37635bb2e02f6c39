import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Tables } from '../database/tables.ts';
import { ok, type Refusal, type Result, refuse } from '../rules/refusals.ts';
import { type Act, type ActRequest, performAct } from '../trail/perform-act.ts';
import type { Viewer } from '../web/viewer.ts';
import { hashPassword, passwordMatches } from './passwords.ts';
import { noteFailure, tooManyFailures } from './sign-in-failures.ts';
import { hashToken, newToken } from './tokens.ts';

/** How long a sign-in lasts, in milliseconds: a working day; on plain HTTP a meeting's half day. */
const signInLife = { secure: 12 * 3_600_000, plain: 6 * 3_600_000 } as const;

const wayNames = { invitation: '登录链接', password: '密码' } as const;

/** Writes a sign-in and hands out its token, which is stored as a hash only. */
export async function beginSignIn(
  act: Act,
  input: {
    personId: string;
    name: string;
    way: 'invitation' | 'password';
    device: string;
    secure: boolean;
  },
): Promise<{ signInToken: string; expiresAt: Date }> {
  const signInToken = newToken();
  const life = input.secure ? signInLife.secure : signInLife.plain;
  const expiresAt = new Date(act.recordedAt.getTime() + life);
  const id = randomUUID();
  await act.transaction
    .insertInto('people.sign_in')
    .values({
      congress_id: act.congressId,
      id,
      person_id: input.personId,
      token_hash: hashToken(signInToken),
      way: input.way,
      device: input.device,
      created_at: act.recordedAt,
      last_seen_at: act.recordedAt,
      expires_at: expiresAt,
    })
    .execute();
  act.record({
    event: 'signed-in',
    subjects: { person: input.personId, sign_in: id },
    detail: { name: input.name, way: wayNames[input.way] },
  });
  return { signInToken, expiresAt };
}

const wrongPassword: Refusal = {
  code: 'wrong-password',
  message: '用户名或密码不对。忘记密码的，请向工作人员要一个新的登录链接。',
  field: 'password',
};

/** A hash that no password has: an unknown user name takes as long as a wrong password. */
const nobody = hashPassword(newToken());

/**
 * Signs in by user name and password.
 *
 * Refuses with `too-many-tries` (by account, or by address for failures), `wrong-password`.
 */
export async function signInWithPassword(
  database: Kysely<Tables>,
  input: {
    userName: string;
    password: string;
    device: string;
    address: string;
    actId: string;
    now: Date;
    secure: boolean;
  },
): Promise<Result<{ signInToken: string; expiresAt: Date }>> {
  const { userName, password, device, address, actId, now, secure } = input;
  const subjects = { account: userName, address };
  const blocked = await tooManyFailures(database, subjects, now);
  if (blocked !== null) return refuse(blocked);
  const account = await database
    .selectFrom('people.account as account')
    .innerJoin('people.person as person', 'person.id', 'account.person_id')
    .select(['account.congress_id', 'account.person_id', 'account.password_hash', 'person.name'])
    .where('account.user_name', '=', userName)
    .executeTakeFirst();
  const right = await passwordMatches(password, account?.password_hash ?? (await nobody));
  if (account === undefined || !right) {
    await noteFailure(database, subjects, now);
    return refuse(wrongPassword);
  }
  const { congress_id: congressId, person_id: personId, name } = account;
  let given: { signInToken: string; expiresAt: Date } | null = null;
  const request = { congressId, actId, kind: 'sign-in', personId, happenedAt: null, now };
  const result = await performAct(database, request, async (act) => {
    given = await beginSignIn(act, { personId, name, way: 'password', device, secure });
    return ok({});
  });
  if (!result.ok) return result;
  return given === null
    ? refuse({ code: 'already-done', message: '已经登录过一次。请重新填写后再登录。' })
    : ok(given);
}

/** Ends the viewer's own sign-in. */
export function signOut(
  database: Kysely<Tables>,
  viewer: Viewer,
  input: { actId: string; now: Date },
): Promise<Result<Record<string, never>>> {
  const { congressId, personId, name, signInId } = viewer;
  const request = { congressId, kind: 'sign-out', personId, happenedAt: null, ...input };
  return performAct(database, request, async (act) => {
    await end(act, signInId);
    act.record({
      event: 'signed-out',
      subjects: { person: personId, sign_in: signInId },
      detail: { name },
    });
    return ok({});
  });
}

async function end(act: Act, signInId: string): Promise<{ person: string; device: string } | null> {
  const ended = await act.transaction
    .updateTable('people.sign_in')
    .set({ revoked_at: act.recordedAt })
    .where('congress_id', '=', act.congressId)
    .where('id', '=', signInId)
    .where('revoked_at', 'is', null)
    .returning(['person_id', 'device'])
    .executeTakeFirst();
  return ended === undefined ? null : { person: ended.person_id, device: ended.device };
}

/**
 * Ends a sign-in on another device: one's own, or for administrators anybody's of the congress.
 * Refuses with `no-such-sign-in`.
 */
export function revokeSignIn(
  database: Kysely<Tables>,
  request: ActRequest,
  input: { signInId: string; ownerId: string | null },
): Promise<Result<{ signInId: string }>> {
  return performAct(database, request, async (act) => {
    const ended = await end(act, input.signInId);
    if (ended === null || (input.ownerId !== null && ended.person !== input.ownerId)) {
      return refuse({ code: 'no-such-sign-in', message: '这个登录已经结束，请刷新页面。' });
    }
    const person = await act.transaction
      .selectFrom('people.person')
      .select('name')
      .where('id', '=', ended.person)
      .executeTakeFirstOrThrow();
    act.record({
      event: 'sign-in-revoked',
      subjects: { person: ended.person, sign_in: input.signInId },
      detail: { name: person.name, device: ended.device },
    });
    return ok({ signInId: input.signInId });
  });
}
