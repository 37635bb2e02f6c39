import { describe, expect, test } from 'vitest';
import { slipBoxBlocksOpening } from '../../../src/stages/voting/index.ts';
import {
  castWith,
  checkIn,
  closeBox,
  done,
  everything,
  form,
  publicKeys,
  refusedAtStation,
  refusedForm,
  roundNow,
  type Scene,
  scene,
  station,
  taken,
} from '../../support/slip-scene.ts';

/** Slips (票码) from the issuing to the opening of the slip box; a refusal changes nothing. */
describe('before casting', () => {
  test('slips are registered, scanned back, balanced; then voting begins', async () => {
    const place = await scene({ state: 'issuing', slips: 52 });
    await refusedForm(place, 'begin-casting', stated(5, 0), '还没有登记发出的票码');
    await done(form(place, 'register-slips', { slips_issued: '44' }, 'scrutineerA'));
    await done(form(place, 'register-slips', { slips_issued: '45' }));
    expect(
      await taken(
        station(place, 2, 'void', { credentials: publicKeys(place, 50, 52), reason: 'unissued' }),
      ),
    ).toEqual({ total: 2 });
    await refusedForm(place, 'begin-casting', stated(4, 0), '还有 1 份没有着落');
    await refusedForm(place, 'begin-casting', stated(5, 1, '撕毁'), '多出 1 份');
    await refusedForm(place, 'begin-casting', stated(4, 1), '请写明原因');
    await refusedForm(place, 'begin-casting', stated(6, 0), '留 5 份，不能留 6 份');
    await done(form(place, 'begin-casting', stated(4, 1, '一份发票时撕毁')));
    const now = await roundNow(place);
    expect(now).toMatchObject({ due: 47, present: 45, onLeave: 0 });
    expect(now.electronic).toMatchObject({
      state: 'casting',
      issued: 45,
      election: { reserve: 4, voidedBefore: 2, slipBox: { missing: 1 } },
    });
    await refusedForm(place, 'begin-casting', stated(4, 1, '再来一次'), '不用再开始投票');
    await refusedForm(
      place,
      'register-slips',
      { slips_issued: '44' },
      '正在投票，不能登记发出的票码',
    );
  });

  test('a slip is voided once, whole requests or nothing, before casting only', async () => {
    const place = await scene({ state: 'issuing', slips: 10 });
    const two = publicKeys(place, 0, 2);
    const send = (credentials: readonly string[], code: string, reason = 'unissued') =>
      refusedAtStation(place, 3, 'void', { credentials, reason }, code);
    await send([], 'slips-malformed');
    await send([...two, two[0] ?? ''], 'slip-repeated');
    await send([...two, '12345'], 'slip-not-listed');
    await send(two, 'wrong-state', 'reserve');
    await send(two, 'slips-malformed', 'because');
    await taken(station(place, 3, 'void', { credentials: two, reason: 'unissued' }));
    await send(publicKeys(place, 1, 3), 'slip-already-void');
    // The box itself holds the line: a void slip takes no ballot.
    await expect(castWith(place, [0])).rejects.toThrow(/used or voided once/);
    await refusedForm(place, 'register-slips', { slips_issued: '9' }, '已作废 2 份，不能发出 9 份');
    const casting = await scene({ state: 'casting', slips: 10 });
    const credentials = publicKeys(casting, 0, 1);
    await refusedAtStation(casting, 1, 'void', { credentials, reason: 'unissued' }, 'wrong-state');
  });

  test('more slips and papers than deputies present do not begin', async () => {
    const place = await scene({ state: 'issuing', slips: 45, channels: 'hybrid' }, 40);
    await done(form(place, 'register-slips', { slips_issued: '40' }));
    await refusedForm(place, 'begin-casting', stated(5, 0), '另发出纸质票 5 张');
    await done(form(place, 'register-slips', { slips_issued: '35' }));
    await taken(
      station(place, 2, 'void', { credentials: publicKeys(place, 40, 45), reason: 'unissued' }),
    );
    await done(form(place, 'begin-casting', stated(5, 0)));
    expect((await roundNow(place)).present).toBe(40);
  });

  test('a form made before another change is refused, and so is an interrupted round', async () => {
    const place = await scene({ state: 'issuing', slips: 45 });
    await done(form(place, 'register-slips', { slips_issued: '45' }));
    await place.database
      .updateTable('record.round')
      .set({ state: 'interrupted' })
      .where('id', '=', place.round.roundId)
      .execute();
    await refusedForm(place, 'begin-casting', stated(0, 0), '请先恢复投票');
  });
});

function stated(reserve: number, missing: number, reason = ''): Record<string, string> {
  return { reserve: String(reserve), missing: String(missing), missing_reason: reason };
}

