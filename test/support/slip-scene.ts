import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import { afterEach, expect } from 'vitest';
import { createCredential, deriveCredential } from '../../src/ballot/credential.ts';
import type { Tables } from '../../src/database/tables.ts';
import { loadRound, type Round } from '../../src/stages/voting/index.ts';
import {
  type TestApplication,
  type TestBallotSite,
  testApplication,
  testBallotSite,
} from './application.ts';
import { group, seeded } from './ballot-rounds.ts';
import { createTestDatabase, type TestDatabase } from './database.ts';
import {
  buildElectronicRound,
  type ElectronicRound,
  type ElectronicRoundOptions,
} from './electronic-round.ts';
import { sentencesOf } from './sentences.ts';
import { buildWorld, type World } from './world.ts';

/** A round of the test's own with both sites over it. */
export interface Scene {
  readonly database: Kysely<Tables>;
  readonly site: TestBallotSite;
  readonly staff: TestApplication;
  readonly world: World;
  readonly round: ElectronicRound;
}

const opened: { readonly support: TestDatabase; readonly logs: readonly (readonly string[])[] }[] =
  [];
afterEach(async () => {
  for (const { support, logs } of opened.splice(0)) {
    expect(logs.flat()).toEqual([]);
    await support.drop();
  }
});

/** A round in a database of its own, with so many deputies checked in. */
export async function scene(options: ElectronicRoundOptions, present = 45): Promise<Scene> {
  const support = await createTestDatabase();
  const { database } = support;
  const site = testBallotSite(support);
  const staff = testApplication(support);
  opened.push({ support, logs: [site.log, staff.log] });
  const world = await buildWorld(database);
  const round = await buildElectronicRound(database, world, options);
  const place = { database, site, staff, world, round };
  await checkIn(place, 0, present);
  return place;
}

/** Checks deputies in, by their place on the roll. */
export async function checkIn(
  { database, world }: Pick<Scene, 'database' | 'world'>,
  from: number,
  to: number,
): Promise<void> {
  const { act_id } = await database
    .selectFrom('record.round')
    .select('act_id')
    .where('congress_id', '=', world.townshipId)
    .executeTakeFirstOrThrow();
  if (from === to) return;
  await database
    .insertInto('roll.presence')
    .values(
      world.deputies.slice(from, to).map((deputy) => ({
        congress_id: world.townshipId,
        sitting_id: world.sittingId,
        deputy_id: deputy.id,
        state: 'present' as const,
        arrived_at: new Date('2026-01-20T01:00:00Z'),
        act_id,
      })),
    )
    .execute();
}

/** The round as it stands now. */
export async function roundNow({ database, world, round }: Scene): Promise<Round> {
  const { townshipId, meetingId } = world;
  const loaded = await loadRound(database, townshipId, meetingId, round.roundId);
  if (loaded === null) throw new Error('the round is gone');
  return loaded;
}

/** Public keys of the round's slips. */
export const publicKeys = ({ round }: Scene, from: number, to: number) =>
  round.test.slips.slice(from, to).map((slip) => String(slip.publicKey));

/** Sends something from a scrutineer's own device. */
export function station(
  { round, site }: Scene,
  who: 'chief' | 1 | 2 | 3,
  path: string,
  body: Record<string, unknown>,
) {
  return site.call('POST', `/station/rounds/${round.roundId}/${path}`, {
    token: round.stations.get(who) ?? '',
    body: { actId: randomUUID(), ...body },
  });
}

/** Sends a form of the round's page. */
export function form(
  { world, round, staff }: Scene,
  path: string,
  fields: Record<string, string> = {},
  who: 'clerk' | 'scrutineerA' | 'deputy' = 'clerk',
) {
  const base = `/c/${world.townshipId}/m/${world.meetingId}/r/${round.roundId}`;
  return staff.post(`${base}/electronic/${path}`, world.people[who].token, fields);
}

