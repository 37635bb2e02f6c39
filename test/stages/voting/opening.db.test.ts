import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { parseBallot, trackerOf } from '../../../src/ballot/ballot.ts';
import { sha256Hex } from '../../../src/ballot/hash.ts';
import { computeTally } from '../../../src/ballot/tally/encrypted-tally.ts';
import { partialDecryptionJson } from '../../../src/ballot/tally/partial-decryption.ts';
import { verifyArchive } from '../../../src/ballot/verify/verify-archive.ts';
import type { Result } from '../../../src/rules/refusals.ts';
import { loadArchive } from '../../../src/stages/voting/board/archive-store.ts';
import { closeRound } from '../../../src/stages/voting/close-round.ts';
import { openKeyVault } from '../../../src/stages/voting/key-vault.ts';
import { leaveRound } from '../../../src/stages/voting/leave-round.ts';
import { beginOpening } from '../../../src/stages/voting/opening/begin-opening.ts';
import { readClosedBox } from '../../../src/stages/voting/opening/box-of-archive.ts';
import { giveShare } from '../../../src/stages/voting/opening/give-share.ts';
import { openBox } from '../../../src/stages/voting/opening/open-box.ts';
import { filesOf, loadProofsText } from '../../../src/stages/voting/opening/verify-board.ts';
import { loadRound } from '../../../src/stages/voting/round-store.ts';
import { noteSlipObjection } from '../../../src/stages/voting/slips/account-slips.ts';
import { scanSlipBox } from '../../../src/stages/voting/slips/scan-slip-box.ts';
import { voidSlips } from '../../../src/stages/voting/slips/void-slips.ts';
import { verifyChain } from '../../../src/trail/index.ts';
import { testBallotSite } from '../../support/application.ts';
import { cast, must } from '../../support/ballot-rounds.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { putBallots, shareOf, vaultFor } from '../../support/electronic-box.ts';
import {
  buildElectronicRound,
  type ElectronicRound,
  type ElectronicRoundOptions,
} from '../../support/electronic-round.ts';
import { castForgersBallot, forgeShare, prepareForgery } from '../../support/forge-total.ts';
import { countEverything } from '../../support/rehearsal.ts';
import { buildWorld, type World } from '../../support/world.ts';

let support: TestDatabase;
let world: World;
beforeEach(async () => {
  support = await createTestDatabase();
  world = await buildWorld(support.database);
});
afterEach(() => support.drop());

/** Marks of an `upto` ballot: the abstaining entry first, then twelve projects. */
const marks = (...chosen: readonly number[]) => [
  Array.from({ length: 13 }, (_, i) => (i > 0 && chosen.includes(i) ? 1 : 0)),
];
const abstains = [Array.from({ length: 13 }, (_, i) => (i === 0 ? 1 : 0))];
const votes = [marks(1, 2, 3), marks(1, 2), marks(1, 12), abstains];

const build = (options: Partial<ElectronicRoundOptions> = {}) =>
  buildElectronicRound(support.database, world, {
    state: 'casting',
    slips: 8,
    issued: 6,
    ...options,
  });

const request = (kind: string, personId = world.people.clerk.id) => ({
  congressId: world.townshipId,
  actId: randomUUID(),
  kind,
  personId,
  happenedAt: null,
  now: new Date(),
});
const place = (round: ElectronicRound) => ({
  meetingId: world.meetingId,
  roundId: round.roundId,
});
const load = async (round: ElectronicRound) =>
  must(await loadRound(support.database, world.townshipId, world.meetingId, round.roundId));
const close = (round: ElectronicRound) =>
  closeRound(support.database, request('close-round'), place(round));
const owner = (position: number) =>
  [world.people.chief, world.people.scrutineerA, world.people.scrutineerB][position - 2]?.id ?? '';

function known<Value>(parsed: { ok: true; value: Value } | { ok: false }): Value {
  if (!parsed.ok) throw new Error('the test cast a bad ballot');
  return parsed.value;
}

function code(result: Result<unknown>): string {
  return result.ok ? 'ok' : result.refusals[0].code;
}

