import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestApplication, testApplication } from '../support/application.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { buildLivedYear, type LivedWorld, livedNow } from '../support/lived-year.ts';
import { hiddenFields, openForm } from '../support/page-forms.ts';
import { countEverything } from '../support/rehearsal.ts';

/** Two people who press the same button in the same moment: one after the other, and no crash. */
let support: TestDatabase;
let world: LivedWorld;
let application: TestApplication;
let page: string;

beforeAll(async () => {
  support = await createTestDatabase();
  world = await buildLivedYear(support.database);
  application = testApplication(support, () => livedNow);
  page = `/c/${world.townshipId}/projects/${world.projects[3]?.id}`;
});
afterAll(async () => {
  expect(application.log).toEqual([]);
  await support.drop();
});

/** The statuses of four people who send the same form at once, in order. */
async function atOnce(path: string, who: 'clerk' | 'countyClerk', fields: Record<string, string>) {
  const { token } = world.people[who];
  const answers = await Promise.all([1, 2, 3, 4].map(() => application.post(path, token, fields)));
  return answers.map((one) => one.status).sort();
}

describe('four at once', () => {
  test('report a month: the last report stands, the others are kept', async () => {
    const fields = { month: '2026-05', standing: 'on_plan', percent: '30' };
    expect(await atOnce(`${page}/progress`, 'clerk', fields)).toEqual([303, 303, 303, 303]);
    const rows = await support.database
      .selectFrom('record.progress_report')
      .select('superseded')
      .where('project_id', '=', world.projects[3]?.id ?? '')
      .execute();
    expect(rows.map((one) => one.superseded).sort()).toEqual([false, true, true, true]);
  });

  test('form a group: there is one', async () => {
    const member = world.people.deputy.id;
    const fields = { name: '第四小组', leader: member, member };
    expect(await atOnce(`${page}/supervision/group`, 'clerk', fields)).toEqual([
      303, 303, 303, 303,
    ]);
    const groups = await support.database
      .selectFrom('record.supervision_group')
      .select('id')
      .where('project_id', '=', world.projects[3]?.id ?? '')
      .execute();
    expect(groups).toHaveLength(1);
  });

  test('complete a project: one does, the others are told that it is done', async () => {
    const fields = { completed_on: '2026-11-01' };
    expect(await atOnce(`${page}/progress/complete-project`, 'clerk', fields)).toEqual([
      303, 409, 409, 409,
    ]);
  });

  test('plan a sitting: there is one, the others are told so', async () => {
    const path = `/c/${world.townshipId}/m/${world.meetingId}/sittings`;
    const fields = { name: '第九次全体会议', planned_at: '2028-03-06T09:00' };
    expect(await atOnce(path, 'clerk', fields)).toEqual([303, 422, 422, 422]);
  });

  test('answer an indicator: the last answer stands, the others are kept', async () => {
    const path = `/c/${world.townshipId}/indicators/${world.yearId}`;
    const shown = await (await application.get(path, world.people.clerk.token)).text();
    const asked = /name="indicator" value="([^"]+)"/.exec(shown)?.[1] ?? '';
    const fields = { indicator: asked, content: '情况是这样的' };
    expect(await atOnce(path, 'clerk', fields)).toEqual([303, 303, 303, 303]);
    const answers = await support.database
      .selectFrom('record.indicator_answer')
      .select('superseded')
      .where('indicator', '=', asked)
      .execute();
    expect(answers.map((one) => one.superseded).sort()).toEqual([false, true, true, true]);
  });

  test('confirm a checklist: the answer stands once', async () => {
    const path = `/c/${world.countyId}/lookbacks/${world.lookbackId}/years/${world.townshipId}/2026`;
    const fields = { 'answer-quorum-kept': 'no_data' };
    expect(await atOnce(path, 'countyClerk', fields)).toEqual([303, 303, 303, 303]);
    const checks = await support.database
      .selectFrom('record.lookback_check')
      .select('superseded')
      .where('question', '=', 'quorum-kept')
      .execute();
    expect(checks).toEqual([{ superseded: false }]);
  });
});

/** A form in which two people write over the same text: its page, where it is sent, and what is typed with one's own words. */
interface SharedForm {
  readonly who: 'clerk' | 'countyClerk' | 'partyCommittee';
  readonly page: string;
  readonly action: string;
  readonly typed: (words: string) => Readonly<Record<string, string>>;
}

const inTownship = () => `/c/${world.townshipId}`;
const ownPath = () => `${inTownship()}/projects/${world.own}`;

