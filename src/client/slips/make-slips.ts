import { createCredential, deriveCredential } from '../../ballot/credential.ts';
import type { Group } from '../../ballot/group/group.ts';
import { type RandomSource, shuffle } from '../../ballot/random.ts';

/** The slips of one round: what is printed, and what is sent. */
export interface MadeSlips {
  /** The characters with their dashes, in the order in which they are printed. */
  readonly credentials: readonly string[];
  /** Public keys in decimal, in ascending order, so that neither order tells the other. */
  readonly publicKeys: readonly string[];
}

/** Makes distinct slips for an election and shuffles them. `made` hears of each one. */
export function makeSlips(
  group: Group,
  uuid: string,
  count: number,
  random: RandomSource,
  made: () => void,
): MadeSlips {
  const keys = new Map<bigint, string>();
  while (keys.size < count) {
    const credential = createCredential(random);
    keys.set(deriveCredential(group, uuid, credential).publicKey, credential);
    made();
  }
  const ascending = [...keys.keys()].sort((a, b) => (a < b ? -1 : 1));
  return {
    credentials: shuffle([...keys.values()], random),
    publicKeys: ascending.map(String),
  };
}
