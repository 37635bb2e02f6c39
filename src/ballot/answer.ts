import { type Ciphertext, ciphertextToJson, readCiphertext } from './ciphertext.ts';
import { type Proof, proofToJson, readProof } from './proofs/proof.ts';
import { choiceCount, overallCases, type Question } from './question.ts';
import { fields, list, type Node } from './read.ts';

/** An encrypted answer to one question (§4.11.1). */
export interface Answer {
  /** The blank one first where the question has it. */
  readonly choices: readonly Ciphertext[];
  /** For each choice that it holds 0 or 1. */
  readonly individualProofs: readonly (readonly Proof[])[];
  /** That the total is allowed. */
  readonly overallProof: readonly Proof[];
  /** That it is not blank and marked at once; only where blank is allowed. */
  readonly blankProof?: readonly Proof[];
}

/**
 * Reads an answer (§4.11.1); every list must have exactly the length that the question asks for, and
 * the proof of a blank entry stands there exactly where the question has one.
 */
export function readAnswer(question: Question, node: Node): Answer {
  const names = ['choices', 'individual_proofs', 'overall_proof'] as const;
  if (!question.blank) return readLists(question, fields(node, ...names));
  const field = fields(node, ...names, 'blank_proof');
  return { ...readLists(question, field), blankProof: readPair(field('blank_proof')) };
}

type Lists = 'choices' | 'individual_proofs' | 'overall_proof';

function readLists(question: Question, field: (name: Lists) => Node): Answer {
  const count = choiceCount(question);
  return {
    choices: list(field('choices'), readCiphertext, count),
    individualProofs: list(field('individual_proofs'), readPair, count),
    overallProof: list(field('overall_proof'), readProof, overallCases(question)),
  };
}

function readPair(node: Node): Proof[] {
  return list(node, readProof, 2);
}

/** The wire form of an answer (§4.11.1), fields in their order. */
export function answerToJson(answer: Answer) {
  const { choices, individualProofs, overallProof, blankProof } = answer;
  return {
    choices: choices.map(ciphertextToJson),
    individual_proofs: individualProofs.map((proofs) => proofs.map(proofToJson)),
    overall_proof: overallProof.map(proofToJson),
    ...(blankProof === undefined ? {} : { blank_proof: blankProof.map(proofToJson) }),
  };
}
