import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writeSpreadsheet } from '../../../src/documents/index.ts';
import { addWorkingDays } from '../../../src/rules/working-days.ts';
import { calendarsOf } from '../../../src/stages/delivery/calendar/calendar-store.ts';
import { enterOlderProjects } from '../../../src/stages/delivery/imports/older-projects.ts';
import { listProjects, loadAcceptances, loadReports } from '../../../src/stages/delivery/index.ts';
import { verifyChain } from '../../../src/trail/index.ts';
import { type AdoptedWorld, buildAdopted } from '../../support/adopted.ts';
import { type TestApplication, testApplication } from '../../support/application.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { countEverything } from '../../support/rehearsal.ts';
import { sentencesOf } from '../../support/sentences.ts';

let support: TestDatabase;
let world: AdoptedWorld;
let application: TestApplication;
let base: string;
beforeAll(async () => {
  support = await createTestDatabase();
  world = await buildAdopted(support.database);
  application = testApplication(support, () => new Date('2026-05-20T02:00:00Z'));
  base = `/c/${world.townshipId}/imports`;
});
afterAll(() => support.drop());

const clerk = () => world.people.clerk.token;

async function sheet(name: string, rows: readonly (readonly string[])[]): Promise<File> {
  const [headings = [], ...lines] = rows;
  const bytes = await writeSpreadsheet([{ name: '表', headings, rows: lines }]);
  return new File([new Uint8Array(bytes)], name);
}

/** The hidden fields of a form of a page, as a browser sends them back. */
function hiddenFields(page: string): Record<string, string> {
  const found = page.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g);
  const plain = (text: string) => text.replaceAll('&quot;', '"').replaceAll('&amp;', '&');
  return Object.fromEntries(
    [...found].map(([, name = '', value = '']) => [name, plain(value)] as const),
  );
}

describe('progress from a spreadsheet', () => {
  const headings = ['编号', '项目名称', '进展情况', '完成百分比', '累计支付(万元)', '说明'];
  const chosen = { year: '2026', month: '2026-04' };
  const previewOf = async (rows: readonly (readonly string[])[]) =>
    await application.post(`${base}/progress/preview`, clerk(), {
      ...chosen,
      file: await sheet('四月.xlsx', [headings, ...rows]),
    });
  const reports = () =>
    loadReports(
      support.database,
      world.townshipId,
      world.projects.map((one) => one.id),
    );

  test('with bad cells or unknown numbers names them and writes nothing', async () => {
    const bad = await (await previewOf([['1', '', '还行', '120', '一万', '']])).text();
    expect(bad).toContain('请填“按计划”“滞后”“停工”或“完成”');
    expect(bad).toContain('完成百分比应填 0 到 100 的整数');
    expect(bad).toContain('累计支付只填以万元为单位的数字');
    const unknown = await previewOf([['77', '', '按计划', '10', '', '']]);
    expect(await unknown.text()).toContain('这一年没有编号为 77 的项目');
    expect(await reports()).toEqual([]);
  });

  test('is previewed, accepted whole and shown with its source', async () => {
    const preview = await previewOf([
      ['1', '村内路灯亮化', '按计划', '30%', '12.5', '已立杆'],
      ['2', '', '滞后', '10', '', ''],
    ]);
    const page = await preview.text();
    expect(page).toContain('预览：还没有写入任何内容');
    expect(page).toContain('1 村内路灯亮化：按计划，30%，支付 12.5 万元');
    expect(await reports()).toEqual([]);
    const fields = hiddenFields(page.slice(page.indexOf('/progress/accept')));
    const stale = { ...fields, fingerprint: 'x' };
    expect((await application.post(`${base}/progress/accept`, clerk(), stale)).status).toBe(409);
    const accepted = await application.post(`${base}/progress/accept`, clerk(), {
      ...fields,
      act_id: crypto.randomUUID(),
    });
    expect(accepted.status).toBe(303);
    expect((await reports()).map((one) => [one.percent, one.source])).toEqual(
      expect.arrayContaining([
        [30, '导入自“四月.xlsx”'],
        [10, '导入自“四月.xlsx”'],
      ]),
    );
    const project = `/c/${world.townshipId}/projects/${world.projects[0]?.id}`;
    const shown = await (await application.get(project, world.people.deputy.token)).text();
    expect(shown).toContain('来源：导入自“四月.xlsx”');
  });

  test('of which one row cannot be is refused whole, with its number', async () => {
    const preview = await previewOf([
      ['3', '', '按计划', '20', '', ''],
      ['4', '', '完成', '90', '', ''],
    ]);
    const page = await preview.text();
    const fields = hiddenFields(page.slice(page.indexOf('/progress/accept')));
    const refused = await application.post(`${base}/progress/accept`, clerk(), fields);
    expect(await refused.text()).toContain('第 4 号：报“完成”时进度应为 100%');
    expect(await reports()).toHaveLength(2);
  });
});

