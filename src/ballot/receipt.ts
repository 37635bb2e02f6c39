import type { Group } from './group/group.ts';
import { type Proof, proofToJson, readProof } from './proofs/proof.ts';
import { proveKnowledge, verifyKnowledge } from './proofs/schnorr.ts';
import type { RandomSource } from './random.ts';
import { fields, type Parsed, parse, text } from './read.ts';

/** The server's signed word that a ballot lies in the box ("Beyond Belenios", 7). */
export interface Receipt {
  readonly uuid: string;
  readonly tracker: string;
  readonly signature: Proof;
}

/** Signs a receipt with the round's receipt key; only after the ballot is on stable storage. */
export function signReceipt(
  group: Group,
  receiptSecret: bigint,
  uuid: string,
  tracker: string,
  random: RandomSource,
): Receipt {
  const signature = proveKnowledge(group, receiptPrefix(uuid, tracker), receiptSecret, random);
  return { uuid, tracker, signature };
}

/**
 * Whether a receipt was signed by the round's receipt key. A good receipt whose tracker is missing
 * from the archive proves that a ballot was dropped.
 */
export function verifyReceipt(
  group: Group,
  receiptKey: bigint,
  { uuid, tracker, signature }: Receipt,
): boolean {
  return verifyKnowledge(group, receiptPrefix(uuid, tracker), receiptKey, signature);
}

/** Writes a receipt. */
export function receiptJson({ uuid, tracker, signature }: Receipt): string {
  return JSON.stringify({ uuid, tracker, signature: proofToJson(signature) });
}

/** Reads a receipt. */
export function parseReceipt(json: string): Parsed<Receipt> {
  return parse(json, (node) => {
    const field = fields(node, 'uuid', 'tracker', 'signature');
    return {
      uuid: text(field('uuid')),
      tracker: text(field('tracker')),
      signature: readProof(field('signature')),
    };
  });
}

function receiptPrefix(uuid: string, tracker: string): string {
  return `piaojue-receipt|${uuid}|${tracker}|`;
}
