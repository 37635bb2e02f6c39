import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { allBallotRoutes } from '../../../../src/ballot-app.ts';
import { hashToken } from '../../../../src/people/tokens.ts';
import { mostStations } from '../../../../src/rules/limits.ts';
import { everythingOfKeys } from '../../../support/key-devices.ts';
import { buildKeysMeeting, type KeysMeeting } from '../../../support/keys-meeting.ts';
import type { WorldPerson } from '../../../support/world.ts';

/** Devices of scrutineers: each registers their own, nobody for another, a revoked one is turned away. */
let meeting: KeysMeeting;
beforeAll(async () => {
  meeting = await buildKeysMeeting();
});
afterAll(() => meeting.database.drop());

const post = (path: string, person: WorldPerson, fields: Readonly<Record<string, string>> = {}) =>
  meeting.staff.post(`${meeting.base}/keys${path}`, person.token, fields);

function tokenIn(page: string): string {
  const found = /\/k#t=([A-Za-z0-9_-]{43})/.exec(page)?.[1];
  if (found === undefined) throw new Error('the page shows no token');
  return found;
}

const look = (token: string) => meeting.site.call('GET', '/station/ceremony', { token });

function stations() {
  return meeting.database.database.selectFrom('people.station').selectAll().execute();
}

describe('a device', () => {
  test('is registered by its own person; the token is shown once and stored nowhere', async () => {
    const { scrutineerA } = meeting.world.people;
    const actId = crypto.randomUUID();
    const response = await post('/register-station', scrutineerA, { act_id: actId });
    expect(response.status).toBe(200);
    const token = tokenIn(await response.text());
    expect((await look(token)).status).toBe(200);
    const row = (await stations()).find((one) => one.token_hash === hashToken(token));
    expect(row?.person_id).toBe(scrutineerA.id);
    // The meeting ended long ago: thirty days from now.
    const days = ((row?.expires_at.getTime() ?? 0) - Date.now()) / 86_400_000;
    expect(days).toBeGreaterThan(29);
    expect(days).toBeLessThan(31);
    const again = await post('/register-station', scrutineerA, { act_id: actId });
    expect(again.status).toBe(303);
    const everything = await everythingOfKeys(meeting.database);
    const details = await meeting.database.database
      .selectFrom('trail.detail')
      .select('detail')
      .execute();
    const places = `${everything}${JSON.stringify(details)}${meeting.staff.log.join()}`;
    expect(places.includes(token)).toBe(false);
    expect(places).toContain('station-registered');
  });

  test('cannot be registered by anybody else, nor for anybody else', async () => {
    const { clerk, teller, otherClerk, deputy } = {
      ...meeting.world.people,
      teller: meeting.world.people.tellerA,
    };
    for (const person of [clerk, teller, otherClerk, deputy]) {
      const before = await everythingOfKeys(meeting.database);
      const response = await post('/register-station', person, {
        person_id: meeting.world.people.chief.id,
      });
      expect(response.status).toBe(403);
      expect(await everythingOfKeys(meeting.database)).toBe(before);
    }
    // Whoever is named in the form: the device is the sender's own.
    const { chief, scrutineerB } = meeting.world.people;
    const before = await stations();
    await post('/register-station', scrutineerB, { person_id: chief.id });
    const added = (await stations()).filter((one) => before.every((known) => known.id !== one.id));
    expect(added.map((one) => one.person_id)).toEqual([scrutineerB.id]);
  });

  test(`is one of at most ${mostStations}, also when several are asked for at once`, async () => {
    const { scrutineerA } = meeting.world.people;
    const answers = await Promise.all(
      Array.from({ length: mostStations + 2 }, () => post('/register-station', scrutineerA)),
    );
    const own = (await stations()).filter((one) => one.person_id === scrutineerA.id);
    expect(own).toHaveLength(mostStations);
    const refused = answers.find((one) => one.status === 422);
    expect(await refused?.text()).toContain('请先撤销不用的设备');
  });

  test('that is revoked is turned away; only its owner can revoke it', async () => {
    const { scrutineerA, scrutineerB } = meeting.world.people;
    const [own] = (await stations()).filter((one) => one.person_id === scrutineerA.id);
    const before = await everythingOfKeys(meeting.database);
    const foreign = await post('/revoke-station', scrutineerB, { station_id: own?.id ?? '' });
    expect(foreign.status).toBe(422);
    expect(await everythingOfKeys(meeting.database)).toBe(before);
    for (const one of (await stations()).filter((row) => row.person_id === scrutineerA.id)) {
      expect((await post('/revoke-station', scrutineerA, { station_id: one.id })).status).toBe(303);
    }
    const page = await post('/register-station', scrutineerA);
    const token = tokenIn(await page.text());
    expect((await look(token)).status).toBe(200);
    const fresh = (await stations()).find((one) => one.token_hash === hashToken(token));
    await post('/revoke-station', scrutineerA, { station_id: fresh?.id ?? '' });
    expect((await look(token)).status).toBe(401);
  });

  test('of another meeting’s scrutineer, expired, or without the role opens nothing', async () => {
    const { scrutineerB } = meeting.world.people;
    const token = tokenIn(await (await post('/register-station', scrutineerB)).text());
    const role = meeting.database.database
      .updateTable('people.assignment')
      .where('person_id', '=', scrutineerB.id);
    await role.set({ ends_at: new Date() }).execute();
    expect((await look(token)).status).toBe(403);
    expect((await post('/register-station', scrutineerB)).status).toBe(403);
    await role.set({ ends_at: null }).execute();
    expect((await look(token)).status).toBe(200);
    await meeting.database.database
      .updateTable('people.station')
      .set({ expires_at: new Date(Date.now() - 1000) })
      .where('token_hash', '=', hashToken(token))
      .execute();
    expect((await look(token)).status).toBe(401);
    const other = await buildKeysMeeting();
    const { token: foreign } = other.devices[0] ?? { token: '' };
    expect((await look(foreign)).status).toBe(401);
    await other.database.drop();
  });
});

describe('every route of the devices', () => {
  test('is closed to whoever shows no token, and answers no crash to nonsense', async () => {
    const own = allBallotRoutes.filter((route) => route.path.startsWith('/station/'));
    expect(own.length).toBeGreaterThan(7);
    for (const route of own.filter((one) => one.path !== '/station/events')) {
      const path = route.path.replace(':round', 'x');
      const without = await meeting.site.call(route.method, path, {});
      expect([path, without.status]).toEqual([path, 401]);
      const { token } = meeting.devices[1] ?? { token: '' };
      const nonsense = await meeting.site.call(route.method, path, {
        token,
        ...(route.method === 'POST' ? { body: { actId: 7, items: 'x' } } : {}),
      });
      expect(nonsense.status).toBeLessThan(500);
    }
    expect(meeting.site.log).toEqual([]);
  });
});
