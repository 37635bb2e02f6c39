import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Result } from '../../../src/rules/refusals.ts';
import { loadArchive } from '../../../src/stages/voting/board/archive-store.ts';
import {
  beginCount,
  closeRound,
  loadCounting,
  loadRound,
  returnPapers,
} from '../../../src/stages/voting/index.ts';
import { beginOpening } from '../../../src/stages/voting/opening/begin-opening.ts';
import { signPaperSheet } from '../../../src/stages/voting/opening/sign-paper-sheet.ts';
import { must } from '../../support/ballot-rounds.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { putBallots, vaultFor } from '../../support/electronic-box.ts';
import {
  buildElectronicRound,
  type ElectronicRound,
  type ElectronicRoundOptions,
} from '../../support/electronic-round.ts';
import { done, giveShares, requestIn } from '../../support/opened-round.ts';
import { countPapers } from '../../support/paper-count.ts';
import { countEverything } from '../../support/rehearsal.ts';
import { buildWorld, type World } from '../../support/world.ts';

/**
 * A hybrid round of which one channel holds more than was handed out: by the rule sheet either the whole
 * round is void, or that channel alone and the other one decides.
 */
let support: TestDatabase;
let world: World;
let round: ElectronicRound;
beforeEach(async () => {
  support = await createTestDatabase();
  world = await buildWorld(support.database);
});
afterEach(() => support.drop());

const marks = (...chosen: readonly number[]) => [
  Array.from({ length: 13 }, (_, i) => (i > 0 && chosen.includes(i) ? 1 : 0)),
];
const votes = [marks(1, 2, 3), marks(1, 2), marks(1, 12), marks(4)];
const papers = [{ '1': 'for', '4': 'for' }, { '4': 'for' }, { '2': 'for' }];

async function build(options: Partial<ElectronicRoundOptions>): Promise<void> {
  round = await buildElectronicRound(support.database, world, {
    ...{ state: 'casting', channels: 'hybrid', slips: 8, issued: 6, ...options },
  });
  await putBallots(support.database, round, votes);
}

const place = () => ({ meetingId: world.meetingId, roundId: round.roundId });
const load = async () =>
  must(await loadRound(support.database, world.townshipId, world.meetingId, round.roundId));
const close = async () =>
  done(await closeRound(support.database, requestIn(world, 'close-round'), place()));
const bring = (returned: number, counted: boolean) =>
  returnPapers(support.database, requestIn(world, 'return-papers'), {
    ...{ ...place(), returned, counted },
  });

async function refused(act: () => Promise<Result<unknown>>, code: string): Promise<void> {
  const before = [await load(), await countEverything(support.database)];
  const result = await act();
  expect(result.ok ? 'ok' : result.refusals[0].code).toBe(code);
  expect([await load(), await countEverything(support.database)]).toEqual(before);
}

async function beginsNever(code = 'box-void'): Promise<void> {
  const { vault } = await vaultFor(round);
  const begin = () =>
    beginOpening(support.database, requestIn(world, 'begin-opening'), vault, place());
  await refused(begin, code);
  // Nothing but the set-up stands on the board: a void box is never opened.
  const kinds = (await loadArchive(support.database, round.uuid)).records.map(({ text }) => text);
  expect(kinds.some((text) => text.includes('"type":"PartialDecryption"'))).toBe(false);
}

describe('more electronic ballots than slips handed out', () => {
  test('void the whole round where the sheet says so, its papers with it', async () => {
    await build({ issued: 3, channelVoid: 'round' });
    expect(await close()).toMatchObject({ verdict: 'round-void' });
    expect(await load()).toMatchObject({
      state: 'void',
      electronic: { state: 'void', ballots: 4 },
      paper: { state: 'void' },
    });
    const voided = await support.database
      .selectFrom('record.voided_papers')
      .select(['papers', 'reason'])
      .where('round_id', '=', round.roundId)
      .execute();
    expect(voided).toEqual([{ papers: 20, reason: '电子票多于发出的票码' }]);
    await beginsNever();
    await refused(() => bring(3, true), 'wrong-state');
  });

  test('void the electronic channel alone where the sheet says so: papers decide', async () => {
    await build({ issued: 3, channelVoid: 'channel' });
    expect(await close()).toMatchObject({ verdict: 'channel-void' });
    expect(await load()).toMatchObject({
      state: 'closed',
      electronic: { state: 'void', ballots: 4 },
      paper: { state: 'issued' },
    });
    await beginsNever();
    await countPapers(support.database, world, round.roundId, papers);
    const counted = await load();
    expect(counted).toMatchObject({ state: 'counted', paper: { state: 'counted' } });
    expect(counted.paper?.totals?.items.find(({ number }) => number === 4)?.for).toBe(2);
    expect(counted.electronic?.totals ?? null).toBeNull();
    await beginsNever();
  });
});

describe('more papers returned than issued', () => {
  test('void the whole round where the sheet says so: the closed box stays shut', async () => {
    await build({ channelVoid: 'round' });
    expect(await close()).toMatchObject({ verdict: 'closed' });
    await refused(() => bring(6, false), 'returned-more-than-issued');
    expect(done(await bring(6, true))).toMatchObject({ valid: false, whole: true });
    expect(await load()).toMatchObject({
      state: 'void',
      electronic: { state: 'void' },
      paper: { state: 'void', returned: 6 },
    });
    await beginsNever();
  });

  test('void the papers alone where the sheet says so: the electronic box decides', async () => {
    await build({ channelVoid: 'channel' });
    expect(await close()).toMatchObject({ verdict: 'closed' });
    expect(done(await bring(6, true))).toMatchObject({ valid: false, whole: false });
    expect(await load()).toMatchObject({
      state: 'closed',
      electronic: { state: 'closed', ballots: 4 },
      paper: { state: 'void', returned: 6 },
    });
    await refused(
      () =>
        beginCount(support.database, requestIn(world, 'begin-count'), {
          ...{ ...place(), method: 'papers' as const },
        }),
      'wrong-state',
    );
    expect(await loadCounting(support.database, world.townshipId, round.roundId)).toBeNull();
    const chief = world.people.chief.id;
    await refused(
      () => signPaperSheet(support.database, requestIn(world, 'sign-sheet', chief), place()),
      'no-paper',
    );
    // No sheet of papers is waited for: there is none.
    await giveShares(support, world, round, [2, 3]);
    const counted = await load();
    expect(counted).toMatchObject({ state: 'counted', electronic: { state: 'counted' } });
    expect(counted.electronic?.totals?.items.find(({ number }) => number === 1)?.for).toBe(3);
  });

  test('after the electronic channel is void already leave nothing: the round is void', async () => {
    await build({ issued: 3, channelVoid: 'channel' });
    await close();
    expect(done(await bring(6, true))).toMatchObject({ valid: false, whole: true });
    expect(await load()).toMatchObject({ state: 'void', paper: { state: 'void', returned: 6 } });
    await beginsNever();
  });
});
