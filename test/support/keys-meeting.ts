import { mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type KeyPlaces,
  type TestApplication,
  type TestBallotSite,
  testApplication,
  testBallotSite,
} from './application.ts';
import { must } from './ballot-rounds.ts';
import { createTestDatabase, type TestDatabase } from './database.ts';
import { buildElectronicRound } from './electronic-round.ts';
import { type Device, openDevice } from './key-devices.ts';
import { buildWorld, type World } from './world.ts';

/** A meeting with an electronic rule sheet and a round without keys; both sites share the key folders. */
export interface KeysMeeting {
  readonly database: TestDatabase;
  readonly world: World;
  readonly staff: TestApplication;
  readonly site: TestBallotSite;
  readonly roundId: string;
  /** Path of the meeting. */
  readonly base: string;
  /** The three holders in their order: the chief and both scrutineers. */
  readonly devices: readonly Device[];
  readonly keyFiles: () => readonly string[];
  readonly folders: readonly string[];
  /** Convenes a ceremony of the three; gives the answer of the page. */
  readonly convene: (rehearsal?: boolean) => Promise<Response>;
  /** The id of the newest ceremony. */
  readonly ceremonyId: () => Promise<string>;
}

/** Builds one with a database of its own. */
export async function buildKeysMeeting(places: KeyPlaces = {}): Promise<KeysMeeting> {
  const database = await createTestDatabase();
  const world = await buildWorld(database.database);
  const round = await buildElectronicRound(database.database, world, { state: 'preparing' });
  // The round's own ceremony is given up: these tests hold theirs.
  const here = { congress_id: world.townshipId };
  await database.database
    .updateTable('record.key_set')
    .set({ state: 'destroyed' })
    .where('congress_id', '=', here.congress_id)
    .execute();
  await database.database
    .updateTable('record.ceremony')
    .set({ state: 'cancelled', state_reason: '测试' })
    .where('congress_id', '=', here.congress_id)
    .execute();
  const keyFolder = mkdtempSync(join(tmpdir(), 'piaojue-keys-'));
  const keyCopyFolder = mkdtempSync(join(tmpdir(), 'piaojue-copy-'));
  const given = { keyFolder, keyCopyFolder, ...places };
  const staff = testApplication(database, undefined, given);
  const site = testBallotSite(database, given);
  const base = `/c/${world.townshipId}/m/${world.meetingId}`;
  const { chief, scrutineerA, scrutineerB } = world.people;
  const holders = [chief.id, scrutineerA.id, scrutineerB.id];
  return {
    database,
    world,
    staff,
    site,
    base,
    roundId: round.roundId,
    devices: [1, 2, 3].map((position) =>
      openDevice(site, must(round.stations.get(position)), `${position}`),
    ),
    folders: [keyFolder, keyCopyFolder],
    keyFiles: () => readdirSync(keyFolder),
    convene: async (rehearsal = false) =>
      await staff.app.request(`http://localhost${base}/keys/convene`, {
        method: 'POST',
        headers: {
          'sec-fetch-site': 'same-origin',
          origin: 'http://localhost',
          cookie: `piaojue=${world.people.clerk.token}`,
          'content-type': 'application/x-www-form-urlencoded',
        },
        body: new URLSearchParams([
          ['act_id', crypto.randomUUID()],
          ['rehearsal', rehearsal ? 'yes' : 'no'],
          ...holders.map((id) => ['holders', id]),
        ]).toString(),
      }),
    ceremonyId: async () => {
      const { ceremony_id } = await database.database
        .selectFrom('record.key_set as keys')
        .innerJoin('record.ceremony as ceremony', 'ceremony.id', 'keys.ceremony_id')
        .innerJoin('record.act as act', 'act.id', 'ceremony.act_id')
        .select('keys.ceremony_id')
        .orderBy('act.recorded_at', 'desc')
        .executeTakeFirstOrThrow();
      return ceremony_id;
    },
  };
}
