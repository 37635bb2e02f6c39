import type { Kysely } from 'kysely';
import { demoRequest, must } from '../../src/commands/demo/demo-acts.ts';
import type { Tables } from '../../src/database/tables.ts';
import {
  createCongress,
  createTerm,
  ensureInstallation,
  findInstallation,
} from '../../src/people/index.ts';
import {
  adoptRuleSheet,
  adoptScrutineers,
  changeRuleSheet,
  createMeeting,
  draftRuleSheet,
  freezeRoll,
  importRoll,
  listSeats,
  listSittings,
  loadMeetingRuleSheet,
  moveSitting,
  rollFingerprint,
} from '../../src/stages/meeting/index.ts';
import { chinaDate } from '../../src/web/china-time.ts';
import { writeTestProject } from './older-project.ts';
import { actRow, personWithRole, type WorldPerson, writingAct } from './world.ts';

/** A meeting that is ready for a satisfaction test, with its staff and the year's projects. */
export interface TestMeeting {
  readonly congressId: string;
  readonly meetingId: string;
  readonly sittingId: string;
  readonly yearId: string;
  readonly clerk: WorldPerson;
  readonly chair: WorldPerson;
  readonly chief: WorldPerson;
  readonly scrutineer: WorldPerson;
  readonly tellers: readonly WorldPerson[];
  /** In the order of the titles that were asked for. */
  readonly projects: readonly string[];
}

/** What the meeting is like. */
export interface TestMeetingWishes {
  readonly level: 'county' | 'township';
  readonly body: 'plenary' | 'standing_committee';
  /** Deputies on the roll of the term. */
  readonly deputies: number;
  /** Members of the standing committee, in a meeting of it: the first ones on the roll. */
  readonly members?: number;
  readonly present: number;
  readonly titles: readonly string[];
  /** What the projects are: completed where it is not said. */
  readonly state?: 'underway' | 'completed';
  /** Changes of the default rule sheet. */
  readonly settings: Readonly<Record<string, string>>;
  /** Enters the members as the clerk does on the page of the roll. */
  readonly enterMembers?: (path: string, clerk: WorldPerson, names: string) => Promise<void>;
}

/** The name of the n-th deputy of the invented roll, from 1. */
const nameOf = (number: number) =>
  `代${'甲乙丙丁戊己庚辛壬癸'[number % 10]}${'一二三四五六七八九十'[Math.floor(number / 10) % 10]}${number > 99 ? '百千'[Math.floor(number / 100) - 1] : ''}`;

/** A meeting of a congress that exists, with its roll. */
export interface CalledMeeting {
  readonly congressId: string;
  readonly termId: string;
  readonly number: number;
  readonly year: number;
  /** When everything of it happens. */
  readonly now: Date;
}

/** Who is in the hall, and by which rules they test. */
type HallWishes = Pick<
  TestMeetingWishes,
  'body' | 'members' | 'present' | 'settings' | 'enterMembers'
>;

/** Builds the meeting by the program's own acts; only presence and projects are written as rows. */
export async function buildTestMeeting(
  database: Kysely<Tables>,
  wishes: TestMeetingWishes,
): Promise<TestMeeting> {
  const now = new Date();
  await ensureInstallation(database, now);
  const root = (await findInstallation(database))?.id ?? '';
  const { congressId } = await must(
    createCongress(database, demoRequest(root, 'create-congress', null), {
      kind: wishes.level,
      name: `试${wishes.body === 'plenary' ? '平' : '安'}人民代表大会`,
      shortName: `试点${wishes.deputies}`,
    }),
  );
  const request = (kind: string) => demoRequest(congressId, kind, null);
  const { termId, yearId } = await must(
    createTerm(database, request('create-term'), {
      number: 18,
      startsOn: '2021-12-01',
      year: 2026,
    }),
  );
  const rows = Array.from({ length: wishes.deputies }, (_, index) => ({
    ...{ order: index + 1, delegation: null, name: nameOf(index + 1), sex: null },
    ...{ unitAndPosition: null, constituency: null, deputyNumber: null, phone: null, note: null },
  }));
  await must(
    importRoll(database, request('import-roll'), {
      ...{ termId, rows, fileName: '名册.xlsx' },
      fingerprint: rollFingerprint(await listSeats(database, congressId, termId)),
    }),
  );
  const called = { congressId, termId, number: 9, year: 2026, now };
  return {
    ...(await callTestMeeting(database, called, wishes)),
    ...{ yearId, projects: await projectRows(database, { congressId, yearId }, wishes) },
  };
}

