import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkInDeputy } from '../../src/stages/meeting/index.ts';
import { serveApplication } from '../support/application.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { buildWorld, type World } from '../support/world.ts';

/** The strip of a sitting on a page that stays open. */
let database: TestDatabase;
let world: World;
let server: Awaited<ReturnType<typeof serveApplication>>;

beforeAll(async () => {
  database = await createTestDatabase();
  world = await buildWorld(database.database);
  server = await serveApplication(database);
});
afterAll(async () => {
  await server.stop();
  await database.drop();
});

const path = () =>
  `${server.origin}/c/${world.townshipId}/m/${world.meetingId}/s/${world.sittingId}/live`;

/** Opens the stream and waits, part by part, for the number present. */
async function watch(token: string) {
  const leaving = new AbortController();
  const answer = await fetch(path(), {
    headers: { cookie: `piaojue=${token}` },
    signal: leaving.signal,
  });
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
  let heard = '';
  return {
    status: answer.status,
    leave: () => leaving.abort(),
    until: async (present: number) => {
      const words = `实到</span><span class="num">${present}</span>`;
      while (!heard.includes(words)) {
        const part = await reader?.read();
        if (part === undefined || part.done) throw new Error('the stream ended');
        heard += part.value;
      }
    },
  };
}

async function arrive(index: number): Promise<void> {
  const result = await checkInDeputy(
    database.database,
    {
      ...{ congressId: world.townshipId, actId: randomUUID(), kind: 'check-in-deputy' },
      ...{ personId: world.people.clerk.id, happenedAt: null, now: new Date() },
    },
    {
      ...{ meetingId: world.meetingId, sittingId: world.sittingId, desk: '二号台' },
      deputyId: world.deputies[index]?.id ?? '',
    },
  );
  expect(result.ok).toBe(true);
}

describe('the strip of a page that is open', () => {
  test('shows an arrival at another desk, to many viewers at once', async () => {
    const viewers = await Promise.all(
      Array.from({ length: 20 }, () => watch(world.people.tellerA.token)),
    );
    await Promise.all(viewers.map((one) => one.until(0)));
    await arrive(0);
    await Promise.all(viewers.map((one) => one.until(1)));
    for (const one of viewers) one.leave();
  });

  test('catches up with what happened while the connection to the database was broken', async () => {
    const viewer = await watch(world.people.clerk.token);
    await viewer.until(1);
    const owner = new pg.Client({ connectionString: database.applicationUrl });
    await owner.connect();
    const { rowCount } = await owner.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
        where application_name = 'piaojue-listen' and datname = current_database()`,
    );
    expect(rowCount).toBe(1);
    await owner.end();
    await arrive(1);
    await viewer.until(2);
    viewer.leave();
  });

  test('is closed to another township and to somebody who is not signed in', async () => {
    for (const token of [world.people.otherClerk.token, 'nobody']) {
      const answer = await fetch(path(), {
        headers: { cookie: `piaojue=${token}` },
        redirect: 'manual',
      });
      expect([303, 403]).toContain(answer.status);
      await answer.body?.cancel();
    }
  });
});