/** One import: its path, what is asked beside the file, and files that are right, bad and impossible. */
interface Case {
  readonly path: string;
  readonly asked: Readonly<Record<string, string>>;
  readonly right: readonly (readonly string[])[];
  /** What the preview says of the right file. */
  readonly says: string;
  readonly bad: readonly (readonly string[])[];
  /** Row, column and reason of the first fault. */
  readonly fault: string;
}

const cases: Readonly<Record<string, Case>> = {
  plans: {
    ...{ path: 'plans', asked: { year: '2026' } },
    right: [
      [
        ...['编号', '项目名称', '承办单位', '责任人', '总目标', '保障措施', '开工日期', '完成日期'],
        ...['节点', '节点日期', '节点比重', '资金来源', '金额(万元)'],
      ],
      [
        ...['3', '', '镇水利站', '张伟', '通水', '专账', '2026-03-01', '2026-10-31'],
        ...['铺管', '2026-06-30', '60', '镇财政', '60'],
      ],
      ['', '', '', '', '', '', '', '', '通水', '2026-10-31', '40', '村自筹', '25.5'],
    ],
    says: '镇水利站（新登记），张伟，2 个节点，资金 85.5 万元',
    bad: [['99']],
    fault: '第 2 行 A（编号），这一年没有编号为 99 的项目',
  },
  figures: {
    ...{ path: 'figures', asked: {} },
    right: [
      ['年度', '征集开始', '网络', '座谈走访', '来源'],
      ['2022', '2021-09-01', '12', '30', '2021年台账'],
    ],
    says: '2022 年：建议 42 条，来源“2021年台账”',
    bad: [['2022', '9月', '', '', '台账']],
    fault: '第 2 行 B（征集开始），请写到日',
  },
  origins: {
    ...{ path: 'origins', asked: { year: '2022', source: '2021年台账' } },
    right: [
      ['编号', '项目名称', '从哪里来', '建议条数'],
      ['1', '村道硬化', '群众、代表', '6'],
    ],
    says: '1 村道硬化：群众和代表',
    bad: [['1', '村道硬化', '听说', '']],
    fault: '第 2 行 C（从哪里来），请填“群众”',
  },
  results: {
    path: 'results',
    asked: {
      ...{ year: '2026', tested_on: '2026-04-30', base: 'members', base_count: '47' },
      source: '测评公告',
    },
    right: [
      ['编号', '项目名称', '满意', '基本满意', '不满意'],
      ['1', '村内路灯亮化', '40', '5', '2'],
    ],
    says: '1 村内路灯亮化：满意 40，基本满意 5，不满意 2',
    bad: [['1', '农村桥梁改造', '40', '5', '2']],
    fault: '第 2 行 B（项目名称），第 1 号项目是“村内路灯亮化”',
  },
  judgements: {
    path: 'judgements',
    asked: { year: '2026', committee: '中共云溪镇委员会', source: '党委会议纪要' },
    right: [
      ['编号', '等次', '理由', '评价日期'],
      ['1', '满意', '按期亮灯', '2026-05-01'],
    ],
    says: '1 村内路灯亮化：满意',
    bad: [['1', '优', '按期亮灯', '2026-05-01']],
    fault: '第 2 行 B（等次），请填“满意”',
  },
};

