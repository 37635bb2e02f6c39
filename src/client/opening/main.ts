import { fingerprintOf, groupFingerprint } from '../../ballot/fingerprint/fingerprint.ts';
import type { RoundToOpen, ShareSent, ShareTaken } from '../../wire/opening.ts';
import { newActId } from '../parts/act-id.ts';
import { type Attributes, byId, type Child, fill, h } from '../parts/dom.ts';
import { forgetKeys, type HeldKey, heldKey, saveKeys } from '../parts/key-store.ts';
import {
  callStation,
  isSafePlace,
  readStationLink,
  type StationLink,
  watchStation,
} from '../parts/station.ts';
import { type Crew, startCrew } from './crew.ts';
import { followNews, type News } from './follow-news.ts';
import type { BoxCheck } from './inspect-box.ts';

/** The list as it is shown: the same news twice redraw nothing. */
let shown = '';

/** What was typed, by the field's id: news from the server never wipe it. */
const typedInto = new Map<string, string>();

/** A field whose text survives a redraw. */
function field(id: string, attributes: Attributes): HTMLInputElement {
  const input = h('input', { id, autocomplete: 'off', required: true, ...attributes });
  input.value = typedInto.get(id) ?? '';
  input.addEventListener('input', () => typedInto.set(id, input.value));
  return input;
}

function show(...children: readonly Child[]): void {
  shown = '';
  fill(byId('content'), ...children);
}

function notice(tone: 'ok' | 'warn' | 'stop' | 'info', ...children: readonly Child[]): HTMLElement {
  return h(
    'div',
    { class: `notice ${tone}`, role: tone === 'stop' ? 'alert' : 'status' },
    ...children,
  );
}

function start(): void {
  if (!isSafePlace()) {
    show(
      notice(
        'stop',
        h('p', {}, '当前网址没有加密，别人可以改动这个页面，偷走钥匙，所以不能在这里开箱。'),
        h('p', {}, '请改用加密的网址（https 开头），或者用工作人员 U 盘里的“开箱页”文件打开。'),
      ),
    );
    return;
  }
  const link = readStationLink();
  if (link === null) {
    show(notice('warn', h('p', {}, '这台设备还没有登记。请用工作人员给您的链接打开开箱页。')));
    return;
  }
  const news = followNews(() => list({ link, news }));
  watchStation(link, news.heard);
  news.heard();
}

/** What every step on this page works with; while a box is verified or opened, news are held. */
interface Here {
  readonly link: StationLink;
  readonly news: News;
}

/** Shows every round; false when nobody was reached. */
async function list(here: Here): Promise<boolean> {
  const answer = await callStation<readonly RoundToOpen[]>(here.link, 'GET', '/station/opening');
  const reached = answer.ok || answer.refusal.code !== 'offline';
  if (here.news.isHeld()) return reached;
  if (answer.ok) showRounds(here, answer.value);
  else if (reached) show(notice('stop', h('p', {}, answer.refusal.message)));
  else sayOffline(answer.refusal.message);
  return reached;
}

/** Beside what was last known: a share that was taken is taken, network or not. */
function sayOffline(sentence: string): void {
  shown = '';
  if (document.getElementById('offline') !== null) return;
  byId('content').prepend(h('div', { id: 'offline' }, notice('stop', h('p', {}, sentence))));
}

function showRounds(here: Here, rounds: readonly RoundToOpen[]): void {
  if (rounds.length === 0) {
    show(notice('info', h('p', {}, '现在没有用您的钥匙开箱的轮次。')));
    return;
  }
  const told = JSON.stringify(rounds);
  if (told === shown) return;
  const focused = document.activeElement?.id ?? '';
  show(...rounds.map((round) => card(here, round)));
  shown = told;
  if (focused !== '') document.getElementById(focused)?.focus();
}

function card(here: Here, round: RoundToOpen): HTMLElement {
  const key = heldKey(round.uuid);
  const given = h('p', {}, `已开箱 ${round.given} 人，需要 ${round.needed} 人。`);
  return h(
    'section',
    { class: 'card' },
    h('h2', {}, round.title),
    round.state === 'ready' ? null : notice(toneOf(round), h('p', {}, sentenceOf(round))),
    round.state === 'ready' || round.state === 'opened' ? given : null,
    round.state === 'ready' ? next(here, round, key) : null,
    (round.state === 'destroyed' || round.state === 'void') && key !== null
      ? forget(here, round)
      : null,
  );
}

