import { shortTracker } from '../ballot/tracker-words.ts';
import { h } from '../parts/dom.ts';
import type { TestVerdict } from './check-test-ballot.ts';

const faults = {
  unreadable: '这不是试票二维码里的文字。请从头到尾完整复制一次，或者重新扫描。',
  'other-round': '这张试票是另一轮投票的，与这一轮无关。',
  'marks-not-allowed': '试票里的划法不合这一轮的规定，不可能是正常的手机做出来的。',
} as const;

/** What a test ballot shows, as elements: same or not, the code, and the marks in words. */
export function testVerdictElements(verdict: TestVerdict): readonly HTMLElement[] {
  if (verdict.kind !== 'rebuilt') {
    return [h('p', { class: 'notice stop', role: 'alert' }, faults[verdict.kind])];
  }
  const { commitment, marks, same, typed, uuid, electionHash } = verdict;
  const [tone, words] = !same
    ? [
        'stop',
        '✗ 加密编号不同：先核对抄写；确实不同，那台手机没有如实加密，请不要用它投票，到共用投票台去投，并立即举手告诉监票人。',
      ]
    : typed
      ? ['ok', '✓ 加密编号相同：那台手机正是照下面的划法加密的。']
      : [
          'info',
          '与二维码里的加密编号相同。还请与手机先前显示的那一串比较：那一串才是它在知道是试票之前说的。',
        ];
  return [
    h('p', { class: `notice ${tone}`, role: same ? 'status' : 'alert' }, words),
    h('p', { class: 'small' }, '本机照码重新加密，得到的加密编号'),
    h('p', { class: 'number' }, shortTracker(commitment)),
    h('p', { class: 'small' }, commitment),
    h('p', {}, '下面的划法应与当时在那台手机上划的一样：'),
    ...marks.map(({ name, items }) =>
      h(
        'div',
        {},
        h('h2', {}, name),
        h(
          'ul',
          {},
          items.map((one) => h('li', {}, one)),
        ),
      ),
    ),
    h('p', { class: 'small' }, `选举编号 ${uuid}，选举文件的散列值 ${electionHash}`),
  ];
}
