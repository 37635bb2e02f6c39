import type { CandidateDetails } from '../../../wire/ballot.ts';
import { h } from '../../parts/dom.ts';
import {
  abstainOnRest,
  type BallotForm,
  type Candidate,
  type Choice,
  counterOf,
  type Marking,
  missing,
  ruleInWords,
  say,
  toggle,
  toggleBlank,
  wordsOf,
} from '../ballot-form.ts';
import type { Reader } from '../speech.ts';
import { detailsOf, detailsText, summaryOf } from './candidate-details.ts';
import { type Built, heading, mainButton } from './screen.ts';

/** What the ballot itself works with. */
export interface ChoosingTasks {
  readonly form: BallotForm;
  readonly marking: Marking;
  readonly details: ReadonlyMap<number, CandidateDetails>;
  readonly reader: Reader;
  /** Told after every change. */
  readonly marked: (marking: Marking) => void;
  readonly review: () => void;
}

/** What the screen is headed by; 逐项式 asks of candidates and of adjustments alike. */
const headings: Readonly<Record<BallotForm['kind'], string>> = {
  select: '候选项目',
  each: '逐项表决',
  grades: '满意度测评',
};

/**
 * The ballot. It is built once and changed in place: neither a tap nor an opened detail moves or forgets
 * anything, and nothing that the server says touches it.
 */
export function choosingScreen(tasks: ChoosingTasks): Built {
  const { form, reader } = tasks;
  let marking = tasks.marking;
  const rows = form.candidates.map((candidate) =>
    candidateRow(candidate, form, tasks, {
      toggle: (reason) => {
        const tapped = toggle(form, marking, candidate.number);
        change(tapped.marking);
        reason(tapped.refused);
      },
      say: (choice) => change(say(marking, candidate.number, choice)),
    }),
  );
  const blank = blankRow(form, (reason) => {
    const tapped = toggleBlank(marking);
    change(tapped.marking);
    reason(tapped.refused);
  });
  const figure = h('b', { class: 'figure' });
  const counter = h('p', { class: 'counter', role: 'status' });
  const problem = h('p', { class: 'notice warn', role: 'alert', hidden: true });
  const change = (next: Marking) => {
    marking = next;
    tasks.marked(next);
    show();
  };
  const show = () => {
    for (const row of rows) row.show(marking);
    blank?.show(marking);
    const { label, done, of } = counterOf(form, marking);
    figure.textContent = String(done);
    counter.replaceChildren(`${label} `, figure, ` / ${of}`);
    problem.hidden = true;
  };
  const review = mainButton('核对', () => {
    const open = missing(form, marking);
    if (open === null) {
      tasks.review();
      return;
    }
    problem.textContent = open;
    problem.hidden = false;
  });
  const rest =
    form.kind === 'each'
      ? h(
          'button',
          {
            type: 'button',
            class: 'btn quiet',
            onclick: () => change(abstainOnRest(form, marking)),
          },
          '没有表决的都弃权',
        )
      : null;
  show();
  return {
    content: [
      heading(headings[form.kind]),
      h(
        'div',
        { class: 'notice info' },
        h('b', {}, ruleInWords(form)),
        h(
          'p',
          { class: 'small' },
          form.kind !== 'select'
            ? '每一项选一个，可以改。看“详情”不会丢失已经选的。'
            : '点项目即选中，再点取消；看“详情”不会丢失已选。',
        ),
      ),
      h(
        'ul',
        { class: 'marks' },
        rows.map(({ element }) => element),
        blank?.element,
      ),
      rest,
    ],
    foot: h('div', { class: 'foot' }, problem, counter, review),
    shown: () => () => reader.stop(),
  };
}

interface RowTasks {
  readonly toggle: (reason: (sentence: string | null) => void) => void;
  readonly say: (choice: Choice) => void;
}

interface Row {
  readonly element: HTMLElement;
  readonly show: (marking: Marking) => void;
}

function candidateRow(
  candidate: Candidate,
  form: BallotForm,
  { details, reader }: ChoosingTasks,
  tasks: RowTasks,
): Row {
  const known = details.get(candidate.number);
  const reason = reasonLine();
  const mark =
    form.kind === 'select'
      ? checkbox(candidate, known, () => tasks.toggle(reason.say))
      : radios(candidate, known, form, tasks.say);
  const more = known === undefined ? null : detailsPart(candidate, known, reader);
  const element = h('li', { class: 'mark' }, mark.element, reason.element, more);
  return {
    element,
    show: (marking) => {
      reason.say(null);
      element.classList.toggle('on', marking.byNumber.has(candidate.number));
      mark.show(marking);
    },
  };
}

