import { deriveCredential } from '../../ballot/credential.ts';
import { createGroup } from '../../ballot/group/group.ts';
import { fill, h } from '../parts/dom.ts';
import { watchCamera } from './camera.ts';
import { button, notice } from './page-frame.ts';
import { readSlip } from './slip-text.ts';

/** What the page holds a scanned slip against, and what it does with it. */
export interface Scanning {
  readonly uuid: string;
  /** Public keys of the published list, and those that are void. */
  readonly listed: ReadonlySet<string>;
  readonly voided: ReadonlySet<string>;
  /** Takes a slip by its public key; a sentence when it was scanned before. */
  readonly take: (publicKey: string) => { readonly ok: boolean; readonly message: string };
}

const group = createGroup();

/**
 * A field that slips are scanned into: by a hand-held scanner (it types and ends with Enter), by hand, or
 * by the camera. The slip is turned into its public key here and at once forgotten.
 */
export function scanner(scanning: Scanning): { element: HTMLElement; stop: () => void } {
  const said = h('div', { 'aria-live': 'polite', class: 'said' });
  const input = h('input', {
    ...{ id: 'slip', autocomplete: 'off', autocapitalize: 'off', spellcheck: 'false', lang: 'en' },
  });
  let lastSeen = '';
  const enter = (text: string) => {
    const { ok, message } = judge(scanning, text);
    fill(said, notice(ok ? 'ok' : 'stop', message));
  };
  const form = h(
    'form',
    { class: 'scan' },
    h('label', { for: 'slip' }, '用扫码枪扫描，或输入 15 个字符后按回车'),
    input,
    h('button', { class: 'btn quiet' }, '登记这一份'),
  );
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const text = input.value;
    input.value = '';
    input.focus();
    if (text.trim() !== '') enter(text);
  });
  const video = h('video', { hidden: true, muted: true, playsinline: true });
  let stop = () => {};
  const open = button(
    '用摄像头扫描',
    async () => {
      const opened = await watchCamera(video, (text) => {
        // The camera sees one slip many times.
        if (text !== lastSeen) enter(text);
        lastSeen = text;
      });
      if (opened === null) fill(said, notice('stop', '打不开摄像头，请用扫码枪或者手工输入。'));
      else {
        stop = opened;
        open.hidden = true;
      }
    },
    true,
  );
  const element = h('div', { class: 'scanner' }, form, said, video, open);
  return { element, stop: () => stop() };
}

function judge(scanning: Scanning, text: string) {
  const reading = readSlip(text, scanning.uuid);
  if (!reading.ok) return reading;
  const { publicKey } = deriveCredential(group, scanning.uuid, reading.credential);
  const key = String(publicKey);
  if (!scanning.listed.has(key)) {
    return { ok: false, message: '这一份不在公布的清单上，没有登记。请单独放开，报告总监票人。' };
  }
  if (scanning.voided.has(key)) {
    return { ok: false, message: '这一份以前已经作废，不用再登记。' };
  }
  return scanning.take(key);
}
