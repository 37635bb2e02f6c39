import { listRoles, nominate } from '../../../people/index.ts';
import type { Role } from '../../../rules/access.ts';
import {
  candidatesFingerprint,
  importCandidates,
  listCandidates,
  sealCandidateList,
} from '../../../stages/candidates/index.ts';
import {
  changeRuleSheet,
  createMeeting,
  draftRuleSheet,
  freezeRoll,
  listSeats,
  loadMeeting,
  loadMeetingRuleSheet,
  rollFingerprint,
} from '../../../stages/meeting/index.ts';
import {
  addBatch,
  claimEntry,
  enterTally,
  finishCounting,
  finishEntry,
  loadCounting,
} from '../../../stages/voting/index.ts';
import { type Database, demoRequest, must } from '../demo-acts.ts';
import { demoCandidates } from '../demo-data.ts';
import { checkInHall, voteOnPaper } from '../paper-vote.ts';
import { publishVote } from './publish-vote.ts';
import type { Seeded } from './seeded.ts';
import type { DemoTownship } from './townships.ts';

/** One township in one year, and how its acts are asked for: all on one afternoon. */
export interface TownshipYear {
  readonly database: Database;
  readonly township: DemoTownship;
  readonly townshipId: string;
  readonly termId: string;
  readonly clerkId: string;
  readonly year: number;
  /** Number of the meeting within the term. */
  readonly meetingNumber: number;
  readonly draw: Seeded;
}

const staff: readonly (readonly [Role, string])[] = [
  ['chair', '何主持'],
  ['chief_scrutineer', '方总监'],
  ['scrutineer', '白监'],
  ['scrutineer', '钟监'],
  ['teller', '金计'],
  ['teller', '石计'],
];

/** The running meeting of a township's year, as its acts share it. */
export interface Hall extends TownshipYear {
  readonly meetingId: string;
  readonly at: Date;
  readonly request: (kind: string, personId?: string) => ReturnType<typeof demoRequest>;
}

/**
 * Holds the year's meeting from the frozen roll to the announced result, by the same acts as the pages.
 * Papers are counted by tally sheets, entered twice. Returns the meeting and its round.
 */
export async function holdVote(
  place: TownshipYear,
): Promise<{ meetingId: string; roundId: string; yearId: string }> {
  const { database, township, townshipId, year } = place;
  const day = `${year}-01-${String(12 + (township.deputies % 14)).padStart(2, '0')}`;
  const at = new Date(`${day}T09:00:00+08:00`);
  const clerk = place.clerkId;
  const { meetingId } = await must(
    createMeeting(database, demoRequest(townshipId, 'create-meeting', clerk, at), {
      number: place.meetingNumber,
      name: `${township.name}第十八届人民代表大会第${'一二三四五六七八九'[place.meetingNumber - 1] ?? ''}次会议`,
      ...{ place: '镇会议中心', year, startsOn: day, endsOn: day, firstSittingAt: at },
    }),
  );
  const request: Hall['request'] = (kind, personId = clerk) =>
    demoRequest(townshipId, kind, personId, at);
  const hall: Hall = { ...place, meetingId, at, request };
  const yearId = await prepare(hall);
  const present = await checkIn(hall);
  const roundId = await voteOnPaper(hall, {
    ...{ present, printed: present + 5, spoiled: 0, method: 'tally' },
  });
  await countByTally(hall, roundId, present);
  await publishVote(hall, roundId);
  return { meetingId, roundId, yearId };
}

