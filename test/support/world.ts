import { randomUUID } from 'node:crypto';
import type { Kysely, Transaction } from 'kysely';
import type { Tables } from '../../src/database/tables.ts';
import { hashToken, newToken } from '../../src/people/tokens.ts';
import type { Role } from '../../src/rules/access.ts';
import { hashJson } from '../../src/trail/canonical.ts';
import type { Act } from '../../src/trail/perform-act.ts';

/** Somebody of the invented township, with a token that signs in. */
export interface WorldPerson {
  readonly id: string;
  readonly name: string;
  readonly token: string;
}

/**
 * An invented county with two townships, written as rows, so that the tests of a stage need not
 * walk through the earlier ones. 云溪镇 has 47 deputies, 12 sealed candidates and a frozen roll.
 */
export interface World {
  readonly installationId: string;
  readonly countyId: string;
  readonly townshipId: string;
  /** A sister township: its people must never enter the first one. */
  readonly otherTownshipId: string;
  readonly termId: string;
  readonly yearId: string;
  readonly plenaryId: string;
  readonly meetingId: string;
  readonly sittingId: string;
  readonly candidateListId: string;
  /** 镇村镇建设办 of the township; `people.department` acts for it. */
  readonly departmentId: string;
  /** 县水利局, which serves the townships too; `people.countyDepartment` acts for it. */
  readonly countyDepartmentId: string;
  readonly people: Readonly<Record<WorldRole, WorldPerson>>;
  /** Frozen roll in order: deputy ids, with the person and seat behind each. */
  readonly deputies: readonly { id: string; personId: string; seatId: string; name: string }[];
  readonly candidates: readonly { id: string; versionId: string; number: number; title: string }[];
}

const roleList = [
  ['operator', 'operator'],
  ['clerk', 'clerk'],
  ['presidium', 'presidium'],
  ['chair', 'chair'],
  ['chief', 'chief_scrutineer'],
  ['scrutineerA', 'scrutineer'],
  ['scrutineerB', 'scrutineer'],
  ['tellerA', 'teller'],
  ['tellerB', 'teller'],
  ['tellerC', 'teller'],
  ['tellerD', 'teller'],
  ['deputy', 'deputy'],
  ['auditor', 'auditor'],
  ['countyViewer', 'county_viewer'],
  ['otherClerk', 'clerk'],
  ['department', 'department'],
  ['countyDepartment', 'department'],
  ['countyClerk', 'clerk'],
  ['countyPresidium', 'presidium'],
  ['partyCommittee', 'party_committee'],
] as const;
type WorldRole = (typeof roleList)[number][0];

const titles = [
  '村内路灯亮化',
  '农村桥梁改造',
  '饮用水管网延伸',
  '幸福老年助餐点',
  '镇卫生院康复室',
  '中心小学操场改造',
  '口袋公园建设',
  '农贸市场改造',
  '公共停车位新增',
  '村级文化礼堂',
  '机耕路硬化',
  '公厕新建与改建',
] as const;

const surnames =
  '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏';

/** Builds the world; everything happens on the given day at 09:00 Shanghai time. */
export async function buildWorld(
  database: Kysely<Tables>,
  now = new Date('2026-01-20T01:00:00Z'),
): Promise<World> {
  // One transaction: a candidate and its version point to each other.
  return await database.transaction().execute((transaction) => writeWorld(transaction, now));
}

