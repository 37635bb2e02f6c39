import type { Kysely } from 'kysely';
import type { Tables } from '../../src/database/tables.ts';
import { planDueOn } from '../../src/rules/review-settings.ts';
import { candidateContent } from '../../src/stages/candidates/index.ts';
import { loadReviewSettings } from '../../src/stages/meeting/index.ts';
import { writeProject } from '../../src/stages/result/write-project.ts';
import { chinaDate } from '../../src/web/china-time.ts';
import { buildWorld, type World, writingAct } from './world.ts';

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
  const { townshipId, yearId, meetingId } = world;
  const projects = await database.transaction().execute(async (transaction) => {
    const act = await writingAct(transaction, townshipId, now);
    const decidedOn = chinaDate(now);
    const settings = await loadReviewSettings(transaction, townshipId, meetingId);
    const made: AdoptedWorld['projects'][number][] = [];
    for (const { id: candidateId, versionId, number, title } of world.candidates.slice(0, count)) {
      const content = await contentOf(transaction, versionId);
      const id = await writeProject(act, {
        ...{ yearId, number, state: 'adopted', decidedOn, content },
        planDueOn: planDueOn(decidedOn, settings),
      });
      // The world holds no round: the version that was voted on is all that a project needs of it.
      const { plate_code: plateCode } = await transaction
        .updateTable('record.project')
        .set({ candidate_id: candidateId, baseline_version_id: versionId })
        .where('id', '=', id)
        .returning('plate_code')
        .executeTakeFirstOrThrow();
      await transaction
        .updateTable('record.candidate')
        .set({ state: 'adopted' })
        .where('id', '=', candidateId)
        .execute();
      made.push({ id, number, title, plateCode });
    }
    return made;
  });
  return { ...world, projects };
}

async function contentOf(database: Kysely<Tables>, versionId: string) {
  const version = await database
    .selectFrom('record.candidate_version')
    .select('content')
    .where('id', '=', versionId)
    .executeTakeFirstOrThrow();
  return candidateContent.parse(version.content);
}
