import { afterAll, beforeAll, expect, test } from 'vitest';
import { listFindings } from '../../../src/stages/lookback/findings/finding-store.ts';
import { type AdoptedWorld, buildAdopted } from '../../support/adopted.ts';
import { type TestApplication, testApplication } from '../../support/application.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { type DrawnLookback, drawLookback } from '../../support/drawn-lookback.ts';
import { countEverything } from '../../support/rehearsal.ts';
import { sentencesOf } from '../../support/sentences.ts';

/** Finding → reply → rectification → answer → re-check → closed → reopened: in this order. */
let support: TestDatabase;
let world: AdoptedWorld;
let application: TestApplication;
let lookback: DrawnLookback;
let now = new Date('2028-03-10T02:00:00Z');

beforeAll(async () => {
  support = await createTestDatabase();
  world = await buildAdopted(support.database);
  application = testApplication(support, () => now);
  lookback = await drawLookback(support.database, world, now);
});
afterAll(async () => {
  expect(application.log).toEqual([]);
  await support.drop();
});

const county = () => `/c/${world.countyId}`;
const base = () => `${county()}/lookbacks/${lookback.id}`;
const project = () => `${base()}/projects/${lookback.sample[0]?.projectId}`;
const clerk = () => world.people.countyClerk.token;
const post = (path: string, fields: Record<string, string>, token = clerk()) =>
  application.post(path, token, fields);

async function refused(
  path: string,
  fields: Record<string, string>,
  words: string,
  token = clerk(),
): Promise<void> {
  const before = await countEverything(support.database);
  const response = await post(path, fields, token);
  expect([409, 422]).toContain(response.status);
  expect(sentencesOf(await response.text())).toContain(words);
  expect(await countEverything(support.database)).toBe(before);
}

const findings = () => listFindings(support.database, world.countyId, lookback.id);
async function finding(number: number) {
  const found = (await findings()).find((one) => one.number === number);
  if (found === undefined) throw new Error(`no finding ${number}`);
  return found;
}

test('a finding has a grade and evidence from the checklist or in words', async () => {
  const path = `${project()}/findings`;
  const fields = { content: '三盏路灯不亮，没有人管', grade: 'serious' };
  await refused(path, { ...fields, grade: '' }, '请选择程度');
  await refused(path, fields, '每个问题都要有依据');
  const made = await post(path, {
    ...fields,
    questions: 'plan-in-time',
    evidence_text: '3月9日夜间察看',
  });
  expect(made.status).toBe(303);
  const year = `${base()}/years/${world.townshipId}/2026/findings`;
  const note = { content: '材料是否提前送达无记录', grade: 'note', evidence_text: '查阅会议档案' };
  expect((await post(year, note)).status).toBe(303);
  const [first, second] = await findings();
  expect(first).toMatchObject({ number: 1, area: 'project', grade: 'serious', year: 2026 });
  expect(first?.evidence[0]?.text).toContain('实施计划是否按期公布？');
  expect(first?.evidence.at(-1)?.text).toBe('3月9日夜间察看');
  expect(second).toMatchObject({ number: 2, area: 'procedure', projectId: null });
});

test('a finding that was wrong is withdrawn with its reason and stays visible', async () => {
  const path = `${base()}/findings/${(await finding(2)).id}/withdraw`;
  await refused(path, { version: '1', reason: '' }, '请写明撤回的原因');
  await refused(path, { version: '7', reason: '档案找到了' }, '刚刚被别人更新过');
  expect((await post(path, { version: '1', reason: '档案找到了' })).status).toBe(303);
  await refused(path, { version: '2', reason: '档案找到了' }, '已经撤回');
  expect(await (await application.get(base(), clerk())).text()).toContain('已撤回');
});

test('the reviewed congress replies in its own trail, nobody else for it', async () => {
  const { id } = await finding(1);
  const path = `/c/${world.townshipId}/findings/${id}/reply`;
  const fields = { agrees: 'yes', content: '情况属实，灯头被盗，已报案' };
  const township = world.people.clerk.token;
  expect((await post(path, fields)).status).toBe(403);
  const elsewhere = `/c/${world.otherTownshipId}/findings/${id}/reply`;
  expect((await post(elsewhere, fields, world.people.otherClerk.token)).status).toBe(404);
  await refused(path, { ...fields, agrees: '' }, '请选择认可还是有不同意见', township);
  expect((await post(path, fields, township)).status).toBe(303);
  const entry = await support.database
    .selectFrom('trail.entry')
    .select('congress_id')
    .where('event', '=', 'finding-replied')
    .executeTakeFirstOrThrow();
  expect(entry.congress_id).toBe(world.townshipId);
  const list = await (await application.get(`/c/${world.townshipId}/lookbacks`, township)).text();
  expect(list).toContain('对本单位提出的问题');
  expect(await (await application.get(base(), clerk())).text()).toContain('认可');
  const gone = `/c/${world.townshipId}/findings/${(await finding(2)).id}/reply`;
  await refused(gone, fields, '不用回应', township);
});