async function writeWorld(database: Kysely<Tables>, now: Date): Promise<World> {
  const installationId = randomUUID();
  const countyId = randomUUID();
  const townshipId = randomUUID();
  const otherTownshipId = randomUUID();
  const congress = (
    id: string,
    parent: string | null,
    kind: 'installation' | 'county' | 'township',
    name: string,
  ) => ({
    congress_id: id,
    parent_id: parent,
    kind,
    name,
    short_name: name.slice(0, 3),
  });
  await database
    .insertInto('record.congress')
    .values([
      congress(installationId, null, 'installation', '本系统'),
      congress(countyId, installationId, 'county', '示例县人民代表大会'),
      congress(townshipId, countyId, 'township', '云溪镇人民代表大会'),
      congress(otherTownshipId, countyId, 'township', '石桥镇人民代表大会'),
    ])
    .execute();
  const acts = new Map<string, string>();
  for (const id of [installationId, countyId, townshipId, otherTownshipId]) {
    acts.set(id, await actRow(database, id, now));
  }
  const actOf = (id: string): string => {
    const act = acts.get(id);
    if (act === undefined) throw new Error('no act for this congress');
    return act;
  };
  const act_id = actOf(townshipId);
  const here = { congress_id: townshipId, act_id };

  const termId = randomUUID();
  const yearId = randomUUID();
  const plenaryId = randomUUID();
  await database
    .insertInto('record.term')
    .values({ ...here, id: termId, number: 18, starts_on: '2021-12-01', ends_on: null })
    .execute();
  await database
    .insertInto('record.year')
    .values({ ...here, id: yearId, term_id: termId, year: 2026 })
    .execute();
  const delegations = ['第一代表团', '第二代表团', '第三代表团'].map((name, position) => ({
    ...here,
    id: randomUUID(),
    term_id: termId,
    kind: 'delegation' as const,
    name,
    position,
  }));
  await database
    .insertInto('record.body')
    .values([
      { ...here, id: plenaryId, term_id: termId, kind: 'plenary', name: '全体会议', position: 0 },
      {
        ...here,
        id: randomUUID(),
        term_id: termId,
        kind: 'presidium',
        name: '主席团',
        position: 1,
      },
      ...delegations,
    ])
    .execute();
  const meetingId = randomUUID();
  const sittingId = randomUUID();
  await database
    .insertInto('record.meeting')
    .values({
      ...here,
      id: meetingId,
      body_id: plenaryId,
      term_id: termId,
      year_id: yearId,
      number: 5,
      name: '云溪镇第十八届人民代表大会第五次会议',
      place: '镇会议中心',
      starts_on: '2026-01-20',
      ends_on: '2026-01-20',
      state: 'roll_frozen',
      roll_frozen_at: now,
      roll_hash: hashJson('frozen roll of the invented township'),
    })
    .execute();
  await database
    .insertInto('record.sitting')
    .values({
      ...here,
      id: sittingId,
      meeting_id: meetingId,
      number: 1,
      name: '第一次全体会议',
      place: '镇会议中心',
      planned_at: now,
      state: 'check_in',
      check_in_opened_at: now,
    })
    .execute();

  const homes: Partial<Record<WorldRole, string>> = {
    operator: installationId,
    countyViewer: countyId,
    countyDepartment: countyId,
    countyClerk: countyId,
    countyPresidium: countyId,
    otherClerk: otherTownshipId,
  };
  const organisations = await organisationRows(database, actOf, { townshipId, countyId });
  const people: Partial<Record<WorldRole, WorldPerson>> = {};
  for (const [key, role] of roleList) {
    const home = homes[key] ?? townshipId;
    const inMeeting = ['chair', 'chief_scrutineer', 'scrutineer', 'teller'].includes(role);
    people[key] = await personWithRole(database, {
      congressId: home,
      actId: actOf(home),
      name: `试用${key}`,
      role,
      meetingId: inMeeting ? meetingId : null,
      organisationId: organisations.of[key] ?? null,
      now,
    });
  }
  const deputies = await deputyRows(database, { here, termId, meetingId, delegations });
  const { candidates, candidateListId } = await candidateRows(database, {
    here,
    yearId,
    meetingId,
  });
  return {
    installationId,
    countyId,
    townshipId,
    otherTownshipId,
    termId,
    yearId,
    plenaryId,
    meetingId,
    sittingId,
    candidateListId,
    departmentId: organisations.departmentId,
    countyDepartmentId: organisations.countyDepartmentId,
    // Every key of the list was filled in the loop above.
    people: people as Record<WorldRole, WorldPerson>,
    deputies,
    candidates,
  };
}

async function organisationRows(
  database: Kysely<Tables>,
  actOf: (congressId: string) => string,
  places: { townshipId: string; countyId: string },
) {
  const row = (congressId: string, kind: 'department' | 'party_committee', name: string) => ({
    ...{ congress_id: congressId, act_id: actOf(congressId), id: randomUUID() },
    ...{ kind, name },
  });
  const department = row(places.townshipId, 'department', '镇村镇建设办公室');
  const party = row(places.townshipId, 'party_committee', '中共云溪镇委员会');
  const countyDepartment = row(places.countyId, 'department', '县水利局');
  await database
    .insertInto('record.organisation')
    .values([department, party, countyDepartment])
    .execute();
  const of: Partial<Record<WorldRole, string>> = {
    department: department.id,
    countyDepartment: countyDepartment.id,
    partyCommittee: party.id,
  };
  return { departmentId: department.id, countyDepartmentId: countyDepartment.id, of };
}

/** An act that rows of a test may point to. */
export async function actRow(database: Kysely<Tables>, congressId: string, now: Date) {
  const id = randomUUID();
  await database
    .insertInto('record.act')
    .values({
      congress_id: congressId,
      id,
      kind: 'test-world',
      happened_at: now,
      recorded_at: now,
      recorded_by: null,
      supersedes: null,
      answer: '{}',
    })
    .execute();
  return id;
}

/** An act under which a test's rows may be written by the program's own functions; it leaves no trail. */
export async function writingAct(
  transaction: Transaction<Tables>,
  congressId: string,
  now: Date,
): Promise<Act> {
  const id = await actRow(transaction, congressId, now);
  return {
    ...{ transaction, id, congressId, personId: null, happenedAt: now, recordedAt: now },
    ...{ record: () => undefined, touch: () => undefined },
  };
}

