import { zipSync } from 'fflate';
import type { Kysely } from 'kysely';
import type { Tables } from '../../database/tables.ts';
import { canonicalJson, type JsonValue } from '../../rules/canonical-json.ts';
import { sha256 } from '../../trail/canonical.ts';
import { loadChain } from '../../trail/index.ts';
import { type BundleManifest, bundleFolders, bundleNames } from '../../wire/bundle.ts';
import { loadPapers } from './bundle-papers.ts';
import { bundleReadme } from './bundle-readme.ts';
import { archiveFiles, loadResults, type MadeFile } from './bundle-results.ts';
import type { InstallationKey } from './installation-key.ts';
import { publicProjectTables } from './public-projects.ts';
import { publicLookbackTables, publicSupervisionTables } from './public-review.ts';
import { type BundleScope, jsonLines, type PublicTable, readPublicRows } from './public-rows.ts';
import { publicEntry } from './public-trail.ts';
import { publicVoteTables } from './public-vote.ts';

/** Everything that is public of one year, by kind. */
export function publicTables(scope: BundleScope): readonly PublicTable[] {
  return [
    ...publicVoteTables(scope),
    ...publicProjectTables(scope),
    ...publicSupervisionTables(scope),
    ...publicLookbackTables(scope),
  ];
}

/**
 * Makes the auditor's bundle of a year: every public record, every file with its SHA-256 on a list that
 * the installation signs. It reads one snapshot of the database, and holds neither a clock nor chance:
 * as long as the record stands, everybody who asks gets the same bytes.
 */
export async function makeBundle(
  database: Kysely<Tables>,
  scope: BundleScope,
  key: InstallationKey,
): Promise<Uint8Array> {
  const { files, about } = await database
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (snapshot) => ({
      files: await collectFiles(snapshot, scope),
      about: await loadAbout(snapshot, scope),
    }));
  const bytes = new Map(
    files.map(({ path, content }) => [
      path,
      typeof content === 'string' ? new TextEncoder().encode(content) : content,
    ]),
  );
  const manifest: BundleManifest = {
    format: 1,
    ...about,
    files: [...bytes]
      .map(([path, content]) => ({ path, bytes: content.length, sha256: sha256(content) }))
      .sort((one, other) => (one.path < other.path ? -1 : 1)),
  };
  const signed = new TextEncoder().encode(`${canonicalJson(jsonOf(manifest))}\n`);
  const signature = canonicalJson({
    algorithm: 'Ed25519',
    publicKey: key.publicKey,
    signature: key.sign(signed),
  });
  bytes.set(bundleNames.manifest, signed);
  bytes.set(bundleNames.signature, new TextEncoder().encode(`${signature}\n`));
  return zipInOrder(bytes);
}

/** Stored, not compressed, in the order of the names and with one fixed time: the bytes have one form. */
function zipInOrder(files: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const entries = [...files].sort(([one], [other]) => (one < other ? -1 : 1));
  return zipSync(Object.fromEntries(entries), { level: 0, mtime: '1980-01-01T00:00:00' });
}

function jsonOf(manifest: BundleManifest): JsonValue {
  return {
    ...manifest,
    congress: { ...manifest.congress },
    trailHead: manifest.trailHead === null ? null : { ...manifest.trailHead },
    files: manifest.files.map((file) => ({ ...file })),
  };
}

async function loadAbout(database: Kysely<Tables>, { congressId, year }: BundleScope) {
  const { name } = await database
    .selectFrom('record.congress')
    .select('name')
    .where('congress_id', '=', congressId)
    .executeTakeFirstOrThrow();
  const head = await database
    .selectFrom('trail.entry')
    .select(['sequence', 'hash'])
    .where('congress_id', '=', congressId)
    .orderBy('sequence', 'desc')
    .limit(1)
    .executeTakeFirst();
  return { congress: { id: congressId, name }, year, trailHead: head ?? null };
}

async function collectFiles(
  database: Kysely<Tables>,
  scope: BundleScope,
): Promise<readonly MadeFile[]> {
  const tables = publicTables(scope);
  const rows = new Map<string, readonly JsonValue[]>();
  for (const table of tables) rows.set(table.name, await readPublicRows(database, table));
  const papers = await loadPapers(database, scope.congressId, rows);
  rows.set(
    'papers',
    papers.map(({ row }) => row),
  );
  const files: MadeFile[] = [...rows].map(([name, some]) => ({
    path: `${bundleFolders.record}${name}.jsonl`,
    content: jsonLines(some),
  }));
  for (const { path, bytes } of papers) files.push({ path, content: bytes });
  for (const { roundId, value, elections } of await loadResults(database, scope)) {
    const path = `${bundleFolders.results}${roundId}.json`;
    files.push({ path, content: `${canonicalJson(value)}\n` });
    for (const uuid of elections) files.push(...(await archiveFiles(database, uuid)));
  }
  const chain = await loadChain(database, scope.congressId);
  files.push({ path: bundleNames.trail, content: jsonLines(chain.map(publicEntry)) });
  files.push({ path: bundleNames.readme, content: bundleReadme(tables) });
  return files;
}
