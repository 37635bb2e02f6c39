import type { Ballot } from '../ballot.ts';
import {
  type Ciphertext,
  ciphertextToJson,
  multiplyCiphertexts,
  readCiphertext,
} from '../ciphertext.ts';
import type { Election } from '../election.ts';
import type { Group } from '../group/group.ts';
import { sha256Hex } from '../hash.ts';
import { known } from '../known.ts';
import { choiceCount } from '../question.ts';
import { fields, hash, list, type Parsed, parse, smallNumber } from '../read.ts';

/** The encrypted tally (§4.16): one list of ciphertexts for each question. */
export type EncryptedTally = readonly (readonly Ciphertext[])[];

/** The encrypted answers of a ballot and how often it counts: once, when nothing is said. */
export interface WeightedAnswers extends Pick<Ballot, 'answers'> {
  readonly weight?: number;
}

/** What the EncryptedTally event refers to (sized_encrypted_tally, §4.16). */
export interface SizedTally {
  readonly numTallied: number;
  readonly totalWeight: number;
  /** SHA-256 of the encrypted tally. */
  readonly encryptedTally: string;
}

/**
 * Multiplies all ballots, choice by choice (§4.16), each raised to its weight; ours have none. In what
 * order they come makes no difference.
 */
export function computeTally(
  group: Group,
  election: Election,
  ballots: readonly WeightedAnswers[],
): EncryptedTally {
  return election.questions.map((question, i) =>
    Array.from({ length: choiceCount(question) }, (_, j) =>
      multiplyCiphertexts(
        group,
        ballots.map(({ answers, weight = 1 }) =>
          raise(group, known(answers[i]?.choices[j]), weight),
        ),
      ),
    ),
  );
}

function raise(group: Group, { alpha, beta }: Ciphertext, weight: number): Ciphertext {
  if (weight === 1) return { alpha, beta };
  return {
    alpha: group.power(alpha, BigInt(weight)),
    beta: group.power(beta, BigInt(weight)),
  };
}

/** Writes the encrypted tally (§4.16). */
export function encryptedTallyJson(tally: EncryptedTally): string {
  return JSON.stringify(tally.map((question) => question.map(ciphertextToJson)));
}

/** Reads an encrypted tally (§4.16); its shape must be the election's. */
export function parseEncryptedTally(election: Election, json: string): Parsed<EncryptedTally> {
  const counts = election.questions.map(choiceCount);
  return parse(json, (node) =>
    list(node, (item, i) => list(item, readCiphertext, counts[i]), counts.length),
  );
}

/** Writes the sized tally of so many ballots (§4.16). */
export function sizedTallyJson(numTallied: number, encryptedTally: string): string {
  return JSON.stringify({
    num_tallied: numTallied,
    total_weight: numTallied,
    encrypted_tally: sha256Hex(encryptedTally),
  });
}

/** Reads a sized tally (§4.16). */
export function parseSizedTally(json: string): Parsed<SizedTally> {
  return parse(json, (node) => {
    const field = fields(node, 'num_tallied', 'total_weight', 'encrypted_tally');
    return {
      numTallied: smallNumber(field('num_tallied')),
      totalWeight: smallNumber(field('total_weight')),
      encryptedTally: hash(field('encrypted_tally')),
    };
  });
}
