import type { Browser, Page } from 'playwright-core';
import { serveApplication } from './application.ts';
import { must } from './ballot-rounds.ts';
import { openBrowser } from './browser.ts';
import { writeKeyFile } from './casting.ts';
import { createTestDatabase, type TestDatabase } from './database.ts';
import {
  buildElectronicRound,
  type ElectronicRound,
  type ElectronicRoundOptions,
} from './electronic-round.ts';
import { buildWorld } from './world.ts';

/** A hall that votes: database, both sites, a browser, and slips to draw. */
export interface BallotHall {
  readonly support: TestDatabase;
  readonly round: ElectronicRound;
  readonly served: Awaited<ReturnType<typeof serveApplication>>;
  readonly browser: Browser;
  /** A slip that nobody has drawn yet, with its dashes. */
  readonly freshSlip: () => string;
  /** The address in a slip's QR code. */
  readonly address: (slip: string | null, electionHash?: string) => string;
  readonly close: () => Promise<void>;
}

/** Opens a hall whose box is open. */
export async function openBallotHall(
  options: Omit<ElectronicRoundOptions, 'state'>,
): Promise<BallotHall> {
  const support = await createTestDatabase();
  const world = await buildWorld(support.database);
  const round = await buildElectronicRound(support.database, world, {
    ...options,
    state: 'casting',
  });
  const served = await serveApplication(support, { keyFolder: await writeKeyFile(round) });
  const browser = await openBrowser();
  let drawn = 0;
  return {
    ...{ support, round, served, browser },
    freshSlip: () => {
      drawn += 1;
      return must(round.test.slips[drawn - 1]).credential;
    },
    address: (slip, hash = round.test.election.hash) => {
      const parts = [...(slip === null ? [] : [`c=${slip}`]), `e=${hash}`];
      return `${served.ballotOrigin}/b/${round.uuid}#${parts.join('&')}`;
    },
    close: async () => {
      await browser.close();
      await served.stop();
      await support.drop();
    },
  };
}

/** Taps candidates by their numbers. */
export async function mark(page: Page, numbers: readonly number[]): Promise<void> {
  for (const number of numbers) {
    const row = page.locator('.mark', { has: page.locator(`#details-${number}`) });
    await row.locator('label').click();
  }
}

/** Marks candidates and goes to the review. */
export async function review(page: Page, numbers: readonly number[]): Promise<void> {
  await page.getByRole('heading', { name: '候选项目' }).waitFor();
  await mark(page, numbers);
  await page.getByRole('button', { name: '核对' }).click();
  await page.getByRole('heading', { name: '请核对' }).waitFor();
}

export const castButton = (page: Page) => page.getByRole('button', { name: '投票', exact: true });
export const done = (page: Page) => page.getByRole('heading', { name: '已投入票箱' });
