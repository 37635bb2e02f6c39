import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { streamSSE } from 'hono/streaming';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { archiveBytes } from '../../src/ballot/archive/archive.ts';
import { closeBox } from '../../src/ballot/archive/close-box.ts';
import { sha256Hex } from '../../src/ballot/hash.ts';
import { strongProofsJson } from '../../src/ballot/tally/strong-proofs.ts';
import { loadPages } from '../../src/web/ballot-site/pages.ts';
import type { RoundToOpen } from '../../src/wire/opening.ts';
import {
  appendShare,
  cast,
  giveShare,
  makeRound,
  must,
  question,
} from '../support/ballot-rounds.ts';
import { inspect, openBrowser, openDesk } from '../support/browser.ts';

/**
 * The opening page before a site whose answers and news the test sends when it likes, in any order: whatever
 * comes between, the page ends by showing what is so.
 */
const round = makeRound('a page that misses nothing', {
  ...{ questions: [question(2, 0, 1)], slips: 3, ceremony: [3, 2] as const },
});
const { uuid } = round.election.election;
const box = closeBox(round.election, round.archive, [cast(round, 0, [[1, 0]]).json]);
const serverShare = giveShare(round, 1, box.tally);
const archive = archiveBytes(appendShare(box.archive, 1, serverShare.text));
const proofs = strongProofsJson([serverShare.strong]);
const page = must(loadPages().get('opening'));

/** What the site would say now. */
let told: RoundToOpen;
/** Waits, when it is set, before an answer goes out that was made already. */
let holdList: Promise<void> | null;
let holdShare: Promise<void> | null;
let tell: () => Promise<void>;
let asked: number;
let down: boolean;
let browser: Browser;
let origin: string;
let close: () => void;

const waiting = { state: 'waiting', sentence: '等工作人员开始开箱。' } as const;
const opened: Pick<RoundToOpen, 'state' | 'sentence'> = {
  state: 'opened',
  sentence: '票箱已经开箱，结果已经公布，不再收开箱份额。',
};

beforeAll(async () => {
  browser = await openBrowser();
  const app = new Hono();
  app.get('/open', (context) =>
    context.html(page.html, 200, { 'content-security-policy': page.policy }),
  );
  app.get('/station/opening', async (context) => {
    if (down) return context.text('gone', 502);
    asked += 1;
    const answer = [told];
    const held = holdList;
    holdList = null;
    await held;
    return context.json(answer);
  });
  app.get('/station/events', (context) =>
    streamSSE(context, async (stream) => {
      tell = () => stream.writeSSE({ event: 'changed', data: '1' });
      while (!stream.aborted) await stream.sleep(500);
    }),
  );
  app.get('/b/:uuid/archive', (context) => context.body(new Uint8Array(archive)));
  app.get('/b/:uuid/proofs', (context) => context.body(proofs));
  app.post('/station/rounds/:round/share', async (context) => {
    told = { ...told, given: told.given + 1, gaveMine: true };
    const done = told.given >= told.needed;
    if (done) told = { ...told, ...opened };
    const answer = { given: told.given, needed: told.needed, opened: done };
    await holdShare;
    return context.json(answer);
  });
  const server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 });
  await new Promise<void>((resolve) => server.once('listening', () => resolve()));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  close = () => {
    if ('closeAllConnections' in server) server.closeAllConnections();
    server.close();
  };
});
afterAll(async () => {
  await browser.close();
  close();
});

let holder: Page;
let errors: readonly string[];

