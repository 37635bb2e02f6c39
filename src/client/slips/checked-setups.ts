/**
 * Set-ups that this device found to hold exactly the slips that it made: public hashes, kept so that the
 * fingerprint can still be judged after the slips are forgotten. Nothing of a slip is ever stored.
 */
const place = 'piaojue-slips-checked';

/** Whether this device checked the list of slips behind this set-up when it made them. */
export function wasChecked(setupHash: string): boolean {
  return readAll().includes(setupHash);
}

/** Remembers set-ups, or lists of reserves. A storage that the browser withholds forgets them. */
export function rememberChecked(hashes: readonly string[]): void {
  try {
    localStorage.setItem(place, JSON.stringify([...new Set([...readAll(), ...hashes])]));
  } catch {
    // Then the fingerprint page says that the list code on the cover sheet must be compared.
  }
}

function readAll(): readonly string[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(place) ?? '[]');
    return Array.isArray(stored)
      ? stored.filter((one): one is string => typeof one === 'string')
      : [];
  } catch {
    return [];
  }
}
