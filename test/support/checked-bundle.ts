import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Kysely } from 'kysely';
import { verifyArchive } from '../../src/ballot/verify/verify-archive.ts';
import { sourceOf } from '../../src/client/bundle/bundle-source.ts';
import { checkBundle } from '../../src/client/bundle/check-bundle.ts';
import type { Tables } from '../../src/database/tables.ts';
import { openInstallationKey } from '../../src/desk/bundle/installation-key.ts';
import { makeBundle } from '../../src/desk/bundle/make-bundle.ts';
import type { BundleScope } from '../../src/desk/bundle/public-rows.ts';
import { done } from './opened-round.ts';

/** The bundle of a year as bytes, signed by a key of the moment, with what the checker says of it. */
export async function checkedBundle(database: Kysely<Tables>, scope: BundleScope) {
  const keyFolder = mkdtempSync(join(tmpdir(), 'piaojue-keys-'));
  const key = done(await openInstallationKey({ keyFolder, keyCopyFolder: null }));
  const made = done(await makeBundle(database, scope, key));
  const bytes = new Uint8Array(await new Response(made.stream()).arrayBuffer());
  const report = await checkBundle(sourceOf(bytes), {
    ...{ publicKey: key.publicKey, mostHeld: 2 ** 30 },
    verifyArchive: async (archive, options) => verifyArchive(archive, options),
  });
  return { bytes, report };
}