/** Rows of what an act could change, to see that a refusal left nothing behind. */
async function everything(): Promise<string> {
  const { rows } = await sql<{ state: string }>`
    select (select json_agg(c order by c.round_id, c.channel)::text from record.round_channel c)
      || (select coalesce(json_agg(e order by e.round_id)::text, '') from record.electronic_channel e)
      || (select json_agg(r order by r.id)::text from record.round r)
      || (select count(*)::text from board.archive_record)
      || (select count(*)::text from board.strong_proofs) as state`.execute(support.database);
  return `${rows[0]?.state} ${await countEverything(support.database)}`;
}

async function refused(act: () => Promise<Result<unknown>>, expected: string): Promise<void> {
  const before = await everything();
  expect(code(await act())).toBe(expected);
  expect(await everything()).toBe(before);
}

/** A closed round with the server's share public. */
async function closed(options: Partial<ElectronicRoundOptions> = {}) {
  const round = await build(options);
  await putBallots(support.database, round, votes);
  must(await close(round));
  const { vault } = await vaultFor(round);
  must(await beginOpening(support.database, request('begin-opening'), vault, place(round)));
  return round;
}

const give = async (round: ElectronicRound, number: number, by = owner(number)) => {
  const share = await shareOf(support.database, round, number);
  return await giveShare(support.database, request('give-share', by), {
    ...place(round),
    ...share,
  });
};
const open = (round: ElectronicRound) =>
  openBox(
    support.database,
    { congressId: world.townshipId, personId: owner(2), now: new Date() },
    place(round),
  );

/** The two files as anybody downloads them. */
async function files(round: ElectronicRound) {
  const archive = await loadArchive(support.database, round.uuid);
  const at = { congressId: world.townshipId, uuid: round.uuid };
  const { owners } = readClosedBox(archive);
  const proofs = await loadProofsText(support.database, at, round.test.setup.election, owners);
  return filesOf(archive, proofs);
}

describe('closing the box', () => {
  test('writes the ballots sorted by tracker, EndBallots and the tally, once', async () => {
    const round = await build();
    const trackers = await putBallots(support.database, round, votes);
    must(await close(round));
    const loaded = await load(round);
    expect(loaded.state).toBe('closed');
    expect(loaded.electronic).toMatchObject({ state: 'closed', ballots: 4 });
    const { bytes } = await files(round);
    const verified = verifyArchive(bytes, { stage: 'closed' });
    expect(verified.failures).toEqual([]);
    expect(verified.report.trackers).toEqual([...trackers].sort((a, b) => (a < b ? -1 : 1)));
    await refused(() => close(round), 'already-done');
  });

  test('is refused before casting has begun', async () => {
    const early = await build({ state: 'issuing' });
    await refused(() => close(early), 'wrong-state');
  });

  test('is refused with fewer ballots than may be opened', async () => {
    const round = await build();
    await putBallots(support.database, round, votes.slice(0, 2));
    await refused(() => close(round), 'too-few-ballots');
  });

  test('voids the round, which is never opened, when there are more ballots than slips', async () => {
    const round = await build({ issued: 3 });
    await putBallots(support.database, round, votes);
    const result = must(await close(round));
    expect(result).toMatchObject({ value: { verdict: 'round-void' } });
    expect(await load(round)).toMatchObject({ state: 'void', electronic: { state: 'void' } });
    const { vault } = await vaultFor(round);
    await refused(
      () => beginOpening(support.database, request('begin-opening'), vault, place(round)),
      'box-void',
    );
    const archive = await loadArchive(support.database, round.uuid);
    expect(archive.height).toBe(0);
  });

  test('two clerks at once: one closes, the chain has each ballot once', async () => {
    const round = await build();
    await putBallots(support.database, round, votes);
    const results = await Promise.all([close(round), close(round), close(round)]);
    expect(results.map(code).sort()).toEqual(['already-done', 'already-done', 'ok']);
    const { bytes } = await files(round);
    expect(verifyArchive(bytes, { stage: 'closed' }).failures).toEqual([]);
  });

  test('a ballot that comes during the closing is in the chain or refused, never lost', async () => {
    const round = await build();
    await putBallots(support.database, round, votes);
    const late = cast(round.test, 5, marks(4));
    const credential = String(must(round.test.slips[5]).publicKey);
    // As casting does it: the shared lock, then the state, then the box.
    const casting = support.database.transaction().execute(async (transaction) => {
      await sql`select pg_advisory_xact_lock_shared(hashtextextended(${round.uuid}, 0))`.execute(
        transaction,
      );
      const { state } = await transaction
        .selectFrom('record.round_channel')
        .select('state')
        .where('round_id', '=', round.roundId)
        .where('channel', '=', 'electronic')
        .executeTakeFirstOrThrow();
      if (state !== 'casting') return false;
      await sql`select pg_sleep(0.3)`.execute(transaction);
      await transaction
        .updateTable('box.slip')
        .set({ ballot: late.json, tracker: late.tracker })
        .where('uuid', '=', round.uuid)
        .where('credential', '=', credential)
        .execute();
      return true;
    });
    const [taken, result] = await Promise.all([casting, close(round)]);
    expect(code(result)).toBe('ok');
    const { bytes } = await files(round);
    const { report, failures } = verifyArchive(bytes, { stage: 'closed' });
    expect(failures).toEqual([]);
    expect(report.trackers.includes(late.tracker)).toBe(taken);
    expect((await load(round)).electronic?.ballots).toBe(report.trackers.length);
  });

  test('a void round stays shut though its box was closed', async () => {
    const round = await closed();
    must(
      await leaveRound(support.database, request('leave-round'), {
        ...place(round),
        way: 'void',
        reason: '查出混入选票',
      }),
    );
    await refused(() => give(round, 2), 'box-void');
    await refused(() => open(round), 'box-void');
  });
});

