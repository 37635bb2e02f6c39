import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isOpenEntry } from '../../../src/desk/bundle/public-trail.ts';
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

  test('an answer and its re-check are public in a wording of their own, until it is taken down', async () => {
    const { clerk, department, otherClerk } = world.people;
    const issued = await application.post(base, clerk.token, fields({ content: '请补种绿化。' }));
    const one = issued.headers.get('location') ?? '';
    const content = '王大爷门前补种十株。';
    await application.post(`${one}/answer`, department.token, { content });
    const finding = '李代表现场查看，成活。';
    await application.post(`${one}/recheck`, clerk.token, { result: 'closed', finding });
    const id = one.split('/').at(-1) ?? '';
    const answer = await support.database
      .selectFrom('record.rectification_answer')
      .select('id')
      .where('rectification_id', '=', id)
      .executeTakeFirstOrThrow();
    const recheck = await support.database
      .selectFrom('record.rectification_recheck')
      .select('id')
      .where('rectification_id', '=', id)
      .executeTakeFirstOrThrow();
    const plate = `/plate/${world.projects[2]?.plateCode}`;
    const seen = async () => (await textOf(await application.get(plate, null))).text;
    expect(await seen()).not.toContain('补种十株');
    const publish = (entry_id: string, wording: string, token = clerk.token) =>
      application.post(`${one}/wordings`, token, { entry_id, wording });
    const wordings = () =>
      support.database.selectFrom('record.rectification_wording').selectAll().execute();
    for (const [entry, wording, said] of [
      [answer.id, '', '请填写公开的文字'],
      [answer.id, '请打13812345678', '手机号码'],
      [world.meetingId, '补种十株。', '不是本单位的'],
    ] as const) {
      const refused = await textOf(await publish(entry, wording));
      expect([refused.status, refused.text.includes(said)]).toEqual([422, true]);
    }
    expect((await publish(answer.id, '补种十株。', department.token)).status).toBe(403);
    expect((await publish(answer.id, '补种十株。', otherClerk.token)).status).toBe(403);
    expect(await wordings()).toEqual([]);
    expect((await publish(answer.id, '补种十株。')).status).toBe(303);
    expect((await publish(answer.id, '补种十株。')).status).toBe(409);
    expect((await publish(recheck.id, '现场查看，全部成活。')).status).toBe(303);
    const shown = await seen();
    expect(shown).toContain('补种十株。');
    expect(shown).toContain('现场查看，全部成活。');
    expect(shown).not.toMatch(/王大爷|李代表/);
    const withdraw = (reason: string) =>
      application.post(`${one}/wordings/withdraw`, clerk.token, { entry_id: answer.id, reason });
    expect((await withdraw('')).status).toBe(422);
    expect((await withdraw('写错了')).status).toBe(303);
    expect((await withdraw('写错了')).status).toBe(422);
    expect(await seen()).not.toContain('补种十株');
  });

  test('at its own level the leader of the group or the presidium re-checks, never who answered', async () => {
    const { clerk, deputy, presidium } = world.people;
    const issued = await application.post(base, clerk.token, fields({ content: '请修路面。' }));
    const one = issued.headers.get('location') ?? '';
    const id = one.split('/').at(-1) ?? '';
    // The only clerk enters the unit's answer from paper.
    await application.post(`${one}/answer`, clerk.token, { content: '路面修好。' });
    const check = (token: string, path = one) =>
      application.post(`${path}/recheck`, token, { result: 'closed', finding: '平整。' });
    const state = async () =>
      (await listIssuedRectifications(support.database, world.townshipId)).find(
        (each) => each.id === id,
      )?.state;
    expect(await (await check(clerk.token)).text()).toContain('主席团');
    expect(await (await check(deputy.token)).text()).toContain('监督小组组长');
    expect(await state()).toBe('answered');
    expect((await textOf(await application.get(one, deputy.token))).text).not.toContain('登记复查');
    const group = `/c/${world.townshipId}/projects/${world.projects[2]?.id}/supervision/group`;
    const formed = { name: '水网小组', leader: deputy.id, member: deputy.id };
    expect((await application.post(group, clerk.token, formed)).status).toBe(303);
    expect((await textOf(await application.get(one, deputy.token))).text).toContain('登记复查');
    expect((await check(deputy.token)).status).toBe(303);
    expect(await state()).toBe('closed');
    const closed = await support.database
      .selectFrom('trail.entry')
      .select(['event', 'subjects'])
      .where('event', '=', 'rectification-closed')
      .orderBy('sequence', 'desc')
      .executeTakeFirstOrThrow();
    // Given to nobody whole: it would tell which deputy re-checked.
    expect(isOpenEntry(closed as Parameters<typeof isOpenEntry>[0])).toBe(false);
    const second = await application.post(base, clerk.token, fields({ content: '请装护栏。' }));
    const other = second.headers.get('location') ?? '';
    await application.post(`${other}/answer`, clerk.token, { content: '已装。' });
    expect((await check(presidium.token, other)).status).toBe(303);
  });
});