export async function personWithRole(
  database: Kysely<Tables>,
  person: {
    congressId: string;
    actId: string;
    name: string;
    role: Role;
    meetingId: string | null;
    organisationId?: string | null;
    now: Date;
  },
): Promise<WorldPerson> {
  const { congressId, actId, name, role, meetingId, organisationId = null, now } = person;
  const id = randomUUID();
  const token = newToken();
  const here = { congress_id: congressId, act_id: actId };
  await database
    .insertInto('people.person')
    .values({ ...here, id, name })
    .execute();
  await database
    .insertInto('people.assignment')
    .values({
      ...here,
      id: randomUUID(),
      person_id: id,
      role,
      scope: meetingId === null ? 'congress' : 'meeting',
      meeting_id: meetingId,
      organisation_id: organisationId,
      starts_at: new Date(now.getTime() - 86_400_000),
    })
    .execute();
  await database
    .insertInto('people.sign_in')
    .values({
      congress_id: congressId,
      id: randomUUID(),
      person_id: id,
      token_hash: hashToken(token),
      way: 'invitation',
      device: '测试浏览器',
      created_at: now,
      last_seen_at: now,
      expires_at: new Date('2099-01-01T00:00:00Z'),
    })
    .execute();
  return { id, name, token };
}

async function deputyRows(
  database: Kysely<Tables>,
  place: {
    here: { congress_id: string; act_id: string };
    termId: string;
    meetingId: string;
    delegations: readonly { id: string; name: string }[];
  },
) {
  const { here, termId, meetingId, delegations } = place;
  const deputies = [...surnames].slice(0, 47).map((surname, index) => ({
    id: randomUUID(),
    personId: randomUUID(),
    seatId: randomUUID(),
    name: `${surname}${['建国', '秀英', '志强', '桂兰', '明'][index % 5]}`,
    delegation: delegations[index % delegations.length],
    number: `YX${String(index + 1).padStart(3, '0')}`,
    order: index + 1,
  }));
  await database
    .insertInto('people.person')
    .values(deputies.map((one) => ({ ...here, id: one.personId, name: one.name })))
    .execute();
  await database
    .insertInto('people.seat')
    .values(
      deputies.map((one) => ({
        ...here,
        id: one.seatId,
        term_id: termId,
        person_id: one.personId,
        delegation_id: one.delegation?.id ?? null,
        roll_order: one.order,
        deputy_number: one.number,
        state: 'in_office' as const,
      })),
    )
    .execute();
  await database
    .insertInto('roll.meeting_deputy')
    .values(
      deputies.map((one) => ({
        ...here,
        id: one.id,
        meeting_id: meetingId,
        seat_id: one.seatId,
        person_id: one.personId,
        position: one.order,
        name: one.name,
        delegation: one.delegation?.name ?? null,
        deputy_number: one.number,
        state: 'in_office' as const,
      })),
    )
    .execute();
  return deputies.map(({ id, personId, seatId, name }) => ({ id, personId, seatId, name }));
}

async function candidateRows(
  database: Kysely<Tables>,
  place: {
    here: { congress_id: string; act_id: string };
    yearId: string;
    meetingId: string;
  },
) {
  const { here, yearId, meetingId } = place;
  const candidates = titles.map((title, index) => ({
    id: randomUUID(),
    versionId: randomUUID(),
    number: index + 1,
    title,
    content: {
      title,
      content: `${title}，按设计完成并验收。`,
      place: '云溪镇',
      beneficiaries: null,
      totalTenThousandYuan: '120',
      funding: '镇财政',
      department: null,
      finish: '2026年11月底前',
      category: null,
    },
  }));
  await database
    .insertInto('record.candidate')
    .values(
      candidates.map((one) => ({
        ...here,
        id: one.id,
        year_id: yearId,
        number: one.number,
        state: 'candidate' as const,
        current_version_id: one.versionId,
        source: '测试数据',
      })),
    )
    .execute();
  await database
    .insertInto('record.candidate_version')
    .values(
      candidates.map((one) => ({
        ...here,
        id: one.versionId,
        candidate_id: one.id,
        number: 1,
        content: JSON.stringify(one.content),
        content_hash: hashJson(one.content),
      })),
    )
    .execute();
  const candidateListId = randomUUID();
  const list = candidates.map((one) => ({ number: one.number, hash: hashJson(one.content) }));
  await database
    .insertInto('record.candidate_list')
    .values({ ...here, id: candidateListId, meeting_id: meetingId, list_hash: hashJson(list) })
    .execute();
  await database
    .insertInto('record.candidate_list_item')
    .values(
      candidates.map((one) => ({
        congress_id: here.congress_id,
        list_id: candidateListId,
        number: one.number,
        candidate_version_id: one.versionId,
      })),
    )
    .execute();
  return { candidates, candidateListId };
}
