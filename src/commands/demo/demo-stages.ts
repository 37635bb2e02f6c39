import { listRoles } from '../../people/index.ts';
import {
  addBatch,
  claimEntry,
  enterPaper,
  finishCounting,
  finishEntry,
  loadCounting,
} from '../../stages/voting/index.ts';
import type { Demo } from './build-demo.ts';
import { type Database, demoRequest, must } from './demo-acts.ts';
import { beginDemoCasting, type DemoPlace } from './demo-casting.ts';
import { checkInHall, type DemoHall, voteOnPaper } from './paper-vote.ts';

/** Where the rehearsal can be opened. */
export const demoStages = ['meeting', 'check-in', 'count', 'result', 'casting'] as const;

export type DemoStage = (typeof demoStages)[number];

const present = 39;

/**
 * Brings the rehearsal to a stage, by the same acts as the pages. Stage `casting` is of an electronic
 * round; what it leads to is printed from the lines that this gives.
 */
export async function advanceDemo(
  database: Database,
  demo: Demo,
  stage: DemoStage,
  place?: DemoPlace,
): Promise<readonly string[]> {
  if (stage === 'casting') {
    if (place === undefined) throw new Error('an electronic rehearsal needs a place for its keys');
    await checkIn(database, demo);
    return await beginDemoCasting(database, demo, place);
  }
  const reached = demoStages.indexOf(stage);
  if (reached >= 1) await checkIn(database, demo);
  if (reached >= 2) {
    const roundId = await voteOnPaper(hallOf(database, demo), {
      ...{ present, printed: 52, spoiled: 1, method: 'papers' },
    });
    if (reached >= 3) await count(database, demo, roundId);
  }
  return [];
}

function person(demo: Demo, role: string, index = 0): string {
  const found = demo.people.filter((one) => one.role === role)[index];
  if (found === undefined) throw new Error(`nobody is ${role}`);
  return found.personId;
}

function hallOf(database: Database, demo: Demo): DemoHall {
  const { townshipId, meetingId } = demo;
  const clerk = person(demo, 'clerk');
  const request = (kind: string) => demoRequest(townshipId, kind, clerk);
  return { database, townshipId, meetingId, request };
}

async function checkIn(database: Database, demo: Demo): Promise<void> {
  const numbers = () => ({ present, onLeave: 5 });
  const deskOf = (index: number) => (index % 2 === 0 ? '一号台' : '二号台');
  await checkInHall(hallOf(database, demo), numbers, deskOf);
}

/** The marks of the invented paper with this number: ten projects at most, the last ones seldom. */
export function demoMarks(paper: number): Record<string, string> {
  const left = new Set([
    (paper % 12) + 1,
    ((paper * 5) % 12) + 1,
    ...(paper % 3 === 0 ? [12, 11] : []),
  ]);
  const marks: Record<string, string> = {};
  for (let item = 1; item <= 12; item += 1) {
    if (!left.has(item) && Object.keys(marks).length < 10) marks[item] = 'for';
  }
  return marks;
}

async function count(database: Database, demo: Demo, roundId: string): Promise<void> {
  const { townshipId, meetingId } = demo;
  const place = { meetingId, roundId };
  const clerk = person(demo, 'clerk');
  for (const papers of [20, 19]) {
    await must(
      addBatch(database, demoRequest(townshipId, 'add-batch', clerk), { ...place, papers }),
    );
  }
  const counting = await loadCounting(database, townshipId, roundId);
  const held = await listRoles(database, townshipId, meetingId);
  const tellers = held.filter((one) => one.role === 'teller').slice(0, 2);
  for (const [batchIndex, batch] of (counting?.batches ?? []).entries()) {
    for (const teller of tellers) {
      const request = (kind: string) => demoRequest(townshipId, kind, teller.personId);
      const claimed = { ...place, batchId: batch.id, tellerName: teller.name };
      const { entryId } = await must(claimEntry(database, request('claim-entry'), claimed));
      for (let paper = 1; paper <= batch.papers; paper += 1) {
        const marks = demoMarks(batchIndex * 20 + paper);
        const entered = { ...place, entryId, paperNumber: paper, marks, voidReason: null };
        await must(enterPaper(database, request('enter-paper'), entered));
      }
      await must(finishEntry(database, request('finish-entry'), { ...place, entryId }));
    }
  }
  await must(finishCounting(database, demoRequest(townshipId, 'finish-counting', clerk), place));
}
