import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { issueInvitation } from '../../src/people/invitations.ts';
import { hashToken } from '../../src/people/tokens.ts';
import { mostFailures } from '../../src/rules/rate-limits.ts';
import { performAct } from '../../src/trail/perform-act.ts';
import { type TestApplication, testApplication } from '../support/application.ts';
import type { TestDatabase } from '../support/database.ts';
import { countEverything, type Rehearsal, rehearsedDatabase } from '../support/rehearsal.ts';
import { sentencesOf } from '../support/sentences.ts';

let database: TestDatabase;
let rehearsal: Rehearsal;
let application: TestApplication;
let now: Date;

beforeEach(async () => {
  ({ database, rehearsal } = await rehearsedDatabase('meeting'));
  now = new Date();
  application = testApplication(database, () => now);
});
afterEach(async () => {
  expect(application.log).toEqual([]);
  await database.drop();
});

async function invitationFor(role: string): Promise<string> {
  const person = rehearsal.people.find((one) => one.role === role);
  if (person === undefined) throw new Error(`nobody is ${role}`);
  let token = '';
  const { congressId } = person;
  const request = {
    ...{ congressId, actId: crypto.randomUUID(), kind: 'invite-person' },
    ...{ personId: null, happenedAt: null, now },
  };
  await performAct(database.database, request, async (act) => {
    token = await issueInvitation(act, { personId: person.personId });
    return { ok: true, value: {} };
  });
  return token;
}

const signInOf = (response: Response) =>
  /piaojue=([^;]+)/.exec(response.headers.get('set-cookie') ?? '')?.[1] ?? '';

async function enter(role: string): Promise<string> {
  const response = await application.post(`/invitation/${await invitationFor(role)}`, null, {});
  expect(response.status).toBe(303);
  return signInOf(response);
}

async function givePassword(token: string, user_name: string, password: string): Promise<void> {
  const response = await application.post('/me/password', token, { user_name, password });
  expect(response.status, response.status === 303 ? '' : await response.text()).toBe(303);
}

const password = '青山绿水照云溪2026';
const tryPassword = (fields: Record<string, string>) =>
  application.post('/sign-in', null, { back: '', ...fields });

describe('an invitation', () => {
  test('is not used up by looking at it, lets in once, and never again', async () => {
    const token = await invitationFor('clerk');
    for (let look = 0; look < 3; look += 1) {
      expect((await application.get(`/invitation/${token}`, null)).status).toBe(200);
    }
    const first = await application.post(`/invitation/${token}`, null, {});
    expect(first.status).toBe(303);
    expect((await application.get('/me', signInOf(first))).status).toBe(200);
    const before = await countEverything(database.database);
    const second = await application.post(`/invitation/${token}`, null, {});
    expect(second.status).toBe(404);
    expect(await second.text()).toContain('已经用过');
    expect(second.headers.get('set-cookie')).toBeNull();
    expect(await countEverything(database.database)).toBe(before);
  });

  test('used by two at once lets one in', async () => {
    const token = await invitationFor('clerk');
    const answers = await Promise.all(
      [1, 2, 3, 4].map(() => application.post(`/invitation/${token}`, null, {})),
    );
    expect(answers.filter((one) => one.status === 303)).toHaveLength(1);
  });

  test('is gone after its time, and a new one takes the old ones back', async () => {
    const late = await invitationFor('clerk');
    now = new Date(now.getTime() + 15 * 86_400_000);
    expect((await application.get(`/invitation/${late}`, null)).status).toBe(404);
    now = new Date();
    const old = await invitationFor('chair');
    const chair = rehearsal.people.find((one) => one.role === 'chair');
    const clerk = rehearsal.token('clerk');
    const invited = await application.post(`/c/${rehearsal.townshipId}/people/invite`, clerk, {
      person_id: chair?.personId ?? '',
    });
    expect(invited.status).toBe(200);
    expect((await application.get(`/invitation/${old}`, null)).status).toBe(404);
  });

  test('holds its token nowhere: the database has only its hash', async () => {
    const token = await invitationFor('clerk');
    const { rows } = await dump();
    expect(rows).not.toContain(token);
  });
});

/** Every row of the tables of people and of the trail as one text. */
async function dump(): Promise<{ rows: string }> {
  const tables = [
    ...(['people.invitation', 'people.sign_in', 'people.person', 'people.assignment'] as const),
    ...(['trail.entry', 'trail.detail', 'record.act'] as const),
  ];
  const parts = await Promise.all(
    tables.map((table) => database.database.selectFrom(table).selectAll().execute()),
  );
  return { rows: JSON.stringify(parts) };
}