describe('while casting', () => {
  test('a late deputy gets a slip from the reserve, and the attendance is frozen anew', async () => {
    const place = await scene({ state: 'casting', slips: 47, issued: 45, reserve: 2 });
    await refusedForm(place, 'issue-late-slip', {}, '请先为迟到的代表签到');
    await checkIn(place, 45, 46);
    await done(form(place, 'issue-late-slip', {}, 'scrutineerA'));
    expect(await roundNow(place)).toMatchObject({
      present: 46,
      electronic: { issued: 46, election: { reserve: 2, issuedLate: 1 } },
    });
    // Somebody who has voted leaves, somebody else comes: both were there.
    await place.database
      .updateTable('roll.presence')
      .set({ state: 'left', left_at: new Date('2026-01-20T03:00:00Z') })
      .where('deputy_id', '=', place.world.deputies[0]?.id ?? '')
      .execute();
    await checkIn(place, 46, 47);
    await done(form(place, 'issue-late-slip'));
    expect(await roundNow(place)).toMatchObject({ present: 47, electronic: { issued: 47 } });
    await refusedForm(place, 'issue-late-slip', {}, '留用的票码已经发完');
  });

  test('slip and paper are exchanged only against the unused other', async () => {
    const place = await scene({
      ...{ state: 'casting', slips: 32, issued: 30, reserve: 2, channels: 'hybrid' },
    });
    await castWith(place, [0]);
    const exchange = (from: number, to: number) => ({
      credentials: publicKeys(place, from, to),
      reason: 'exchanged',
    });
    await refusedAtStation(place, 2, 'void', exchange(0, 1), 'slip-used');
    await refusedAtStation(place, 2, 'void', exchange(1, 3), 'slips-malformed');
    expect(await taken(station(place, 2, 'void', exchange(1, 2)))).toEqual({ total: 1 });
    expect(await roundNow(place)).toMatchObject({
      paper: { issued: 6 },
      electronic: { issued: 29, election: { slipBox: { exchanged: 1 } } },
    });
    await refusedAtStation(place, 2, 'void', exchange(1, 2), 'slip-already-void');
    await done(form(place, 'exchange-for-slip'));
    expect(await roundNow(place)).toMatchObject({
      paper: { issued: 5, spoiled: 1 },
      electronic: { issued: 30, election: { issuedLate: 1 } },
    });
    const alone = await scene({ state: 'casting', slips: 10, reserve: 2 });
    await refusedForm(alone, 'exchange-for-slip', {}, '本轮不用纸质票');
    const body = { credentials: publicKeys(alone, 0, 1), reason: 'exchanged' };
    await refusedAtStation(alone, 2, 'void', body, 'no-paper');
  });

  test('a round of both turns to paper with few ballots only; one without paper never', async () => {
    const place = await scene({ state: 'casting', slips: 30, channels: 'hybrid' });
    await castWith(place, [0, 1]);
    await done(form(place, 'turn-to-paper', { turn_reason: '会场无线网络中断' }));
    expect(await roundNow(place)).toMatchObject({
      paper: { state: 'issuing' },
      electronic: { state: 'void' },
    });
    await refusedForm(place, 'turn-to-paper', { turn_reason: '再来' }, '电子票已经作废');
    const many = await scene({ state: 'casting', slips: 30, channels: 'hybrid' });
    await castWith(many, [0, 1, 2]);
    await refusedForm(many, 'turn-to-paper', { turn_reason: '人少' }, '电子票箱里已有 3 张票');
    const alone = await scene({ state: 'issuing', slips: 10 });
    await refusedForm(alone, 'turn-to-paper', { turn_reason: '人少' }, '本轮没有纸质票');
    const closed = await scene({ state: 'casting', slips: 10, channels: 'hybrid' });
    await closeBox(closed, 0);
    await refusedForm(closed, 'turn-to-paper', { turn_reason: '人少' }, '电子票箱已封');
    const draft = await scene({ state: 'keyed', slips: 10, channels: 'hybrid' });
    await done(form(draft, 'turn-to-paper', { turn_reason: '网络未通过检查' }));
    expect(await roundNow(draft)).toMatchObject({ state: 'ready', electronic: { state: 'void' } });
  });
});

