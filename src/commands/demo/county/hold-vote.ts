import { listRoles, nominate } from '../../../people/index.ts';
import type { Role } from '../../../rules/access.ts';
import {
  candidatesFingerprint,
  importCandidates,
  listCandidates,
  sealCandidateList,
} from '../../../stages/candidates/index.ts';
import {
  adoptRuleSheet,
  adoptScrutineers,
  changeRuleSheet,
  checkInDeputy,
  createMeeting,
  draftRuleSheet,
  freezeRoll,
  grantLeave,
  listAttendees,
  listSeats,
  listSittings,
  loadMeeting,
  loadMeetingRuleSheet,
  moveSitting,
  rollFingerprint,
} from '../../../stages/meeting/index.ts';
import {
  addBatch,
  beginCount,
  claimEntry,
  closeRound,
  createRound,
  enterTally,
  finishCounting,
  finishEntry,
  issuePapers,
  loadCounting,
  openRound,
  printPapers,
  returnPapers,
} from '../../../stages/voting/index.ts';
import { type Database, demoRequest, must } from '../demo-acts.ts';
import { demoCandidates } from '../demo-data.ts';
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
  const roundId = await castOnPaper(hall, present);
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
  const { database, townshipId, meetingId, request, township, draw } = hall;
  const [sitting] = await listSittings(database, townshipId, meetingId);
  if (sitting === undefined) throw new Error('the meeting has no sitting');
  const place = { meetingId, sittingId: sitting.id };
  await must(moveSitting(database, request('move-sitting'), { ...place, verb: 'open-check-in' }));
  const attendees = await listAttendees(database, townshipId, meetingId, sitting.id);
  const least = Math.ceil((attendees.length * 2) / 3);
  const absent = attendees.length - least;
  const away = township.manner === 'hurried' ? absent : draw.between(1, Math.floor(absent / 2));
  const present = attendees.length - away;
  for (const [index, one] of attendees.entries()) {
    const at = { ...place, deputyId: one.id };
    if (index < present) {
      await must(checkInDeputy(database, request('check-in-deputy'), { ...at, desk: '一号台' }));
    } else {
      await must(grantLeave(database, request('grant-leave'), { ...at, reason: '因公外出' }));
    }
  }
  return present;
}

async function castOnPaper(hall: Hall, present: number): Promise<string> {
  const { database, townshipId, meetingId, request } = hall;
  const [sitting] = await listSittings(database, townshipId, meetingId);
  const sittingId = sitting?.id ?? '';
  const votes = { votesFor: present, votesAgainst: 0, votesAbstain: 0 };
  const figures = { method: 'show_of_hands', ...votes } as const;
  const { roundId } = await must(
    createRound(database, request('create-round'), { meetingId, sittingId }),
  );
  const place = { meetingId, roundId };
  const printed = present + 5;
  await must(printPapers(database, request('print-papers'), { ...place, printed, colour: '浅黄' }));
  const sheet = await loadMeetingRuleSheet(database, townshipId, meetingId);
  const version = sheet?.version ?? 1;
  await must(
    adoptRuleSheet(database, request('adopt-rule-sheet'), { meetingId, version, figures }),
  );
  await must(adoptScrutineers(database, request('adopt-scrutineers'), { meetingId, figures }));
  const opened = { meetingId, sittingId, verb: 'open' } as const;
  await must(moveSitting(database, request('move-sitting'), opened));
  await must(openRound(database, request('open-round'), place));
  const issued = { ...place, issued: present, spoiled: 0 };
  await must(issuePapers(database, request('issue-papers'), issued));
  await must(closeRound(database, request('close-round'), place));
  const returned = { ...place, returned: present, counted: false };
  await must(returnPapers(database, request('return-papers'), returned));
  await must(beginCount(database, request('begin-count'), { ...place, method: 'tally' }));
  return roundId;
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
