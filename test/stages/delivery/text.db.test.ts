import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listProjectTexts, loadProject, wordDiff } from '../../../src/stages/delivery/index.ts';
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
  application = testApplication(support);
  base = `/c/${world.townshipId}/projects/${world.projects[0]?.id}`;
});
afterAll(() => support.drop());

const texts = () =>
  listProjectTexts(support.database, world.townshipId, world.projects[0]?.id ?? '');
const explained = {
  beneficiaries: '全镇 12 个村',
  funding: '镇财政',
  background: '',
  reason: '补充',
};

describe('a word diff', () => {
  test('gives back both texts whatever they are', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (one, two) => {
        const pieces = wordDiff(one, two);
        const without = (kind: string) =>
          pieces
            .filter((piece) => piece.kind !== kind)
            .map((piece) => piece.text)
            .join('');
        expect(without('added')).toBe(one);
        expect(without('removed')).toBe(two);
      }),
    );
  });

  test('finds the words of Chinese', () => {
    expect(wordDiff('新建路灯 120 盏', '新建路灯 150 盏')).toEqual([
      { kind: 'same', text: '新建路灯 ' },
      { kind: 'removed', text: '120' },
      { kind: 'added', text: '150' },
      { kind: 'same', text: ' 盏' },
    ]);
  });
});

describe('the explanatory part', () => {
  test('gets a further version, shown against the baseline', async () => {
    const clerk = world.people.clerk.token;
    const answer = await application.post(`${base}/text`, clerk, { ...explained, version: '1' });
    expect(answer.status).toBe(303);
    expect((await texts()).map((one) => [one.number, one.kind])).toEqual([
      [1, 'baseline'],
      [2, 'explanation'],
    ]);
    const page = await (await application.get(base, world.people.deputy.token)).text();
    expect(page).toContain('说明有补充');
    expect(page).toMatch(/<ins>.*全镇 12 个村.*<\/ins>/s);
    const entry = await support.database
      .selectFrom('trail.entry')
      .select('event')
      .where('event', '=', 'project-explained')
      .execute();
    expect(entry).toHaveLength(1);
  });

  test('is refused with a voted field in it, an older version, or nothing new', async () => {
    const project = await loadProject(
      support.database,
      world.townshipId,
      world.projects[0]?.id ?? '',
    );
    const version = String(project?.version);
    const clerk = world.people.clerk.token;
    const voted = await application.post(`${base}/text`, clerk, {
      ...explained,
      ...{ version, totalTenThousandYuan: '90', background: '新' },
    });
    expect(voted.status).toBe(422);
    expect(await voted.text()).toContain('“总投资（万元）”是票决确定的内容');
    const stale = await application.post(`${base}/text`, clerk, { ...explained, version: '1' });
    expect(stale.status).toBe(409);
    const same = await application.post(`${base}/text`, clerk, { ...explained, version });
    expect(await same.text()).toContain('说明内容没有变化');
    expect(await texts()).toHaveLength(2);
    expect(project?.voted.totalTenThousandYuan).toBe('120');
  });
});

test('a department’s list holds its own projects, and a foreign project is not found', async () => {
  const { id: own, title } = world.projects[0] ?? { id: '', title: '' };
  const list = async () => {
    const path = `/c/${world.townshipId}/projects`;
    return await (await application.get(path, world.people.department.token)).text();
  };
  expect(await list()).not.toContain(title);
  await support.database
    .updateTable('record.project')
    .set({ department_id: world.departmentId })
    .where('id', '=', own)
    .execute();
  expect(await list()).toContain(title);
  const foreign = `/c/${world.otherTownshipId}/projects/${world.projects[0]?.id}`;
  expect((await application.get(foreign, world.people.otherClerk.token)).status).toBe(404);
});
