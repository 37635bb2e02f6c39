import { spawnSync } from 'node:child_process';
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkBundle } from '../src/client/bundle/check-bundle.ts';
import { startEmbedded } from '../src/database/embedded/start-embedded.ts';
import { migrateToLatest } from '../src/database/migrate.ts';
import { openPool } from '../src/database/pool.ts';
import { openInstallationKey } from '../src/desk/bundle/installation-key.ts';
import { makeBundle } from '../src/desk/bundle/make-bundle.ts';
import { buildAdopted } from '../test/support/adopted.ts';
import { done } from '../test/support/opened-round.ts';
import { actRow } from '../test/support/world.ts';

/**
 * `npm run bench:bundle [-- PAPERS]`: the memory of the process that makes an auditor's bundle, and of the one
 * that checks it, with three photos of 2 MB and with so many (300). Each is measured in a process of its own.
 * The ratios are what matters: neither may grow with the photos.
 */
const [mode = '300', ...given] = process.argv.slice(2);
const say = (line: string) => process.stdout.write(`${line}\n`);
const size = 2 * 1024 ** 2;

interface Measured {
  readonly megabytes: number;
  readonly seconds: number;
  readonly bytes: number;
}

function measured(started: number, bytes: number): void {
  const { maxRSS } = process.resourceUsage();
  const seconds = (performance.now() - started) / 1000;
  say(JSON.stringify({ megabytes: maxRSS / 1024, seconds, bytes } satisfies Measured));
}

async function make([url = '', congressId = '', yearId = '', folder = '']: readonly string[]) {
  const started = performance.now();
  const database = openPool(url, { max: 2 });
  const key = done(await openInstallationKey({ keyFolder: folder, keyCopyFolder: null }));
  const zip = done(await makeBundle(database, { congressId, yearId, year: 2026 }, key));
  const to = await open(join(folder, 'year.zip'), 'w');
  const reader = zip.stream().getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    await to.write(next.value);
  }
  await to.close();
  measured(started, zip.size);
  await database.destroy();
}

async function check([folder = '']: readonly string[]) {
  const started = performance.now();
  const file = await open(join(folder, 'year.zip'));
  const { size: bytes } = await file.stat();
  const source = {
    size: bytes,
    read: async (from: number, to: number) => {
      const piece = new Uint8Array(to - from);
      await file.read(piece, 0, piece.length, from);
      return piece;
    },
  };
  const report = await checkBundle(source, {
    ...{ publicKey: null, mostHeld: 2 ** 28 },
    verifyArchive: () => Promise.reject(new Error('there is none')),
  });
  const wrong = report.failures.filter((one) => ['container', 'files'].includes(one.check));
  if (wrong.length > 0) throw new Error(JSON.stringify(wrong[0]));
  measured(started, bytes);
  await file.close();
}

function inProcess(...words: readonly string[]): Measured {
  const { stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', 'tsx', fileURLToPath(import.meta.url), ...words],
    { encoding: 'utf8' },
  );
  const line = stdout.trim().split('\n').at(-1);
  if (line === undefined || !line.startsWith('{')) throw new Error(stderr);
  return JSON.parse(line);
}

async function compare(papers: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'piaojue-bench-'));
  chmodSync(folder, 0o755);
  const server = await startEmbedded({
    ...{ dataFolder: folder, database: 'bundle', durable: false, fresh: false },
    ...{ purpose: 'application', log: () => undefined },
  });
  if (!server.ok) throw new Error('the database did not start');
  const { applicationUrl, ownerUrl, stop } = server.value;
  try {
    await migrateToLatest(ownerUrl, 'piaojue_application');
    const database = openPool(applicationUrl, { max: 2 });
    const world = await buildAdopted(database);
    const here = {
      congress_id: world.townshipId,
      act_id: await actRow(database, world.townshipId, new Date()),
    };
    const add = async (count: number) => {
      for (let index = 0; index < count; index += 1) {
        const bytes = randomBytes(size);
        const content_hash = createHash('sha256').update(bytes).digest('hex');
        const id = randomUUID();
        await database
          .insertInto('record.attachment')
          .values({
            ...{ ...here, id, content_hash, media_type: 'image/jpeg', file_name: '照片.jpg' },
            ...{ bytes, size_bytes: size, published_at: null },
          })
          .execute();
        await database
          .insertInto('record.project_photo')
          .values({
            ...{ ...here, id: randomUUID(), project_id: world.projects[0]?.id ?? '' },
            ...{ attachment_id: id, occasion: 'progress', subject_id: null, caption: null },
            ...{ taken_at: null, latitude: null, longitude: null, place_source: 'none' },
            ...{ place_text: null, published_at: new Date() },
          })
          .execute();
      }
    };
    const words = ['make', applicationUrl, world.townshipId, world.yearId, folder];
    const both = () => [inProcess(...words), inProcess('check', folder)] as const;
    await add(3);
    const few = both();
    await add(papers - 3);
    await database.destroy();
    const many = both();
    for (const [index, name] of ['made', 'checked'].entries()) {
      const [one, other] = [few[index], many[index]];
      if (one === undefined || other === undefined) continue;
      const ratio = (other.megabytes / one.megabytes).toFixed(2);
      say(
        `${name}: peak ${one.megabytes.toFixed(0)} MB with 3 photos, ${other.megabytes.toFixed(0)} MB with ${papers} ` +
          `(${(other.bytes / 1e6).toFixed(0)} MB, ${other.seconds.toFixed(1)} s): ratio ${ratio}`,
      );
    }
  } finally {
    await stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

if (mode === 'make') await make(given);
else if (mode === 'check') await check(given);
else await compare(Number(mode));