/** Everything that an act about slips could change. */
export async function everything({ database, world }: Scene): Promise<string> {
  const congress = world.townshipId;
  const [acts, trail, slips, rounds, channels, elections, keySets] = await Promise.all([
    database.selectFrom('record.act').select('id').where('congress_id', '=', congress).execute(),
    database.selectFrom('trail.entry').select('hash').where('congress_id', '=', congress).execute(),
    database.selectFrom('box.slip').selectAll().where('congress_id', '=', congress).execute(),
    database.selectFrom('record.round').selectAll().where('congress_id', '=', congress).execute(),
    database
      .selectFrom('record.round_channel')
      .selectAll()
      .where('congress_id', '=', congress)
      .execute(),
    database
      .selectFrom('record.electronic_channel')
      .selectAll()
      .where('congress_id', '=', congress)
      .execute(),
    database.selectFrom('record.key_set').selectAll().where('congress_id', '=', congress).execute(),
  ]);
  return JSON.stringify([acts, trail, slips, rounds, channels, elections, keySets].map(sorted));
}

const sorted = (rows: readonly object[]) => rows.map((row) => JSON.stringify(row)).sort();

/** A request of a device that must be refused, and changes nothing. */
export async function refusedAtStation(
  place: Scene,
  ...[who, path, body, code]: [
    who: 'chief' | 1 | 2 | 3,
    path: string,
    body: Record<string, unknown>,
    code: string,
  ]
): Promise<void> {
  const before = await everything(place);
  const response = await station(place, who, path, body);
  expect(response.ok).toBe(false);
  expect(await response.json()).toMatchObject({ code });
  expect(await everything(place)).toBe(before);
}

/** A form that must be refused with these words, and changes nothing. */
export async function refusedForm(
  place: Scene,
  path: string,
  fields: Record<string, string>,
  words: string,
): Promise<void> {
  const before = await everything(place);
  const response = await form(place, path, fields);
  expect([409, 422]).toContain(response.status);
  expect(sentencesOf(await response.text())).toContain(words);
  expect(await everything(place)).toBe(before);
}

/** The answer to a request that must be taken. */
export async function taken(response: Promise<Response>): Promise<unknown> {
  const answered = await response;
  const body: unknown = await answered.json();
  expect(answered.status, JSON.stringify(body)).toBe(200);
  return body;
}

/** A form that must be done. */
export async function done(response: Promise<Response>): Promise<void> {
  const answered = await response;
  expect(answered.status, sentencesOf(await answered.text())).toBe(303);
}

/** Puts ballots into the rows of slips, as casting does. */
export async function castWith(
  { database, world, round }: Scene,
  slips: readonly number[],
): Promise<void> {
  for (const slip of slips) {
    await database
      .updateTable('box.slip')
      .set({ ballot: '{}', tracker: String(slip).padStart(43, 'A') })
      .where('congress_id', '=', world.townshipId)
      .where('credential', '=', String(round.test.slips[slip]?.publicKey))
      .execute();
  }
}

/** Closes the electronic box. */
export async function closeBox({ database, world, round }: Scene, ballots: number): Promise<void> {
  await database
    .updateTable('record.round_channel')
    .set({ state: 'closed', returned: ballots })
    .where('congress_id', '=', world.townshipId)
    .where('round_id', '=', round.roundId)
    .where('channel', '=', 'electronic')
    .execute();
}

/** New slips for an election: the private halves stay in the test, as they stay in the chief's browser. */
export function newSlips(uuid: string, count: number) {
  const random = seeded(`${uuid}|new slips`);
  const slips = Array.from({ length: count }, () => {
    const credential = createCredential(random);
    return { credential, ...deriveCredential(group, uuid, credential) };
  });
  const keys = slips.map((slip) => slip.publicKey).sort((a, b) => (a < b ? -1 : 1));
  return { slips, credentials: keys.map(String) };
}
