import type { Group } from '../../../ballot/group/group.ts';
import { createGroup } from '../../../ballot/group/group.ts';
import { sha256Bytes } from '../../../ballot/hash.ts';
import { seededRandom } from '../../../ballot/random.ts';
import { receiptJson, signReceipt, verifyReceipt } from '../../../ballot/receipt.ts';
import { createOpensslExponentiate } from '../exponentiate/openssl.ts';
import type { KeyVault } from '../key-vault.ts';

/** Signs receipts of one round: the text of a receipt for a tracker. */
export type SignReceipt = (tracker: string) => string;

/** Gives what signs the receipts of a round. */
export interface ReceiptSigner {
  /** Null when the key file is missing or is not the half of the published key. */
  readonly of: (uuid: string, receiptKey: string) => Promise<SignReceipt | null>;
}

/** Powers of what others may see; the secret itself is only raised by table (`powerOfG`). */
const group: Group = createGroup(createOpensslExponentiate());

/**
 * Opens the receipts' keys of a vault; each is read once and stays in memory, the decrypting key beside
 * it does not.
 */
export function openReceiptSigner(vault: KeyVault): ReceiptSigner {
  const known = new Map<string, SignReceipt>();
  return {
    of: async (uuid, receiptKey) => {
      const name = `${uuid}|${receiptKey}`;
      const before = known.get(name);
      if (before !== undefined) return before;
      const secrets = await vault.read(uuid);
      if (secrets === null || String(group.powerOfG(secrets.receipt)) !== receiptKey) return null;
      const sign = signerOf(uuid, secrets.receipt, BigInt(receiptKey));
      known.set(name, sign);
      return sign;
    },
  };
}

/**
 * The nonce comes from the secret and what is signed: one tracker has one receipt for ever, however often
 * and by whomever it is asked for, and no broken source of randomness gives the key away.
 */
function signerOf(uuid: string, secret: bigint, receiptKey: bigint): SignReceipt {
  return (tracker) => {
    const nonce = seededRandom(sha256Bytes(`piaojue-receipt-nonce|${secret}|${uuid}|${tracker}`));
    const receipt = signReceipt(group, secret, uuid, tracker, nonce);
    if (!verifyReceipt(group, receiptKey, receipt)) throw new Error('a receipt does not verify');
    return receiptJson(receipt);
  };
}
