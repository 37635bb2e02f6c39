import type { Browser, Page } from 'playwright-core';
import { follow, openDesk } from './browser.ts';
import type { Rehearsal } from './rehearsal.ts';

/** Opens a browser for somebody of the rehearsal, signed in. */
export async function signedInDesk(
  browser: Browser,
  place: { readonly origin: string; readonly width: number },
  token: string,
): Promise<Page> {
  const { page } = await openDesk(browser, place.width);
  const cookie = { name: 'piaojue', value: token, url: place.origin };
  await page.context().addCookies([cookie]);
  return page;
}

/** Who signs the report of a rehearsal, with the number of the role. */
export const rehearsalSigners = [
  ['chief_scrutineer', 0],
  ['scrutineer', 0],
  ['scrutineer', 1],
  ['teller', 0],
  ['teller', 1],
  ['teller', 2],
] as const;

/** The name of the n-th person with a role. */
export function nameOf(rehearsal: Rehearsal, role: string, index = 0): string {
  const person = rehearsal.people.filter((one) => one.role === role)[index];
  if (person === undefined) throw new Error(`nobody is ${role}`);
  return person.name;
}

/** Presses the first button whose name holds these words. */
export async function press(page: Page, name: string): Promise<void> {
  await follow(page, () => page.getByRole('button', { name }).first().click());
}

/** Follows the first link whose name holds these words. */
export async function click(page: Page, name: string): Promise<void> {
  await follow(page, () => page.getByRole('link', { name }).first().click());
}
