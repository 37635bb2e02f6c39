import type { SlipDesk } from '../../wire/slips.ts';
import { byId, type Child, fill, h } from '../parts/dom.ts';
import type { StationLink } from '../parts/station.ts';

/** What every view of the slip page is given. */
export interface Place {
  readonly link: StationLink;
  readonly desk: SlipDesk;
  /** Leads back to the overview, read anew. */
  readonly leave: () => void;
}

/** Shows a view and moves the reader there. */
export function show(...children: readonly Child[]): void {
  const main = byId('main');
  fill(main, ...children);
  const heading = main.querySelector('h2');
  if (heading !== null) {
    heading.tabIndex = -1;
    heading.focus();
  }
  scrollTo(0, 0);
}

/** A sentence that the reader should not miss. */
export function notice(tone: 'ok' | 'warn' | 'stop' | 'info', ...children: readonly Child[]) {
  const shapes = { ok: '✓ ', warn: '! ', stop: '✕ ', info: '▸ ' };
  const role = tone === 'stop' ? 'alert' : 'status';
  return h(
    'div',
    { class: `notice ${tone}`, role },
    h('span', { 'aria-hidden': 'true' }, shapes[tone]),
    ...children,
  );
}

/** A button that is out of use while its work runs. */
export function button(text: string, work: () => void | Promise<void>, quiet = false) {
  const made = h('button', { type: 'button', class: quiet ? 'btn quiet' : 'btn' }, text);
  made.addEventListener('click', () => {
    made.disabled = true;
    void Promise.resolve(work()).finally(() => {
      made.disabled = false;
    });
  });
  return made;
}
