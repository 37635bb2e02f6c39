import { hashJson } from './hash.ts';

/**
 * φ covers the description of an election, and of what an election holds only that is free text. So the
 * hash of the key that signs receipts stands at its end: a server cannot give one phone a receipt key of
 * its own without giving it another election ("Beyond Belenios", 7 and 8).
 */
const carried = /（收票回执公钥 SHA-256：([A-Za-z0-9+/]{43})）$/;

/** SHA-256 of a receipt key in base 10, in Base64 without padding. */
export function receiptKeyHash(receiptKey: bigint): string {
  return hashJson(String(receiptKey));
}

/** The description of an election whose receipts this key signs. */
export function describeWithReceiptKey(words: string, receiptKey: bigint): string {
  return `${words}（收票回执公钥 SHA-256：${receiptKeyHash(receiptKey)}）`;
}

/** The hash of the receipt key that a description names; null when it names none. */
export function receiptKeyHashIn(description: string): string | null {
  return carried.exec(description)?.[1] ?? null;
}

/** Whether a description names this very receipt key. */
export function namesReceiptKey(description: string, receiptKey: bigint): boolean {
  return receiptKeyHashIn(description) === receiptKeyHash(receiptKey);
}
