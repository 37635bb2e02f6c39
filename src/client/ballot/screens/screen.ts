import { type Child, h } from '../../parts/dom.ts';

/** A screen that stands: its content, and what lies fixed at the bottom. */
export interface Built {
  readonly content: readonly Child[];
  readonly foot?: Child;
  /** Called once it stands, and what it gives when it is left. */
  readonly shown?: () => (() => void) | undefined;
}

/** The heading that gets the focus when its screen appears, so that screen readers begin there. */
export function heading(text: string): HTMLHeadingElement {
  return h('h2', { tabindex: -1, id: 'heading' }, text);
}

/** The page's one main thing to press. */
export function mainButton(text: string, press: () => void): HTMLButtonElement {
  return h('button', { class: 'btn', type: 'button', onclick: press }, text);
}

/** Something else that can be pressed, less than the main thing. */
export function quietButton(text: string, press: () => void): HTMLButtonElement {
  return h('button', { class: 'btn quiet', type: 'button', onclick: press }, text);
}