/** Calls a meeting, fills its hall and adopts its sheet and scrutineers; the roll of the term is there. */
export async function callTestMeeting(
  database: Kysely<Tables>,
  { congressId, termId, number, year, now }: CalledMeeting,
  wishes: HallWishes,
): Promise<Omit<TestMeeting, 'yearId' | 'projects'>> {
  const request = (kind: string) => demoRequest(congressId, kind, null, now);
  const day = chinaDate(now);
  const { meetingId } = await must(
    createMeeting(database, request('create-meeting'), {
      ...{ body: wishes.body, number, name: `第${number}次会议`, place: null, year },
      ...{ startsOn: day, endsOn: day, firstSittingAt: now },
    }),
  );
  const [sitting] = await listSittings(database, congressId, meetingId);
  const sittingId = sitting?.id ?? '';
  const act = await actRow(database, congressId, now);
  const person = (role: Parameters<typeof personWithRole>[1]['role'], name: string) =>
    personWithRole(database, {
      ...{ congressId, actId: act, name, role, now },
      meetingId: role === 'clerk' ? null : meetingId,
    });
  const clerk = await person('clerk', '办事员');
  if (wishes.members !== undefined) {
    const seats = await listSeats(database, congressId, termId);
    const names = seats.slice(0, wishes.members).map(({ row }) => row.name);
    await wishes.enterMembers?.(
      `/c/${congressId}/m/${meetingId}/roll/members`,
      clerk,
      names.join('\n'),
    );
  }
  const staff = {
    chair: await person('chair', '主持人'),
    chief: await person('chief_scrutineer', '总监票'),
    scrutineer: await person('scrutineer', '监票甲'),
    tellers: [await person('teller', '计票甲'), await person('teller', '计票乙')],
  };
  await adopt(database, { congressId, meetingId, sittingId, now }, wishes);
  return { congressId, meetingId, sittingId, clerk, ...staff };
}

type Place = Pick<TestMeeting, 'congressId' | 'meetingId' | 'sittingId'> & { readonly now: Date };

/** Freezes the roll, checks in, and adopts the sheet and the scrutineers by show of hands. */
async function adopt(
  database: Kysely<Tables>,
  { congressId, meetingId, sittingId, now }: Place,
  wishes: HallWishes,
): Promise<void> {
  const request = (kind: string) => demoRequest(congressId, kind, null, now);
  const { termId, bodyId } = await meetingRow(database, meetingId);
  const members = await database
    .selectFrom('people.body_member')
    .select('person_id')
    .where('body_id', '=', bodyId)
    .execute();
  const called = new Set(members.map((one) => one.person_id));
  const seats = (await listSeats(database, congressId, termId)).filter(
    (seat) => wishes.members === undefined || called.has(seat.personId),
  );
  const fingerprint = rollFingerprint(seats);
  await must(freezeRoll(database, request('freeze-roll'), { meetingId, fingerprint }));
  const place = { meetingId, sittingId };
  const opened = { ...place, verb: 'open-check-in' as const };
  await must(moveSitting(database, request('move-sitting'), opened));
  const deputies = await database
    .selectFrom('roll.meeting_deputy')
    .select(['id', 'act_id'])
    .where('meeting_id', '=', meetingId)
    .orderBy('position')
    .limit(wishes.present)
    .execute();
  await database
    .insertInto('roll.presence')
    .values(
      deputies.map(({ id, act_id }) => ({
        ...{ congress_id: congressId, sitting_id: sittingId, deputy_id: id, act_id },
        ...{ state: 'present' as const, arrived_at: now },
      })),
    )
    .execute();
  await must(moveSitting(database, request('move-sitting'), { ...place, verb: 'open' }));
  await must(
    draftRuleSheet(database, request('draft-rule-sheet'), { meetingId, basis: 'defaults' }),
  );
  const drafted = await loadMeetingRuleSheet(database, congressId, meetingId);
  await must(
    changeRuleSheet(database, request('change-rule-sheet'), {
      ...{ meetingId, version: drafted?.version ?? 1 },
      form: { 'vote.places': '10', 'vote.candidates': '12', ...wishes.settings },
    }),
  );
  const sheet = await loadMeetingRuleSheet(database, congressId, meetingId);
  const figures = {
    ...{ method: 'show_of_hands' as const, votesFor: wishes.present },
    ...{ votesAgainst: 0, votesAbstain: 0 },
  };
  await must(
    adoptRuleSheet(database, request('adopt-rule-sheet'), {
      ...{ meetingId, version: sheet?.version ?? 1, figures },
    }),
  );
  await must(adoptScrutineers(database, request('adopt-scrutineers'), { meetingId, figures }));
}

async function meetingRow(database: Kysely<Tables>, meetingId: string) {
  const row = await database
    .selectFrom('record.meeting')
    .select(['term_id', 'body_id'])
    .where('id', '=', meetingId)
    .executeTakeFirstOrThrow();
  return { termId: row.term_id, bodyId: row.body_id };
}

/** Projects of an older year, entered with their source. */
async function projectRows(
  database: Kysely<Tables>,
  { congressId, yearId }: { congressId: string; yearId: string },
  { titles, state = 'completed' }: TestMeetingWishes,
): Promise<readonly string[]> {
  return await database.transaction().execute(async (transaction) => {
    const act = await writingAct(transaction, congressId, new Date());
    const ids: string[] = [];
    for (const [index, title] of titles.entries()) {
      ids.push(
        await writeTestProject(act, {
          ...{ yearId, number: index + 1, title, state, decidedOn: '2026-01-20' },
          source: '上一年的票决公告',
        }),
      );
    }
    return ids;
  });
}
