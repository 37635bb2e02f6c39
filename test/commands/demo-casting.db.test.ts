import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { deriveCredential } from '../../src/ballot/credential.ts';
import { openElection } from '../../src/ballot/election.ts';
import { prepareBallot, signBallot } from '../../src/ballot/prepare-ballot.ts';
import { openBackup } from '../../src/client/keys/backup-format.ts';
import { readPassphrase } from '../../src/client/keys/passphrase.ts';
import { readSlip } from '../../src/client/slips/slip-text.ts';
import { buildDemo } from '../../src/commands/demo/build-demo.ts';
import { advanceDemo } from '../../src/commands/demo/demo-stages.ts';
import { ensureInstallation } from '../../src/people/index.ts';
import { openKeyVault } from '../../src/stages/voting/index.ts';
import type { BallotRound } from '../../src/wire/ballot.ts';
import { testBallotSite } from '../support/application.ts';
import { group, must, seeded } from '../support/ballot-rounds.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

let support: TestDatabase;
beforeAll(async () => {
  support = await createTestDatabase();
});
afterAll(() => support.drop());

test('the electronic rehearsal prints slips that vote and keys that a real device imports', async () => {
  const { database } = support;
  const root = mkdtempSync(join(tmpdir(), 'piaojue-demo-'));
  const keyFolder = join(root, 'keys');
  const ballotOrigin = 'http://localhost';
  await ensureInstallation(database, new Date());
  const demo = await buildDemo(database, 'electronic');
  const lines = await advanceDemo(database, demo, 'casting', {
    ...{ vault: openKeyVault(keyFolder, null), ballotOrigin, folder: join(root, 'scrutineers') },
  });
  const text = lines.join('\n');
  const links = [...text.matchAll(/http:\S+\/b\/(\S{14})#\S+/g)];
  const [link = '', uuid = ''] = must(links[0]);
  expect(links).toHaveLength(6);

  const site = testBallotSite(support, { keyFolder });
  const round = (await (await site.call('GET', `/b/${uuid}/round`)).json()) as BallotRound;
  expect(round.state).toBe('open');
  const opened = openElection(round.election, group);
  if (!opened.ok) throw new Error(opened.path);
  expect(decodeURIComponent(link.split('&e=')[1] ?? '')).toBe(opened.value.hash);
  const slip = readSlip(link, uuid);
  if (!slip.ok) throw new Error(slip.message);
  const { publicKey, secret } = deriveCredential(group, uuid, slip.credential);
  const marks = [Array.from({ length: 13 }, (_, j) => (j === 1 ? 1 : 0))];
  const prepared = prepareBallot(opened.value, publicKey, marks, seeded('demo')(32));
  const { json } = signBallot(opened.value, prepared, secret, seeded('sign'));
  const answer = await site.call('POST', `/b/${uuid}/ballots`, { body: json });
  expect([answer.status, await answer.text()]).toEqual([200, expect.stringContaining('receipt')]);

  const [, file = '', typed = ''] = must(/钥匙文件 (\S+)，口令 ([0-9 ]+)）/.exec(text));
  const backup = openBackup(readFileSync(file, 'utf8'), readPassphrase(typed) ?? '');
  expect(backup).toMatchObject({ ok: true, value: { position: 1, rehearsal: false } });
  const [, token = ''] = must(/\/open#t=(\S+)/.exec(text));
  const seen = await site.call('GET', '/station/opening', { token });
  expect([seen.status, await seen.text()]).toEqual([200, expect.stringContaining(uuid)]);
}, 120_000);
