import { toNumber } from '../bytes.ts';
import { type Group, modQ } from '../group/group.ts';
import { sha256Bytes } from '../hash.ts';
import { type RandomSource, randomBase58 } from '../random.ts';

/** A trustee's four keys of the ceremony (§4.6.1). */
export interface PersonalKeys {
  readonly signing: bigint;
  readonly verification: bigint;
  readonly decryption: bigint;
  readonly encryption: bigint;
}

/** Draws the seed of a trustee's keys (§4.6.1): 22 base58 characters, 128 bits. */
export function createSeed(random: RandomSource): string {
  return randomBase58(22, random);
}

/** Derives the four keys from the seed (§4.6.1): sk = SHA256("sk|" + seed), dk = SHA256("dk|" + seed). */
export function derivePersonalKeys(group: Group, seed: string): PersonalKeys {
  const signing = modQ(toNumber(sha256Bytes(`sk|${seed}`)));
  const decryption = modQ(toNumber(sha256Bytes(`dk|${seed}`)));
  return {
    signing,
    verification: group.powerOfG(signing),
    decryption,
    encryption: group.powerOfG(decryption),
  };
}
