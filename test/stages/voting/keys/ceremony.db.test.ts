import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parsePolynomial, polynomialJson } from '../../../../src/ballot/ceremony/polynomial.ts';
import { makeShares } from '../../../../src/client/keys/ceremony-work.ts';
import { group, must, seeded } from '../../../support/ballot-rounds.ts';
import { everythingOfKeys, openDevice, walkTo } from '../../../support/key-devices.ts';
import { buildKeysMeeting, type KeysMeeting } from '../../../support/keys-meeting.ts';

/** One ceremony from its convening to the keys, and every way in which it is refused or ended. */
let meeting: KeysMeeting;
beforeAll(async () => {
  meeting = await buildKeysMeeting();
});
afterAll(() => meeting.database.drop());

async function codeOf(response: Response): Promise<string> {
  const { code } = (await response.json()) as { code: string };
  return code;
}

/** Does something that must be refused, and sees that nothing changed. */
async function refused(status: number, code: string, act: () => Promise<Response>): Promise<void> {
  const before = await everythingOfKeys(meeting.database);
  const response = await act();
  expect([response.status, await codeOf(response)]).toEqual([status, code]);
  expect(await everythingOfKeys(meeting.database)).toBe(before);
}

async function keySets() {
  return await meeting.database.database
    .selectFrom('record.key_set')
    .selectAll()
    .where('ceremony_id', '=', await meeting.ceremonyId())
    .orderBy('ordinal')
    .execute();
}

async function cancel(reason = '名单有变') {
  const { clerk } = meeting.world.people;
  return await meeting.staff.post(`${meeting.base}/keys/cancel`, clerk.token, {
    ceremony_id: await meeting.ceremonyId(),
    reason,
  });
}

describe('a ceremony', () => {
  test('is convened with key files for every set, and only once', async () => {
    expect((await meeting.convene()).status).toBe(303);
    expect(meeting.keyFiles()).toHaveLength(3);
    const before = await everythingOfKeys(meeting.database);
    const again = await meeting.convene();
    expect(again.status).toBe(422);
    expect(await again.text()).toContain('已经召集过一次制作钥匙');
    expect(await everythingOfKeys(meeting.database)).toBe(before);
    expect(meeting.keyFiles()).toHaveLength(3);
  });

  test('refuses what comes too early, from others, malformed or bad, and changes nothing', async () => {
    const [first, second] = meeting.devices;
    const one = must(first);
    await refused(409, 'too-early', () => one.send('polynomial', ['', '', '']));
    await refused(409, 'too-early', () => one.send('backup', []));
    const made = await one.make('certificate');
    if (made.kind !== 'made') throw new Error(made.kind);
    await refused(409, 'message-bad', () => one.send('certificate', made.items.slice(1)));
    await refused(409, 'message-bad', () => must(second).send('certificate', made.items));
    const broken = made.items.map((item) => item.replace(/"response":"\d/, '"response":"9'));
    await refused(409, 'message-bad', () => one.send('certificate', broken));
    await refused(400, 'call-malformed', () =>
      meeting.site.call('POST', '/station/ceremony/certificate', {
        token: one.token,
        body: '{"items": 3',
      }),
    );
    await refused(401, 'station-unknown', () =>
      meeting.site.call('POST', '/station/ceremony/certificate', {
        token: 'A'.repeat(43),
        body: {},
      }),
    );
    // A signed-in clerk's own token opens nothing here.
    await refused(401, 'station-unknown', () =>
      meeting.site.call('GET', '/station/ceremony', {
        token: meeting.world.people.clerk.token,
      }),
    );
  });

  test('takes each message once, the same bytes again as the same, other ones not', async () => {
    const one = must(meeting.devices[0]);
    const made = await one.make('certificate');
    if (made.kind !== 'made') throw new Error(made.kind);
    const actId = randomUUID();
    const answers = await Promise.all([
      one.send('certificate', made.items, actId),
      one.send('certificate', made.items, actId),
      one.send('certificate', made.items),
    ]);
    expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200]);
    const other = await openDevice(meeting.site, one.token, 'another browser').make('certificate');
    if (other.kind !== 'made') throw new Error(other.kind);
    await refused(409, 'already-sent', () => one.send('certificate', other.items));
    const rows = await meeting.database.database
      .selectFrom('record.ceremony_message')
      .select('step')
      .where('ceremony_id', '=', await meeting.ceremonyId())
      .execute();
    expect(rows).toEqual([{ step: 'certificate' }]);
  });

  test('is finished by exactly one of the last shares when all come at once', async () => {
    const [, second, third] = meeting.devices.map(must);
    await Promise.all([must(second).act('certificate'), must(third).act('certificate')]);
    await Promise.all(meeting.devices.map((device) => device.act('polynomial')));
    const shares = await Promise.all(meeting.devices.map((device) => device.act('share')));
    const done = await Promise.all(
      shares.map(async (answer) => ((await answer.json()) as { complete: boolean }).complete),
    );
    expect(done.filter((complete) => complete)).toHaveLength(1);
    const sets = await keySets();
    expect(sets.map((set) => set.state)).toEqual(['ready', 'ready', 'ready']);
    expect(new Set(sets.map((set) => set.public_key)).size).toBe(3);
    const completed = await meeting.database.database
      .selectFrom('trail.entry')
      .select('event')
      .where('event', '=', 'ceremony-completed')
      .execute();
    expect(completed).toHaveLength(1);
    for (const device of meeting.devices) {
      const keys = await device.keys();
      expect(keys).toHaveLength(3);
      expect((await device.act('backup')).status).toBe(200);
    }
    await refused(409, 'already-sent', () => must(second).send('share', ['a', 'b', 'c']));
  });

  test('leaves no secret of the server or of a holder in database or log', async () => {
    const everything = await everythingOfKeys(meeting.database);
    const answers = await meeting.database.database
      .selectFrom('trail.detail')
      .select('detail')
      .execute();
    const held = [
      ...meeting.keyFiles().flatMap((file) => {
        const text = readFileSync(join(must(meeting.folders[0]), file), 'utf8');
        const secrets = JSON.parse(text) as { decryption: string; receipt: string };
        return [secrets.decryption, secrets.receipt];
      }),
      ...(await Promise.all(meeting.devices.map((device) => device.keys())))
        .flat()
        .map((key) => key.secret),
    ];
    expect(held).toHaveLength(15);
    const places = `${everything}${JSON.stringify(answers)}${meeting.staff.log.join()}${meeting.site.log.join()}`;
    for (const secret of held) expect(places.includes(secret)).toBe(false);
  });

  test('that is given up destroys what no round uses, once', async () => {
    expect((await cancel()).status).toBe(303);
    expect(meeting.keyFiles()).toEqual([]);
    expect((await keySets()).map((set) => set.state)).toEqual([
      'destroyed',
      'destroyed',
      'destroyed',
    ]);
    expect((await cancel()).status).toBe(422);
  });
});

