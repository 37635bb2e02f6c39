import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Database } from '../../src/commands/demo/demo-acts.ts';
import { demoRequest, must } from '../../src/commands/demo/demo-acts.ts';
import { invitePerson } from '../../src/people/index.ts';
import { type AdoptedWorld, buildAdopted } from './adopted.ts';
import { serveApplication } from './application.ts';
import { follow, openBrowser, openDesk } from './browser.ts';
import { createTestDatabase } from './database.ts';
import { phonePhoto } from './drawn-lookback.ts';
import { actRow } from './world.ts';

type Somebody = 'clerk' | 'chair' | 'department' | 'party' | 'leader' | 'countyClerk';

/** A township with three adopted projects, a county above it, and a clock that the test moves. */
export interface PromiseScene {
  readonly world: AdoptedWorld;
  readonly database: Database;
  readonly origin: string;
  readonly browser: Browser;
  /** A photo as a phone makes it. */
  readonly photo: string;
  /** Pages that crashed, were refused or not found. */
  readonly faults: readonly string[];
  readonly now: () => Date;
  /** It is ten in the morning of this day. Sign-ins of earlier days have ended. */
  readonly dawn: (day: string) => void;
  /** Opens a link that somebody was given, at a browser of their own. */
  readonly enter: (link: string, name: string, width: number) => Promise<Page>;
  /** Somebody signs in by a new link that the clerk gave them, and stands at their own page. */
  readonly arrive: (who: Somebody) => Promise<Page>;
  /** The monthly report that the button of the department's own page sends, without a browser. */
  readonly reportWithoutBrowser: (month: string, standing: string) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** The sitting of the adoption is open with forty deputies, so that the congress can decide. */
async function seatTheHall(database: Database, world: AdoptedWorld): Promise<void> {
  const at = new Date('2026-01-20T02:00:00Z');
  const act_id = await actRow(database, world.townshipId, at);
  const here = { congress_id: world.townshipId, sitting_id: world.sittingId, act_id };
  await database
    .insertInto('roll.presence')
    .values(
      world.deputies.slice(0, 40).map((one) => ({
        ...{
          ...here,
          deputy_id: one.id,
          state: 'present' as const,
          arrived_at: at,
          desk: '一号台',
        },
      })),
    )
    .execute();
  await database
    .updateTable('record.sitting')
    .set({ state: 'open', opened_at: at })
    .where('id', '=', world.sittingId)
    .execute();
}

/** A deputy of the county in office, who has no account yet. */
async function seatCountyDeputy(database: Database, { countyId }: AdoptedWorld): Promise<void> {
  const act_id = await actRow(database, countyId, new Date('2026-01-20T02:00:00Z'));
  const here = { congress_id: countyId, act_id };
  const [termId, personId] = [randomUUID(), randomUUID()];
  await database
    .insertInto('record.term')
    .values({ ...here, id: termId, number: 18, starts_on: '2021-12-01', ends_on: null })
    .execute();
  await database
    .insertInto('people.person')
    .values({ ...here, id: personId, name: '郑朗' })
    .execute();
  await database
    .insertInto('people.seat')
    .values({
      ...{ ...here, id: randomUUID(), term_id: termId, person_id: personId, roll_order: 1 },
      ...{ delegation_id: null, deputy_number: null, state: 'in_office' },
    })
    .execute();
}

/** Who works where, and at what: clerks and the committee at a desk, everybody else on a phone. */
function whereabouts(world: AdoptedWorld, who: Somebody) {
  const { townshipId, countyId, people, deputies } = world;
  const at = (congressId: string, personId: string, width: number) => ({
    ...{ congressId, personId, width },
  });
  switch (who) {
    case 'clerk':
      return at(townshipId, people.clerk.id, 1366);
    case 'party':
      return at(townshipId, people.partyCommittee.id, 1366);
    case 'chair':
      return at(townshipId, people.chair.id, 360);
    case 'department':
      return at(townshipId, people.department.id, 360);
    case 'leader':
      return at(townshipId, deputies[0]?.personId ?? '', 360);
    case 'countyClerk':
      return at(countyId, people.countyClerk.id, 1366);
  }
}

/** Builds the scene. */
export async function openPromiseScene(): Promise<PromiseScene> {
  const support = await createTestDatabase();
  const { database } = support;
  const world = await buildAdopted(database, new Date('2026-01-20T01:00:00Z'), 3);
  await seatTheHall(database, world);
  await seatCountyDeputy(database, world);
  let clock = { day: new Date(), set: Date.now() };
  const now = () => new Date(clock.day.getTime() + Date.now() - clock.set);
  const server = await serveApplication(support, { now });
  const browser = await openBrowser();
  const folder = mkdtempSync(join(tmpdir(), 'piaojue-proof-'));
  const photo = join(folder, 'site.jpg');
  writeFileSync(photo, await phonePhoto('#8a5a44'));
  const faults: string[] = [];
  const pages = new Map<string, Page>();
  const dawn = (day: string) => {
    clock = { day: new Date(`${day}T10:00:00+08:00`), set: Date.now() };
  };

  async function enter(link: string, name: string, width: number): Promise<Page> {
    await pages.get(name)?.context().close();
    const { page } = await openDesk(browser, width);
    page.on('pageerror', (error) => void faults.push(`${name}: ${error.message}`));
    page.on('response', (answer) => {
      if ([403, 404, 500].includes(answer.status())) faults.push(`${name}: ${answer.url()}`);
    });
    await page.clock.setFixedTime(now());
    pages.set(name, page);
    await page.goto(link);
    await press(page, /^我是.*登录$/);
    return page;
  }

  return {
    ...{ world, database, origin: server.origin, browser, photo, faults, now, dawn, enter },
    arrive: async (who) => {
      const { congressId, personId, width } = whereabouts(world, who);
      const request = demoRequest(congressId, 'invite-person', null, now());
      const { token } = await must(invitePerson(database, request, personId));
      return await enter(`${server.origin}/invitation/${token}`, who, width);
    },
    reportWithoutBrowser: async (month, standing) => {
      dawn(`${month}-26`);
      const project = `/c/${world.townshipId}/projects/${world.projects[0]?.id}`;
      const answer = await fetch(`${server.origin}${project}/progress`, {
        ...{ method: 'POST', redirect: 'manual' },
        headers: {
          'content-type': 'application/x-www-form-urlencoded',
          cookie: `piaojue=${world.people.department.token}`,
          origin: server.origin,
        },
        body: new URLSearchParams({ act_id: crypto.randomUUID(), month, standing, back: 'list' }),
      });
      expect(answer.status).toBe(303);
    },
    close: async () => {
      rmSync(folder, { recursive: true });
      await browser.close();
      await server.stop();
      await support.drop();
    },
  };
}

/** Presses the button of this name and waits for the page that follows. */
export const press = (page: Page, name: string | RegExp) =>
  follow(page, () => page.getByRole('button', { name, exact: true }).click());

/** Follows the first link of this name. */
export const go = (page: Page, name: string | RegExp) =>
  follow(page, () => page.getByRole('link', { name }).first().click());

/** Opens a folded part of the page. */
export const unfold = (page: Page, summary: string) =>
  page.locator('summary', { hasText: summary }).first().click();

/** Fills the fields of these names that are to be seen. */
export async function fill(page: Page, fields: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, value] of Object.entries(fields)) {
    await page.locator(`[name="${name}"]:visible`).first().fill(value);
  }
}

/** Sees words on the page. */
export async function says(page: Page, words: string): Promise<void> {
  expect(await page.locator('main').textContent()).toContain(words);
}
