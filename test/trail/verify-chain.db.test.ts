import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ok } from '../../src/rules/refusals.ts';
import {
  anchorFile,
  anchorsOf,
  checkChain,
  eraseDetail,
  exportChain,
  loadChain,
  readAnchors,
  readExport,
  verifyChain,
  writeAnchors,
} from '../../src/trail/index.ts';
import { performAct } from '../../src/trail/perform-act.ts';
import { testApplication } from '../support/application.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { buildWorld, type World } from '../support/world.ts';

let database: TestDatabase;
let world: World;
let folder: string;

beforeEach(async () => {
  database = await createTestDatabase();
  world = await buildWorld(database.database);
  folder = await mkdtemp(join(tmpdir(), 'piaojue-trail-'));
  for (let number = 1; number <= 6; number += 1) await write(number);
});
afterEach(async () => {
  await rm(folder, { recursive: true });
  await database.drop();
});

async function write(number: number): Promise<void> {
  const request = {
    ...{ congressId: world.townshipId, actId: randomUUID(), kind: 'test', personId: null },
    ...{ happenedAt: null, now: new Date(Date.UTC(2026, 0, 20, 1, number)) },
  };
  await performAct(database.database, request, async (act) => {
    act.record({
      event: 'person-added',
      subjects: { person: randomUUID() },
      detail: { name: `第${number}人` },
    });
    return ok({});
  });
}

/** Changes rows behind the program's back, as the owner of the tables could. */
async function tamper(statement: string): Promise<void> {
  await sql.raw(statement).execute(database.ownerDatabase);
}

async function broken() {
  return (await verifyChain(database.database, world.townshipId)).broken;
}

describe('a chain', () => {
  test('that nobody touched verifies', async () => {
    const report = await verifyChain(database.database, world.townshipId);
    expect(report).toMatchObject({ entries: 6, erased: 0, broken: null });
  });

  test('names the entry that was changed', async () => {
    await tamper(`update trail.entry set event = 'role-ended' where sequence = 3`);
    expect(await broken()).toMatchObject({ sequence: 3, code: 'entry-changed' });
  });

  test('names the place where an entry was deleted', async () => {
    await tamper(`delete from trail.detail where sequence = 4`);
    await tamper(`delete from trail.entry where sequence = 4`);
    expect(await broken()).toMatchObject({ sequence: 4, code: 'gap' });
  });

  test('names the place where entries were swapped', async () => {
    await tamper(`alter table trail.detail drop constraint detail_congress_id_sequence_fkey`);
    await tamper(`update trail.entry set sequence = 99 where sequence = 2`);
    await tamper(`update trail.entry set sequence = 2 where sequence = 5`);
    await tamper(`update trail.entry set sequence = 5 where sequence = 99`);
    expect(await broken()).toMatchObject({ sequence: 2 });
  });

  test('names the place where an entry was inserted', async () => {
    await tamper(`alter table trail.detail drop constraint detail_congress_id_sequence_fkey`);
    await tamper(`update trail.entry set sequence = sequence + 100 where sequence >= 4`);
    await tamper(`insert into trail.entry select congress_id, 4, event, act_id, happened_at,
      recorded_at, recorded_by, subjects, commitment, previous_hash, repeat('a', 64)
      from trail.entry where sequence = 3`);
    await tamper(`update trail.entry set sequence = sequence - 99 where sequence > 100`);
    expect(await broken()).toMatchObject({ sequence: 4 });
  });

  test('names the entry whose detail was changed', async () => {
    await tamper(`update trail.detail set detail = '{"name":"别人"}' where sequence = 5`);
    expect(await broken()).toMatchObject({ sequence: 5, code: 'detail-changed' });
  });

  test('whose end was cut off is found by an anchor, and only by it', async () => {
    await writeAnchors(database.database, folder, new Date());
    await tamper(`delete from trail.detail where sequence > 4`);
    await tamper(`delete from trail.entry where sequence > 4`);
    expect(await broken()).toBeNull();
    const anchors = anchorsOf(await readAnchors(anchorFile(folder)), world.townshipId);
    const report = await verifyChain(database.database, world.townshipId, anchors);
    expect(report.broken).toMatchObject({ sequence: 5, code: 'head-missing' });
  });

  test('still verifies after a detail was erased by law, and says so', async () => {
    const input = {
      congressId: world.townshipId,
      sequence: 2,
      reason: '本人要求',
      now: new Date(),
    };
    expect((await eraseDetail(database.ownerDatabase, input)).ok).toBe(true);
    const report = await verifyChain(database.database, world.townshipId);
    expect(report).toMatchObject({ entries: 7, erased: 1, broken: null });
    const again = await eraseDetail(database.ownerDatabase, input);
    expect(again).toMatchObject({ ok: false, refusals: [{ code: 'already-done' }] });
    expect((await loadChain(database.database, world.townshipId)).length).toBe(7);
  });

  test('cannot be changed or deleted by the application itself', async () => {
    const change = sql.raw(`update trail.entry set event = 'x'`).execute(database.database);
    await expect(change).rejects.toThrow(/permission denied/);
    const remove = sql.raw('delete from trail.entry').execute(database.database);
    await expect(remove).rejects.toThrow(/permission denied/);
  });
});

