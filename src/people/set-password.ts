import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Tables } from '../database/tables.ts';
import { ok, type Result, refuse } from '../rules/refusals.ts';
import { performAct } from '../trail/perform-act.ts';
import type { Viewer } from '../web/viewer.ts';
import { hashPassword } from './passwords.ts';

/**
 * Sets or changes the viewer's user name and password (OWASP ASVS 5.0, 6.2: length, no composition
 * rules). Refuses with `password-short`, `password-is-name`, `user-name-taken`.
 */
export async function setPassword(
  database: Kysely<Tables>,
  viewer: Viewer,
  input: { userName: string; password: string; actId: string; now: Date },
): Promise<Result<Record<string, never>>> {
  const { userName, password, actId, now } = input;
  if ([...password].length < 10) {
    return refuse({
      code: 'password-short',
      message: '密码至少 10 个字符，可以用一句好记的话。',
      field: 'password',
    });
  }
  if (password.toLowerCase().includes(userName.toLowerCase())) {
    return refuse({
      code: 'password-is-name',
      message: '密码里不要包含用户名，请换一个。',
      field: 'password',
    });
  }
  const password_hash = await hashPassword(password);
  const { congressId, personId, name } = viewer;
  const request = { congressId, actId, kind: 'set-password', personId, happenedAt: null, now };
  return await performAct(database, request, async (act) => {
    const taken = await act.transaction
      .selectFrom('people.account')
      .select('id')
      .where('user_name', '=', userName)
      .where('person_id', '<>', personId)
      .executeTakeFirst();
    if (taken !== undefined) {
      return refuse({
        code: 'user-name-taken',
        message: '这个用户名已经有人使用，请换一个。',
        field: 'user_name',
      });
    }
    const account = { user_name: userName, password_hash, password_set_at: now };
    await act.transaction
      .insertInto('people.account')
      .values({ congress_id: congressId, id: randomUUID(), person_id: personId, ...account })
      .onConflict((conflict) => conflict.column('person_id').doUpdateSet(account))
      .execute();
    act.record({ event: 'password-set', subjects: { person: personId }, detail: { name } });
    return ok({});
  });
}
