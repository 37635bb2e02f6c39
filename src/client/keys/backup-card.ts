import type { CeremonySeen, KeysSeen } from '../../wire/keys.ts';
import { newActId } from '../parts/act-id.ts';
import { fill, h } from '../parts/dom.ts';
import { heldKeys } from '../parts/key-store.ts';
import { callStation, type StationLink } from '../parts/station.ts';
import type { BackupContent } from './backup-format.ts';
import { createPassphrase, groupPassphrase, readPassphrase } from './passphrase.ts';
import { drawQr } from './qr-codes.ts';
import { runTask } from './run-task.ts';
import { backupFields, passphraseField } from './show-import.ts';

/** What this device holds of a ceremony, as its backup will. */
function contentOf(ceremony: CeremonySeen): BackupContent | null {
  const keys = heldKeys().filter((key) => key.ceremonyId === ceremony.ceremonyId);
  const [first] = keys;
  if (first === undefined) return null;
  const { ceremonyId, position, rehearsal, meeting, holder } = first;
  return {
    ...{ ceremonyId, position, rehearsal, meeting, holder },
    keys: keys.map(({ uuid, secret, trusteesHash }) => ({ uuid, secret, trusteesHash })),
  };
}

/**
 * The backup in three pages: the passphrase and the code; reading both back; done. It is reported only
 * when what was saved could be opened again with what was written down.
 */
export function backupCard(
  link: StationLink,
  seen: KeysSeen,
  ceremony: CeremonySeen,
  reported: () => void,
): HTMLElement {
  const card = h('section', { class: 'card', 'aria-label': '备份' });
  const content = contentOf(ceremony);
  const begin = () => {
    fill(
      card,
      h('h2', {}, '保存备份'),
      h(
        'p',
        {},
        '设备会丢、会坏。请现在保存一份加密的备份，口令另外抄在纸上；两样都在，才能在别的设备上恢复钥匙。',
      ),
      h('button', { type: 'button', class: 'btn', onclick: () => void make() }, '生成备份和口令'),
    );
  };
  const make = async () => {
    if (content === null) return;
    fill(card, h('h2', {}, '保存备份'), h('p', {}, '正在加密……'));
    const passphrase = createPassphrase((length) => crypto.getRandomValues(new Uint8Array(length)));
    const code = await runTask('seal', { content, passphrase });
    showMade(card, { seen, code, passphrase, next: () => prove(code) });
  };
  const prove = (code: string) =>
    showProof(card, {
      ...{ link, ceremony, code, reported },
      expected: JSON.stringify(content),
      again: () => void make(),
    });
  begin();
  return card;
}

function showMade(
  card: HTMLElement,
  made: {
    readonly seen: KeysSeen;
    readonly code: string;
    readonly passphrase: string;
    readonly next: () => void;
  },
): void {
  const { seen, code } = made;
  const title = `${seen.meeting}　${seen.name}　钥匙备份`;
  const text = `${title}\n加密的钥匙，连同口令才能用；不要与口令放在一起。\n${code}\n`;
  const file = URL.createObjectURL(new Blob([text], { type: 'text/plain;charset=utf-8' }));
  fill(
    card,
    h('h2', { class: 'noprint' }, '保存备份'),
    h('p', { class: 'noprint' }, '一、把口令抄在纸上（不要拍照，不要存在手机里）：'),
    h('p', { class: 'passphrase noprint', 'aria-label': '口令' }, groupPassphrase(made.passphrase)),
    h('p', { class: 'noprint' }, '二、保存备份文件，或打印二维码（至少做一样，最好两样都做）：'),
    h(
      'div',
      { class: 'actions noprint' },
      h('a', { class: 'btn', href: file, download: `钥匙备份-${seen.name}.txt` }, '保存备份文件'),
      h('button', { type: 'button', class: 'btn quiet', onclick: () => print() }, '打印二维码'),
    ),
    h(
      'div',
      { class: 'sheet' },
      h('p', {}, title),
      drawQr(code, '钥匙备份二维码'),
      h('p', { class: 'small' }, '加密的钥匙，连同口令才能用；不要与口令放在一起。'),
      h(
        'details',
        {},
        h('summary', { class: 'noprint' }, '备份文字（不能保存文件时，复制到安全的地方）'),
        h('p', { class: 'code' }, code),
      ),
    ),
    h('button', { type: 'button', class: 'btn noprint', onclick: made.next }, '都已保存，开始试读'),
  );
}

const proofFaults = {
  'no-code': '没有找到备份。请选择刚才保存的文件，或扫描打印的二维码。',
  'other-version': '这份备份是别的版本的程序保存的。',
  wrong: '打不开：口令不对，或者备份不完整。请核对抄写的口令；仍不行的，重新生成备份。',
} as const;

function showProof(
  card: HTMLElement,
  proof: {
    readonly link: StationLink;
    readonly ceremony: CeremonySeen;
    readonly code: string;
    readonly expected: string;
    readonly again: () => void;
    readonly reported: () => void;
  },
): void {
  const fields = backupFields('proof');
  const passphrase = passphraseField('proof');
  const onlyPrinted = h('input', { type: 'checkbox', id: 'proof-printed' });
  const said = h('p', { class: 'notice warn', role: 'alert', hidden: true });
  const button = h('button', { type: 'submit', class: 'btn' }, '试读');
  const say = (sentence: string) => {
    said.hidden = false;
    said.textContent = sentence;
    button.disabled = false;
  };
  const actId = newActId();
  const check = async () => {
    button.disabled = true;
    const digits = readPassphrase(passphrase.input.value);
    if (digits === null) return say('口令是 20 位数字，请对照抄写的纸输入。');
    const text = onlyPrinted.checked ? proof.code : await fields.read();
    const opened = await runTask('unseal', { text, passphrase: digits });
    if (!opened.ok) return say(proofFaults[opened.fault]);
    if (JSON.stringify(opened.value) !== proof.expected) {
      return say('这是另一次的备份，不是刚才保存的。请重新选择。');
    }
    const body = { actId, ceremonyId: proof.ceremony.ceremonyId, items: [] };
    const answer = await callStation(proof.link, 'POST', '/station/ceremony/backup', body);
    if (!answer.ok) return say(answer.refusal.message);
    proof.reported();
  };
  fill(
    card,
    h('h2', {}, '试读备份'),
    h('p', {}, '现在用保存的文件（或打印的二维码）和抄写的口令试着打开一次，确认以后真的能恢复。'),
    h(
      'form',
      {
        class: 'sheet',
        onsubmit: (event) => {
          event.preventDefault();
          void check();
        },
      },
      fields.element,
      h(
        'div',
        { class: 'check' },
        onlyPrinted,
        h('label', { for: 'proof-printed' }, '我只打印了二维码，这台设备没有相机'),
      ),
      passphrase.element,
      said,
      h(
        'div',
        { class: 'actions' },
        button,
        h(
          'button',
          { type: 'button', class: 'btn quiet', onclick: proof.again },
          '口令没抄好，重新生成',
        ),
      ),
    ),
  );
}