describe('a sign-in', () => {
  test('is stored hashed, is listed, and ends at once when it is revoked', async () => {
    const here = await enter('clerk');
    const there = await enter('clerk');
    expect((await dump()).rows).not.toContain(here);
    const page = await (await application.get('/me', here)).text();
    const ids = [...page.matchAll(/name="sign_in_id" value="([^"]+)"/g)].map((one) => one[1]);
    expect(ids.length).toBeGreaterThanOrEqual(2);
    const mine = await database.database
      .selectFrom('people.sign_in')
      .select('id')
      .where('token_hash', '=', hashToken(there))
      .executeTakeFirstOrThrow();
    expect(ids).toContain(mine.id);
    await application.post('/me/sign-ins/revoke', here, { sign_in_id: mine.id });
    expect((await application.get('/me', there)).status).toBe(303);
    expect((await application.get('/me', here)).status).toBe(200);
  });

  test('of somebody else cannot be revoked', async () => {
    const clerk = await enter('clerk');
    const chair = await enter('chair');
    const foreign = await database.database
      .selectFrom('people.sign_in')
      .innerJoin('people.person', 'people.person.id', 'people.sign_in.person_id')
      .select('people.sign_in.id')
      .where(
        'people.person.id',
        '=',
        rehearsal.people.find((one) => one.role === 'chair')?.personId ?? '',
      )
      .orderBy('people.sign_in.created_at', 'desc')
      .executeTakeFirstOrThrow();
    await application.post('/me/sign-ins/revoke', clerk, { sign_in_id: foreign.id });
    expect((await application.get('/me', chair)).status).toBe(200);
  });

  test('ends after half a day on plain HTTP, and by signing out', async () => {
    const token = await enter('clerk');
    const other = await enter('clerk');
    await application.post('/sign-out', other, {});
    expect((await application.get('/me', other)).status).toBe(303);
    now = new Date(now.getTime() + 7 * 3_600_000);
    expect((await application.get('/me', token)).status).toBe(303);
  });

  test('of a role that was ended opens nothing any more', async () => {
    const operator = await enter('clerk');
    const { id } = await database.database
      .selectFrom('people.assignment')
      .select('id')
      .where('role', '=', 'auditor')
      .executeTakeFirstOrThrow();
    const auditor = rehearsal.token('auditor');
    const trail = `/c/${rehearsal.townshipId}/trail`;
    expect((await application.get(trail, auditor)).status).toBe(200);
    const ended = await application.post(`/c/${rehearsal.townshipId}/people/end-role`, operator, {
      assignment_id: id,
    });
    expect(ended.status).toBe(303);
    expect((await application.get(trail, auditor)).status).toBe(403);
  });
});

describe('a password', () => {
  test('signs in again, whatever page was asked for, and only to a page of ours', async () => {
    await givePassword(await enter('clerk'), 'linxiao', password);
    const back = `/c/${rehearsal.townshipId}`;
    const right = await tryPassword({ user_name: 'linxiao', password, back });
    expect(right.headers.get('location')).toBe(back);
    for (const foreign of ['//example.org', 'https://example.org/', '/\\example.org']) {
      const away = await tryPassword({ user_name: 'linxiao', password, back: foreign });
      expect(away.headers.get('location')).not.toContain('example.org');
    }
    expect((await dump()).rows).not.toContain(password);
  });

  test('that is short or a user name that is taken is refused, with what was typed kept', async () => {
    const token = await enter('clerk');
    const short = await application.post('/me/password', token, {
      ...{ user_name: 'linxiao', password: '123' },
    });
    expect(short.status).toBe(422);
    const page = await short.text();
    expect(page).toContain('value="linxiao"');
    expect(page).not.toContain('value="123"');
    await givePassword(token, 'linxiao', password);
    const taken = await application.post('/me/password', await enter('chair'), {
      ...{ user_name: 'linxiao', password },
    });
    expect(taken.status).toBe(422);
  });

  test('tried too often closes the account for a while, for nobody else in the hall', async () => {
    await givePassword(await enter('clerk'), 'linxiao', password);
    await givePassword(await enter('chair'), 'hezhuchi', password);
    for (let count = 0; count < mostFailures.account; count += 1) {
      const wrong = await tryPassword({ user_name: 'linxiao', password: `错误的密码${count}` });
      expect(wrong.status).toBe(422);
    }
    const closed = await tryPassword({ user_name: 'linxiao', password });
    expect(closed.status).toBe(429);
    expect(sentencesOf(await closed.text())).toContain('15 分钟后再试');
    expect((await tryPassword({ user_name: 'hezhuchi', password })).status).toBe(303);
    now = new Date(now.getTime() + 16 * 60_000);
    expect((await tryPassword({ user_name: 'linxiao', password })).status).toBe(303);
  });

  test('tried by a whole hall behind one address locks out nobody while a sitting is open', async () => {
    await givePassword(await enter('clerk'), 'linxiao', password);
    await database.database
      .updateTable('record.sitting')
      .set({ state: 'check_in', check_in_opened_at: now })
      .execute();
    expect((await tryPassword({ user_name: 'nobody', password: '错误的密码' })).status).toBe(422);
    const hall = await database.database
      .selectFrom('people.sign_in_failure')
      .select(['kind', 'subject_hash'])
      .where('kind', '=', 'address')
      .executeTakeFirstOrThrow();
    const failures = Array.from({ length: mostFailures.address + 10 }, () => ({
      ...hall,
      failed_at: now,
    }));
    await database.database.insertInto('people.sign_in_failure').values(failures).execute();
    expect((await tryPassword({ user_name: 'linxiao', password })).status).toBe(303);
    await database.database.updateTable('record.sitting').set({ state: 'planned' }).execute();
    expect((await tryPassword({ user_name: 'linxiao', password })).status).toBe(429);
  });
});
