import { randomUUID } from 'node:crypto';
import { renameSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { archiveBytes } from '../../../../src/ballot/archive/archive.ts';
import { parseElection } from '../../../../src/ballot/election.ts';
import { fingerprintOf, groupFingerprint } from '../../../../src/ballot/fingerprint/fingerprint.ts';
import { describeWithReceiptKey } from '../../../../src/ballot/receipt-key.ts';
import { verifyArchive } from '../../../../src/ballot/verify/verify-archive.ts';
import { checkSetup } from '../../../../src/client/keys/check-setup.ts';
import { possibleElectronicVerbs } from '../../../../src/rules/electronic-channel.ts';
import { loadRound } from '../../../../src/stages/voting/index.ts';
import { loadKeySet } from '../../../../src/stages/voting/keys/ceremony-store.ts';
import { setupArchive } from '../../../../src/stages/voting/keys/compose-setup.ts';
import type { SetupTextsSeen } from '../../../../src/wire/keys.ts';
import { group, must } from '../../../support/ballot-rounds.ts';
import { everythingOfKeys, walkTo } from '../../../support/key-devices.ts';
import {
  buildKeysMeeting,
  type KeysMeeting,
  publishTestSlips,
} from '../../../support/keys-meeting.ts';

/** From a complete ceremony to a sealed set-up: taking keys, the fingerprint, one "different". */
let meeting: KeysMeeting;
const numbers = [9n, 4n, 25n, 16n].map((square) => group.powerOfG(square));

beforeAll(async () => {
  meeting = await buildKeysMeeting();
});
afterAll(() => meeting.database.drop());

async function round() {
  const { world, database, roundId } = meeting;
  const loaded = await loadRound(database.database, world.townshipId, world.meetingId, roundId);
  return must(loaded);
}

async function keySets() {
  return await meeting.database.database
    .selectFrom('record.key_set')
    .selectAll()
    .where('ceremony_id', '=', await meeting.ceremonyId())
    .orderBy('ordinal')
    .execute();
}

function post(path: string, fields: Readonly<Record<string, string>> = {}) {
  const { token } = meeting.world.people.clerk;
  return meeting.staff.post(`${meeting.base}/r/${meeting.roundId}/keys${path}`, token, fields);
}

async function refusedPost(code: string, path: string, fields = {}): Promise<void> {
  const before = await everythingOfKeys(meeting.database);
  const response = await post(path, fields);
  expect([409, 422]).toContain(response.status);
  expect(await response.text()).toContain(code);
  expect(await everythingOfKeys(meeting.database)).toBe(before);
}

async function refused(status: number, code: string, act: () => Promise<Response>) {
  const before = await everythingOfKeys(meeting.database);
  const response = await act();
  const answer = (await response.json()) as { code: string };
  expect([response.status, answer.code]).toEqual([status, code]);
  expect(await everythingOfKeys(meeting.database)).toBe(before);
}

function publishSlips(): Promise<string> {
  return publishTestSlips(meeting.database, meeting.world, meeting.roundId, numbers);
}

describe('taking keys', () => {
  test('is refused while there are none, only a rehearsal’s, or no proved backups', async () => {
    await refusedPost('没有可用的钥匙', '/take');
    expect((await meeting.convene(true)).status).toBe(303);
    await walkTo(meeting.devices, 'backup');
    expect((await keySets()).map((set) => set.state)).toEqual(['ready', 'ready', 'ready']);
    await refusedPost('没有可用的钥匙', '/take');
    expect((await meeting.convene()).status).toBe(303);
    await refusedPost('没有可用的钥匙', '/take');
    await walkTo(meeting.devices, 'share');
    await refusedPost('还没有保存并试读钥匙备份', '/take');
    for (const device of meeting.devices) await device.act('backup');
  });

  test('is refused when a holder is no scrutineer any more', async () => {
    const { database, world } = meeting;
    const role = database.database
      .updateTable('people.assignment')
      .where('person_id', '=', world.people.scrutineerB.id);
    await role.set({ ends_at: new Date() }).execute();
    await refusedPost('试用scrutineerB持有钥匙，但不在现在的监票人名单中', '/take');
    await role.set({ ends_at: null }).execute();
  });

  test('takes the next ready set and freezes the questions; once', async () => {
    const answers = await Promise.all([post('/take'), post('/take')]);
    expect(answers.map((one) => one.status).sort()).toEqual([303, 409]);
    const sets = await keySets();
    expect(sets.map((set) => set.state)).toEqual(['used', 'ready', 'ready']);
    const open = await round();
    expect(open.electronic?.state).toBe('keyed');
    const election = parseElection(must(open.electronic?.election).electionJson);
    if (!election.ok) throw new Error(election.code);
    expect(election.value).toMatchObject({
      uuid: sets[0]?.uuid,
      publicKey: BigInt(must(sets[0]?.public_key)),
      name: open.title,
      description: describeWithReceiptKey(
        '云溪镇第十八届人民代表大会第五次会议',
        BigInt(must(sets[0]?.receipt_key)),
      ),
      administrator: '云溪镇人民代表大会',
      credentialAuthority: '总监票人',
    });
    expect(election.value.questions).toHaveLength(1);
    expect(election.value.questions[0]).toMatchObject({ min: 1, max: 10, blank: true });
    expect(election.value.questions[0]?.answers[2]).toBe('3. 饮用水管网延伸');
  });

  test('has no set-up to show or to compare before the slips', async () => {
    const device = must(meeting.devices[0]);
    const path = `/station/rounds/${meeting.roundId}/setup`;
    const before = await meeting.site.call('GET', path, { token: device.token });
    expect(before.status).toBe(404);
    await refused(409, 'setup-changed', () =>
      device.confirm(meeting.roundId, 'a'.repeat(64), true),
    );
    await refused(404, 'no-setup', () => device.confirm('not-a-round', 'a'.repeat(64), true));
    await refused(409, 'no-such-round', () => device.confirm(randomUUID(), 'a'.repeat(64), true));
  });
});

describe('the fingerprint', () => {
  test('that one holder finds different sends the set-up back and destroys its key', async () => {
    const setupHash = await publishSlips();
    const [first, second, third] = meeting.devices.map(must);
    expect((await must(first).confirm(meeting.roundId, setupHash, true)).status).toBe(200);
    await refused(409, 'already-confirmed', () =>
      must(first).confirm(meeting.roundId, setupHash, false),
    );
    const answers = await Promise.all([
      must(second).confirm(meeting.roundId, setupHash, true),
      must(third).confirm(meeting.roundId, setupHash, false),
    ]);
    const outcomes = await Promise.all(answers.map(async (one) => await one.json()));
    expect(outcomes[1]).toEqual({ outcome: 'rejected' });
    const sets = await keySets();
    expect(sets.map((set) => set.state)).toEqual(['spoiled', 'ready', 'ready']);
    expect(meeting.keyFiles()).not.toContain(`${sets[0]?.uuid}.key`);
    const open = await round();
    expect(open.electronic).toMatchObject({ state: 'preparing', election: null });
    expect(open.state).toBe('draft');
    const boards = await meeting.database.database
      .selectFrom('board.election')
      .selectAll()
      .execute();
    expect(boards).toEqual([]);
    const said = await meeting.database.database
      .selectFrom('trail.detail')
      .select('detail')
      .execute();
    expect(JSON.stringify(said)).toContain('试用scrutineerB核对设置指纹，与宣读的不同');
  });

  test('can be taken back by the clerk, with a reason', async () => {
    expect((await post('/take')).status).toBe(303);
    await refusedPost('请写明原因', '/reject', { reason: '' });
    expect((await post('/reject', { reason: '候选项目有误' })).status).toBe(303);
    expect((await keySets()).map((set) => set.state)).toEqual(['spoiled', 'spoiled', 'ready']);
    expect((await round()).electronic?.state).toBe('preparing');
    await refusedPost('没有这一步', '/reject', { reason: '再退一次' });
  });

  test('is recomputed by every device; the last "same" seals exactly once', async () => {
    expect((await post('/take')).status).toBe(303);
    const setupHash = await publishSlips();
    const [first, second, third] = meeting.devices.map(must);
    const path = `/station/rounds/${meeting.roundId}/setup`;
    const answer = await meeting.site.call('GET', path, { token: must(second).token });
    const texts = (await answer.json()) as SetupTextsSeen;
    const keys = await must(second).keys();
    const uuid = must((await round()).electronic?.election).uuid;
    const checked = checkSetup(group, texts, {
      key: { uuid, position: 2, ...must(keys[2]) },
      slipListHash: null,
      ...{ uuid, setupHash },
    });
    expect(checked.faults).toEqual([]);
    expect(checked.setupHash).toBe(setupHash);
    expect(checked.slips).toBe(4);
    const page = await meeting.staff.get(
      `${meeting.base}/r/${meeting.roundId}/keys`,
      meeting.world.people.deputy.token,
    );
    expect((await page.text()).replace(/<[^>]+>/g, '')).toContain(
      groupFingerprint(fingerprintOf(setupHash)),
    );

    await must(first).confirm(meeting.roundId, setupHash, true);
    const outcomes = await Promise.all(
      [second, third].map(async (device) => {
        const taken = await must(device).confirm(meeting.roundId, setupHash, true);
        return ((await taken.json()) as { outcome: string }).outcome;
      }),
    );
    expect(outcomes.sort()).toEqual(['noted', 'sealed']);
    const open = await round();
    expect(open.electronic?.state).toBe('sealed');
    expect(open.state).toBe('ready');
    await refusedPost('已经封定', '/reject', { reason: '太晚' });
    await refused(409, 'already-confirmed', () =>
      must(first).confirm(meeting.roundId, setupHash, false),
    );
  });

  test('cannot be taken back once it is sealed: machine and act agree', async () => {
    expect((await round()).electronic?.state).toBe('sealed');
    expect(possibleElectronicVerbs('sealed')).not.toContain('reject-setup');
    await refusedPost('设置已经封定并公布，不能退回', '/reject', { reason: '候选项目有误' });
    expect((await round()).electronic?.state).toBe('sealed');
  });

  test('stands on the board with the archive so far, and the box is laid out in order', async () => {
    const { database } = meeting.database;
    const open = await round();
    const election = must(open.electronic?.election);
    const records = await database
      .selectFrom('board.archive_record')
      .selectAll()
      .orderBy('position')
      .execute();
    expect(records.map((one) => one.kind)).toEqual(['data', 'data', 'data', 'data', 'event']);
    expect(records[4]?.hash).toBe(election.setupHash);
    const keySet = await loadKeySet(database, open.congressId, election.keySetId);
    const archive = must(setupArchive(election, keySet));
    const report = verifyArchive(archiveBytes(archive), {
      group,
      stage: 'setup',
      fingerprint: fingerprintOf(must(election.setupHash)),
    });
    expect(report.failures).toEqual([]);
    const slips = await database.selectFrom('box.slip').select('credential').execute();
    const sorted = [...numbers].sort((a, b) => (a < b ? -1 : 1)).map(String);
    expect(slips.map((slip) => slip.credential)).toEqual(sorted);
    const board = await database.selectFrom('board.election').selectAll().execute();
    expect(board).toMatchObject([{ uuid: election.uuid, receipt_key: keySet.receiptKey }]);
  });
});

describe('the last confirmation', () => {
  test('is refused when the server’s key file is lost, and can be repeated when it is back', async () => {
    await meeting.database.drop();
    const other = await buildKeysMeeting();
    meeting = other;
    await other.convene();
    await walkTo(other.devices, 'backup');
    expect((await post('/take')).status).toBe(303);
    const setupHash = await publishSlips();
    const [first, second, third] = other.devices.map(must);
    await must(first).confirm(other.roundId, setupHash, true);
    await must(second).confirm(other.roundId, setupHash, true);
    const uuid = must((await round()).electronic?.election).uuid;
    const move = (from: string, to: string) => {
      for (const folder of other.folders) renameSync(join(folder, from), join(folder, to));
    };
    move(`${uuid}.key`, 'lost');
    await refused(409, 'key-file-missing', () =>
      must(third).confirm(other.roundId, setupHash, true),
    );
    const outsider = other.world.people.otherClerk.token;
    await refused(401, 'station-unknown', () =>
      other.site.call('POST', `/station/rounds/${other.roundId}/confirm`, {
        token: outsider,
        body: { actId: randomUUID(), setupHash, same: false },
      }),
    );
    move('lost', `${uuid}.key`);
    const sealed = await must(third).confirm(other.roundId, setupHash, true);
    expect(await sealed.json()).toEqual({ outcome: 'sealed' });
  });
});