const forms: Readonly<Record<string, () => SharedForm | Promise<SharedForm>>> = {
  'the plan of a project': () => ({
    ...{ who: 'clerk', page: `${ownPath()}/plan`, action: `${ownPath()}/plan` },
    typed: (goal) => ({
      ...{ goal, department: world.departmentId, person_in_charge: '李四', safeguards: '专人负责' },
      ...{ starts_on: '2026-03-01', finishes_on: '2026-11-30' },
      ...{
        'milestone-1-title': '开工',
        'milestone-1-due': '2026-03-10',
        'milestone-1-weight': '100',
      },
      ...{ 'funding-1-origin': '镇财政', 'funding-1-amount': '120' },
    }),
  }),
  'what explains a project': () => ({
    ...{ who: 'clerk', page: `${ownPath()}/text`, action: `${ownPath()}/text` },
    typed: (background) => ({ background, reason: '补充' }),
  }),
  'the figures of a year': () => ({
    ...{ who: 'clerk', page: `${inTownship()}/figures?year=2026` },
    action: `${inTownship()}/figures`,
    typed: (source) => ({ source, year: '2026', online: '12' }),
  }),
  'where candidates come from': async () => {
    const { id } = await support.database
      .selectFrom('record.candidate')
      .select('id')
      .where('year_id', '=', world.yearId)
      .orderBy('number')
      .executeTakeFirstOrThrow();
    const one = { [`kinds-${id}`]: 'residents', [`state-${id}`]: 'unknown' };
    const typed = (source: string) => ({ ...one, source });
    const page = `${inTownship()}/figures?year=2026`;
    return { who: 'clerk', page, action: `${inTownship()}/figures/origins`, typed };
  },
  'the yearly report': () => ({
    ...{ who: 'clerk', page: `${inTownship()}/year-report/${world.yearId}` },
    action: `${inTownship()}/year-report/${world.yearId}`,
    typed: (opening) => ({ opening, review: '', outlook: '' }),
  }),
  'the wording of an opinion': () => ({
    ...{ who: 'clerk', page: `${inTownship()}/opinions/${world.opinionId}` },
    action: `${inTownship()}/opinions/${world.opinionId}/publish`,
    typed: (wording) => ({ wording }),
  }),
  'the wording of an answer to a rectification': async () => {
    const here = `${inTownship()}/rectifications/${world.rectificationId}`;
    const answer = { content: '水管已经换过' };
    const answered = await application.post(`${here}/answer`, world.people.clerk.token, answer);
    expect(answered.status).toBe(303);
    const typed = (wording: string) => ({ wording });
    return { who: 'clerk', page: here, action: `${here}/wordings`, typed };
  },
  'the answer to an indicator': () => ({
    ...{ who: 'clerk', page: `${inTownship()}/indicators/${world.yearId}` },
    action: `${inTownship()}/indicators/${world.yearId}`,
    typed: (content) => ({ content, project_id: '' }),
  }),
  'why a project was not finished in time': () => ({
    ...{ who: 'clerk', page: `${inTownship()}/supervision/next-year` },
    action: `${inTownship()}/supervision/next-year/explain`,
    typed: (content) => ({ content, meeting_id: '', reported_on: '' }),
  }),
  'the judgement of the party committee': () => ({
    ...{ who: 'partyCommittee', page: `${ownPath()}/party-judgement` },
    action: `${ownPath()}/party-judgement`,
    typed: (reason) => ({ reason, grade: 'satisfied' }),
  }),
  'who is in a group': () => {
    const here = `${inTownship()}/projects/${world.handed}/supervision`;
    const member = world.people.deputy.id;
    const typed = (name: string) => ({ name, leader: member, member });
    return { who: 'clerk', page: here, action: `${here}/group`, typed };
  },
  'the programme of a look-back': async () => {
    const here = await draftLookback();
    return {
      who: 'countyClerk',
      page: `${here}/change`,
      action: `${here}/change`,
      typed: programme,
    };
  },
  'a question of a look-back': async () => {
    const page = `${await draftLookback()}/questions`;
    const typed = (text: string) => ({ text, hint: '', part: 'project', method: 'site' });
    const added = { ...typed('夜里亮不亮？'), version: '1' };
    const answer = await application.post(page, world.people.countyClerk.token, added);
    expect(answer.status).toBe(303);
    return { who: 'countyClerk', page, action: `${page}/change`, typed };
  },
  'the answers of a checklist': () => {
    const here = `/c/${world.countyId}/lookbacks/${world.lookbackId}/years/${world.townshipId}/2026`;
    const typed = (note: string) => ({ 'answer-deliberated': 'partly', 'note-deliberated': note });
    return { who: 'countyClerk', page: here, action: here, typed };
  },
};

const programme = (purpose: string) => ({
  ...{ title: '看两年', purpose, reviewed: world.townshipId, from_year: '2026', to_year: '2026' },
  ...{ starts_on: '2028-04-01', ends_on: '2028-06-30', per_stratum: '1', strata: 'none' },
});

async function draftLookback(): Promise<string> {
  const path = `/c/${world.countyId}/lookbacks`;
  const { token } = world.people.countyClerk;
  const made = await application.post(path, token, programme('还好不好用'));
  return made.headers.get('location') ?? '';
}

describe('who writes over what somebody else just wrote is shown both, and nothing is lost', () => {
  test.each(Object.entries(forms))('%s', async (_, open) => {
    const { who, page: at, action, typed } = await open();
    const { token } = world.people[who];
    const hidden = await openForm(application, token, at, action);
    const [mine, theirs] = ['甲写的：路灯已经换了新的', '乙写的：还有两盏没有换'];
    const first = await application.post(action, token, { ...hidden, ...typed(theirs) });
    expect(first.status).toBe(303);
    const before = await countEverything(support.database);
    const { act_id: _used, ...stale } = hidden;
    const refused = await application.post(action, token, { ...stale, ...typed(mine) });
    expect(refused.status).toBe(409);
    expect(await countEverything(support.database)).toBe(before);
    const shown = await refused.text();
    const [beside = ''] =
      /<section class="notice warn stale">[\s\S]*?<\/section>/.exec(shown) ?? [];
    expect(beside).toContain(theirs);
    expect(beside).toContain(mine);
    // What was typed is still in its field, and may be sent once both were read.
    expect(shown.replace(beside, '')).toContain(mine);
    const again = { ...hiddenFields(shown, action), ...typed(mine) };
    expect((await application.post(action, token, again)).status).toBe(303);
  });
});