test('a county asks a township for rectification and never orders it', async () => {
  const path = `${base()}/findings/${(await finding(1)).id}/rectify`;
  const fields = {
    ...{
      content: '补装灯头，明确管护人',
      unit_id: world.departmentId,
      person_in_charge: '试用负责人',
    },
    ...{ due_on: '2028-05-01', power: 'request', legal_basis: '地方组织法：联系、指导' },
  };
  await refused(path, { ...fields, power: 'order' }, '不能责令');
  await refused(path, { ...fields, due_on: '2028-03-01' }, '整改期限应晚于');
  await refused(path, { ...fields, unit_id: world.yearId }, '没有这个责任单位');
  expect((await post(path, fields)).status).toBe(303);
  await refused(path, fields, '已经提出整改');
  const withdraw = `${base()}/findings/${(await finding(1)).id}/withdraw`;
  await refused(withdraw, { version: '1', reason: '不查了' }, '已经提出整改，不能撤回');
  expect((await finding(1)).rectification).toMatchObject({ state: 'issued', number: 1 });
});

test('it is answered by the unit, re-checked by somebody else, closed, and reopened when the fault is back', async () => {
  const id = (await finding(1)).rectification?.id;
  now = new Date('2028-04-10T02:00:00Z');
  const answer = `/c/${world.townshipId}/rectifications/${id}/answer`;
  const answered = await post(
    answer,
    { content: '灯头已补齐，由村委会管护' },
    world.people.department.token,
  );
  expect(answered.status).toBe(303);
  // Somebody goes there again: the check is the finding's, and stands beside the first one on its page.
  const { id: findingId, projectId } = await finding(1);
  const siteOf = (sampled: string | null | undefined) => `${base()}/projects/${sampled}/site`;
  const seen = {
    ...{ works: 'works', maintained: 'yes', maintainer: '村委会', note: '夜间察看，全部点亮' },
    finding_id: findingId,
  };
  const other = lookback.sample.find((one) => one.projectId !== projectId)?.projectId;
  await refused(siteOf(other), seen, '不在这个项目上');
  const form = await application.get(`${siteOf(projectId)}?finding=${findingId}`, clerk());
  expect(await form.text()).toContain(`name="finding_id" value="${findingId}"`);
  expect((await post(siteOf(projectId), seen)).status).toBe(303);
  const shown = await application.get(`${base()}/findings/${findingId}`, clerk());
  expect(await shown.text()).toMatch(/整改以后的现场[\s\S]*完好可用/);
  const recheck = `${county()}/rectifications/${id}/recheck`;
  expect((await post(recheck, { result: 'closed', finding: '夜间察看，全部点亮' })).status).toBe(
    303,
  );
  expect((await finding(1)).rectification).toMatchObject({
    state: 'closed',
    closedOn: '2028-04-10',
  });
  const again = { result: 'reopened', finding: '又有两盏不亮', new_due_on: '2028-06-01' };
  expect((await post(recheck, again)).status).toBe(303);
  const page = await (await application.get(base(), clerk())).text();
  expect(page).toContain('整改重新交办');
});

test('a township looks back at itself: its deputies go to the site, its decision may order', async () => {
  const own = { congressId: world.townshipId, personId: world.people.clerk.id };
  const drawn = await drawLookback(support.database, world, now, { title: '本镇自查' }, own);
  const here = `/c/${world.townshipId}/lookbacks/${drawn.id}`;
  const site = `${here}/projects/${drawn.sample[0]?.projectId}`;
  const seen = { works: 'broken', maintained: 'no', note: '门锁着，没有人管' };
  const deputy = world.people.deputy.token;
  expect((await application.get(`${site}/site`, deputy)).status).toBe(200);
  expect((await post(`${site}/site`, seen, deputy)).status).toBe(303);
  expect((await post(`${site}/findings`, { content: '锁着' }, deputy)).status).toBe(403);
  const clerkThere = world.people.clerk.token;
  const found = { content: '常年锁门', grade: 'serious', questions: 'still-works' };
  expect((await post(`${site}/findings`, found, clerkThere)).status).toBe(303);
  const [first] = await listFindings(support.database, world.townshipId, drawn.id);
  const order = {
    ...{ content: '每天开放', unit_id: world.departmentId, person_in_charge: '试用负责人' },
    ...{ due_on: '2028-07-01', power: 'order', legal_basis: '云溪镇人大关于整改的决议' },
  };
  const ordered = await post(`${here}/findings/${first?.id}/rectify`, order, clerkThere);
  expect(ordered.status).toBe(303);
  const [after] = await listFindings(support.database, world.townshipId, drawn.id);
  expect(after?.rectification).toMatchObject({ state: 'issued', unitName: '镇村镇建设办公室' });
});