beforeEach(async () => {
  holdList = null;
  holdShare = null;
  asked = 0;
  down = false;
  tell = () => Promise.reject(new Error('nobody listens'));
  told = {
    ...{ roundId: 'r', uuid, title: '第一轮投票', owner: 2, setupHash: round.archive.lastEvent },
    ...{ ballots: 1, given: 0, needed: 2, gaveMine: false, ...waiting },
  };
  const desk = await openDesk(browser, 360);
  ({ page: holder, errors } = desk);
  const key = {
    ...{ uuid, ceremonyId: 'c', position: 1, rehearsal: false, meeting: '会议', holder: '监票人' },
    secret: String(must(round.secrets.get(2))),
    trusteesHash: sha256Hex(round.setup.trustees),
    confirmedSetup: round.archive.lastEvent,
    usedTally: null,
  };
  await holder.goto(`${origin}/open`);
  await holder.evaluate(
    (kept) => localStorage.setItem('piaojue-keys', kept),
    JSON.stringify([key]),
  );
  await holder.goto('about:blank');
  await holder.goto(`${origin}/open#t=token`);
  await holder.getByText('等工作人员开始开箱').waitFor();
});
afterEach(() => holder.context().close());

async function ready(): Promise<void> {
  told = { ...told, state: 'ready', sentence: '可以开箱。' };
  await expect
    .poll(() =>
      tell().then(
        () => true,
        () => false,
      ),
    )
    .toBe(true);
  await holder.getByLabel('会场宣读的电子票张数').waitFor();
}

async function verifyBox(): Promise<void> {
  await holder.getByLabel('会场宣读的电子票张数').fill('1');
  await holder.getByRole('button', { name: '核验票箱' }).click();
  await holder.getByText('全部核验通过').waitFor();
}

const giveKey = () => holder.getByRole('button', { name: '用我的钥匙开箱' }).click();
/** What stands after every fetch that could still change it. */
async function settled(): Promise<string> {
  let before = -1;
  await expect
    .poll(
      () => {
        const still = asked === before;
        before = asked;
        return still;
      },
      { interval: 400 },
    )
    .toBe(true);
  return (await holder.locator('#content').textContent()) ?? '';
}

describe('the opening page misses nothing', () => {
  test('that the box is open stands there after every news that follows', async () => {
    await ready();
    told = { ...told, given: 1 };
    await tell();
    await holder.getByText('已开箱 1 人').waitFor();
    await verifyBox();
    await giveKey();
    await holder.getByText('✓ 票箱已开，结果在会场大屏幕上').waitFor();
    for (let times = 0; times < 3; times += 1) await tell();
    expect(await settled()).toContain('✓ 票箱已开，结果在会场大屏幕上');
    await inspect(holder, '360-open-opened');
    expect(errors).toEqual([]);
  });

  test('somebody else opened the box while the answer to this share was on its way', async () => {
    await ready();
    await verifyBox();
    const held = Promise.withResolvers<void>();
    holdShare = held.promise;
    await giveKey();
    await holder.getByText('正在送出份额').waitFor();
    await expect.poll(() => told.given).toBe(1);
    told = { ...told, given: 2, ...opened };
    await tell();
    // The only news there will be has come, to a page that was at work.
    await holder.waitForTimeout(300);
    held.resolve();
    await holder.getByText('✓ 票箱已开，结果在会场大屏幕上').waitFor();
    expect(await settled()).not.toContain('还要等其他监票人');
  });

  test('an older answer that comes late is not drawn over a newer one', async () => {
    const held = Promise.withResolvers<void>();
    holdList = held.promise;
    const before = asked;
    await tell();
    await expect.poll(() => asked).toBe(before + 1);
    told = { ...told, state: 'ready', sentence: '可以开箱。' };
    await tell();
    await holder.waitForTimeout(300);
    held.resolve();
    await holder.getByLabel('会场宣读的电子票张数').waitFor();
    expect(await settled()).not.toContain('等工作人员开始开箱');
  });

  test('a fetch that failed is tried again by itself, and what was known stays', async () => {
    down = true;
    await tell();
    await holder.getByText('连不上服务器').waitFor();
    expect(await holder.locator('#content').textContent()).toContain('等工作人员开始开箱');
    told = { ...told, ...opened };
    down = false;
    await holder.getByText('票箱已经开箱').waitFor();
    expect(await settled()).not.toContain('连不上服务器');
  });
});