describe.each(Object.entries(cases))('%s from a spreadsheet', (name, one) => {
  test(`${name}: bad rows are named and nothing changes; right ones are previewed, written once and shown`, async () => {
    const { database } = support;
    const here = `${base}/${one.path}`;
    const upload = async (rows: Case['right']) =>
      await application.post(`${here}/preview`, clerk(), {
        ...{ ...one.asked, file: await sheet(`${name}.xlsx`, rows) },
      });
    const before = await countEverything(database);
    const [headings = []] = one.right;
    const bad = await upload([headings, ...one.bad]);
    expect(bad.status).toBe(422);
    expect(sentencesOf(await bad.text())).toContain(one.fault);
    const page = await (await upload(one.right)).text();
    expect(page).toContain('预览：还没有写入任何内容');
    expect(page).toContain(one.says);
    const fields = hiddenFields(page.slice(page.indexOf(`/${one.path}/accept`)));
    const tampered = { ...fields, act_id: crypto.randomUUID(), rows: '[{"number":1}]' };
    expect((await application.post(`${here}/accept`, clerk(), tampered)).status).toBe(422);
    const { deputy } = world.people;
    expect((await application.post(`${here}/accept`, deputy.token, fields)).status).toBe(403);
    expect(await countEverything(database)).toBe(before);
    const accept = () => application.post(`${here}/accept`, clerk(), fields);
    expect((await accept()).status).toBe(303);
    const after = await countEverything(database);
    expect(after).not.toBe(before);
    // The answer was lost and the browser sends the form again.
    expect((await accept()).status).toBe(303);
    expect(await countEverything(database)).toBe(after);
    // Somebody accepts a preview that is no longer true.
    const stale = { ...fields, act_id: crypto.randomUUID() };
    expect((await application.post(`${here}/accept`, clerk(), stale)).status).toBe(409);
    expect(await countEverything(database)).toBe(after);
  });
});

test('a file of plans changes no department that was voted on', async () => {
  const { database } = support;
  await sql`update record.project_text set voted = jsonb_set(voted, '{department}', '"镇水利站"')
    where project_id = ${world.projects[2]?.id ?? ''}`.execute(database);
  const rows = (cases.plans?.right ?? []).map((line) =>
    line.map((cell) => (cell === '镇水利站' ? '镇林业站' : cell)),
  );
  const preview = await application.post(`${base}/plans/preview`, clerk(), {
    ...{ year: '2026', file: await sheet('改.xlsx', rows) },
  });
  const page = await preview.text();
  const fields = hiddenFields(page.slice(page.indexOf('/plans/accept')));
  const before = await countEverything(database);
  const refused = await application.post(`${base}/plans/accept`, clerk(), fields);
  expect(await refused.text()).toContain('第 3 号：承办单位是票决确定的内容');
  expect(await countEverything(database)).toBe(before);
});

describe('what was imported', () => {
  const read = async (path: string) =>
    await (await application.get(`/c/${world.townshipId}${path}`, clerk())).text();

  test('is shown with its source wherever it stands', async () => {
    const plan = await read(`/projects/${world.projects[2]?.id ?? ''}`);
    expect(plan).toContain('导入自“plans.xlsx”');
    expect(plan).toContain('镇水利站');
    const project = await read(`/projects/${world.projects[0]?.id ?? ''}`);
    expect(project).toContain('来源：测评公告（results.xlsx）');
    expect(project).toContain('来源：党委会议纪要（judgements.xlsx）');
    const figures = await read('/figures?year=2022');
    expect(figures).toContain('录入自“2021年台账（figures.xlsx）”');
    expect(figures).toContain('2021年台账（origins.xlsx）');
    expect(figures).toContain('村道硬化');
    expect((await verifyChain(support.database, world.townshipId)).broken).toBeNull();
  });
});

