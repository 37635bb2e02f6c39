import type { Election } from '../election.ts';
import { sha256Hex } from '../hash.ts';
import { known } from '../known.ts';
import { proveEqualLogarithms, verifyEqualLogarithms } from '../proofs/equal-logarithms.ts';
import { type Proof, proofToJson, readProof } from '../proofs/proof.ts';
import { choiceCount } from '../question.ts';
import type { RandomSource } from '../random.ts';
import { fields, hash, list, type Parsed, parse, smallNumber } from '../read.ts';
import type {
  DecryptionProblem,
  DecryptionStatement,
  PartialDecryption,
} from './partial-decryption.ts';

/** One entry of the side file `<uuid>.proofs.json`: the strong proofs of one partial decryption. */
export interface StrongProofs {
  readonly owner: number;
  /** SHA-256 of the partial decryption that they belong to: its record's name. */
  readonly partialDecryption: string;
  readonly proofs: readonly (readonly Proof[])[];
}

/**
 * Proves each factor a second time, with a challenge that hashes α and the factor as well ("Beyond
 * Belenios", 1). The protocol's own proof lets a key holder who casts the last ballot publish a false
 * total; this one does not. A fresh w for each, never the one of the first proof.
 */
export function proveStrongly(
  statement: DecryptionStatement,
  owner: number,
  secret: bigint,
  decryption: PartialDecryption,
  partialDecryptionText: string,
  random: RandomSource,
): StrongProofs {
  const { group, tally } = statement;
  const proofs = tally.map((ciphertexts, i) =>
    ciphertexts.map(({ alpha }, j) => {
      const factor = known(decryption.factors[i]?.[j]);
      const prefix = strongPrefix(statement, alpha, factor);
      return proveEqualLogarithms(group, prefix, alpha, secret, random);
    }),
  );
  return { owner, partialDecryption: sha256Hex(partialDecryptionText), proofs };
}

/** Checks the strong proofs of a partial decryption. */
export function checkStrongProofs(
  statement: DecryptionStatement,
  decryption: PartialDecryption,
  { proofs }: StrongProofs,
): DecryptionProblem[] {
  const { group, publicKey, tally } = statement;
  return tally.flatMap((ciphertexts, question) =>
    ciphertexts.flatMap(({ alpha: base }, choice): DecryptionProblem[] => {
      const factor = known(decryption.factors[question]?.[choice]);
      const proof = known(proofs[question]?.[choice]);
      const prefix = strongPrefix(statement, base, factor);
      return verifyEqualLogarithms(group, prefix, { publicKey, base, factor }, proof)
        ? []
        : [{ code: 'strong-proof', question, choice }];
    }),
  );
}

/** Writes the side file `<uuid>.proofs.json`. */
export function strongProofsJson(entries: readonly StrongProofs[]): string {
  return JSON.stringify(
    entries.map(({ owner, partialDecryption, proofs }) => ({
      owner,
      pd: partialDecryption,
      proofs: proofs.map((question) => question.map(proofToJson)),
    })),
  );
}

/** Reads the side file; the shape of each entry must be the election's. */
export function parseStrongProofs(
  election: Election,
  json: string,
): Parsed<readonly StrongProofs[]> {
  const counts = election.questions.map(choiceCount);
  return parse(json, (node) =>
    list(node, (entry) => {
      const field = fields(entry, 'owner', 'pd', 'proofs');
      return {
        owner: smallNumber(field('owner')),
        partialDecryption: hash(field('pd')),
        proofs: list(field('proofs'), (item, i) => list(item, readProof, counts[i]), counts.length),
      };
    }),
  );
}

function strongPrefix(
  { electionHash, publicKey }: DecryptionStatement,
  alpha: bigint,
  factor: bigint,
): string {
  return `decrypt-strong|${electionHash}|${publicKey}|${alpha},${factor}|`;
}
