/**
 * What survives a reload of this tab: a ballot that is signed (its bytes hold only what is encrypted), so
 * that the very same one can be sent again, and its tracker with the receipt. Marks, randomness and the
 * slip's secret are never kept: a reload before the cast begins anew with the slip.
 */
export interface KeptBallot {
  readonly uuid: string;
  readonly tracker: string;
  /** The signed bytes, until a receipt is there. */
  readonly ballot: string | null;
  readonly receipt: string | null;
}

/** A place to keep it; the booth has none. */
export interface Keeper {
  readonly read: (uuid: string) => KeptBallot | null;
  readonly write: (kept: KeptBallot) => void;
  readonly clear: () => void;
}

/** The least that is needed of a browser's storage. */
export type Storage = Pick<globalThis.Storage, 'getItem' | 'setItem' | 'removeItem'>;

const place = 'piaojue-ballot';

/** Keeps in the storage of a tab. One that the browser withholds counts as empty. */
export function keeperIn(storage: () => Storage): Keeper {
  const attempt = <Value>(work: (storage: Storage) => Value): Value | null => {
    try {
      return work(storage());
    } catch {
      return null;
    }
  };
  return {
    read: (uuid) =>
      attempt((found) => {
        const kept: unknown = JSON.parse(found.getItem(place) ?? 'null');
        return isKept(kept) && kept.uuid === uuid ? kept : null;
      }),
    write: (kept) => void attempt((found) => found.setItem(place, JSON.stringify(kept))),
    clear: () => void attempt((found) => found.removeItem(place)),
  };
}

/** Keeps nothing: on a shared tablet nothing may be left for the next deputy. */
export const keepNothing: Keeper = {
  read: () => null,
  write: () => undefined,
  clear: () => undefined,
};

function isKept(value: unknown): value is KeptBallot {
  if (typeof value !== 'object' || value === null) return false;
  const { uuid, tracker, ballot, receipt } = value as Record<string, unknown>;
  return (
    typeof uuid === 'string' &&
    typeof tracker === 'string' &&
    (ballot === null || typeof ballot === 'string') &&
    (receipt === null || typeof receipt === 'string')
  );
}
