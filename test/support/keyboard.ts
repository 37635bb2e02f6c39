import type { FileChooser, Page } from 'playwright-core';
import { expect } from 'vitest';
import { follow } from './browser.ts';

/** What has the focus: its name, where it stands, and whether one can see that it has it. */
async function focused(page: Page) {
  return await page.evaluate(() => {
    const one = document.activeElement;
    if (!(one instanceof HTMLElement)) return { name: '', place: 0, visible: false };
    const label = one instanceof HTMLInputElement ? one.labels?.[0]?.textContent : null;
    const name = one.getAttribute('aria-label') ?? label ?? one.textContent ?? '';
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(one);
    const ring = outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2;
    const box = one.getBoundingClientRect();
    const shown = box.width > 0 && box.bottom > 0 && box.top < window.innerHeight;
    const all = [...document.querySelectorAll('*')];
    return {
      name: name.trim().replace(/\s+/g, ' '),
      place: all.indexOf(one),
      visible: (ring || boxShadow !== 'none') && shown,
    };
  });
}

/** What has the focus once the page has scrolled it into view: a busy machine draws that some frames later. */
async function settledFocus(page: Page) {
  let here = await focused(page);
  for (let frames = 0; frames < 60 && here.place > 0 && !here.visible; frames += 1) {
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
    here = await focused(page);
  }
  return here;
}

/**
 * Presses Tab until something whose name holds these words has the focus. On the way the focus is seen at
 * every stop, and goes down the page in the order in which it is read.
 */
export async function tabTo(page: Page, name: string): Promise<void> {
  let last = -1;
  const path: string[] = [];
  for (let presses = 0; presses < 150; presses += 1) {
    await page.keyboard.press('Tab');
    const here = await settledFocus(page);
    path.push(here.name);
    // Past the end the browser itself has the focus, then the page begins again.
    if (here.name === '' || here.place <= 0) {
      last = -1;
      continue;
    }
    expect(here.visible, `the focus on “${here.name}” is not seen`).toBe(true);
    if (here.place > last || presses === 0) last = here.place;
    else if (path.length > 1 && here.place < last) {
      expect(here.name, `after “${path.at(-2)}” the order jumps back`).toBe('跳到正文');
      last = here.place;
    }
    if (here.name.includes(name)) return;
  }
  throw new Error(`no way to “${name}” by the keyboard: ${path.join(' → ')}`);
}

/** Goes to something by Tab and presses Enter there, which leads to another page. */
export async function enterAt(page: Page, name: string): Promise<void> {
  await tabTo(page, name);
  await follow(page, () => page.keyboard.press('Enter'));
}

/**
 * Goes to a field for a file by Tab and opens its chooser with Space. A browser on a busy machine may
 * swallow the press (it shows a chooser only while it still counts the press as the user's own act), and a
 * person presses again: so does this, as long as the field keeps the focus.
 */
export async function chooseFileAt(
  page: Page,
  name: string,
  file: { readonly name: string; readonly mimeType: string; readonly buffer: Buffer },
): Promise<void> {
  const opened: FileChooser[] = [];
  const noteChooser = (chooser: FileChooser): void => void opened.push(chooser);
  page.on('filechooser', noteChooser);
  await tabTo(page, name);
  for (let presses = 0; presses < 6 && opened.length === 0; presses += 1) {
    expect((await focused(page)).name).toContain(name);
    await page.keyboard.press('Space');
    for (let waited = 0; waited < 100 && opened.length === 0; waited += 1)
      await page.waitForTimeout(100);
  }
  page.off('filechooser', noteChooser);
  const [chooser] = opened;
  if (chooser === undefined) throw new Error(`Space on “${name}” opens no chooser of files`);
  await chooser.setFiles(file);
}

/** Makes the page note every event of a mouse or a finger that a person could have made. */
export async function watchForMouse(page: Page): Promise<() => Promise<readonly string[]>> {
  const seen: string[] = [];
  await page.exposeFunction('noteMouse', (kind: string) => seen.push(kind));
  await page.addInitScript(() => {
    for (const kind of ['mousedown', 'pointerdown', 'touchstart'])
      addEventListener(
        kind,
        () => void (globalThis as unknown as { noteMouse: (kind: string) => void }).noteMouse(kind),
        true,
      );
  });
  return async () => seen;
}