/** The sentence that the holder of a share was given stays, however often the list is drawn again. */
function sentenceOf({ state, gaveMine, sentence }: RoundToOpen): string {
  return state === 'opened' && gaveMine ? boxOpened : sentence;
}

const boxOpened = '✓ 票箱已开，结果在会场大屏幕上。';

function shareTaken({ given, needed }: Pick<RoundToOpen, 'given' | 'needed'>): string {
  return `✓ 您的份额已收到：${given} / ${needed}，已经公布。还要等其他监票人。`;
}

function toneOf({ state }: RoundToOpen): 'ok' | 'stop' | 'info' {
  return state === 'opened' ? 'ok' : state === 'void' ? 'stop' : 'info';
}

function next(here: Here, round: RoundToOpen, key: HeldKey | null): HTMLElement {
  if (round.gaveMine) {
    return notice('ok', h('p', {}, shareTaken(round)));
  }
  if (key === null) {
    return notice(
      'warn',
      h('p', {}, '这台设备上没有本轮的钥匙。请在“钥匙”页用钥匙文件或者纸质备份导入，再回到这里。'),
    );
  }
  return form(here, round, key);
}

/** Asks for what this device cannot know by itself: the number that was read out in the hall. */
function form(here: Here, round: RoundToOpen, key: HeldKey): HTMLElement {
  const count = field(`count-${round.uuid}`, { inputmode: 'numeric' });
  const typed = field(`fingerprint-${round.uuid}`, {});
  const imported = key.confirmedSetup === null;
  const problem = h('div', {});
  return h(
    'form',
    {
      onsubmit: (event) => {
        event.preventDefault();
        const readOut = Number(count.value.trim());
        if (!/^\d{1,5}$/.test(count.value.trim())) {
          fill(problem, notice('stop', h('p', {}, '请输入会场宣读的张数，如 131。')));
          return;
        }
        const given = imported ? typed.value : null;
        void inspect(here, round, key, readOut, given).catch(() =>
          failed(here, '核验中断了，钥匙没有使用。请再试一次；还是不行，请换一台内存大些的设备。'),
        );
      },
    },
    h('label', { for: count.id }, '会场宣读的电子票张数（看大屏幕）'),
    count,
    imported
      ? [
          notice(
            'info',
            h('p', {}, '钥匙是导入的，这台设备没有核对过设置。请照纸面或者大屏幕输入十二个字。'),
          ),
          h('label', { for: typed.id }, '设置指纹（十二个字）'),
          typed,
        ]
      : h(
          'p',
          { class: 'small' },
          `您核对过的设置指纹：${groupFingerprint(fingerprintOf(key.confirmedSetup ?? ''))}`,
        ),
    problem,
    h('button', { class: 'btn', type: 'submit' }, '核验票箱'),
  );
}

function forget({ news }: Here, round: RoundToOpen): HTMLElement {
  return h(
    'button',
    {
      class: 'btn quiet',
      type: 'button',
      onclick: () => {
        forgetKeys([round.uuid]);
        news.heard();
      },
    },
    '删除这台设备上的钥匙',
  );
}

async function download({ origin }: StationLink, path: string): Promise<Response | null> {
  try {
    const response = await fetch(origin + path, { credentials: 'omit', cache: 'no-store' });
    return response.ok ? response : null;
  } catch {
    return null;
  }
}

/** Downloads the files and verifies everything; then, and only then, offers to open. */
async function inspect(
  here: Here,
  round: RoundToOpen,
  key: HeldKey,
  readOut: number,
  typedFingerprint: string | null,
): Promise<void> {
  here.news.hold();
  const state = h('p', { role: 'status' }, '正在下载票箱文件……');
  show(h('section', { class: 'card' }, h('h2', {}, round.title), state));
  const archive = await download(here.link, `/b/${round.uuid}/archive`);
  const side = await download(here.link, `/b/${round.uuid}/proofs`);
  const bytes = archive === null ? null : new Uint8Array(await archive.arrayBuffer());
  if (bytes === null || side === null) {
    failed(here, '票箱文件没有下载下来。请检查网络，再试一次。');
    return;
  }
  const proofs = await side.text();
  const crew = startCrew();
  const read = await crew.ask({ kind: 'read', bytes });
  const total = read?.ballots.length ?? 0;
  const progress = (done: number) => fill(state, `正在核验选票：${done} / ${total} 张`);
  progress(0);
  const checked =
    read === null ? [] : await crew.checkBallots(read.election, read.ballots, progress);
  fill(state, '正在核验设置、合计和证明……');
  const { checks, tallyHash } = await crew.ask({
    kind: 'inspect',
    input: {
      bytes,
      proofs,
      uuid: key.uuid,
      // From the key itself, not from the server: the server's key is the first.
      owner: key.position + 1,
      secret: BigInt(key.secret),
      trusteesHash: key.trusteesHash,
      rehearsal: key.rehearsal,
      confirmedSetup: key.confirmedSetup,
      typedFingerprint,
      readOut,
      usedTally: key.usedTally,
    },
    checked,
  });
  if (tallyHash === null) {
    failed(here, '有核验不通过，钥匙没有使用。请把这个页面给总监票人看。', checks);
    return;
  }
  offer(here, round, key, crew, checks, tallyHash);
}

