import type { BallotRound } from '../../wire/ballot.ts';
import { readTestAddress, type TestBallot } from '../ballot/test-address.ts';
import { byId, fill, h } from '../parts/dom.ts';
import { checkTestBallot } from './check-test-ballot.ts';
import { electionIn } from './election-in.ts';
import { testVerdictElements } from './test-verdict.ts';

/**
 * Checks a test ballot (试票) of another phone: encrypts it once more from what its code gives away. Opened
 * by scanning that code, or as a file on a computer without a network, with the code's text pasted in.
 */
const [code, file, outcome] = ['code', 'file', 'outcome'].map(byId);

function say(...parts: Parameters<typeof fill> extends [Element, ...infer Rest] ? Rest : never) {
  if (outcome !== undefined) fill(outcome, ...parts);
}

function stop(message: string): void {
  say(h('p', { class: 'notice stop', role: 'alert' }, message));
}

async function electionFor({ uuid }: TestBallot): Promise<string | null> {
  const chosen = file instanceof HTMLInputElement ? file.files?.[0] : undefined;
  if (chosen !== undefined) return electionIn(new Uint8Array(await chosen.arrayBuffer()), uuid);
  const response = await fetch(`/b/${uuid}/round`, { credentials: 'omit', cache: 'no-store' });
  const told = (await response.json()) as Partial<BallotRound>;
  return told.election ?? null;
}

async function check(): Promise<void> {
  const test = code instanceof HTMLTextAreaElement ? readTestAddress(code.value) : null;
  if (test === null) {
    stop('这不是试票的码。请把试票二维码里的全部文字粘贴到上面。');
    return;
  }
  say(h('p', { role: 'status' }, '正在重新加密…'));
  let election: string | null = null;
  try {
    election = await electionFor(test);
  } catch {
    stop('没有网络，取不到本轮的选举文件。请先下载票箱文件（.bel），再选择它。');
    return;
  }
  if (election === null) {
    stop('没有找到这一轮的选举文件。请选择本轮的票箱文件（.bel）。');
    return;
  }
  const typed = code instanceof HTMLTextAreaElement ? code.value : '';
  const verdict = checkTestBallot(election, typed, '');
  say(h('section', { class: 'card' }, ...testVerdictElements(verdict)));
}

byId('check').addEventListener('click', () => void check());
const given = location.hash;
if (given !== '' && code instanceof HTMLTextAreaElement) {
  history.replaceState(null, '', location.pathname);
  code.value = given.slice(1);
  void check();
}
