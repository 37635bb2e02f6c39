import { spawnSync } from 'node:child_process';
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { chmodSync, copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Kysely } from 'kysely';
import { verifyArchive } from '../src/ballot/verify/verify-archive.ts';
import { checkBundle } from '../src/client/bundle/check-bundle.ts';
import { startEmbedded } from '../src/database/embedded/start-embedded.ts';
import { migrateToLatest } from '../src/database/migrate.ts';
import { openPool } from '../src/database/pool.ts';
import type { Tables } from '../src/database/tables.ts';
import { openInstallationKey } from '../src/desk/bundle/installation-key.ts';
import { makeBundle } from '../src/desk/bundle/make-bundle.ts';
import { buildAdopted } from '../test/support/adopted.ts';
import { announceYear } from '../test/support/announced-year.ts';
import { done } from '../test/support/opened-round.ts';
import { actRow } from '../test/support/world.ts';

/**
 * `npm run bench:bundle [-- PHOTOS [BALLOTS [FOLDER]]]`: the memory of the process that makes an auditor's
 * bundle, and of the one that checks it, with three photos of 2 MB and with so many (300), or beside them a box of
 * four electronic ballots and one of so many (`-- 300 300`). Each is measured in a process of its own. The ratios
 * are what matters: neither may grow with the photos. Where a folder is named, the large bundle is kept there.
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
    verifyArchive: async (archive, options) => verifyArchive(archive, options),
  });
  // The world of photos has a plan and no vote: what follows from one is not there.
  const wrong = report.failures.filter((one) =>
    ['container', 'files', 'archives'].includes(one.check),
  );
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

/** Photos of a project that nobody could compress. */
async function addPhotos(
  database: Kysely<Tables>,
  { congressId, projectId }: { readonly congressId: string; readonly projectId: string },
  count: number,
): Promise<void> {
  const act_id = await actRow(database, congressId, new Date());
  const here = { congress_id: congressId, act_id };
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
        ...{ ...here, id: randomUUID(), project_id: projectId, attachment_id: id },
        ...{ occasion: 'progress', subject_id: null, caption: null, taken_at: null },
        ...{ latitude: null, longitude: null, place_source: 'none', place_text: null },
        published_at: new Date(),
      })
      .execute();
  }
}

/** Makes and checks the bundle of a year with so many photos and, in a box, so many ballots (none: no box). */
async function measure(photos: number, ballots: number, keep: string | null) {
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
    const database = openPool(applicationUrl, { max: 4 });
    const ownerDatabase = openPool(ownerUrl, { max: 1 });
    const support = { database, ownerDatabase, applicationUrl, ownerUrl, drop: stop };
    const { world, projects } =
      ballots === 0
        ? await buildAdopted(database).then((made) => ({ world: made, projects: made.projects }))
        : await announceYear(support, ballots / 4);
    const { townshipId: congressId, yearId } = world;
    await addPhotos(database, { congressId, projectId: projects[0]?.id ?? '' }, photos);
    await Promise.all([database.destroy(), ownerDatabase.destroy()]);
    const made = inProcess('make', applicationUrl, congressId, yearId, folder);
    const checked = inProcess('check', folder);
    if (keep !== null) copyFileSync(join(folder, 'year.zip'), join(keep, 'year.zip'));
    return { made, checked };
  } finally {
    await stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function compare(photos: number, ballots: number, keep: string | null): Promise<void> {
  const few = await measure(3, ballots === 0 ? 0 : 4, null);
  const many = await measure(photos, ballots, keep);
  for (const name of ['made', 'checked'] as const) {
    const [one, other] = [few[name], many[name]];
    const ratio = (other.megabytes / one.megabytes).toFixed(2);
    const box = ballots === 0 ? '' : ` and ${ballots} ballots`;
    say(
      `${name}: peak ${one.megabytes.toFixed(0)} MB with 3 photos${ballots === 0 ? '' : ' and 4 ballots'}, ` +
        `${other.megabytes.toFixed(0)} MB with ${photos}${box} ` +
        `(${(other.bytes / 1e6).toFixed(0)} MB, ${other.seconds.toFixed(1)} s): ratio ${ratio}`,
    );
  }
}

if (mode === 'make') await make(given);
else if (mode === 'check') await check(given);
else await compare(Number(mode), Number(given[0] ?? 0), given[1] ?? null);