describe('a bad message between holders', () => {
  test('names its sender, ends the ceremony and destroys its keys', async () => {
    expect((await meeting.convene()).status).toBe(303);
    const [first, second, third] = meeting.devices.map(must);
    await walkTo(meeting.devices, 'certificate');
    await must(first).act('polynomial');
    await must(third).act('polynomial');
    // What the second one encrypts to the first is of no use to them; its signed parts are sound.
    const made = await must(second).make('polynomial');
    if (made.kind !== 'made') throw new Error(made.kind);
    const spoilt = made.items.map((item) => {
      const polynomial = parsePolynomial(item, 3);
      if (!polynomial.ok) throw new Error('unread');
      const [, two = '', three = ''] = polynomial.value.secrets;
      return polynomialJson({ ...polynomial.value, secrets: [two, two, three] });
    });
    expect((await must(second).send('polynomial', spoilt)).status).toBe(200);
    expect(await must(third).make('share')).toMatchObject({ kind: 'made' });
    expect(await must(first).make('share')).toEqual({ kind: 'blamed', positions: [2] });
    const { ceremonyId } = await must(first).ceremony();
    const blame = (positions: readonly number[]) =>
      meeting.site.call('POST', '/station/ceremony/blame', {
        token: must(first).token,
        body: { actId: randomUUID(), ceremonyId, positions },
      });
    await refused(409, 'message-bad', () => blame([1]));
    await refused(409, 'message-bad', () => blame([7]));
    expect((await blame([2])).status).toBe(200);
    const seen = await must(third).ceremony();
    expect(seen.state).toBe('cancelled');
    expect(seen.reason).toContain('试用scrutineerA发来的材料有误');
    expect(meeting.keyFiles()).toEqual([]);
    await refused(409, 'no-ceremony', () => must(third).send('share', ['a', 'b', 'c']));
  });

  test('from the server itself is seen as the server’s', async () => {
    expect((await meeting.convene()).status).toBe(303);
    const devices = [1, 2, 3].map((n) =>
      openDevice(meeting.site, must(meeting.devices[n - 1]).token, `again ${n}`),
    );
    await walkTo(devices, 'polynomial');
    const seen = await must(devices[0]).ceremony();
    const inputs = must(seen.inputs);
    const foreign = ['a', 'b', 'c'];
    const place = { size: 3, threshold: 2, index: 1 };
    const certificates = must(seen.certificates);
    expect(makeShares(group, place, foreign, { certificates, inputs }, seeded('x'))).toEqual({
      kind: 'not-ours',
    });
    expect((await cancel()).status).toBe(303);
  });
});

describe('two at once', () => {
  test('a cancellation and a message: nothing is taken after it', async () => {
    expect((await meeting.convene()).status).toBe(303);
    const one = openDevice(meeting.site, must(meeting.devices[0]).token, 'race');
    const made = await one.make('certificate');
    if (made.kind !== 'made') throw new Error(made.kind);
    const [sent, cancelled] = await Promise.all([one.send('certificate', made.items), cancel()]);
    expect(cancelled.status).toBe(303);
    expect([200, 409]).toContain(sent.status);
    const rows = await meeting.database.database
      .selectFrom('record.ceremony_message')
      .select('act_id')
      .where('ceremony_id', '=', await meeting.ceremonyId())
      .execute();
    expect(rows).toHaveLength(sent.status === 200 ? 1 : 0);
    expect(meeting.keyFiles()).toEqual([]);
  });

  test('two clerks convene: one ceremony, and files of that one alone', async () => {
    const answers = await Promise.all([meeting.convene(), meeting.convene()]);
    expect(answers.map((one) => one.status).sort()).toEqual([303, 422]);
    expect(meeting.keyFiles()).toHaveLength(3);
  });
});

describe('a real ceremony', () => {
  test('without a second place for key files is refused; a rehearsal is not', async () => {
    const alone = await buildKeysMeeting({ keyCopyFolder: null });
    const before = await everythingOfKeys(alone.database);
    const response = await alone.convene();
    expect(response.status).toBe(422);
    expect(await response.text()).toContain('KEY_COPY_DIR');
    expect(await everythingOfKeys(alone.database)).toBe(before);
    expect(alone.keyFiles()).toEqual([]);
    expect((await alone.convene(true)).status).toBe(303);
    expect(alone.keyFiles()).toHaveLength(3);
    await alone.database.drop();
  });
});
