import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { allRoutes } from '../../src/app.tsx';
import { findViewer } from '../../src/people/index.ts';
import { mayEnter } from '../../src/rules/access.ts';
import type { RouteDeclaration } from '../../src/web/route.ts';
import { type TestApplication, testApplication } from '../support/application.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { buildWorld, type World, type WorldPerson } from '../support/world.ts';

/**
 * Every role × every route × own and other congress, generated from the declarations: who may enter is
 * never shown the door, and whoever may not never gets in and leaves nothing behind.
 */
let database: TestDatabase;
let world: World;
let application: TestApplication;

beforeAll(async () => {
  database = await createTestDatabase();
  world = await buildWorld(database.database);
  application = testApplication(database);
});
afterAll(async () => {
  await database.drop();
});

/** The place that a route is tried at: the township, or its sister. */
function pathAt(route: RouteDeclaration, congressId: string): string {
  return route.path.replace(/:(\w+)/g, (_, name: string) => {
    if (name === 'congress') return congressId;
    if (name === 'meeting') return world.meetingId;
    if (name === 'sitting') return world.sittingId;
    return name.endsWith('Text') ? 'places' : randomUUID();
  });
}

async function countRows(): Promise<number> {
  const [acts, entries] = await Promise.all([
    database.database.selectFrom('record.act').select('id').execute(),
    database.database.selectFrom('trail.entry').select('hash').execute(),
  ]);
  return acts.length + entries.length;
}

/** What the answer says about entry: `in`, or turned away by 403 or the sign-in page. */
function verdict(response: Response): 'in' | 'out' {
  const sentAway =
    response.status === 303 && response.headers.get('location')?.startsWith('/sign-in');
  return response.status === 403 || sentAway === true ? 'out' : 'in';
}

async function expected(route: RouteDeclaration, person: WorldPerson | null, congressId: string) {
  const viewer =
    person === null ? null : await findViewer(database.database, person.token, new Date());
  const inPath = route.path.includes(':congress');
  const ancestors =
    congressId === world.installationId ? [] : [world.countyId, world.installationId];
  const place = {
    congressId: inPath ? congressId : world.installationId,
    ancestorIds: inPath ? ancestors : [],
    meetingId: route.path.includes(':meeting') ? world.meetingId : null,
  };
  return mayEnter(route.access, viewer?.held ?? null, place) ? 'in' : 'out';
}

describe('the permission matrix', () => {
  // Signing out would end the sign-in that the other rows use; it has a test of its own.
  const tried = allRoutes.filter((route) => route.path !== '/sign-out');

  test('covers every route of the program, each with a declaration of its own', () => {
    const names = allRoutes.map((route) => `${route.method} ${route.path}`);
    expect(new Set(names).size).toBe(names.length);
    expect(allRoutes.every((route) => route.access.kind.length > 0)).toBe(true);
    expect(
      application.app.routes.filter((one) => ['GET', 'POST'].includes(one.method)).length,
    ).toBeGreaterThanOrEqual(names.length);
  });

  test('holds for every role, here and in the sister township', async () => {
    // One of each role in each place: a second teller enters where the first one does.
    const { scrutineerB, tellerB, tellerC, tellerD, ...different } = world.people;
    const people: readonly (WorldPerson | null)[] = [null, ...Object.values(different)];
    let checked = 0;
    const wrong: string[] = [];
    for (const route of tried) {
      for (const congressId of [world.townshipId, world.otherTownshipId]) {
        for (const person of people) {
          const should = await expected(route, person, congressId);
          const path = pathAt(route, congressId);
          const before = should === 'out' && route.method === 'POST' ? await countRows() : 0;
          const response =
            route.method === 'GET'
              ? await application.get(path, person?.token ?? null)
              : await application.post(path, person?.token ?? null, {});
          checked += 1;
          // A live part never ends by itself.
          await response.body?.cancel();
          const does = response.status === 404 && should === 'in' ? 'in' : verdict(response);
          const left = before === 0 ? 0 : (await countRows()) - before;
          if (does !== should || left !== 0 || response.status >= 500) {
            wrong.push(
              `${route.method} ${route.path} ${person?.name ?? 'nobody'} ${response.status} should be ${should}, left ${left}`,
            );
          }
        }
      }
    }
    console.info(
      `permission matrix: ${tried.length} routes, ${people.length} people, ${checked} requests`,
    );
    expect(wrong).toEqual([]);
    expect(application.log).toEqual([]);
  });
});
