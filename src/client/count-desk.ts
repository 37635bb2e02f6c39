/**
 * Keyboard speed for tellers: on the page of one paper, one key marks an item and moves on, Enter
 * saves the paper and brings the next one without leaving the page, so that no key is lost. The page
 * is an ordinary form with radio buttons and works without this.
 *
 * Markup: `form[data-count-desk]` with `fieldset[data-item]` in order, each with radio buttons that
 * carry `data-keys` (the keys that choose them, separated by spaces).
 */

let current = 0;
let saving = false;
/** Keys pressed while a paper is being saved: they belong to the next one. */
let waiting: string[] = [];

function findDesk(): HTMLFormElement | null {
  return document.querySelector<HTMLFormElement>('form[data-count-desk]');
}

function itemsOf(desk: HTMLFormElement): HTMLFieldSetElement[] {
  return [...desk.querySelectorAll<HTMLFieldSetElement>('fieldset[data-item]')];
}

function show(desk: HTMLFormElement): void {
  for (const [index, item] of itemsOf(desk).entries()) {
    item.classList.toggle('current', index === current);
  }
  itemsOf(desk)[current]?.scrollIntoView({ block: 'nearest' });
}

function mark(desk: HTMLFormElement, key: string): boolean {
  const radios = itemsOf(desk)[current]?.querySelectorAll<HTMLInputElement>('input[type=radio]');
  for (const radio of radios ?? []) {
    if ((radio.dataset.keys ?? '').split(' ').includes(key)) {
      radio.checked = true;
      current += 1;
      show(desk);
      return true;
    }
  }
  return false;
}

/** Saves by the form's own request; when that fails the browser sends the form itself. */
async function save(desk: HTMLFormElement): Promise<void> {
  saving = true;
  try {
    const answer = await fetch(desk.action, { method: 'POST', body: new FormData(desk) });
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const next = page.querySelector('#content');
    const here = document.querySelector('#content');
    if (next === null || here === null) throw new Error('no page came back');
    here.replaceWith(next);
  } catch {
    desk.submit();
    return;
  }
  saving = false;
  const keys = waiting;
  waiting = [];
  start();
  for (const key of keys) press(key);
}

/** Handles one key; answers whether it meant something here. */
function press(key: string): boolean {
  if (saving) {
    waiting.push(key);
    return true;
  }
  const desk = findDesk();
  if (desk === null) return false;
  if (key === 'Enter') {
    void save(desk);
    return true;
  }
  if (key === 'Backspace') {
    current = Math.max(0, current - 1);
    show(desk);
    return true;
  }
  return mark(desk, key === ' ' ? 'Space' : key);
}

function start(): void {
  current = 0;
  const desk = findDesk();
  if (desk === null) {
    document.querySelector<HTMLElement>('#content [autofocus]')?.focus();
    return;
  }
  show(desk);
  desk.addEventListener('change', (event) => {
    const item = (event.target as HTMLElement | null)?.closest<HTMLFieldSetElement>(
      'fieldset[data-item]',
    );
    if (item === null || item === undefined) return;
    current = itemsOf(desk).indexOf(item) + 1;
    show(desk);
  });
}

document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  const { target } = event;
  const typing =
    (target instanceof HTMLInputElement && target.type !== 'radio') ||
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement;
  if (typing) return;
  const control = target instanceof HTMLButtonElement || target instanceof HTMLAnchorElement;
  if (control && (event.key === 'Enter' || event.key === ' ')) return;
  if (press(event.key)) event.preventDefault();
});
start();
