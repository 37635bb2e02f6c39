import { randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { credentialsJson } from '../../src/ballot/credentials-list.ts';
import { stepElectronic } from '../../src/stages/voting/electronic-channel.ts';
import { loadRound } from '../../src/stages/voting/index.ts';
import { composeSetup } from '../../src/stages/voting/keys/compose-setup.ts';
import { performAct } from '../../src/trail/perform-act.ts';
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

/**
 * A world whose meeting has an electronic rule sheet and a round without keys. Devices of the three
 * holders are registered already.
 */
export async function buildKeysWorld(database: TestDatabase) {
  const world = await buildWorld(database.database);
  const round = await buildElectronicRound(database.database, world, { state: 'preparing' });
  // The round's own ceremony is given up: these tests hold theirs.
  await database.database
    .updateTable('record.key_set')
    .set({ state: 'destroyed' })
    .where('congress_id', '=', world.townshipId)
    .execute();
  await database.database
    .updateTable('record.ceremony')
    .set({ state: 'cancelled', state_reason: '测试' })
    .where('congress_id', '=', world.townshipId)
    .execute();
  return { world, round, base: `/c/${world.townshipId}/m/${world.meetingId}` };
}

/** The chief publishes slips, as far as the keys know of it. Gives the hash of the set-up. */
export async function publishTestSlips(
  database: TestDatabase,
  world: World,
  roundId: string,
  numbers: readonly bigint[],
): Promise<string> {
  const request = {
    ...{ congressId: world.townshipId, actId: randomUUID(), kind: 'publish-slips' },
    ...{ personId: world.people.chief.id, happenedAt: null, now: new Date() },
  };
  const result = await performAct(database.database, request, async (act) => {
    const { townshipId, meetingId } = world;
    const open = must(await loadRound(act.transaction, townshipId, meetingId, roundId));
    await act.transaction
      .updateTable('record.key_set')
      .set({ credentials_json: credentialsJson(numbers), slips_made: numbers.length })
      .where('uuid', '=', must(open.electronic?.election).uuid)
      .execute();
    const step = await stepElectronic(act, open, 'publish-slips', { printed: numbers.length });
    return step.ok ? await composeSetup(act, open) : step;
  });
  if (!result.ok) throw new Error(result.refusals[0].code);
  return result.value.setupHash;
}

/** Builds one with a database of its own. */
export async function buildKeysMeeting(places: KeyPlaces = {}): Promise<KeysMeeting> {
  const database = await createTestDatabase();
  const { world, round, base } = await buildKeysWorld(database);
  const keyFolder = mkdtempSync(join(tmpdir(), 'piaojue-keys-'));
  const keyCopyFolder = mkdtempSync(join(tmpdir(), 'piaojue-copy-'));
  const given = { keyFolder, keyCopyFolder, ...places };
  const staff = testApplication(database, undefined, given);
  const site = testBallotSite(database, given);
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
