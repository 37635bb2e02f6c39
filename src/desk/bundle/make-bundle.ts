import type { Kysely } from 'kysely';
import type { Tables } from '../../database/tables.ts';
import { canonicalJson, type JsonValue } from '../../rules/canonical-json.ts';
import { ok, type Refusal, type Result, refuse } from '../../rules/refusals.ts';
import { largestZip, mostFiles } from '../../rules/stored-zip.ts';
import { type BundleManifest, bundleFolders, bundleNames } from '../../wire/bundle.ts';
import { listPapers, type PaperIds, pointersIn, readPaper } from './bundle-papers.ts';
import { bundleReadme } from './bundle-readme.ts';
import { archiveBytes, archiveFiles, loadResults } from './bundle-results.ts';
import type { InstallationKey } from './installation-key.ts';
import { publicProjectTables } from './public-projects.ts';
import { publicLookbackTables, publicSupervisionTables } from './public-review.ts';
import { type BundleScope, jsonLines, type PublicTable, readPublicRows } from './public-rows.ts';
import { publicChain } from './public-trail.ts';
import { publicVoteTables } from './public-vote.ts';
import { openSpool, type Spool, type SpooledZip } from './spool.ts';

/** Everything that is public of one year, by kind. */
function publicTables(scope: BundleScope): readonly PublicTable[] {
  return [
    ...publicVoteTables(scope),
    ...publicProjectTables(scope),
    ...publicSupervisionTables(scope),
    ...publicLookbackTables(scope),
  ];
}

const tooLarge: Refusal = {
  code: 'bundle-too-large',
  message:
    '这一年的文件和照片合计超过 4 GB，一个压缩包装不下，资料包没有生成。请与系统管理员联系，逐件从公开页下载。',
};

/**
 * Makes the auditor's bundle of a year: every public record, every file with its SHA-256 on a list that
 * the installation signs. It reads one snapshot of the database, and holds neither a clock nor chance:
 * as long as the record stands, everybody who asks gets the same bytes. Papers and archives are read one
 * by one and gathered on the disk; no more than one of them stands in memory.
 *
 * Refuses with `bundle-too-large`, before a single paper is read where the papers and archives alone are
 * more than `most` bytes.
 */
export async function makeBundle(
  database: Kysely<Tables>,
  scope: BundleScope,
  key: InstallationKey,
  most = largestZip,
): Promise<Result<SpooledZip>> {
  const spool = await openSpool();
  try {
    const about = await database
      .transaction()
      .setIsolationLevel('repeatable read')
      .execute(async (snapshot) => {
        const fits = await collectFiles(snapshot, scope, spool, most);
        return fits ? await loadAbout(snapshot, scope) : null;
      });
    if (about === null) {
      await spool.discard();
      return refuse(tooLarge);
    }
    const manifest: BundleManifest = {
      format: 1,
      ...about,
      files: spool
        .files()
        .map(({ path, bytes, sha256 }) => ({ path, bytes, sha256 }))
        .sort((one, other) => (one.path < other.path ? -1 : 1)),
    };
    const signed = `${canonicalJson(jsonOf(manifest))}\n`;
    const signature = canonicalJson({
      algorithm: 'Ed25519',
      publicKey: key.publicKey,
      signature: key.sign(Buffer.from(signed, 'utf8')),
    });
    await spool.add(bundleNames.manifest, [signed]);
    await spool.add(bundleNames.signature, [`${signature}\n`]);
    const zip = spool.finish();
    if (zip.size <= most && spool.files().length <= mostFiles) return ok(zip);
    await zip.discard();
    return refuse(tooLarge);
  } catch (error) {
    await spool.discard();
    throw error;
  }
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

/** Writes every file into the spool; false, and no paper is read, where they are more than `most` bytes. */
async function collectFiles(
  database: Kysely<Tables>,
  scope: BundleScope,
  spool: Spool,
  most: number,
): Promise<boolean> {
  const tables = publicTables(scope);
  const congresses = new Set([scope.congressId]);
  const pointed: PaperIds = { congresses, photos: new Set(), others: new Set() };
  for (const table of tables) {
    const rows = await readPublicRows(database, table);
    pointersIn(table.name, rows, pointed);
    await spool.add(`${bundleFolders.record}${table.name}.jsonl`, [jsonLines(rows)]);
  }
  const papers = await listPapers(database, pointed);
  const results = await loadResults(database, scope);
  const boxes = results.flatMap(({ elections }) => elections);
  const large = papers.reduce((sum, { bytes }) => sum + bytes, await archiveBytes(database, boxes));
  if (large > most || papers.length + 3 * boxes.length > mostFiles) return false;
  const listed = papers.map(({ row }) => row);
  await spool.add(`${bundleFolders.record}papers.jsonl`, [jsonLines(listed)]);
  for (const paper of papers) await spool.add(paper.path, readPaper(database, paper));
  for (const { roundId, value, elections } of results) {
    const path = `${bundleFolders.results}${roundId}.json`;
    await spool.add(path, [`${canonicalJson(value)}\n`]);
    for (const uuid of elections) {
      for (const { path: place, content } of await archiveFiles(database, uuid)) {
        await spool.add(place, [content]);
      }
    }
  }
  await spool.add(bundleNames.trail, publicChain(database, scope.congressId));
  await spool.add(bundleNames.readme, [bundleReadme(tables)]);
  return true;
}
