import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { createArchive } from '../../../src/ballot/archive/archive.ts';
import { parameters } from '../../../src/ballot/group/parameters.ts';
import { sentencesOf } from '../../support/sentences.ts';
import {
  everything,
  newSlips,
  refusedAtStation,
  roundNow,
  scene,
  station,
  taken,
} from '../../support/slip-scene.ts';

describe('publishing', () => {
  test('takes public keys alone, composes the set-up and shows it to the stations', async () => {
    const place = await scene({ state: 'keyed' });
    const { credentials } = newSlips(place.round.uuid, 12);
    const actId = randomUUID();
    const body = { actId, credentials, spare: 2 };
    expect(await taken(station(place, 'chief', 'slips', body))).toEqual({ made: 12 });
    // The same act sent again after a lost answer.
    expect(await taken(station(place, 'chief', 'slips', body))).toEqual({ made: 12 });
    const now = await roundNow(place);
    expect(now.electronic).toMatchObject({ state: 'slips', made: 12, issued: null });
    const published = await place.site.call('GET', `/station/rounds/${place.round.roundId}/slips`, {
      token: place.round.stations.get(2) ?? '',
    });
    const setup = (await published.json()) as Record<
      'election' | 'trustees' | 'credentials',
      string
    >;
    expect(JSON.parse(setup.credentials)).toEqual(credentials);
    const hash = createArchive(1, setup).lastEvent;
    expect(now.electronic?.election?.setupHash).toBe(hash);
    const desk = await place.site.call('GET', '/station/slips', {
      token: place.round.stations.get('chief') ?? '',
    });
    expect(await desk.json()).toMatchObject({
      congress: '云溪镇',
      chief: true,
      suggested: { deputies: 47, spare: 5 },
      rounds: [{ uuid: place.round.uuid, state: 'slips', made: 12, setupHash: hash }],
      reserves: [],
    });
  });

  test('is for the chief alone, never for a clerk, a scrutineer or a stranger', async () => {
    const place = await scene({ state: 'keyed' });
    const { credentials } = newSlips(place.round.uuid, 3);
    const body = { credentials, spare: 0 };
    await refusedAtStation(place, 2, 'slips', body, 'station-role');
    const before = await everything(place);
    const path = `/station/rounds/${place.round.roundId}/slips`;
    const signedIn = { actId: randomUUID(), ...body };
    const clerk = await place.site.call('POST', path, {
      token: place.world.people.clerk.token,
      body: signedIn,
    });
    expect(clerk.status).toBe(401);
    expect((await place.site.call('POST', path, { body: signedIn })).status).toBe(401);
    expect(await everything(place)).toBe(before);
  });

  test('refuses keys that are not canonical, sorted, distinct elements of the group', async () => {
    const place = await scene({ state: 'keyed' });
    const { credentials } = newSlips(place.round.uuid, 4);
    const [first = '', second = '', third = '', fourth = ''] = credentials;
    const send = (keys: readonly unknown[], code: string, spare = 0) =>
      refusedAtStation(place, 'chief', 'slips', { credentials: keys, spare }, code);
    await send([], 'slips-too-many');
    await send([first, second, third, `0${fourth}`], 'slips-not-keys');
    await send([first, second, third, `${fourth},2`], 'slips-not-keys');
    await send([`+${first}`], 'slips-not-keys');
    await send([String(BigInt(first) + parameters.p)], 'slips-not-keys');
    await send(['1'], 'slips-not-keys');
    await send(['2', first], 'slips-not-keys');
    await send([second, first], 'slips-not-sorted');
    await send([first, first], 'slips-not-sorted');
    await send(credentials, 'slips-malformed', 5);
    await send([7], 'slips-malformed');
    await refusedAtStation(place, 'chief', 'slips', { credentials }, 'slips-malformed');
  });

  test('happens once, and only for a round that has keys', async () => {
    const place = await scene({ state: 'keyed' });
    const { credentials } = newSlips(place.round.uuid, 3);
    await taken(station(place, 'chief', 'slips', { credentials, spare: 0 }));
    await refusedAtStation(place, 'chief', 'slips', { credentials, spare: 0 }, 'already-done');
    await refusedAtStation(place, 'chief', 'made-slips', {}, 'already-done');
    const early = await scene({ state: 'preparing' });
    await refusedAtStation(early, 'chief', 'slips', { credentials, spare: 0 }, 'no-keys');
    const late = await scene({ state: 'casting' });
    await refusedAtStation(late, 'chief', 'slips', { credentials, spare: 0 }, 'wrong-state');
  });

  test('two chiefs’ tabs at once publish one list', async () => {
    const place = await scene({ state: 'keyed' });
    const { credentials } = newSlips(place.round.uuid, 5);
    const answers = await Promise.all([
      station(place, 'chief', 'slips', { credentials, spare: 0 }),
      station(place, 'chief', 'slips', { credentials: credentials.slice(1), spare: 0 }),
    ]);
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409]);
  });

  test('slips made ahead with reserve keys are taken up by a later round, in their colour', async () => {
    const place = await scene({ state: 'keyed' });
    const { world, round } = place;
    const setId = randomUUID();
    const { credentials } = newSlips('ReserveSet1234', 6);
    const known = await place.database
      .selectFrom('record.key_set')
      .selectAll()
      .where('id', '=', round.keySetId)
      .executeTakeFirstOrThrow();
    await place.database
      .insertInto('record.key_set')
      .values({
        ...known,
        ...{ id: setId, ordinal: 2, uuid: 'ReserveSet1234', colour: null, state: 'ready' },
      })
      .execute();
    const token = round.stations.get('chief') ?? '';
    const path = `/station/key-sets/${setId}/slips`;
    const send = (body: Record<string, unknown>) =>
      place.site.call('POST', path, { token, body: { actId: randomUUID(), ...body } });
    const desk = await place.site.call('GET', '/station/slips', { token });
    expect(await desk.json()).toMatchObject({
      reserves: [{ keySetId: setId, number: 1, colour: '浅黄色', made: null }],
    });
    expect(await taken(send({ credentials, spare: 1 }))).toEqual({ made: 6 });
    const list = await place.site.call('GET', path, { token });
    expect(await list.json()).toEqual({ credentials: JSON.stringify(credentials) });
    const again = await send({ credentials, spare: 1 });
    expect(await again.json()).toMatchObject({ code: 'slips-made-ahead' });
    // The next round takes these keys.
    await place.database
      .updateTable('record.electronic_channel')
      .set({ key_set_id: setId })
      .where('congress_id', '=', world.townshipId)
      .execute();
    await place.database
      .updateTable('record.key_set')
      .set({ state: 'used' })
      .where('id', '=', setId)
      .execute();
    await refusedAtStation(place, 'chief', 'slips', { credentials, spare: 0 }, 'slips-made-ahead');
    expect(await taken(station(place, 'chief', 'made-slips', {}))).toEqual({ made: 6 });
    expect((await roundNow(place)).electronic).toMatchObject({
      state: 'slips',
      made: 6,
      colour: '浅黄色',
    });
    const missing = await place.site.call('POST', path, {
      token,
      body: { actId: randomUUID(), credentials, spare: 0 },
    });
    expect(await missing.json()).toMatchObject({ code: 'no-reserve-keys' });
  });
});

test('a round of 逐项式 with a cap gets no electronic ballots: it says why, and what else there is', async () => {
  const place = await scene({ state: 'keyed', form: 'each' });
  const { database, world, round } = place;
  const capped = {
    ...round.document,
    vote: { ...round.document.vote, cap: 'number', most: 3 },
  };
  await database
    .updateTable('record.rule_sheet_version')
    .set({ document: JSON.stringify(capped) })
    .execute();
  await database.updateTable('record.round').set({ state: 'cancelled' }).execute();
  const path = `/c/${world.townshipId}/m/${world.meetingId}/rounds`;
  const create = () => place.staff.post(path, world.people.clerk.token, {});
  const before = await everything(place);
  const refused = await create();
  expect(refused.status).toBe(422);
  expect(sentencesOf(await refused.text())).toContain(
    '无法证明没有超过上限。请修改票决办法：改用选择式，或者不限项数的逐项式，或者只用纸质选票',
  );
  expect(await everything(place)).toBe(before);
  const free = { ...capped, vote: { ...capped.vote, cap: 'none', most: null } };
  await database
    .updateTable('record.rule_sheet_version')
    .set({ document: JSON.stringify(free) })
    .execute();
  expect((await create()).status).toBe(303);
});
