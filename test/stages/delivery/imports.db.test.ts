import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writeSpreadsheet } from '../../../src/documents/index.ts';
import { enterOlderProjects } from '../../../src/stages/delivery/imports/older-projects.ts';
import { listProjects, loadReports } from '../../../src/stages/delivery/index.ts';
import { type AdoptedWorld, buildAdopted } from '../../support/adopted.ts';
import { type TestApplication, testApplication } from '../../support/application.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';

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
  });
});
