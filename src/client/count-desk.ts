/**
 * Keyboard speed for tellers: on the page of one paper, one key marks an item and moves on, Enter
 * saves the paper. The page is an ordinary form with radio buttons and works without this.
 *
 * Markup: `form[data-count-desk]` with `fieldset[data-item]` in order, each with radio buttons that
 * carry `data-keys` (the keys that choose them, separated by spaces).
 */

const form = document.querySelector<HTMLFormElement>('form[data-count-desk]');
if (form !== null) startDesk(form);

function startDesk(desk: HTMLFormElement): void {
  const items = [...desk.querySelectorAll<HTMLFieldSetElement>('fieldset[data-item]')];
  let current = 0;
  let sent = false;

  function show(): void {
    for (const [index, item] of items.entries()) {
      item.classList.toggle('current', index === current);
      item.toggleAttribute('aria-current', index === current);
    }
    const here = items[current];
    if (here !== undefined) here.scrollIntoView({ block: 'nearest' });
    desk.classList.toggle('complete', current >= items.length);
  }

  function mark(key: string): boolean {
    const item = items[current];
    if (item === undefined) return false;
    for (const radio of item.querySelectorAll<HTMLInputElement>('input[type=radio]')) {
      if ((radio.dataset.keys ?? '').split(' ').includes(key)) {
        radio.checked = true;
        current += 1;
        show();
        return true;
      }
    }
    return false;
  }

  function save(): void {
    if (sent) return;
    sent = true;
    desk.requestSubmit();
  }

  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const target = event.target;
    const typing =
      (target instanceof HTMLInputElement && target.type !== 'radio') ||
      target instanceof HTMLTextAreaElement ||
      target instanceof HTMLSelectElement;
    if (typing) return;
    if (event.key === 'Enter') {
      if (target instanceof HTMLButtonElement || target instanceof HTMLAnchorElement) return;
      event.preventDefault();
      save();
    } else if (event.key === 'Backspace') {
      event.preventDefault();
      current = Math.max(0, current - 1);
      show();
    } else if (mark(event.key === ' ' ? 'Space' : event.key)) {
      event.preventDefault();
    }
  });
  desk.addEventListener('change', (event) => {
    const item = (event.target as HTMLElement | null)?.closest('fieldset[data-item]');
    const index = items.findIndex((one) => one === item);
    if (index >= 0) {
      current = index + 1;
      show();
    }
  });
  show();
}
