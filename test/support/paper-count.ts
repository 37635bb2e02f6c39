import type { Kysely } from 'kysely';
import type { Tables } from '../../src/database/tables.ts';
import {
  addBatch,
  beginCount,
  claimEntry,
  enterPaper,
  finishCounting,
  finishEntry,
  loadCounting,
  returnPapers,
} from '../../src/stages/voting/index.ts';
import { done, requestIn } from './opened-round.ts';
import type { World } from './world.ts';

/** Takes the papers out of the box and counts them by two tellers, by the product's own acts. */
export async function countPapers(
  database: Kysely<Tables>,
  world: World,
  roundId: string,
  papers: readonly Readonly<Record<string, string>>[],
): Promise<void> {
  const place = { meetingId: world.meetingId, roundId };
  const by = (kind: string, personId?: string) => requestIn(world, kind, personId);
  done(
    await returnPapers(database, by('return-papers'), {
      ...{ ...place, returned: papers.length, counted: false },
    }),
  );
  done(await beginCount(database, by('begin-count'), { ...place, method: 'papers' }));
  await enterPapers(database, world, roundId, papers);
}

/** Enters and finishes a counting that has begun. */
export async function enterPapers(
  database: Kysely<Tables>,
  world: World,
  roundId: string,
  papers: readonly Readonly<Record<string, string>>[],
): Promise<void> {
  const place = { meetingId: world.meetingId, roundId };
  const by = (kind: string, personId?: string) => requestIn(world, kind, personId);
  done(await addBatch(database, by('add-batch'), { ...place, papers: papers.length }));
  const counting = await loadCounting(database, world.townshipId, roundId);
  for (const batch of counting?.batches ?? []) {
    for (const teller of [world.people.tellerA, world.people.tellerB]) {
      const claim = { ...place, batchId: batch.id, tellerName: teller.name };
      const { entryId } = done(await claimEntry(database, by('claim-entry', teller.id), claim));
      for (const [index, marks] of papers.entries()) {
        const paper = { ...place, entryId, paperNumber: index + 1, marks, voidReason: null };
        done(await enterPaper(database, by('enter-paper', teller.id), paper));
      }
      done(await finishEntry(database, by('finish-entry', teller.id), { ...place, entryId }));
    }
  }
  done(await finishCounting(database, by('finish-counting'), place));
}
