import { h } from '../parts/dom.ts';
import { hasCamera, readBackupFile, scanQr } from './qr-codes.ts';

/** The fields from which a backup is read: file or picture, pasted text, camera. */
export interface BackupFields {
  readonly element: HTMLElement;
  /** The text given, from wherever; the empty string when nothing is. */
  readonly read: () => Promise<string>;
}

/** Makes the fields; `prefix` keeps their ids apart from others on the page. */
export function backupFields(prefix: string): BackupFields {
  const file = h('input', {
    id: `${prefix}-file`,
    type: 'file',
    accept: '.txt,text/plain,image/*',
  });
  const pasted = h('textarea', { id: `${prefix}-text`, rows: 3, autocomplete: 'off' });
  const video = h('video', { class: 'scanner', playsinline: true, hidden: true });
  const said = h('p', { class: 'small', role: 'status' });
  let stop: (() => void) | null = null;
  const scan = async () => {
    stop?.();
    video.hidden = false;
    try {
      stop = await scanQr(video, (text) => {
        pasted.value = text;
        video.hidden = true;
        said.textContent = '已扫到备份。';
      });
    } catch {
      video.hidden = true;
      said.textContent = '相机打不开。请选择文件或照片，或粘贴备份文字。';
    }
  };
  const element = h(
    'div',
    { class: 'sheet' },
    h(
      'div',
      { class: 'field' },
      h('label', { for: `${prefix}-file` }, '备份文件，或二维码的照片'),
      file,
    ),
    h('div', { class: 'field' }, h('label', { for: `${prefix}-text` }, '或粘贴备份文字'), pasted),
    hasCamera() &&
      h('button', { type: 'button', class: 'btn quiet', onclick: () => void scan() }, '用相机扫码'),
    video,
    said,
  );
  const read = async () => {
    const chosen = file.files?.[0];
    return chosen === undefined ? pasted.value : await readBackupFile(chosen);
  };
  return { element, read };
}

/** The field of the passphrase, with its own id. */
export function passphraseField(prefix: string): {
  readonly element: HTMLElement;
  readonly input: HTMLInputElement;
} {
  const input = h('input', {
    id: `${prefix}-passphrase`,
    type: 'text',
    inputmode: 'numeric',
    autocomplete: 'off',
    maxlength: 40,
    'aria-describedby': `${prefix}-hint`,
  });
  const element = h(
    'div',
    { class: 'field' },
    h('label', { for: `${prefix}-passphrase` }, '口令'),
    h('p', { id: `${prefix}-hint`, class: 'small' }, '20 位数字，空格可写可不写'),
    input,
  );
  return { element, input };
}
