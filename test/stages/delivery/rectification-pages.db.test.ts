import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listIssuedRectifications } from '../../../src/stages/delivery/index.ts';
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
  application = testApplication(support, () => new Date('2026-03-02T02:00:00Z'));
  base = `/c/${world.townshipId}/rectifications`;
});
afterAll(() => support.drop());

function fields(change: Readonly<Record<string, string>> = {}) {
  return {
    project_id: world.projects[2]?.id ?? '',
    unit_id: world.departmentId,
    person_in_charge: '何建国',
    content: '管网漏水，请修复。',
    power: 'request',
    legal_basis: '监督法：审议意见',
    due_on: '2026-05-01',
    ...change,
  };
}

async function textOf(response: Response) {
  return { status: response.status, text: await response.text() };
}

describe('the pages of rectifications', () => {
  test('a clerk asks, the department answers, the same clerk re-checks and closes', async () => {
    const { clerk, department, countyDepartment } = world.people;
    const form = await textOf(
      await application.get(`${base}/new?project=${world.projects[2]?.id ?? ''}`, clerk.token),
    );
    expect(form.text).toContain('监督法');
    const issued = await application.post(base, clerk.token, fields());
    const one = issued.headers.get('location') ?? '';
    expect(issued.status).toBe(303);
    const early = await textOf(
      await application.post(`${one}/recheck`, clerk.token, { result: 'closed', finding: '好。' }),
    );
    expect(early).toMatchObject({ status: 409 });
    expect(early.text).toContain('这项整改还没有答复，不能销号');

    const own = await textOf(await application.get(base, department.token));
    expect(own.text).toContain('饮用水管网延伸');
    expect(own.text).not.toContain('我们提出的');
    const foreign = await textOf(await application.get(base, countyDepartment.token));
    expect(foreign.text).not.toContain('饮用水管网延伸');
    expect((await application.get(one, countyDepartment.token)).status).toBe(404);

    const content = '漏点三处均已焊补。';
    const wrong = await textOf(
      await application.post(`${one}/answer`, countyDepartment.token, { content }),
    );
    expect(wrong.status).toBe(404);
    const answered = await application.post(`${one}/answer`, department.token, {
      ...{ content, papers: new File(['%PDF-1.7 x'], '修复记录.pdf') },
    });
    expect(answered.status).toBe(303);
    const page = await textOf(await application.get(one, clerk.token));
    expect(page.text).toContain(content);
    expect(page.text).toContain('登记复查');
    const href = /href="([^"]+\/papers\/[^"]+)">\s*材料：修复记录.pdf/.exec(page.text)?.[1] ?? '';
    expect(await (await application.get(href, clerk.token)).text()).toBe('%PDF-1.7 x');
    expect((await application.get(href, department.token)).status).toBe(200);
    // Neither another department nor the answer's own congress by another way reaches it.
    expect((await application.get(href, countyDepartment.token)).status).toBe(404);
    const paper = href.split('/').at(-1) ?? '';
    const beside = `/c/${world.townshipId}/papers/${paper}`;
    expect((await application.get(beside, countyDepartment.token)).status).toBe(404);
    const closed = await application.post(`${one}/recheck`, clerk.token, {
      ...{ result: 'closed', finding: '现场不漏。', new_due_on: '' },
    });
    expect(closed.status).toBe(303);
    expect((await textOf(await application.get(one, clerk.token))).text).toContain(
      '复查通过，销号',
    );
  });

  test('a form that lacks something is shown again with all that was typed; nothing is written', async () => {
    const { clerk } = world.people;
    const before = await listIssuedRectifications(support.database, world.townshipId);
    for (const [change, said] of [
      [{ unit_id: '' }, '请选择责任单位'],
      [{ person_in_charge: '' }, '请填写责任人'],
      [{ due_on: '2026-03-02' }, '整改期限应晚于发出的日期'],
      [{ due_on: '2026-02-30' }, '没有这一天'],
    ] as const) {
      const page = await textOf(await application.post(base, clerk.token, fields(change)));
      expect(page.status).toBe(422);
      expect(page.text).toContain(said);
      expect(page.text).toContain('管网漏水，请修复。');
    }
    expect(await listIssuedRectifications(support.database, world.townshipId)).toEqual(before);
  });
});