describe('anchors', () => {
  test('are appended only when a head moved', async () => {
    expect(await writeAnchors(database.database, folder, new Date())).toBe(1);
    expect(await writeAnchors(database.database, folder, new Date())).toBe(0);
    await write(7);
    expect(await writeAnchors(database.database, folder, new Date())).toBe(1);
    expect((await readFile(anchorFile(folder), 'utf8')).trim().split('\n')).toHaveLength(2);
  });
});

describe('an export', () => {
  test('verifies without a database, and no longer after a change', async () => {
    const text = exportChain(await loadChain(database.database, world.townshipId));
    expect(checkChain(readExport(text)).broken).toBeNull();
    const changed = text.replace('第3人', '第三人');
    expect(checkChain(readExport(changed)).broken).toMatchObject({ sequence: 3 });
    expect(() => readExport(`${text}nonsense\n`)).toThrow('第7行');
  });

  test('is verified by the command, which ends with 1 and names the place when it is broken', async () => {
    const text = exportChain(await loadChain(database.database, world.townshipId));
    const file = join(folder, 'export.jsonl');
    const run = async (content: string, ...more: string[]) => {
      await writeFile(file, content);
      const command = ['dist/src/commands/trail-verify.js', '--file', file, ...more];
      return await promisify(execFile)(process.execPath, command).then(
        ({ stdout }) => ({ code: 0, stdout }),
        (error: { code: number; stdout: string }) => ({ code: error.code, stdout: error.stdout }),
      );
    };
    expect(await run(text)).toMatchObject({ code: 0, stdout: expect.stringContaining('全部完好') });
    const cut = await run(text, '--head', 'f'.repeat(64));
    expect(cut).toMatchObject({ code: 1, stdout: expect.stringContaining('末尾被截去') });
    const changed = await run(text.replace('第4人', '第四人'));
    expect(changed).toMatchObject({ code: 1, stdout: expect.stringContaining('第4条') });
  });
});

describe('the page for auditors', () => {
  test('tells every entry in a sentence and verifies the chain', async () => {
    const application = testApplication(database);
    const path = `/c/${world.townshipId}/trail`;
    const page = await application.get(path, world.people.auditor.token);
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('登记人员第6人');
    const verified = await application.post(path, world.people.auditor.token, {});
    expect(verified.status).toBe(303);
    expect(await verifyChain(database.database, world.townshipId)).toMatchObject({
      entries: 7,
      broken: null,
    });
    const exported = await application.get(`${path}/export`, world.people.auditor.token);
    expect(checkChain(readExport(await exported.text())).broken).toBeNull();
  });

  test('is closed to a clerk of another township, and nothing is written', async () => {
    const application = testApplication(database);
    const path = `/c/${world.townshipId}/trail`;
    const refused = await application.post(path, world.people.otherClerk.token, {});
    expect(refused.status).toBe(403);
    expect((await verifyChain(database.database, world.townshipId)).entries).toBe(6);
  });
});