async function prepare(hall: Hall): Promise<string> {
  const { database, townshipId, meetingId, termId, request, township, year } = hall;
  for (const [role, name] of staff) {
    const who = { personId: null, name: `${name}${township.name[0] ?? ''}`, role, meetingId };
    await must(nominate(database, request('nominate'), who));
  }
  const fingerprint = rollFingerprint(await listSeats(database, townshipId, termId));
  await must(freezeRoll(database, request('freeze-roll'), { meetingId, fingerprint }));
  const meeting = await loadMeeting(database, townshipId, meetingId);
  if (meeting === null) throw new Error('the meeting was not made');
  const { yearId } = meeting;
  const most = township.manner === 'no-surplus' ? 10 : 12;
  // Each year begins elsewhere in the list, so that no township votes on the same paper every year.
  const rows = Array.from({ length: most }, (_, index) => {
    const content = demoCandidates[(index + year) % demoCandidates.length]?.content;
    if (content === undefined) throw new Error('no candidates');
    const total = String(40 + hall.draw.between(0, 24) * 10);
    const own = { place: township.name, totalTenThousandYuan: total };
    return { number: index + 1, content: { ...content, ...own } };
  });
  const before = candidatesFingerprint(await listCandidates(database, townshipId, yearId));
  const file = { fileName: `${year}年候选项目.xlsx`, withdrawMissing: false };
  await must(
    importCandidates(database, request('import-candidates'), {
      ...{ yearId, rows, ...file, fingerprint: before },
    }),
  );
  await must(sealCandidateList(database, request('seal-candidate-list'), { meetingId, yearId }));
  await must(
    draftRuleSheet(database, request('draft-rule-sheet'), { meetingId, basis: 'defaults' }),
  );
  const sheet = await loadMeetingRuleSheet(database, townshipId, meetingId);
  const form: Record<string, string> = {
    ...{ 'vote.places': '10', 'vote.candidates': String(most), 'vote.channels': 'paper' },
    ...{ 'vote.countMethod': 'papers-or-tally', 'regulated.followUp': 'yes' },
    ...{ 'regulated.satisfaction': 'yes' },
    ...(most === 10 ? { 'vote.noSurplusReason': '上级要求的项目已占满' } : {}),
  };
  await must(
    changeRuleSheet(database, request('change-rule-sheet'), {
      ...{ meetingId, version: sheet?.version ?? 1, form },
    }),
  );
  return yearId;
}

async function checkIn(hall: Hall): Promise<number> {
  const { township, draw } = hall;
  const numbers = (attending: number) => {
    const absent = attending - Math.ceil((attending * 2) / 3);
    const away = township.manner === 'hurried' ? absent : draw.between(1, Math.floor(absent / 2));
    return { present: attending - away, onLeave: away };
  };
  return await checkInHall(hall, numbers, () => '一号台');
}

async function countByTally(hall: Hall, roundId: string, present: number): Promise<void> {
  const { database, townshipId, meetingId, request } = hall;
  const place = { meetingId, roundId };
  for (let left = present; left > 0; left -= 25) {
    const papers = Math.min(25, left);
    await must(addBatch(database, request('add-batch'), { ...place, papers }));
  }
  const counting = await loadCounting(database, townshipId, roundId);
  const tellers = (await listRoles(database, townshipId, meetingId)).filter(
    (one) => one.role === 'teller',
  );
  for (const batch of counting?.batches ?? []) {
    const votes = votesOfBatch(hall, batch.papers);
    for (const teller of tellers) {
      const asked = (kind: string) => request(kind, teller.personId);
      const claim = { ...place, batchId: batch.id, tellerName: teller.name };
      const { entryId } = await must(claimEntry(database, asked('claim-entry'), claim));
      const tally = { ...place, entryId, votes, voidPapers: 0 };
      await must(enterTally(database, asked('enter-tally'), tally));
      await must(finishEntry(database, asked('finish-entry'), { ...place, entryId }));
    }
  }
  await must(finishCounting(database, request('finish-counting'), place));
}

/**
 * Votes of one batch, paper by paper so that no paper marks more than ten: everyone the same, or a hall that
 * has its favourites and leaves two to five projects out.
 */
function votesOfBatch({ township, draw }: Hall, papers: number) {
  const alike = township.manner === 'unanimous' || township.manner === 'no-surplus';
  const items = township.manner === 'no-surplus' ? 10 : 12;
  const counts = new Map(Array.from({ length: items }, (_, index) => [index + 1, 0]));
  for (let paper = 0; paper < papers; paper += 1) {
    const left = new Set(alike ? [11, 12] : [draw.chance(75) ? 11 : 3, draw.chance(70) ? 12 : 7]);
    const more = alike ? 0 : draw.between(0, 3);
    for (let one = 0; one < more; one += 1) left.add(draw.between(1, items));
    for (const item of counts.keys()) {
      if (!left.has(item)) counts.set(item, (counts.get(item) ?? 0) + 1);
    }
  }
  return Object.fromEntries([...counts].map(([item, votes]) => [item, { for: votes }]));
}
