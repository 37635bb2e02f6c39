import type { Election } from '../election.ts';
import type { Group } from '../group/group.ts';
import { known } from '../known.ts';
import { proveEqualLogarithms, verifyEqualLogarithms } from '../proofs/equal-logarithms.ts';
import { type Proof, proofToJson, readProof } from '../proofs/proof.ts';
import { choiceCount } from '../question.ts';
import type { RandomSource } from '../random.ts';
import { element, fields, hash, list, type Parsed, parse, smallNumber } from '../read.ts';
import type { EncryptedTally } from './encrypted-tally.ts';

/** What one key holder publishes to open the tally (partial_decryption, §4.18). */
export interface PartialDecryption {
  readonly factors: readonly (readonly bigint[])[];
  readonly proofs: readonly (readonly Proof[])[];
}

/** What a PartialDecryption event refers to (owned_partial_decryption, §4.18). */
export interface OwnedPartialDecryption {
  /** From 1, in the order of `decryptionKeys`. */
  readonly owner: number;
  /** SHA-256 of the partial decryption. */
  readonly payload: string;
}

/** What such a decryption is about. */
export interface DecryptionStatement {
  readonly group: Group;
  /** φ. */
  readonly electionHash: string;
  /** X = g^x. */
  readonly publicKey: bigint;
  readonly tally: EncryptedTally;
}

/**
 * Computes α^x for every ciphertext of the tally with the protocol's own proof (§4.18). That proof
 * hashes neither α nor the factor and is too weak alone: publish it with `proveStrongly`.
 */
export function decryptPartially(
  statement: DecryptionStatement,
  secret: bigint,
  random: RandomSource,
): PartialDecryption {
  const { group, tally } = statement;
  const prefix = decryptionPrefix(statement);
  return {
    factors: tally.map((question) => question.map(({ alpha }) => group.power(alpha, secret))),
    proofs: tally.map((question) =>
      question.map(({ alpha }) => proveEqualLogarithms(group, prefix, alpha, secret, random)),
    ),
  };
}

/** Where a partial decryption is wrong, indices from 0. */
export interface DecryptionProblem {
  readonly code: 'factor-not-in-group' | 'decryption-proof' | 'strong-proof';
  readonly question: number;
  readonly choice: number;
}

/** Checks every factor and its proof (§4.18). */
export function checkPartialDecryption(
  statement: DecryptionStatement,
  { factors, proofs }: PartialDecryption,
): DecryptionProblem[] {
  const { group, publicKey, tally } = statement;
  const prefix = decryptionPrefix(statement);
  const problems: DecryptionProblem[] = [];
  tally.forEach((ciphertexts, question) => {
    ciphertexts.forEach(({ alpha: base }, choice) => {
      const factor = known(factors[question]?.[choice]);
      const proof = known(proofs[question]?.[choice]);
      if (!group.isMember(factor)) {
        problems.push({ code: 'factor-not-in-group', question, choice });
      }
      if (!verifyEqualLogarithms(group, prefix, { publicKey, base, factor }, proof)) {
        problems.push({ code: 'decryption-proof', question, choice });
      }
    });
  });
  return problems;
}

/** Writes a partial decryption (§4.18), fields in their order. */
export function partialDecryptionJson({ factors, proofs }: PartialDecryption): string {
  return JSON.stringify({
    decryption_factors: factors.map((question) => question.map(String)),
    decryption_proofs: proofs.map((question) => question.map(proofToJson)),
  });
}

/** Reads a partial decryption (§4.18); its shape must be the election's. */
export function parsePartialDecryption(
  election: Election,
  json: string,
): Parsed<PartialDecryption> {
  const counts = election.questions.map(choiceCount);
  return parse(json, (node) => {
    const field = fields(node, 'decryption_factors', 'decryption_proofs');
    return {
      factors: list(
        field('decryption_factors'),
        (item, i) => list(item, element, counts[i]),
        counts.length,
      ),
      proofs: list(
        field('decryption_proofs'),
        (item, i) => list(item, readProof, counts[i]),
        counts.length,
      ),
    };
  });
}

/** Writes who owns a partial decryption (§4.18). */
export function ownedJson({ owner, payload }: OwnedPartialDecryption): string {
  return JSON.stringify({ owner, payload });
}

/** Reads who owns a partial decryption (§4.18). */
export function parseOwned(json: string): Parsed<OwnedPartialDecryption> {
  return parse(json, (node) => {
    const field = fields(node, 'owner', 'payload');
    return { owner: smallNumber(field('owner')), payload: hash(field('payload')) };
  });
}

/** Prefix of H_decrypt (§4.18). */
function decryptionPrefix({ electionHash, publicKey }: DecryptionStatement): string {
  return `decrypt|${electionHash}|${publicKey}|`;
}
