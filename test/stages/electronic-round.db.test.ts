import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadRound } from '../../src/stages/voting/index.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { buildElectronicRound } from '../support/electronic-round.ts';
import { buildWorld } from '../support/world.ts';

let support: TestDatabase;
beforeAll(async () => {
  support = await createTestDatabase();
});
afterAll(() => support.drop());

test('a slip is used or voided once, whatever the program tries', async () => {
  const world = await buildWorld(support.database);
  const round = await buildElectronicRound(support.database, world, { state: 'casting', slips: 4 });
  const loaded = await loadRound(
    support.database,
    world.townshipId,
    world.meetingId,
    round.roundId,
  );
  expect(loaded?.electronic).toMatchObject({ state: 'casting', made: 4, issued: 1 });
  expect(loaded?.electronic?.election?.uuid).toBe(round.uuid);
  const slip = (index: number) =>
    support.database
      .updateTable('box.slip')
      .where('uuid', '=', round.uuid)
      .where('credential', '=', String(round.test.slips[index]?.publicKey));
  const tracker = 'A'.repeat(43);
  await slip(0).set({ ballot: 'x', tracker }).execute();
  await slip(1).set({ void_reason: 'unissued' }).execute();
  await expect(slip(0).set({ ballot: 'y' }).execute()).rejects.toThrow(/used or voided once/);
  await expect(slip(0).set({ void_reason: 'reserve' }).execute()).rejects.toThrow(/once/);
  await expect(
    slip(1)
      .set({ ballot: 'y', tracker: 'B'.repeat(43) })
      .execute(),
  ).rejects.toThrow(/once/);
  await expect(slip(2).set({ ballot: 'z', tracker }).execute()).rejects.toThrow(/unique/);
  await expect(slip(0).set({ credential: '5' }).execute()).rejects.toThrow(/permission denied/);
  await expect(
    support.database.deleteFrom('box.slip').where('uuid', '=', round.uuid).execute(),
  ).rejects.toThrow(/permission denied/);
});