describe('projects of an older year', () => {
  const about = {
    ...{ year: '2023', decided_on: '2023-01-15', state: 'accepted', source: '2023年公告' },
  };
  const older = async () =>
    (await listProjects(support.database, world.townshipId)).filter((one) => one.year === 2023);

  test('come from a spreadsheet with their source as baseline, and bear plates', async () => {
    const preview = await application.post(`${base}/projects/preview`, clerk(), {
      ...about,
      file: await sheet('往年.xlsx', [
        ['编号', '项目名称', '主要内容', '总投资(万元)'],
        ['1', '村道硬化', '硬化 3.2 千米', '85.5'],
      ]),
    });
    const page = await preview.text();
    expect(page).toContain('1 村道硬化');
    expect(await older()).toEqual([]);
    const fields = hiddenFields(page.slice(page.indexOf('/projects/accept')));
    expect((await application.post(`${base}/projects/accept`, clerk(), fields)).status).toBe(303);
    const [project] = await older();
    expect(project).toMatchObject({
      ...{ number: 1, state: 'accepted', candidateId: null, source: '2023年公告（往年.xlsx）' },
      voted: { title: '村道硬化', totalTenThousandYuan: '85.5' },
    });
    const open = await (await application.get(`/plate/${project?.plateCode}`, null)).text();
    // Frozen reports of former versions lead to the code alone.
    const former = await application.get(`/p/${project?.plateCode}`, null);
    expect(former.headers.get('location')).toBe(`/plate/${project?.plateCode}`);
    expect((await application.get('/p/aaaaaaaaaa', null)).status).toBe(404);
    expect((await application.get(`/p/${world.townshipId}`, null)).status).toBe(200);
    expect(open).toContain('基线录入自“2023年公告（往年.xlsx）”');
    expect(open).toMatch(/progress-mark unknown/);
  });

  test('are of today by the calendar in China, where it is a day later at night', async () => {
    const { database } = support;
    const request = (now: string) => ({
      ...{ congressId: world.townshipId, actId: crypto.randomUUID(), kind: 'enter-older-project' },
      ...{ personId: null, happenedAt: null, now: new Date(now) },
    });
    const input = {
      ...{
        year: 2022,
        decidedOn: '2022-01-20',
        state: 'underway' as const,
        source: '公告',
        rows: [],
      },
    };
    const at = async (now: string) => (await enterOlderProjects(database, request(now), input)).ok;
    expect(await at('2022-01-19T15:59:00Z')).toBe(false);
    expect(await at('2022-01-19T16:00:00Z')).toBe(true);
  });

  test('are entered by hand, and refused without a source or with a number that is there', async () => {
    const one = { ...about, number: '2', title: '山塘清淤', content: '清淤 3 座' };
    expect((await application.post(`${base}/projects/one`, clerk(), one)).status).toBe(303);
    const again = await application.post(`${base}/projects/one`, clerk(), one);
    expect(await again.text()).toContain('这一年已经有编号为 2 的项目');
    const without = { ...one, number: '3', source: '' };
    expect(
      await (await application.post(`${base}/projects/one`, clerk(), without)).text(),
    ).toContain('请写明来源');
    expect(await older()).toHaveLength(2);
    // A year that is kept here has its numbers from its candidates.
    const kept = { ...one, year: '2026', decided_on: '2026-01-15', number: '77' };
    const refused = await application.post(`${base}/projects/one`, clerk(), kept);
    expect(await refused.text()).toContain('不能当作往年项目录入');
    const all = await listProjects(support.database, world.townshipId);
    expect(all.some((project) => project.number === 77)).toBe(false);
  });

  test('get completion and acceptance added, each once, with the day that their source says', async () => {
    const one = { ...about, number: '5', title: '桥梁加固', content: '加固 1 座' };
    await application.post(`${base}/projects/one`, clerk(), { ...one, state: 'completed' });
    await application.post(`${base}/projects/one`, clerk(), { ...one, number: '6' });
    for (const number of [5, 6]) {
      const project = (await older()).find((each) => each.number === number);
      const path = `/c/${world.townshipId}/projects/${project?.id}/progress`;
      expect(await (await application.get(path, clerk())).text()).toContain('按原来的台账填写');
      const accept = (fields: Record<string, string>) =>
        application.post(`${path}/accept-project`, clerk(), {
          ...{ accepted_on: '2023-12-01', accepted_by: '联合验收组', maintained_by: '青石村' },
          ...fields,
        });
      const without = await accept({ completed_on: '' });
      expect(await without.text()).toContain('请按原来的台账填写完工日期');
      const early = await accept({ completed_on: '2023-12-02' });
      expect(await early.text()).toContain('验收日期早于完工日期');
      const noted = async () =>
        (await loadAcceptances(support.database, world.townshipId, [project?.id ?? ''])).size;
      expect(await noted()).toBe(0);
      expect((await accept({ completed_on: '2023-11-20' })).status).toBe(303);
      expect((await accept({ completed_on: '2023-11-20' })).status).toBe(409);
      expect(await noted()).toBe(1);
    }
  });

  test('get another number that is free, with a reason, however much hangs on them', async () => {
    const renumber = (id: string | undefined, number: number, reason = '编号重复') =>
      application.post(`${base}/projects/renumber`, clerk(), {
        ...{ project_id: id ?? '', number: String(number), reason },
      });
    const before = (await older()).map((each) => each.number);
    const accepted = (await older()).find((each) => each.number === 5);
    const voted = await renumber(world.projects[0]?.id, 88);
    expect(await voted.text()).toContain('在本系统票决的');
    expect(await (await renumber(accepted?.id, 6)).text()).toContain('已经是别的项目的编号');
    expect(await (await renumber(accepted?.id, 5)).text()).toContain('本来就是第 5 号');
    expect(await (await renumber(accepted?.id, 88, '')).text()).toContain('请写明换号的原因');
    expect((await older()).map((each) => each.number)).toEqual(before);
    expect((await renumber(accepted?.id, 88)).status).toBe(303);
    expect((await older()).find((each) => each.id === accepted?.id)?.number).toBe(88);
    expect((await renumber(accepted?.id, 5)).status).toBe(303);
  });

  test('entered by mistake are removed with a reason, unless something hangs on them', async () => {
    const remove = (id: string | undefined, reason = '录错年度') =>
      application.post(`${base}/projects/remove`, clerk(), { project_id: id ?? '', reason });
    const [first, , accepted] = await older();
    const voted = world.projects[0];
    expect(await (await remove(voted?.id)).text()).toContain('在本系统票决的，不能删除');
    expect(await (await remove(first?.id, '')).text()).toContain('请写明删除的原因');
    expect(await (await remove(accepted?.id)).text()).toContain('已经有计划、月报');
    expect(await older()).toHaveLength(4);
    expect((await remove(first?.id)).status).toBe(303);
    expect((await older()).map((each) => each.number)).toEqual([2, 5, 6]);
  });
});

