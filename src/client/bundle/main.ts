import { byId, fill, h } from '../parts/dom.ts';
import { startThread, verifyInThreads } from '../verify/threads.ts';
import { checkBundle } from './check-bundle.ts';
import { reportElements, reportText } from './show-report.ts';

/** The compiled `worker.ts`, put in by the build, so that a copied page has it too. */
declare const WORKER_SOURCE: string;

/** Larger bundles do not fit into the memory of a phone; the command for auditors takes them. */
const largestBundle = 1024 ** 3;

let given: File | null = null;

function refuse(sentence: string | null): void {
  byId('refused').hidden = sentence === null;
  fill(byId('refused'), sentence);
}

function choose(file: File | null): void {
  given = file;
  refuse(null);
  fill(byId('chosen'), file === null ? '还没有选文件。' : `已选：${file.name}`);
}

/** The typed key; null when none was typed, undefined when it cannot be one. */
function typedKey(): string | null | undefined {
  const field = byId('key');
  const typed = field instanceof HTMLInputElement ? field.value : '';
  const plain = typed.normalize('NFKC').replace(/\s/g, '').toLowerCase();
  if (plain === '') return null;
  return /^[0-9a-f]{64}$/.test(plain) ? plain : undefined;
}

async function verify(): Promise<void> {
  refuse(null);
  byId('report').hidden = true;
  const publicKey = typedKey();
  if (given === null) return refuse('还没有选资料包。请选一个 .zip 文件。');
  if (given.size > largestBundle) {
    return refuse('这个文件太大，这一页算不了。请在电脑上用命令行核验，见审计监督手册。');
  }
  if (publicKey === undefined) return refuse('公钥应为 64 个字符（0 到 9、a 到 f），请核对。');
  byId('progress').hidden = false;
  const first = startThread(WORKER_SOURCE);
  const more = Math.max(0, Math.min((navigator.hardwareConcurrency ?? 1) - 1, 7));
  const threads = [
    first,
    ...Array.from({ length: more }, () => startThread(WORKER_SOURCE)),
  ] as const;
  try {
    const bytes = new Uint8Array(await given.arrayBuffer());
    const report = await checkBundle(bytes, {
      publicKey,
      verifyArchive: (archive, { strongProofs, fingerprint, stage }) =>
        verifyInThreads(
          threads,
          archive,
          {
            ...(strongProofs === undefined ? {} : { strongProofs }),
            ...(fingerprint === undefined ? {} : { fingerprint }),
            ...(stage === undefined ? {} : { stage }),
          },
          () => undefined,
        ),
    });
    const text = reportText(report, given.name);
    const address = URL.createObjectURL(new Blob([text], { type: 'text/plain;charset=utf-8' }));
    const keep = h(
      'a',
      { class: 'btn quiet', href: address, download: '核验记录.txt' },
      '保存核验记录',
    );
    fill(byId('report'), reportElements(report), h('p', {}, keep));
    byId('report').hidden = false;
    byId('report').focus();
  } catch {
    refuse(
      '核验中断了，没有得出结果。请再试一次；还是不行，请换一台内存大些的设备，或者用命令行核验。',
    );
  } finally {
    byId('progress').hidden = true;
    for (const thread of threads) thread.stop();
  }
}

function start(): void {
  // A browser too old to read this script leaves the sentence standing.
  byId('too-old').hidden = typeof Worker !== 'undefined';
  const chooser = byId('file');
  const drop = byId('drop');
  chooser.addEventListener('change', () => {
    if (chooser instanceof HTMLInputElement) choose(chooser.files?.[0] ?? null);
  });
  // A browser keeps silent when the same file is chosen again, though it may have been downloaded anew.
  chooser.addEventListener('click', () => {
    if (chooser instanceof HTMLInputElement) chooser.value = '';
  });
  drop.addEventListener('dragover', (event) => {
    event.preventDefault();
    drop.classList.add('over');
  });
  drop.addEventListener('dragleave', () => drop.classList.remove('over'));
  drop.addEventListener('drop', (event) => {
    event.preventDefault();
    drop.classList.remove('over');
    choose(event.dataTransfer?.files[0] ?? null);
  });
  byId('bundle').addEventListener('submit', (event) => {
    event.preventDefault();
    void verify();
  });
}

start();
