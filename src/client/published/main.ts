import { sha256Hex } from '../../ballot/hash.ts';
import { byId, fill, h } from '../parts/dom.ts';

/** The page of published files: compares files that the reader holds with the list on it. */

function titleOf(hash: string): string | null {
  const row = document.querySelector(`[data-sha256="${hash}"]`);
  return row?.querySelector('h3')?.textContent ?? null;
}

async function compare(file: File): Promise<HTMLElement> {
  const hash = sha256Hex(new Uint8Array(await file.arrayBuffer()));
  const title = titleOf(hash);
  return h(
    'li',
    {},
    h(
      'p',
      { class: `notice ${title === null ? 'stop' : 'ok'}` },
      title === null
        ? `✗ ${file.name}：清单里没有这个文件。可能是别的版本，也可能被改过，不要使用。`
        : `✓ ${file.name}：与清单里的“${title}”一字节不差。`,
    ),
    h('p', { class: 'code' }, hash),
  );
}

const chooser = byId('files');
chooser.addEventListener('change', () => {
  if (!(chooser instanceof HTMLInputElement)) return;
  void Promise.all([...(chooser.files ?? [])].map(compare)).then(
    (rows) => fill(byId('compared'), rows),
    () => fill(byId('compared'), h('li', {}, '文件读不出来，请重新选一次。')),
  );
});

// Opened from a disk, the page has no server to download from.
if (location.protocol === 'file:') {
  for (const link of document.querySelectorAll<HTMLElement>('[data-download]')) link.hidden = true;
}
