import type { BallotRound } from '../../wire/ballot.ts';
import { readTestAddress, type TestBallot } from '../ballot/test-address.ts';
import { shortTracker } from '../ballot/tracker-words.ts';
import { byId, fill, h } from '../parts/dom.ts';
import { electionIn, type Rebuilt, rebuild } from './rebuild.ts';

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
  show(rebuild(test, election), test);
}

function show(rebuilt: Rebuilt, test: TestBallot): void {
  if (!rebuilt.ok) {
    stop(rebuilt.message);
    return;
  }
  const { same, commitment, groups, blank, electionHash } = rebuilt;
  say(
    h(
      'section',
      { class: 'card' },
      h('p', {}, '本机照码重新加密，算出的编号是'),
      h('p', { class: 'number' }, shortTracker(commitment)),
      h('p', { class: 'small' }, commitment),
      same
        ? h('p', { class: 'notice ok', role: 'alert' }, '与码里的编号一致。')
        : h(
            'p',
            { class: 'notice stop', role: 'alert' },
            `与码里的编号 ${shortTracker(test.commitment)} 不一致：那台手机没有如实加密。请立即举手告诉监票人。`,
          ),
      h(
        'p',
        {},
        '请再看两处：这个编号与那台手机在按“试票”之前显示的一样；下面的选项与您划的一样。',
      ),
      blank ? h('p', {}, h('b', {}, '全部弃权')) : null,
      groups.map(({ name, candidates }) =>
        h(
          'div',
          {},
          h('h2', {}, `${name} ${candidates.length} 个`),
          h(
            'ul',
            {},
            candidates.map(({ number, title }) => h('li', {}, `${number} 号 ${title}`)),
          ),
        ),
      ),
      h('p', { class: 'small' }, `选举编号 ${test.uuid}，选举文件的哈希值 ${electionHash}`),
    ),
  );
}

byId('check').addEventListener('click', () => void check());
const given = location.hash;
if (given !== '' && code instanceof HTMLTextAreaElement) {
  history.replaceState(null, '', location.pathname);
  code.value = given.slice(1);
  void check();
}
