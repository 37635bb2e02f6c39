import { h } from '../../parts/dom.ts';
import { type BallotForm, groupsOf, type Marking, noteOf } from '../ballot-form.ts';
import { shortTracker } from '../tracker-words.ts';
import { type Built, heading, quietButton } from './screen.ts';

/** What the review works with. */
export interface ReviewTasks {
  readonly form: BallotForm;
  readonly marking: Marking;
  /** Null while the worker encrypts. */
  readonly commitment: string | null;
  readonly back: () => void;
  readonly cast: () => void;
  readonly test: () => void;
}

/** The whole ballot once more, then the one question: cast, or test this phone. */
export function reviewScreen(tasks: ReviewTasks): Built {
  const { form, marking, commitment } = tasks;
  const note = noteOf(form, marking);
  const ready = commitment !== null;
  const groups = groupsOf(form, marking).map(({ name, candidates }) =>
    h(
      'section',
      { class: name === '没有选' ? 'group pale' : 'group' },
      h('h3', {}, name, ' ', h('b', {}, candidates.length), ' 个'),
      candidates.length === 0
        ? null
        : h(
            'ul',
            { class: 'plain' },
            candidates.map(({ number, title }) =>
              h('li', {}, h('span', { class: 'no' }, number), h('span', {}, title)),
            ),
          ),
    ),
  );
  return {
    content: [
      heading('请核对'),
      note === null ? null : h('p', { class: 'notice warn' }, note),
      groups,
      h(
        'section',
        { class: 'card' },
        h('h3', {}, '想试一试这台手机是否可靠？'),
        h(
          'p',
          { class: 'small' },
          '试票会把这次划的选项公开，不能投出。请先返回随意划几项，不要用真正的选择。不想试的，直接投票。',
        ),
        h(
          'p',
          { class: 'small', role: 'status' },
          '加密编号 ',
          h('b', {}, ready ? shortTracker(commitment) : '正在加密…'),
        ),
        h(
          'div',
          { class: 'actions' },
          h(
            'button',
            { type: 'button', class: 'btn quiet', disabled: !ready, onclick: tasks.test },
            '试票',
          ),
        ),
      ),
    ],
    foot: h(
      'div',
      { class: 'foot' },
      quietButton('返回修改', tasks.back),
      h(
        'button',
        { type: 'button', class: 'btn', disabled: !ready, onclick: tasks.cast },
        ready ? '投票' : '正在加密…',
      ),
    ),
  };
}
