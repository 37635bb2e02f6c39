/**
 * Which list of slips this device made for a round, by the SHA-256 of its text: kept so that the set-up can still be
 * judged after the slips are forgotten, and any other list be refused. Nothing of a slip is ever stored.
 */
const place = 'piaojue-slip-lists';

/** Remembers lists that were found published just as they were made. A storage that the browser withholds forgets them. */
export function rememberLists(lists: readonly (readonly [uuid: string, listHash: string])[]): void {
  try {
    const all = { ...readAll(), ...Object.fromEntries(lists) };
    localStorage.setItem(place, JSON.stringify(all));
  } catch {
    // Then the pages say that the list code on the cover sheet must be compared.
  }
}

/** SHA-256 of the list of slips that this device made for a round, or null. */
export function madeListHash(uuid: string): string | null {
  const hash = readAll()[uuid];
  return typeof hash === 'string' ? hash : null;
}

function readAll(): Readonly<Record<string, unknown>> {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(place) ?? '{}');
    return typeof stored === 'object' && stored !== null
      ? (stored as Readonly<Record<string, unknown>>)
      : {};
  } catch {
    return {};
  }
}
