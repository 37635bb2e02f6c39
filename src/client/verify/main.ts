import { createGroup } from '../../ballot/group/group.ts';
import { letChooseFiles } from '../parts/choose-files.ts';
import { byId, fill, h } from '../parts/dom.ts';
import { checkTestBallot } from '../test-ballot/check-test-ballot.ts';
import { testVerdictElements } from '../test-ballot/test-verdict.ts';
import { checkReceipt } from './check-receipt.ts';
import { type GivenFile, readFiles } from './chosen-files.ts';
import type { AskedOptions, Verified } from './messages.ts';
import { receiptWords } from './receipt-words.ts';
import { reportElements, reportText } from './show-report.ts';
import { type Progress, startThread, type Thread, verifyInThreads } from './threads.ts';

/** The compiled `worker.ts`, put in by the build, so that a copied page has it too. */
declare const WORKER_SOURCE: string;

let given: readonly GivenFile[] = [];
let threads: readonly Thread[] = [];
/** What was verified last; receipts and test ballots are compared with it. */
let verified: Verified | null = null;

function typedIn(id: string): string {
  const field = byId(id);
  const typed = field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement;
  return typed ? field.value : '';
}

function refuse(sentence: string | null): void {
  byId('refused').hidden = sentence === null;
  fill(byId('refused'), sentence);
}

function choose(files: readonly GivenFile[]): void {
  given = files;
  refuse(null);
  const names = files.map(({ name }) => name).join('、');
  fill(byId('chosen'), names === '' ? '还没有选文件。' : `已选：${names}`);
}

function options(proofs: string | null): AskedOptions {
  const stage = byId('stage');
  const plain = byId('plain');
  const fingerprint = typedIn('fingerprint').trim();
  const asked = stage instanceof HTMLSelectElement ? stage.value : 'tallied';
  return {
    ...(proofs === null ? {} : { strongProofs: proofs }),
    ...(fingerprint === '' ? {} : { fingerprint }),
    plainBelenios: plain instanceof HTMLInputElement && plain.checked,
    stage: asked === 'closed' || asked === 'setup' ? asked : 'tallied',
  };
}

function showProgress(progress: Progress | null): void {
  byId('progress').hidden = progress === null;
  byId('stop').hidden = progress === null;
  if (progress === null) return;
  const { step, done, of } = progress;
  const words = {
    reading: '正在读档案……',
    ballots: `正在核验选票：${done} / ${of}`,
    closing: '正在核对名单、合计和开箱的份额……',
  };
  fill(byId('progress-words'), words[step]);
  const bar = byId('progress-bar');
  if (!(bar instanceof HTMLProgressElement)) return;
  bar.max = Math.max(of, 1);
  bar.value = done;
}

function stop(): void {
  for (const thread of threads) thread.stop();
  threads = [];
  showProgress(null);
}

async function verify(): Promise<void> {
  stop();
  refuse(null);
  verified = null;
  byId('report').hidden = true;
  const files = await readFiles(given);
  if (typeof files === 'string') return refuse(files);
  const asked = options(files.proofs?.text ?? null);
  const first = startThread(WORKER_SOURCE);
  const more = Math.min((navigator.hardwareConcurrency ?? 1) - 1, 7);
  const others = Array.from({ length: Math.max(more, 0) }, () => startThread(WORKER_SOURCE));
  const running = [first, ...others] as const;
  threads = running;
  try {
    const found = await verifyInThreads(running, files.archive.bytes, asked, showProgress);
    if (threads !== running) return;
    stop();
    const names = [files.archive.name, ...(files.proofs === null ? [] : [files.proofs.name])];
    show(found, asked, names);
  } catch {
    // Stopped by the reader, or started anew: that one says what there is to say.
    if (threads !== running) return;
    stop();
    refuse('核验中断了，没有得出结果。请再试一次；还是不行，请换一台内存大些的设备。');
  }
}

function show(found: Verified, asked: AskedOptions, names: readonly string[]): void {
  verified = found;
  const report = byId('report');
  const text = reportText(found, names, asked);
  const address = URL.createObjectURL(new Blob([text], { type: 'text/plain;charset=utf-8' }));
  const keep = h(
    'p',
    {},
    h('a', { class: 'btn quiet', href: address, download: '核验记录.txt' }, '保存核验记录'),
  );
  const own = typedIn('tracker').replace(/\s/g, '');
  fill(report, reportElements(found, asked, own), keep);
  report.hidden = false;
  report.focus();
}

const verifyFirst = '请先在上面选好档案并核验。';

function showReceipt(): void {
  if (verified === null) {
    fill(byId('receipt-verdict'), h('p', { class: 'notice warn' }, verifyFirst));
    return;
  }
  const box = {
    uuid: verified.report.uuid,
    description: verified.description,
    trackers: verified.trackers,
    closed: verified.ground.has.has('closed'),
  };
  const typed = { receipt: typedIn('receipt-text'), key: typedIn('receipt-key') };
  const [tone, words] = receiptWords(checkReceipt(createGroup(), typed, box));
  fill(byId('receipt-verdict'), h('p', { class: `notice ${tone}` }, words));
}

function showTest(): void {
  const election = verified?.election ?? null;
  fill(
    byId('test-verdict'),
    election === null
      ? h('p', { class: 'notice warn' }, verifyFirst)
      : testVerdictElements(checkTestBallot(election, typedIn('test-text'), typedIn('test-shown'))),
  );
}

function onSubmit(id: string, act: () => void): void {
  byId(id).addEventListener('submit', (event) => {
    event.preventDefault();
    act();
  });
}

function start(): void {
  // A browser too old to read this script leaves the sentence standing.
  byId('too-old').hidden = typeof Worker !== 'undefined';
  letChooseFiles({ chooser: 'files', drop: 'drop' }, choose);
  byId('stop').addEventListener('click', stop);
  onSubmit('archive', () => void verify());
  onSubmit('receipt', showReceipt);
  onSubmit('test', showTest);
}

start();
