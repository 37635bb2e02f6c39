import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Result } from '../../../src/rules/refusals.ts';
import { closeRound } from '../../../src/stages/voting/close-round.ts';
import { beginOpening } from '../../../src/stages/voting/opening/begin-opening.ts';
import { noteSlipObjection } from '../../../src/stages/voting/slips/account-slips.ts';
import { scanSlipBox } from '../../../src/stages/voting/slips/scan-slip-box.ts';
import { voidSlips } from '../../../src/stages/voting/slips/void-slips.ts';
import { must } from '../../support/ballot-rounds.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { putBallots, vaultFor } from '../../support/electronic-box.ts';
import { buildElectronicRound } from '../../support/electronic-round.ts';
import { buildWorld } from '../../support/world.ts';

let support: TestDatabase;
beforeAll(async () => {
  support = await createTestDatabase();
});
afterAll(() => support.drop());

test('the opening waits for the reserve slips, and for the slip box that an objection asks for', async () => {
  const { database } = support;
  const world = await buildWorld(database);
  const round = await buildElectronicRound(database, world, {
    ...{ state: 'casting', slips: 7, issued: 5, reserve: 2 },
  });
  const abstains = [Array.from({ length: 13 }, (_, i) => (i === 0 ? 1 : 0))];
  await putBallots(
    database,
    round,
    Array.from({ length: 4 }, () => abstains),
  );
  const place = { meetingId: world.meetingId, roundId: round.roundId };
  const request = (kind: string) => ({
    ...{ congressId: world.townshipId, actId: randomUUID(), kind },
    ...{ personId: world.people.clerk.id, happenedAt: null, now: new Date() },
  });
  must(await closeRound(database, request('close-round'), place));
  const { vault } = await vaultFor(round);
  const records = () => database.selectFrom('board.archive_record').select('hash').execute();
  const begin = () => beginOpening(database, request('begin-opening'), vault, place);
  const refused = async (act: () => Promise<Result<unknown>>, code: string) => {
    const before = await records();
    expect(await act()).toMatchObject({ ok: false, refusals: [{ code }] });
    expect(await records()).toEqual(before);
  };
  await refused(begin, 'reserve-not-voided');
  const keys = round.test.slips.map((slip) => String(slip.publicKey));
  const reserve = { credentials: keys.slice(5), reason: 'reserve' } as const;
  must(await voidSlips(database, request('void-slips'), { ...place, ...reserve }));
  const objection = { ...place, objection: 'used-by-another' } as const;
  must(await noteSlipObjection(database, request('note-slip-objection'), objection));
  await refused(begin, 'slip-box-not-scanned');
  const scan = (used: number) =>
    scanSlipBox(database, request('scan-slip-box'), {
      ...{ ...place, used: keys.slice(0, used), unused: keys.slice(used, 5) },
    });
  must(await scan(3));
  await refused(begin, 'slip-box-unbalanced');
  must(await scan(4));
  const before = await records();
  must(await begin());
  expect((await records()).length).toBeGreaterThan(before.length);
  await refused(() => scan(4), 'opening-begun');
});
