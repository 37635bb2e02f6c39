import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { createArchive } from '../src/ballot/archive/archive.ts';
import { buildPages } from '../src/commands/build-pages.ts';
import { questionsOf } from '../src/rules/electronic-ballot.ts';
import type { BallotRound } from '../src/wire/ballot.ts';
import { group, makeRound, timestamp } from '../test/support/ballot-rounds.ts';
import { openBrowser } from '../test/support/browser.ts';

/**
 * `npm run bench:ballot-page`: bytes of the ballot page, and how long a slow phone (Chromium, processor six
 * times slower) encrypts 20 candidates while its deputy reviews; longest time that the page stands still.
 */
const slower = 6;
const say = (line: string) => process.stdout.write(`${line}\n`);
await buildPages(new URL('../', import.meta.url));
const html = readFileSync(new URL('../dist/pages/ballot.html', import.meta.url));
const zipped = gzipSync(html, { level: 9 });
say(
  `ballot page: ${html.length} bytes, ${zipped.length} bytes as served with gzip (goal ≤ 60,000)`,
);

const items = Array.from({ length: 20 }, (_, i) => ({ number: i + 1, title: `候选项目${i + 1}` }));
const questions = questionsOf({
  ...{ form: 'upto', title: '票决', most: 10, least: 0, blank: true, items },
});
const receiptSecret = 987654321987654321n;
const round = makeRound('bench of the page', {
  ...{ questions, slips: 1, ceremony: [3, 2], receiptSecret },
});
const { uuid } = round.election.election;
const [record, event] = createArchive(timestamp, round.setup).records.slice(-2);
const told: BallotRound = {
  ...{ uuid, congress: '', meeting: '', title: '票决', state: 'open' },
  receiptKey: String(group.powerOfG(receiptSecret)),
  ...{ election: round.setup.election, candidates: [] },
  ...{ setupRecord: record?.text ?? '', setupEvent: event?.text ?? '' },
};
const server = createServer(({ url }, answer) => {
  if (url?.endsWith('/round')) answer.end(JSON.stringify(told));
  else if (url === `/b/${uuid}`) {
    answer.setHeader('content-type', 'text/html; charset=utf-8');
    answer.end(html);
  } else answer.writeHead(404).end();
});
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

const browser = await openBrowser();
const page = await (await browser.newContext({ viewport: { width: 360, height: 740 } })).newPage();
// A worker may escape the browser's throttle; a measured loop tells how much of it reaches each thread.
await page.addInitScript(() => {
  const Plain = Worker;
  Object.assign(globalThis, { blocks: [] as number[], sealed: [] as number[] });
  const { blocks, sealed } = globalThis as unknown as { blocks: number[]; sealed: number[] };
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) blocks.push(duration);
  }).observe({ type: 'longtask', buffered: true });
  globalThis.Worker = class extends Plain {
    constructor(address: string | URL) {
      super(address);
      let began = 0;
      const post = this.postMessage.bind(this);
      this.postMessage = (message: { task?: string }) => {
        if (message.task === 'seal') began = performance.now();
        post(message);
      };
      this.addEventListener('message', () => {
        if (began > 0) sealed.push(performance.now() - began);
        began = 0;
      });
    }
  };
});
const session = await page.context().newCDPSession(page);

const loop = `(() => { const from = performance.now(); let x = 3n; const m = (1n << 2048n) - 1942289n;
  for (let i = 0; i < 40000; i += 1) x = (x * x) % m; return performance.now() - from; })()`;
const onMain = () => page.evaluate(loop) as Promise<number>;
const inWorker = () =>
  page.evaluate(
    (source) =>
      new Promise<number>((resolve) => {
        const blob = new Blob([`postMessage(${source})`], { type: 'text/javascript' });
        new Worker(URL.createObjectURL(blob)).onmessage = ({ data }) => resolve(data as number);
      }),
    loop,
  );
await page.goto(`${origin}/b/${uuid}`);
await page.locator('#heading').waitFor();
/** The least of several: the one that other programs disturbed least. */
const least = async (measure: () => Promise<number>) => {
  const taken: number[] = [];
  for (let time = 0; time < 5; time += 1) taken.push(await measure());
  return Math.min(...taken);
};
const quick = { main: await least(onMain), worker: await least(inWorker) };
await session.send('Emulation.setCPUThrottlingRate', { rate: slower });
const slow = { main: await least(onMain), worker: await least(inWorker) };
const reached = Math.max(1, slow.worker / quick.worker);
say(
  `throttle reaches the page's thread ${(slow.main / quick.main).toFixed(1)} times, a worker ${reached.toFixed(1)} times`,
);

await page.goto('about:blank');
await page.goto(
  `${origin}/b/${uuid}#c=${round.slips[0]?.credential}&e=${encodeURIComponent(round.election.hash)}`,
);
await page.getByRole('heading', { name: '候选项目' }).waitFor();
for (let number = 0; number < 10; number += 1) await page.locator('label.pick').nth(number).click();
const takeBlocks = () =>
  page.evaluate(() => {
    const { blocks } = globalThis as unknown as { blocks: number[] };
    return Math.max(0, ...blocks.splice(0));
  });
const opening = await takeBlocks();
const longest: number[] = [];
for (let time = 0; time < 7; time += 1) {
  await page.getByRole('button', { name: '核对' }).click();
  await page.getByRole('button', { name: '投票', exact: true }).waitFor();
  longest.push(await takeBlocks());
  await page.getByRole('button', { name: '返回修改' }).click();
  await page.locator('label.pick').first().waitFor();
  await takeBlocks();
}
const sealed = await page.evaluate(() => (globalThis as unknown as { sealed: number[] }).sealed);
const middleOf = (numbers: readonly number[]) =>
  [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
const middle = middleOf(sealed);
const factor = slower / reached;
say(
  `encrypting 20 candidates at ${slower} times slower: ${(Math.min(...sealed) * factor).toFixed(0)} ms at best, half within ${(middle * factor).toFixed(0)} ms (goal ≤ 1000 ms)`,
);
say(
  `longest block of the page's thread from "review" to "ready": ${Math.min(...longest).toFixed(0)} ms at best, half within ${middleOf(longest).toFixed(0)} ms, at worst ${Math.max(...longest).toFixed(0)} ms (goal ≤ 100 ms); while the page opens: ${opening.toFixed(0)} ms`,
);
await browser.close();
server.close();
