import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { startEmbedded } from '../../src/database/embedded/start-embedded.ts';
import { migrateToLatest } from '../../src/database/migrate.ts';

declare module 'vitest' {
  interface ProvidedContext {
    postgres: { readonly applicationUrl: string; readonly ownerUrl: string };
  }
}

/**
 * Starts one real PostgreSQL for the whole run, in a folder of its own that is removed afterwards, and
 * migrates the template that every test file copies. Only here is fsync off.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'piaojue-test-'));
  chmodSync(folder, 0o755);
  const server = await startEmbedded({
    dataFolder: folder,
    database: 'template_for_tests',
    durable: false,
    fresh: false,
    purpose: 'application',
    log: () => undefined,
  });
  if (!server.ok) throw new Error(server.refusals.map((one) => one.message).join('\n'));
  const { applicationUrl, ownerUrl, stop } = server.value;
  await migrateToLatest(ownerUrl, 'piaojue_application');
  await allowCreation(server.value.superuserUrl);
  project.provide('postgres', { applicationUrl, ownerUrl });
  return async () => {
    await stop();
    rmSync(folder, { recursive: true, force: true });
  };
}

/** Test files copy the template as its owner, who therefore may create databases here. */
async function allowCreation(superuserUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: superuserUrl });
  await client.connect();
  await client.query('alter role piaojue_owner createdb');
  await client.end();
}
