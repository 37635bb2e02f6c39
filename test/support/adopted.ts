import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Tables } from '../../src/database/tables.ts';
import { explanatoryOf, votedOf } from '../../src/rules/project-text.ts';
import { candidateContent } from '../../src/stages/candidates/index.ts';
import { newPlateCode } from '../../src/stages/result/write-project.ts';
import { hashJson } from '../../src/trail/canonical.ts';
import { actRow, buildWorld, type World } from './world.ts';

/** The world with ten adopted projects of 2026, the last two of the twelve candidates not adopted. */
export interface AdoptedWorld extends World {
  readonly projects: readonly {
    readonly id: string;
    readonly number: number;
    readonly title: string;
    readonly plateCode: string;
  }[];
}

/** Builds the adopted projects as rows, as an announcement leaves them on the given day; fewer than ten if said. */
export async function buildAdopted(
  database: Kysely<Tables>,
  now = new Date('2026-01-20T01:00:00Z'),
  count = 10,
): Promise<AdoptedWorld> {
  const world = await buildWorld(database, now);
  const projects = await database.transaction().execute(async (transaction) => {
    const act_id = await actRow(transaction, world.townshipId, now);
    const made = [];
    for (const one of world.candidates.slice(0, count)) {
      made.push(await adoptedRow(transaction, world, one, { act_id, now }));
    }
    return made;
  });
  return { ...world, projects };
}

async function adoptedRow(
  database: Kysely<Tables>,
  world: World,
  candidate: World['candidates'][number],
  { act_id, now }: { act_id: string; now: Date },
) {
  const here = { congress_id: world.townshipId, act_id };
  const version = await database
    .selectFrom('record.candidate_version')
    .select('content')
    .where('id', '=', candidate.versionId)
    .executeTakeFirstOrThrow();
  const content = candidateContent.parse(version.content);
  const id = randomUUID();
  const textId = randomUUID();
  const plateCode = newPlateCode();
  await database
    .insertInto('record.project')
    .values({
      ...here,
      id,
      year_id: world.yearId,
      candidate_id: candidate.id,
      baseline_version_id: candidate.versionId,
      number: candidate.number,
      state: 'adopted',
      current_text_id: textId,
      plan_due_on: '2026-02-19',
      plate_code: plateCode,
      decided_on: now.toISOString().slice(0, 10),
      published_at: now,
    })
    .execute();
  const voted = votedOf(content);
  const explanatory = explanatoryOf(content);
  await database
    .insertInto('record.project_text')
    .values({
      ...here,
      id: textId,
      project_id: id,
      number: 1,
      kind: 'baseline',
      voted: JSON.stringify(voted),
      explanatory: JSON.stringify(explanatory),
      content_hash: hashJson({ ...voted, ...explanatory }),
    })
    .execute();
  await database
    .updateTable('record.candidate')
    .set({ state: 'adopted' })
    .where('id', '=', candidate.id)
    .execute();
  return { id, number: candidate.number, title: candidate.title, plateCode };
}
