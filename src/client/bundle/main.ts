import { letChooseFiles } from '../parts/choose-files.ts';
import { byId, fill, h } from '../parts/dom.ts';
import { startThread, verifyInThreads } from '../verify/threads.ts';
import type { BundleSource } from './bundle-source.ts';
import { BundleTooLarge, checkBundle } from './check-bundle.ts';
import { reportElements, reportText } from './show-report.ts';

/** The compiled `worker.ts`, put in by the build, so that a copied page has it too. */
declare const WORKER_SOURCE: string;

/**
 * The most bytes of records that this device is asked to hold; it takes several times that much memory. A
 * browser that tells its memory (in GB) is believed; papers and photos are read one by one and do not count.
 */
function mostHeld(): number {
  const told = 'deviceMemory' in navigator ? Number(navigator.deviceMemory) : 4;
  return Math.max(32, told * 32) * 1024 ** 2;
}

const tooLarge =
  '这份资料包的记录太多，您这台设备的内存放不下，没有核验。请换内存大些的电脑，或者用命令行核验，见审计监督手册。';

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

/** A chosen file is read from the disk piece by piece, so that it never stands in memory as a whole. */
function sourceOfFile(file: File): BundleSource {
  return {
    size: file.size,
    read: async (from, to) => new Uint8Array(await file.slice(from, to).arrayBuffer()),
  };
}

function progressWords(read: number, size: number): string {
  return read >= size * 0.99
    ? '文件已读完，正在核验记录和选票，选票多的要几分钟……'
    : `正在读文件：${10 * Math.floor((10 * read) / size)}%`;
}

async function verify(): Promise<void> {
  refuse(null);
  byId('report').hidden = true;
  const publicKey = typedKey();
  if (given === null) return refuse('还没有选资料包。请选一个 .zip 文件。');
  if (publicKey === undefined) return refuse('公钥应为 64 个字符（0 到 9、a 到 f），请核对。');
  byId('progress').hidden = false;
  const first = startThread(WORKER_SOURCE);
  const more = Math.max(0, Math.min((navigator.hardwareConcurrency ?? 1) - 1, 7));
  const threads = [
    first,
    ...Array.from({ length: more }, () => startThread(WORKER_SOURCE)),
  ] as const;
  try {
    const { size } = given;
    const report = await checkBundle(sourceOfFile(given), {
      ...{ publicKey, mostHeld: mostHeld() },
      onRead: (bytes) => fill(byId('progress'), progressWords(bytes, size)),
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
  } catch (error) {
    refuse(
      error instanceof BundleTooLarge
        ? tooLarge
        : '核验中断了，没有得出结果。请再试一次；还是不行，请换一台内存大些的设备，或者用命令行核验。',
    );
  } finally {
    byId('progress').hidden = true;
    for (const thread of threads) thread.stop();
  }
}

function start(): void {
  // A browser too old to read this script leaves the sentence standing.
  byId('too-old').hidden = typeof Worker !== 'undefined';
  letChooseFiles({ chooser: 'file', drop: 'drop' }, ([file = null]) => choose(file));
  byId('bundle').addEventListener('submit', (event) => {
    event.preventDefault();
    void verify();
  });
}

start();