describe('the electronic channel of a hybrid round', () => {
  test('closes together with the papers; opens only after their sheet is signed', async () => {
    const round = await build({ channels: 'hybrid' });
    await putBallots(support.database, round, votes);
    must(await close(round));
    const { vault } = await vaultFor(round);
    await refused(
      () => beginOpening(support.database, request('begin-opening'), vault, place(round)),
      'paper-sheet-unsigned',
    );
  });
});

describe('opening the box', () => {
  test('waits for the reserve slips and for the slip box that an objection asks for', async () => {
    const round = await build({ slips: 7, issued: 5, reserve: 2 });
    await putBallots(support.database, round, votes);
    must(await close(round));
    const { vault } = await vaultFor(round);
    const begin = () =>
      beginOpening(support.database, request('begin-opening'), vault, place(round));
    await refused(begin, 'reserve-not-voided');
    const keys = round.test.slips.map((slip) => String(slip.publicKey));
    must(
      await voidSlips(support.database, request('void-slips'), {
        ...place(round),
        ...{ credentials: keys.slice(5), reason: 'reserve' },
      }),
    );
    must(
      await noteSlipObjection(support.database, request('note-objection'), {
        ...{ ...place(round), objection: 'used-by-another' },
      }),
    );
    await refused(begin, 'slip-box-not-scanned');
    const scan = () =>
      scanSlipBox(support.database, request('scan-slip-box'), {
        ...{ ...place(round), used: keys.slice(0, 4), unused: keys.slice(4, 5) },
      });
    expect(must(await scan())).toMatchObject({ value: { balanced: true } });
    must(await begin());
    await refused(scan, 'opening-begun');
  });

  test('server first, then two of three: totals, files, trail', async () => {
    const round = await build();
    await putBallots(support.database, round, votes);
    must(await close(round));
    const { vault } = await vaultFor(round);
    await refused(() => give(round, 2), 'opening-not-begun');
    const empty = openKeyVault('/nonexistent-keys', null);
    await refused(
      () => beginOpening(support.database, request('begin-opening'), empty, place(round)),
      'server-key-missing',
    );
    must(await beginOpening(support.database, request('begin-opening'), vault, place(round)));
    await refused(
      () => beginOpening(support.database, request('begin-opening'), vault, place(round)),
      'already-done',
    );
    expect(await give(round, 2)).toEqual({ ok: true, value: { given: 1, needed: 2 } });
    expect(await open(round)).toEqual({ ok: true, value: false });
    expect((await load(round)).electronic?.totals).toBeNull();
    expect(await give(round, 4)).toEqual({ ok: true, value: { given: 2, needed: 2 } });
    expect(await open(round)).toEqual({ ok: true, value: true });
    const loaded = await load(round);
    expect(loaded.state).toBe('counted');
    expect(loaded.outcome).not.toBeNull();
    expect(loaded.electronic?.totals).toMatchObject({ papers: 4, valid: 4, void: 0, blank: 1 });
    expect(loaded.electronic?.totals?.items.map((item) => item.for)).toEqual([
      3, 2, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1,
    ]);
    const published = await files(round);
    expect(loaded.electronic?.election).toMatchObject({
      archiveHash: published.archiveHash,
      proofsHash: published.proofsHash,
    });
    const verified = verifyArchive(published.bytes, { strongProofs: published.proofs });
    expect(verified.failures).toEqual([]);
    expect(await open(round)).toEqual({ ok: true, value: true });
    await refused(() => give(round, 3), 'already-opened');
    expect((await verifyChain(support.database, world.townshipId)).broken).toBeNull();
  });

  test('waits for the slip box where somebody objects', async () => {
    const round = await build();
    await putBallots(support.database, round, votes);
    must(await close(round));
    await support.database
      .updateTable('record.electronic_channel')
      .set({ slip_box: JSON.stringify({ objections: 1 }) })
      .where('round_id', '=', round.roundId)
      .execute();
    const { vault } = await vaultFor(round);
    await refused(
      () => beginOpening(support.database, request('begin-opening'), vault, place(round)),
      'slip-box-not-scanned',
    );
  });

  test('takes a share once; the very same one again is answered, another is not', async () => {
    const round = await closed();
    const share = await shareOf(support.database, round, 2);
    const again = () =>
      giveShare(support.database, request('give-share', owner(2)), { ...place(round), ...share });
    expect(await again()).toEqual({ ok: true, value: { given: 1, needed: 2 } });
    expect(await again()).toEqual({ ok: true, value: { given: 1, needed: 2 } });
    const other = await shareOf(support.database, round, 3);
    await refused(
      () =>
        giveShare(support.database, request('give-share', owner(2)), { ...place(round), ...other }),
      'share-given',
    );
    expect((await files(round)).bytes.length).toBeGreaterThan(0);
  });

  test('refuses strangers, foreign, weak and malformed shares', async () => {
    const round = await closed();
    const send = (by: string, share: { partialDecryption: string; strongProofs: string }) => () =>
      giveShare(support.database, request('give-share', by), { ...place(round), ...share });
    const good = await shareOf(support.database, round, 3);
    await refused(send(world.people.tellerA.id, good), 'not-a-holder');
    await refused(send(owner(2), good), 'share-of-another');
    const mine = await shareOf(support.database, round, 2);
    await refused(send(owner(2), { ...mine, strongProofs: '[]' }), 'strong-proof');
    await refused(send(owner(2), { ...mine, strongProofs: '[1]' }), 'share-malformed');
    await refused(send(owner(2), { ...mine, partialDecryption: '{}' }), 'share-malformed');
    await refused(send(owner(2), { ...mine, strongProofs: good.strongProofs }), 'share-of-another');
    const entry = JSON.parse(mine.strongProofs)[0];
    const swapped = JSON.stringify([{ ...entry, proofs: [[...entry.proofs[0]].reverse()] }]);
    await refused(send(owner(2), { ...mine, strongProofs: swapped }), 'strong-proof');
    // Another one's factors under one's own name.
    const { owner: _, ...rest } = JSON.parse(good.strongProofs)[0];
    const renamed = JSON.stringify([{ owner: 2, ...rest }]);
    await refused(send(owner(2), { ...good, strongProofs: renamed }), 'share-wrong');
  });

  test('two scrutineers at once open it once; a third is welcome until then', async () => {
    const round = await closed();
    const shares = await Promise.all([2, 3, 4].map((one) => shareOf(support.database, round, one)));
    const results = await Promise.all(
      shares.map(async (share, index) => {
        const by = owner(index + 2);
        const taken = await giveShare(support.database, request('give-share', by), {
          ...place(round),
          ...share,
        });
        return taken.ok ? await open(round) : taken;
      }),
    );
    for (const result of results) expect(['ok', 'already-opened']).toContain(code(result));
    expect(results.filter((one) => one.ok).length).toBeGreaterThanOrEqual(2);
    const { bytes, proofs } = await files(round);
    const verified = verifyArchive(bytes, { strongProofs: proofs });
    expect(verified.failures).toEqual([]);
    const archive = await loadArchive(support.database, round.uuid);
    const ends = archive.records.filter(({ text }) => text.includes('"type":"Result"'));
    expect(ends).toHaveLength(1);
    expect((await load(round)).state).toBe('counted');
  });

  test('the total that one key holder forges is refused, though the tool accepts it', async () => {
    const round = await build();
    const { test: made } = round;
    const honest = votes.slice(0, 3).map((one, slip) => cast(made, slip, one));
    await putBallots(support.database, round, votes.slice(0, 3));
    const read = honest.map(({ json }) => known(parseBallot(made.election.election, json)));
    const others = computeTally(made.group, made.election.election, read);
    const shifts = Array.from({ length: 13 }, (_, i) => (i === 5 ? 2n : 0n));
    const prepared = prepareForgery(made, 2, others, shifts);
    const ballot = castForgersBallot(made, 3, must(marks(1)[0]), prepared);
    await support.database
      .updateTable('box.slip')
      .set({ ballot, tracker: trackerOf(ballot) })
      .where('uuid', '=', round.uuid)
      .where('credential', '=', String(must(made.slips[3]).publicKey))
      .execute();
    must(await close(round));
    const { vault } = await vaultFor(round);
    must(await beginOpening(support.database, request('begin-opening'), vault, place(round)));
    const box = readClosedBox(await loadArchive(support.database, round.uuid));
    const forged = forgeShare(made, 2, box.tally, prepared);
    const text = partialDecryptionJson(forged);
    const mine = await shareOf(support.database, round, 2);
    const entry = JSON.parse(mine.strongProofs)[0];
    const strongProofs = JSON.stringify([{ ...entry, pd: sha256Hex(text) }]);
    await refused(
      () =>
        giveShare(support.database, request('give-share', owner(2)), {
          ...place(round),
          ...{ partialDecryption: text, strongProofs },
        }),
      'strong-proof',
    );
  });
});

