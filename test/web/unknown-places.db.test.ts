import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestApplication, testApplication } from '../support/application.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { buildWorld, type World } from '../support/world.ts';

let database: TestDatabase;
let world: World;
let application: TestApplication;

beforeAll(async () => {
  database = await createTestDatabase();
  world = await buildWorld(database.database);
  application = testApplication(database);
});
afterAll(async () => {
  await database.drop();
});

test('what is not there answers with a page that says where to go, and nothing else', async () => {
  const base = `/c/${world.townshipId}/m/${world.meetingId}`;
  const { token } = world.people.clerk;
  for (const path of [
    '/no-such-page',
    `/c/${randomUUID()}`,
    '/c/not-an-id',
    `${base}/r/${randomUUID()}`,
    `${base}/r/${randomUUID()}/result`,
    `${base}/s/${randomUUID()}/check-in`,
    `/c/${world.otherTownshipId}/m/${world.meetingId}`,
    `/p/${world.townshipId}/r/${randomUUID()}`,
  ]) {
    const response = await application.get(path, token);
    const page = await response.text();
    // A sister township is closed before anyone learns what is in it.
    expect(path.includes(world.otherTownshipId) ? 403 : 404, path).toBe(response.status);
    expect(page, path).toContain('<h1>');
    expect(page, path).toContain('href="/"');
  }
});

test('pages carry the headers that keep foreign code out', async () => {
  const response = await application.get('/sign-in', null);
  const policy = response.headers.get('content-security-policy') ?? '';
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toContain('unsafe');
  expect(response.headers.get('x-content-type-options')).toBe('nosniff');
});

test('signs that nothing can store are left out, wherever they come from', async () => {
  for (const path of [
    '/plate/%00',
    `/c/${world.townshipId}/trail?before=%00`,
    '/problem?code=%00',
  ]) {
    const response = await application.get(path, world.people.clerk.token);
    expect(response.status, path).toBeLessThan(500);
  }
  const signIn = await application.post('/sign-in', null, { user_name: 'a\u0000b', password: 'c' });
  expect(signIn.status).toBe(422);
  const named = await application.post(
    `/c/${world.townshipId}/departments`,
    world.people.clerk.token,
    { kind: 'department', name: '镇\u0000水\u202e利\u000b站' },
  );
  expect(named.status).toBe(303);
  const { name } = await database.database
    .selectFrom('record.organisation')
    .select('name')
    .where('name', 'like', '镇水%')
    .executeTakeFirstOrThrow();
  expect(name).toBe('镇水利站');
  expect(application.log).toEqual([]);
});

test('a form from another site is refused', async () => {
  const response = await application.app.request('http://localhost/sign-in', {
    method: 'POST',
    headers: { origin: 'https://elsewhere.example', 'sec-fetch-site': 'cross-site' },
    body: new URLSearchParams({ user_name: 'a', password: 'b' }),
  });
  expect(response.status).toBe(403);
});
