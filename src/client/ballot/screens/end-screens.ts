import { h } from '../../parts/dom.ts';
import type { Trouble } from '../delivery.ts';
import type { Screen } from '../flow.ts';
import { shortTracker } from '../tracker-words.ts';
import { type Built, heading, quietButton } from './screen.ts';

const troubles: Readonly<Record<Trouble, string>> = {
  offline: '网络不通，还没有收到回执。本页会一直自动重试，同一张票重发多少次也只算一张。',
  busy: '此刻投票的人太多，正在排队。本页会自动重发。',
  interrupted: '投票暂时中断。请留在本页，恢复后会自动投递。',
  'receipts-broken':
    '服务器开不出收票回执，因此没有收下选票。请告诉工作人员；修好后本页会自动重发。',
};

/** While the ballot is on its way. */
export function castingScreen(screen: Extract<Screen, { at: 'casting' }>): Built {
  const { trouble, attempts } = screen;
  return {
    content: [
      heading('正在投递，请不要关闭'),
      h('div', { class: 'turning', 'aria-hidden': 'true' }),
      h(
        'p',
        { class: trouble === null ? '' : 'notice warn', role: 'status' },
        trouble === null ? '选票已经加密，正在送往票箱。' : troubles[trouble],
      ),
      trouble === null ? null : h('p', { class: 'small' }, `已经试了 ${attempts} 次。`),
    ],
  };
}

/** What the end works with. */
export interface DoneTasks {
  readonly tracker: string;
  /** Draws the picture to keep; null where the browser cannot, absent where nothing may be kept. */
  readonly picture?: () => string | null;
  /** What the deputy does now. */
  readonly goodbye: string;
  /** Asks the box again: true when the ballot is there. Throws when nothing came back. */
  readonly ask: () => Promise<boolean>;
}

/** The one unmistakable end. */
export function doneScreen({ tracker, goodbye, picture, ask }: DoneTasks): Built {
  const answer = h('p', { role: 'status' });
  const kept = h('div', {});
  const again = async () => {
    answer.textContent = '正在查…';
    try {
      answer.textContent = (await ask())
        ? '查过了：您的票在票箱里。'
        : '票箱里没有找到这张票，请立即举手告诉监票人。';
    } catch {
      answer.textContent = '网络不通，没有查成；不影响您已经投出的票。';
    }
  };
  const keep = () => {
    const address = picture?.() ?? null;
    if (address === null) {
      kept.textContent = '这个浏览器画不出图片。请用笔记下核对码的前 12 个字符。';
      return;
    }
    const image = h('img', { src: address, alt: `核对码 ${tracker} 和收票回执的图片` });
    const link = h(
      'a',
      { class: 'btn quiet', href: address, download: `核对码-${tracker.slice(0, 4)}.png` },
      '下载图片',
    );
    kept.replaceChildren(h('p', { class: 'small' }, '长按图片可以保存，或者'), link, image);
  };
  return {
    content: [
      h(
        'div',
        { class: 'end' },
        h('div', { class: 'tick', 'aria-hidden': 'true' }),
        h('h2', { tabindex: -1, id: 'heading', class: 'big' }, '已投入票箱'),
        h('p', {}, '您的票已加密保存。', h('b', {}, goodbye)),
      ),
      h(
        'section',
        { class: 'card' },
        h('p', { class: 'small' }, '核对码（看不出您选了什么）'),
        h('p', { class: 'code' }, shortTracker(tracker)),
        h('p', { class: 'small' }, tracker),
        h(
          'p',
          { class: 'small' },
          '凭它随时可以在公开票箱中查到您的票。没有人能从核对码看出您的选择。',
        ),
      ),
      h('div', { class: 'actions' }, [
        picture === undefined ? null : quietButton('保存图片', keep),
        quietButton('再查一次', () => void again()),
      ]),
      answer,
      kept,
    ],
  };
}

/** Titles and advice for whoever cannot go on. */
const stops: Readonly<Record<string, readonly [title: string, advice: string]>> = {
  'wrong-round': ['不是本轮的票码', '请核对票码的颜色和轮次，重新扫描本轮的票码。'],
  closed: ['投票已经结束', '票箱已封，不能再投。您没有投出的票不计入。'],
  'round-void': ['本轮电子投票已经作废', '请听主持人安排，不要离开会场。'],
  'slip-unknown': ['票码没有登记', '本轮公布的票码里没有这一张。请举手告诉监票人，换一张票码。'],
  'slip-void': ['票码已经作废', '请举手告诉监票人，换一张票码。'],
  'slip-used': [
    '这张票码已经投过票',
    '若不是您本人投的，请立即举手告诉监票人。一张票码只能投一次。',
  ],
  'ballot-invalid': [
    '选票没有通过核验',
    '请重新扫描票码再投一次；仍然不行的，请到共用投票台投票。',
  ],
  'other-election': [
    '选票内容与票码不符',
    '这里的选票不是票码上登记的那一份，请不要投票，立即举手告诉监票人。',
  ],
  'other-receipt-key': [
    '收票回执的公钥不对',
    '服务器给这部手机的回执公钥，与本轮设置里写明的不同，将来的回执不能作证。请不要投票，立即举手告诉监票人。票码没有用掉。',
  ],
  'receipt-wrong': [
    '收票回执核验不通过',
    '服务器给的回执不是本轮的钥匙签的，不能证明票已入箱。请立即举手告诉监票人，不要关闭本页。',
  ],
  'browser-too-old': [
    '这个浏览器太旧，不能投票',
    '请用手机自带的相机或较新的浏览器重新扫描票码，或者到共用投票台投票。票码没有用掉。',
  ],
  other: ['现在不能投票', '请举手告诉监票人。'],
};

/** Where a deputy cannot go on: what is so, and what to do. */
export function stoppedScreen(
  { code, message }: Extract<Screen, { at: 'stopped' }>,
  again: (() => void) | null,
): Built {
  const [title, advice] = stops[code] ?? stops.other ?? ['', ''];
  return {
    content: [
      heading(title),
      h('p', { class: 'notice stop', role: 'alert' }, advice),
      message === '' || (code !== 'ballot-invalid' && code !== 'other')
        ? null
        : h('p', { class: 'small' }, message),
    ],
    ...(again === null
      ? {}
      : { foot: h('div', { class: 'foot' }, quietButton('输入另一张票码', again)) }),
  };
}

/** Not open yet, or interrupted. */
export function waitingScreen(state: 'waiting' | 'interrupted'): Built {
  return {
    content: [
      heading(state === 'waiting' ? '还没有开始投票' : '投票暂时中断'),
      h('div', { class: 'turning', 'aria-hidden': 'true' }),
      h(
        'p',
        { role: 'status' },
        state === 'waiting'
          ? '票码已经读到。主持人宣布开始后，本页会自动打开选票，不需要刷新，也不需要重新扫码。'
          : '请留在本页，恢复后会自动打开选票，不需要重新扫码。',
      ),
    ],
  };
}

/** Before the round is there. */
export function loadingScreen(reached: boolean): Built {
  return {
    content: [
      heading(reached ? '正在打开选票…' : '连不上服务器'),
      h('div', { class: 'turning', 'aria-hidden': 'true' }),
      h(
        'p',
        { role: 'status' },
        reached
          ? '请稍候。'
          : '请检查手机网络。本页会自动再试，不需要重新扫码；一直连不上的，请到共用投票台投票。',
      ),
    ],
  };
}