describe('over the ballot site', () => {
  test('devices of scrutineers see the round, give shares and learn that it is open', async () => {
    const round = await closed();
    const site = testBallotSite(support);
    const token = must(round.stations.get(2));
    const list: unknown = await (await site.call('GET', '/station/opening', { token })).json();
    expect(list).toMatchObject([
      { state: 'ready', owner: 3, ballots: 4, given: 0, needed: 2, gaveMine: false },
    ]);
    const post = async (position: number, number: number) => {
      const share = await shareOf(support.database, round, number);
      return await site.call('POST', `/station/rounds/${round.roundId}/share`, {
        token: must(round.stations.get(position)),
        body: { actId: randomUUID(), ...share },
      });
    };
    const first = await post(1, 2);
    expect(await first.json()).toEqual({ given: 1, needed: 2, opened: false });
    const foreign = await post(2, 4);
    expect([foreign.status, await foreign.json()]).toMatchObject([
      409,
      { code: 'share-of-another' },
    ]);
    const second = await post(2, 3);
    expect(await second.json()).toEqual({ given: 2, needed: 2, opened: true });
    const nonsense = await site.call('POST', `/station/rounds/${round.roundId}/share`, {
      token,
      body: { actId: 'x' },
    });
    expect(nonsense.status).toBe(422);
    const nobody = await site.call('GET', '/station/opening');
    expect(nobody.status).toBe(401);
    expect(site.log).toEqual([]);
  });
});