describe('after closing', () => {
  const verdicts = async (place: Scene) =>
    slipBoxBlocksOpening(await roundNow(place), place.round.document)?.code ?? null;

  async function closedScene(reserve: number): Promise<Scene> {
    const place = await scene({ state: 'casting', slips: 12, issued: 12 - reserve, reserve });
    await castWith(place, [0, 1, 2, 3, 4]);
    await closeBox(place, 5);
    return place;
  }

  test('the reserve is scanned and void, or minuted as missing, before opening', async () => {
    const place = await closedScene(3);
    expect(await verdicts(place)).toBe('reserve-not-voided');
    const reserve = (from: number, to: number) => ({
      credentials: publicKeys(place, from, to),
      reason: 'reserve',
    });
    await refusedAtStation(place, 1, 'void', reserve(4, 5), 'slip-used');
    await refusedAtStation(place, 1, 'void', reserve(8, 12), 'more-than-reserve');
    const box = { used: publicKeys(place, 0, 5), unused: [] };
    await refusedAtStation(place, 1, 'slip-box', box, 'reserve-not-voided');
    expect(await taken(station(place, 1, 'void', reserve(10, 12)))).toEqual({ total: 2 });
    expect(await verdicts(place)).toBe('reserve-not-voided');
    await refusedForm(
      place,
      'reserve-missing',
      { reserve_missing: '2', reserve_reason: '遗失' },
      '只有 1 份',
    );
    await refusedForm(
      place,
      'reserve-missing',
      { reserve_missing: '1', reserve_reason: '' },
      '请写明原因',
    );
    await done(
      form(place, 'reserve-missing', { reserve_missing: '1', reserve_reason: '会场内遗失' }),
    );
    expect(await verdicts(place)).toBeNull();
    expect((await roundNow(place)).electronic?.election?.voidedAfter).toBe(2);
  });

  test('an objection makes the scan due; the balance decides', async () => {
    const place = await closedScene(0);
    expect(await verdicts(place)).toBeNull();
    await done(form(place, 'note-objection', { objection: 'used-by-another' }, 'scrutineerA'));
    expect(await verdicts(place)).toBe('slip-box-not-scanned');
    const scan = (used: readonly string[], unused: readonly string[]) =>
      taken(station(place, 3, 'slip-box', { used, unused }));
    const keys = publicKeys(place, 0, 12);
    // Two ballots without their slip, two slips missing: a deputy may have kept one.
    expect(await scan(keys.slice(2, 5), keys.slice(5, 12))).toMatchObject({
      ...{ balanced: true, ballots: 5, withBallot: 3, withoutBallot: 7 },
      ...{ missing: 2, ballotsWithoutSlip: 2 },
    });
    expect(await verdicts(place)).toBeNull();
    // A slip that came back as unused was voted with.
    expect(await scan(keys.slice(1, 5), [keys[0] ?? '', ...keys.slice(5)])).toMatchObject({
      balanced: false,
      sentence: '交回的未用票码中有已经投过票的，不相符',
    });
    expect(await verdicts(place)).toBe('slip-box-unbalanced');
    // A deputy put a slip to the used ones without having finished: that is no fault.
    expect(await scan(keys.slice(0, 6), keys.slice(6))).toMatchObject({ balanced: true });
    await refusedAtStation(
      place,
      3,
      'slip-box',
      { used: keys, unused: keys.slice(0, 1) },
      'slip-repeated',
    );
    await refusedAtStation(place, 3, 'slip-box', { used: ['99'], unused: [] }, 'slip-not-listed');
    const trail = await place.database
      .selectFrom('trail.detail')
      .select('detail')
      .where('congress_id', '=', place.world.townshipId)
      .execute();
    const told = JSON.stringify(trail);
    expect(told).toContain('持有人说不是本人所投');
    for (const slip of place.round.test.slips) expect(told).not.toContain(String(slip.publicKey));
  });

  test('ballots cast with slips that nobody was handed do not pass', async () => {
    // Two of twelve were stated missing before casting, then used: the ten handed out are all back.
    const place = await scene({ state: 'casting', slips: 12, issued: 10, reserve: 0 });
    await castWith(place, [0, 1, 2, 3, 10, 11]);
    await closeBox(place, 6);
    const keys = publicKeys(place, 0, 10);
    const body = { used: keys.slice(0, 4), unused: keys.slice(4) };
    expect(await taken(station(place, 1, 'slip-box', body))).toMatchObject({
      ...{ balanced: false, missing: 0, ballotsWithoutSlip: 2 },
    });
    expect(await verdicts(place)).toBe('slip-box-unbalanced');
  });

  test('a void slip in the box is set apart, and nothing is scanned while casting is on', async () => {
    const place = await scene({ state: 'issuing', slips: 12 });
    const keys = publicKeys(place, 0, 12);
    await taken(station(place, 1, 'void', { credentials: keys.slice(10), reason: 'unissued' }));
    await refusedAtStation(place, 1, 'slip-box', { used: [], unused: keys }, 'wrong-state');
    await refusedForm(place, 'note-objection', { objection: 'used-by-another' }, '不能登记异议');
    await closeBox(place, 0);
    await refusedAtStation(place, 1, 'slip-box', { used: [], unused: keys }, 'void-slip-in-box');
  });
});

test('forms about slips are for those who hold them: a deputy gets nowhere', async () => {
  const place = await scene({ state: 'issuing', slips: 12 });
  const before = await everything(place);
  for (const path of ['register-slips', 'issue-late-slip', 'note-objection', 'turn-to-paper']) {
    expect((await form(place, path, {}, 'deputy')).status).toBe(403);
  }
  expect((await form(place, 'begin-casting', stated(0, 0), 'scrutineerA')).status).toBe(403);
  expect(await everything(place)).toBe(before);
});