describe('the holidays of a year from a spreadsheet', () => {
  const path = () => `/c/${world.townshipId}/imports/calendar`;
  const about = { year: '2027', source: '国办发明电〔2026〕9号' };
  const previewOf = async (rows: readonly (readonly string[])[], year = '2027') =>
    await application.post(`${path()}/preview`, clerk(), {
      ...{ ...about, year },
      file: await sheet('节假日.xlsx', [['日期', '安排', '节日'], ...rows]),
    });
  const known = async () => await calendarsOf(support.database, [world.townshipId]);

  test('with bad cells or another year name them and write nothing', async () => {
    const page = await (
      await previewOf([
        ['2027-01-01', '放假', '元旦'],
        ['2027-01-04', '上班', ''],
        ['2026-05-01', '放假', ''],
        ['2027-10-01', '休假', ''],
        ['2027-01-01', '放假', ''],
      ])
    ).text();
    expect(page).toContain('本来就上班，不用写');
    expect(page).toContain('不是 2027 年的日期');
    expect(page).toContain('请填“放假”或“上班”');
    expect(page).toContain('是同一天');
    expect((await known())(world.townshipId).years.has(2027)).toBe(false);
  });

  test('stand after the preview, here and below, and say where they come from', async () => {
    const rows = [
      ['2026-12-31', '放假', '元旦'],
      ['2027-01-01', '放假', '元旦'],
      ['2027-01-09', '上班', ''],
    ];
    const page = await (await previewOf(rows)).text();
    expect(page).toContain('2027-01-09 上班');
    const fields = hiddenFields(page.slice(page.indexOf('/calendar/accept')));
    const accept = (change: Record<string, string> = {}) =>
      application.post(`${path()}/accept`, clerk(), {
        ...{ ...fields, ...change, act_id: crypto.randomUUID() },
      });
    expect((await accept({ fingerprint: 'x' })).status).toBe(409);
    expect((await known())(world.townshipId).years.has(2027)).toBe(false);
    expect((await accept()).status).toBe(303);
    const calendar = (await known())(world.townshipId);
    expect(addWorkingDays('2026-12-30', 2, calendar)).toEqual({ day: '2027-01-05', unknown: [] });
    // The sister township has no such entry; what the program brings is known to everybody.
    const other = (await calendarsOf(support.database, [world.otherTownshipId]))(
      world.otherTownshipId,
    );
    expect([other.years.has(2027), other.years.has(2026)]).toEqual([false, true]);
    const shown = await (await application.get(path(), clerk())).text();
    expect(shown).toContain('国办发明电〔2026〕9号');
    expect(shown).toContain('系统自带');
    // The accepted preview is over: what stood when it was made has changed.
    expect((await accept()).status).toBe(409);
  });
});