/** The line beside a tap that says why it was refused. */
function reasonLine() {
  const element = h('p', { class: 'reason', role: 'alert', hidden: true });
  return {
    element,
    say: (sentence: string | null) => {
      element.textContent = sentence ?? '';
      element.hidden = sentence === null;
    },
  };
}

function nameOf(candidate: Candidate, known: CandidateDetails | undefined) {
  return [
    h('span', { class: 'no' }, candidate.number),
    h(
      'span',
      { class: 'name' },
      h('span', { class: 'title' }, candidate.title),
      known === undefined ? null : h('span', { class: 'small' }, summaryOf(known)),
    ),
  ];
}

function checkbox(candidate: Candidate, known: CandidateDetails | undefined, tap: () => void): Row {
  const box = h('input', { type: 'checkbox', class: 'ring', autocomplete: 'off', onchange: tap });
  return {
    element: h('label', { class: 'pick' }, nameOf(candidate, known), box),
    show: ({ byNumber }) => {
      box.checked = byNumber.has(candidate.number);
    },
  };
}

function radios(
  candidate: Candidate,
  known: CandidateDetails | undefined,
  form: BallotForm,
  tell: RowTasks['say'],
): Row {
  const inputs = wordsOf(form).map(([choice, word]) => {
    const input = h('input', {
      type: 'radio',
      name: `candidate-${candidate.number}`,
      autocomplete: 'off',
      onchange: () => tell(choice),
    });
    return { choice, input, label: h('label', { class: 'word' }, input, word) };
  });
  return {
    element: h(
      'fieldset',
      { class: 'each' },
      h('legend', { class: 'pick' }, nameOf(candidate, known)),
      h(
        'div',
        { class: 'words' },
        inputs.map(({ label }) => label),
      ),
    ),
    show: ({ byNumber }) => {
      for (const { choice, input } of inputs) {
        input.checked = byNumber.get(candidate.number) === choice;
      }
    },
  };
}

function detailsPart(candidate: Candidate, known: CandidateDetails, reader: Reader): HTMLElement {
  const id = `details-${candidate.number}`;
  const text = detailsText(candidate, known);
  const panel = h('div', { id, class: 'details', hidden: true }, detailsOf(known));
  if (reader.able()) {
    const read = h(
      'button',
      { type: 'button', class: 'link', onclick: () => reader.toggle(text) },
      '朗读 / 停止',
    );
    panel.append(read);
  }
  const open = h(
    'button',
    {
      type: 'button',
      class: 'link',
      'aria-expanded': 'false',
      'aria-controls': id,
      'aria-label': `详情：${candidate.number} 号项目`,
      onclick: () => {
        panel.hidden = !panel.hidden;
        open.setAttribute('aria-expanded', String(!panel.hidden));
        open.textContent = panel.hidden ? '详情' : '收起详情';
        open.setAttribute('aria-label', `${open.textContent}：${candidate.number} 号项目`);
      },
    },
    '详情',
  );
  return h('div', { class: 'more' }, open, panel);
}

function blankRow(
  form: BallotForm,
  tap: (reason: (sentence: string | null) => void) => void,
): Row | null {
  if (form.kind !== 'select' || !form.blank) return null;
  const reason = reasonLine();
  const box = h('input', {
    type: 'checkbox',
    class: 'ring',
    autocomplete: 'off',
    onchange: () => tap(reason.say),
  });
  const element = h(
    'li',
    { class: 'mark blank' },
    h(
      'label',
      { class: 'pick' },
      h('span', { class: 'no' }, '弃'),
      h(
        'span',
        { class: 'name' },
        h('span', { class: 'title' }, '全部弃权'),
        h('span', { class: 'small' }, '一个项目也不选'),
      ),
      box,
    ),
    reason.element,
  );
  return {
    element,
    show: ({ blank }) => {
      reason.say(null);
      box.checked = blank;
      element.classList.toggle('on', blank);
    },
  };
}
