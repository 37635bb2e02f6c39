import { h } from '../parts/dom.ts';
import { heldKey, heldKeys, saveKeys } from '../parts/key-store.ts';
import { readPassphrase } from './passphrase.ts';
import { runTask } from './run-task.ts';
import { backupFields, passphraseField } from './show-import.ts';

const faults = {
  'no-code': '没有找到备份。请选择备份文件、二维码的照片，或粘贴备份文字。',
  'other-version': '这份备份是别的版本的程序保存的，请用当时的页面打开。',
  wrong: '打不开：口令不对，或者备份不完整。请核对口令和备份。',
} as const;

/** Restores keys on this device from their backup; `restored` is called when they are saved. */
export function importCard(restored: () => void): HTMLElement {
  const fields = backupFields('import');
  const passphrase = passphraseField('import');
  const said = h('p', { class: 'notice', role: 'status', hidden: true });
  const button = h('button', { type: 'submit', class: 'btn' }, '恢复钥匙');
  const say = (tone: 'ok' | 'warn', sentence: string) => {
    said.className = `notice ${tone}`;
    said.hidden = false;
    said.textContent = sentence;
    button.disabled = false;
  };
  const restore = async () => {
    button.disabled = true;
    const digits = readPassphrase(passphrase.input.value);
    if (digits === null) return say('warn', '口令是 20 位数字，请对照抄写的纸输入。');
    const opened = await runTask('unseal', { text: await fields.read(), passphrase: digits });
    if (!opened.ok) return say('warn', faults[opened.fault]);
    const { keys, ...common } = opened.value;
    const strange = heldKeys().some(
      (key) => key.ceremonyId === common.ceremonyId && key.position !== common.position,
    );
    if (strange) return say('warn', '这台设备上已有另一名监票人的钥匙，请换一台设备。');
    try {
      saveKeys(
        keys.map((key) => ({
          ...common,
          ...key,
          // What this device has already confirmed or opened with the key stays known.
          confirmedSetup: heldKey(key.uuid)?.confirmedSetup ?? null,
          usedTally: heldKey(key.uuid)?.usedTally ?? null,
        })),
      );
    } catch {
      return say('warn', '这个浏览器不让保存数据（可能是无痕模式）。请换普通窗口或换一台设备。');
    }
    passphrase.input.value = '';
    say('ok', `已恢复${common.holder}的钥匙 ${keys.length} 组。`);
    restored();
  };
  return h(
    'details',
    { class: 'card' },
    h('summary', {}, '换了设备：从备份恢复钥匙'),
    h(
      'form',
      {
        class: 'sheet',
        onsubmit: (event) => {
          event.preventDefault();
          void restore();
        },
      },
      fields.element,
      passphrase.element,
      said,
      button,
    ),
  );
}
