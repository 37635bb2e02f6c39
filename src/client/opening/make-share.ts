import type { RandomSource } from '../../ballot/random.ts';
import {
  type DecryptionStatement,
  decryptPartially,
  partialDecryptionJson,
} from '../../ballot/tally/partial-decryption.ts';
import { proveStrongly, strongProofsJson } from '../../ballot/tally/strong-proofs.ts';

/** A share as it is sent. */
export interface MadeShare {
  readonly partialDecryption: string;
  readonly strongProofs: string;
}

/** Makes this key's share of a tally that was inspected, with its strong proofs. */
export function makeShare(
  statement: DecryptionStatement,
  owner: number,
  secret: bigint,
  random: RandomSource,
): MadeShare {
  const decryption = decryptPartially(statement, secret, random);
  const text = partialDecryptionJson(decryption);
  const strong = proveStrongly(statement, owner, secret, decryption, text, random);
  return { partialDecryption: text, strongProofs: strongProofsJson([strong]) };
}
