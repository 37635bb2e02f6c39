import { afterAll, beforeAll, expect, test } from 'vitest';
import { receiptJson, signReceipt } from '../../src/ballot/receipt.ts';
import { checkReceipt } from '../../src/client/verify/check-receipt.ts';
import { testApplication } from '../support/application.ts';
import { group, seeded } from '../support/ballot-rounds.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { buildElectronicRound } from '../support/electronic-round.ts';
import { buildWorld } from '../support/world.ts';

let support: TestDatabase;
beforeAll(async () => {
  support = await createTestDatabase();
});
afterAll(() => support.drop());

test('the public board gives, before anybody votes, what a citizen needs to judge a receipt', async () => {
  const world = await buildWorld(support.database);
  const round = await buildElectronicRound(support.database, world, { state: 'sealed', slips: 4 });
  const { get } = testApplication(support);
  const page = await (await get(`/board/${round.uuid}`, null)).text();
  expect(page).toContain('href="http://localhost/verify"');
  const key = /<code class="tracker">([0-9]{600,617})<\/code>/.exec(page)?.[1] ?? '';
  const tracker = 'A'.repeat(43);
  const signed = signReceipt(group, round.receiptSecret, round.uuid, tracker, seeded('receipt'));
  const typed = { receipt: receiptJson(signed), key };
  const { description } = round.test.election.election;
  const box = { uuid: round.uuid, description, trackers: [], closed: true };
  expect(checkReceipt(group, typed, box)).toEqual({ kind: 'dropped', tracker });
});
