/** A message of ours as it was made: sent again byte for byte after a reload or a lost answer. */
export interface SentItems {
  readonly actId: string;
  readonly items: readonly string[];
}

/** What this device must remember of a ceremony that is not finished; it survives a reload. */
export interface CeremonyMemory {
  readonly ceremonyId: string;
  readonly position: number;
  /** One seed of personal keys (§4.6.1) for each key set. */
  readonly seeds: readonly string[];
  /** Everybody's certificates as we checked and signed them; null before that. */
  readonly certificates: readonly (readonly string[])[] | null;
  readonly certificate: SentItems | null;
  readonly polynomial: SentItems | null;
  readonly share: SentItems | null;
}

const placeOf = (ceremonyId: string) => `piaojue-ceremony-${ceremonyId}`;

/** What this browser remembers of a ceremony, or null. */
export function recallCeremony(ceremonyId: string): CeremonyMemory | null {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(placeOf(ceremonyId)) ?? 'null');
    if (typeof stored !== 'object' || stored === null) return null;
    const { position, seeds } = stored as Record<string, unknown>;
    const ours = typeof position === 'number' && Array.isArray(seeds);
    // Written by `keepCeremony` of this very page.
    return ours ? (stored as CeremonyMemory) : null;
  } catch {
    return null;
  }
}

/** Remembers; throws when the browser does not store it. */
export function keepCeremony(memory: CeremonyMemory): void {
  const place = placeOf(memory.ceremonyId);
  const text = JSON.stringify(memory);
  localStorage.setItem(place, text);
  if (localStorage.getItem(place) !== text) throw new Error('the browser did not store the seeds');
}

/** Forgets the seeds: the keys are saved, or the ceremony was given up. */
export function forgetCeremony(ceremonyId: string): void {
  localStorage.removeItem(placeOf(ceremonyId));
}
