import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { allRoutes } from '../../src/app.tsx';
import { findViewer } from '../../src/people/index.ts';
import { mayEnter } from '../../src/rules/access.ts';
import type { RouteDeclaration } from '../../src/web/route.ts';
import type { Viewer } from '../../src/web/viewer.ts';
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
  return route.path.replace(/:(\w+)(?:\{(?:[^{}]|\{[^{}]*\})*\})?/g, (_, name: string) => {
    if (name === 'congress') return congressId;
    if (name === 'meeting') return world.meetingId;
    if (name === 'sitting') return world.sittingId;
    return name.endsWith('Text') ? 'places' : randomUUID();
  });
}

async function countRows(): Promise<number> {
  const { rows } = await sql<{ total: string }>`
    select (select count(*) from record.act) + (select count(*) from trail.entry) as total`.execute(
    database.database,
  );
  return Number(rows[0]?.total);
}

/** What the answer says about entry: `in`, or turned away by 403 or the sign-in page. */
function verdict(response: Response): 'in' | 'out' {
  const sentAway =
    response.status === 303 && response.headers.get('location')?.startsWith('/sign-in');
  return response.status === 403 || sentAway === true ? 'out' : 'in';
}

function expected(route: RouteDeclaration, viewer: Viewer | null, congressId: string) {
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

/** Somebody who tries the doors, with the roles that the program finds. */
interface Visitor {
  readonly person: WorldPerson | null;
  readonly viewer: Viewer | null;
}

/** Asks a route as one visitor; what is wrong with the answer, or null. */
async function tryDoor(
  route: RouteDeclaration,
  congressId: string,
  { person, viewer }: Visitor,
): Promise<string | null> {
  const should = expected(route, viewer, congressId);
  const path = pathAt(route, congressId);
  const response =
    route.method === 'GET'
      ? await application.get(path, person?.token ?? null)
      : await application.post(path, person?.token ?? null, {});
  // A live part never ends by itself.
  await response.body?.cancel();
  const does = response.status === 404 && should === 'in' ? 'in' : verdict(response);
  return does === should && response.status < 500
    ? null
    : `${route.method} ${route.path} ${person?.name ?? 'nobody'} ${response.status} should be ${should}`;
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
    const people: Visitor[] = [{ person: null, viewer: null }];
    for (const person of Object.values(different)) {
      const viewer = await findViewer(database.database, person.token, new Date());
      people.push({ person, viewer });
    }
    let checked = 0;
    const wrong: string[] = [];
    for (const route of tried) {
      for (const congressId of [world.townshipId, world.otherTownshipId]) {
        const outside = people.filter(
          ({ viewer }) => expected(route, viewer, congressId) === 'out',
        );
        const inside = people.filter((one) => !outside.includes(one));
        // Those who stay outside first and all at once: together they must leave nothing behind.
        const before = route.method === 'POST' ? await countRows() : 0;
        const turnedAway = await Promise.all(outside.map((one) => tryDoor(route, congressId, one)));
        const left = route.method === 'POST' ? (await countRows()) - before : 0;
        if (left !== 0) wrong.push(`POST ${route.path} left ${left} rows of those turned away`);
        const entered = await Promise.all(inside.map((one) => tryDoor(route, congressId, one)));
        wrong.push(...[...turnedAway, ...entered].filter((one) => one !== null));
        checked += people.length;
      }
    }
    console.info(
      `permission matrix: ${tried.length} routes, ${people.length} people, ${checked} requests`,
    );
    expect(wrong).toEqual([]);
    expect(application.log).toEqual([]);
  });
});
