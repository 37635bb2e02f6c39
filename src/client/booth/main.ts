import { readSlipAddress } from '../ballot/fragment.ts';
import { openFrame } from '../ballot/frame.ts';
import { keepNothing } from '../ballot/kept.ts';
import { runBallot } from '../ballot/run-ballot.ts';
import { heading, mainButton, quietButton } from '../ballot/screens/screen.ts';
import { openRounds } from '../ballot/site.ts';
import { byId, h } from '../parts/dom.ts';
import { type Camera, mayUseCamera, openCamera } from './camera.ts';
import { boothTimes, idleStep } from './idle.ts';

/**
 * The booth (共用投票台): one tablet for deputies without a phone of their own. Nothing is stored, and between
 * two deputies the worker is ended and the page emptied.
 */
const frame = openFrame();
const countdown = byId('countdown');
let running: { readonly end: () => void } | null = null;
let camera: Camera | null = null;
let where: 'rest' | 'voting' | 'casting' | 'ended' = 'rest';
let touched = Date.now();
/** Grows with every clearing, so that nothing late from before comes back. */
let turn = 0;

/** The round that typed slips are for; it stands in the address so that a reload keeps it. */
function roundOfBooth(): string | null {
  return /^#u=([1-9A-HJ-NP-Za-km-z]{14})$/.exec(location.hash)?.[1] ?? null;
}

function leave(): void {
  turn += 1;
  camera?.stop();
  camera = null;
  running?.end();
  running = null;
  countdown.hidden = true;
  document.documentElement.dataset.size = 'large';
  byId('size').setAttribute('aria-pressed', 'true');
}

function touch(): void {
  touched = Date.now();
  if (where !== 'ended') countdown.hidden = true;
}

/** Between two deputies. */
function rest(): void {
  leave();
  where = 'rest';
  const uuid = roundOfBooth();
  if (uuid === null) {
    void chooseRound();
    return;
  }
  frame.title('共用投票台', '请一位一位来，其他人请退后');
  const note = h('p', { class: 'notice warn', role: 'alert', hidden: true });
  const video = h('video', { playsinline: true, class: 'camera', 'aria-label': '摄像头画面' });
  video.hidden = true;
  const scan = mainButton('扫描票码', () => void look(uuid, video, note, scan));
  frame.show(
    {
      content: [
        heading('请投票'),
        h('p', {}, '扫描或者输入您抽到的票码。投完以后屏幕会自动清空，不留下任何内容。'),
        note,
        video,
        h(
          'div',
          { class: 'actions' },
          mayUseCamera() ? scan : null,
          quietButton('输入票码', () => vote(uuid, null)),
        ),
      ],
    },
    true,
  );
}

async function look(
  uuid: string,
  video: HTMLVideoElement,
  note: HTMLElement,
  scan: HTMLButtonElement,
): Promise<void> {
  const mine = turn;
  scan.disabled = true;
  video.hidden = false;
  where = 'voting';
  touch();
  const say = (sentence: string) => {
    note.textContent = sentence;
    note.hidden = false;
  };
  const opened = await openCamera(video, (text) => {
    const read = readSlipAddress(text);
    if (read === null) say('这不是票码。请把票码纸上的二维码对准摄像头。');
    else if (read.uuid !== uuid) say('这张票码不是本轮的。请核对票码的颜色和轮次。');
    else vote(uuid, read.fragment);
  });
  if (mine !== turn) {
    opened?.stop();
    return;
  }
  camera = opened;
  if (opened !== null) return;
  video.hidden = true;
  say('打不开摄像头。请改用输入票码。');
}

function vote(uuid: string, fragment: Parameters<typeof runBallot>[0]['fragment'] | null): void {
  leave();
  where = 'voting';
  touch();
  running = runBallot({
    ...{ uuid, frame, keeper: keepNothing, own: false },
    fragment: fragment ?? { slip: null, electionHash: null },
    entered: ({ at }) => {
      touched = Date.now();
      where = at === 'casting' ? 'casting' : at === 'done' || at === 'stopped' ? 'ended' : 'voting';
    },
    again: null,
  });
}

/** At the start: which round this tablet is for. */
async function chooseRound(): Promise<void> {
  const mine = turn;
  let rounds: Awaited<ReturnType<typeof openRounds>> = [];
  try {
    rounds = await openRounds(new AbortController().signal);
  } catch {
    // No network: the page says so and asks again.
  }
  if (mine !== turn) return;
  frame.title('共用投票台', '工作人员先选定本台用于哪一轮');
  const set = (uuid: string) => {
    history.replaceState(null, '', `${location.pathname}#u=${uuid}`);
    rest();
  };
  frame.show(
    {
      content: [
        heading('这台平板用于哪一轮？'),
        rounds.length === 0 ? h('p', {}, '现在没有等待投票的电子票轮次，或者网络不通。') : null,
        rounds.map(({ uuid, congress, meeting, title }) =>
          h(
            'button',
            { type: 'button', class: 'btn quiet', onclick: () => set(uuid) },
            `${title}（${meeting}，${congress}）`,
          ),
        ),
        h(
          'div',
          { class: 'actions' },
          quietButton('刷新', () => void chooseRound()),
        ),
      ],
    },
    true,
  );
}

for (const event of ['pointerdown', 'keydown', 'scroll']) {
  window.addEventListener(event, touch, { passive: true, capture: true });
}
setInterval(() => {
  const step = idleStep(boothTimes, where, Date.now() - touched);
  if (step.is === 'clear') rest();
  if (step.is !== 'count') return;
  countdown.textContent =
    where === 'ended'
      ? `${step.seconds} 秒后清空屏幕`
      : `还在投票吗？请点一下屏幕，否则 ${step.seconds} 秒后清空，票码没有用掉。`;
  countdown.hidden = false;
}, 500);
byId('clear').addEventListener('click', () => {
  if (where !== 'casting') rest();
});
byId('full').addEventListener('click', () => {
  void document.documentElement.requestFullscreen?.().catch(() => undefined);
});
document.documentElement.dataset.started = 'true';
rest();
