import { h } from '../../parts/dom.ts';
import {
  cleanSlip,
  dashSlip,
  keypadRows,
  nameOfKey,
  problemOfTyping,
  slipLength,
} from '../slip-input.ts';
import { type Built, heading, mainButton } from './screen.ts';

/** What the screen for a slip tells outwards. */
export interface SlipScreenTasks {
  /** Hands the typed slip over; the sentence of what is wrong with it, or null. */
  readonly give: (typed: string) => Promise<string | null>;
  /** A sentence that stands above, such as why the slip that was scanned is none. */
  readonly note: string | null;
}

/**
 * Where the fifteen characters are typed, on a keypad of the page's own: no keyboard of the phone, with its
 * memory and its cloud, sees them. A real keyboard works too.
 */
export function slipScreen({ give, note }: SlipScreenTasks): Built {
  let typed = '';
  let busy = false;
  const field = h('input', {
    id: 'slip',
    type: 'text',
    inputmode: 'none',
    autocomplete: 'off',
    autocapitalize: 'off',
    autocorrect: 'off',
    spellcheck: 'false',
    'aria-describedby': 'slip-problem slip-count',
    oninput: () => change(field.value),
    onkeydown: (event) => {
      if (event instanceof KeyboardEvent && event.key === 'Enter') void send();
    },
  });
  const problem = h('p', { id: 'slip-problem', class: 'notice stop', role: 'alert', hidden: true });
  const count = h('p', { id: 'slip-count', class: 'small' });
  const say = (sentence: string | null) => {
    problem.textContent = sentence ?? '';
    problem.hidden = sentence === null;
  };
  const change = (text: string) => {
    typed = cleanSlip(text);
    field.value = dashSlip(typed);
    count.textContent = `已输入 ${typed.length} / ${slipLength} 个字符，横线会自动加上。`;
    go.disabled = typed.length < slipLength;
    say(problemOfTyping(typed));
  };
  const send = async () => {
    if (typed.length < slipLength || busy) return;
    busy = true;
    const wrong = await give(typed);
    busy = false;
    if (wrong === null) {
      field.value = '';
      typed = '';
    }
    say(wrong);
  };
  const go = mainButton('下一步', () => void send());
  const key = (character: string) =>
    h(
      'button',
      {
        type: 'button',
        class: 'key',
        'aria-label': nameOfKey(character),
        onclick: () => change(typed + character),
      },
      character,
    );
  const keypad = h(
    'div',
    { class: 'keypad', role: 'group', 'aria-label': '票码键盘' },
    keypadRows.map((row) => h('div', { class: 'keys' }, [...row].map(key))),
  );
  const erase = h('div', { class: 'actions' }, [
    h(
      'button',
      { type: 'button', class: 'btn quiet', onclick: () => change(typed.slice(0, -1)) },
      '删一个',
    ),
    h('button', { type: 'button', class: 'btn quiet', onclick: () => change('') }, '全部清除'),
  ]);
  change('');
  return {
    content: [
      heading('请输入票码'),
      note === null ? null : h('p', { class: 'notice warn' }, note),
      h('p', {}, '票码印在您抽到的票码纸上，共 15 个字符，分大写和小写。'),
      h('div', { class: 'field' }, h('label', { for: 'slip' }, '票码'), field, count, problem),
      erase,
      keypad,
      h(
        'p',
        { class: 'small' },
        '票码是密码，请不要给别人看。本页不保存票码：重新打开页面要重新输入。',
      ),
    ],
    foot: h('div', { class: 'foot' }, go),
  };
}