function lines(checks: readonly BoxCheck[]): HTMLElement {
  return h(
    'ol',
    { class: 'checks' },
    ...checks.map(({ ok, text, failures }) =>
      h(
        'li',
        { class: ok ? 'ok' : 'stop' },
        h('span', { class: 'mark', 'aria-hidden': 'true' }, ok ? '✓' : '✕'),
        h('span', {}, ok ? text : `${text}：不成立`),
        ...failures.slice(0, 5).map((failure) => h('span', { class: 'small' }, failure)),
      ),
    ),
  );
}

function failed(here: Here, sentence: string, checks: readonly BoxCheck[] = []): void {
  show(
    h(
      'section',
      { class: 'card' },
      notice('stop', h('p', {}, sentence)),
      checks.length === 0 ? null : lines(checks),
      back(here),
    ),
  );
}

function back({ news }: Here): HTMLElement {
  return h('button', { class: 'btn quiet', type: 'button', onclick: news.release }, '返回');
}

function offer(
  here: Here,
  round: RoundToOpen,
  key: HeldKey,
  crew: Crew,
  checks: readonly BoxCheck[],
  tallyHash: string,
): void {
  const button = h(
    'button',
    {
      class: 'btn',
      type: 'button',
      onclick: () => {
        button.disabled = true;
        void give(here, round, key, crew, tallyHash).catch(() =>
          failed(here, '开箱中断了，份额没有送出。请返回再试一次。'),
        );
      },
    },
    '用我的钥匙开箱',
  );
  show(
    h(
      'section',
      { class: 'card' },
      h('h2', {}, round.title),
      notice('ok', h('p', {}, '全部核验通过。')),
      lines(checks),
      h('p', {}, '这把钥匙只会用在这个合计上，不能打开任何一张单独的选票。'),
      button,
      back(here),
    ),
  );
}

/** Marks the key as used, on stable storage, before anything leaves the device. */
async function give(
  here: Here,
  round: RoundToOpen,
  key: HeldKey,
  crew: Crew,
  tallyHash: string,
): Promise<void> {
  const known = heldKey(key.uuid);
  if (known === null || (known.usedTally !== null && known.usedTally !== tallyHash)) {
    failed(here, '这把钥匙已经用在另一个合计上，没有再用。请立即报告总监票人。');
    return;
  }
  try {
    saveKeys([{ ...known, usedTally: tallyHash }]);
  } catch {
    failed(here, '浏览器没有保存“钥匙已使用”的记号，没有开箱。请换一台设备，导入钥匙再试。');
    return;
  }
  const share = await crew.ask({
    kind: 'share',
    owner: key.position + 1,
    secret: BigInt(key.secret),
  });
  if (share === null) {
    failed(here, '份额没有做成，没有开箱。请刷新页面再试。');
    return;
  }
  const sent: ShareSent = { actId: newActId(), ...share };
  await send(here, round, sent);
}

async function send(here: Here, round: RoundToOpen, sent: ShareSent): Promise<void> {
  show(notice('info', h('p', { role: 'status' }, '正在送出份额，服务器正在核验……')));
  const path = `/station/rounds/${round.roundId}/share`;
  const answer = await callStation<ShareTaken>(here.link, 'POST', path, sent);
  if (answer.ok) {
    const sentence = answer.value.opened ? boxOpened : shareTaken(answer.value);
    show(notice('ok', h('p', {}, sentence)));
    // Others may have opened the box while this answer was on its way.
    here.news.release();
    return;
  }
  const again = h(
    'button',
    { class: 'btn', type: 'button', onclick: () => void send(here, round, sent) },
    '再送一次（同一份）',
  );
  show(
    h(
      'section',
      { class: 'card' },
      notice('stop', h('p', {}, answer.refusal.message)),
      answer.refusal.code === 'offline' ? again : null,
      back(here),
    ),
  );
}

start();
