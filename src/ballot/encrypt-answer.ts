import type { Answer } from './answer.ts';
import {
  blankPrefix,
  interval,
  intervalPrefix,
  overallBlankPrefix,
  statementOf,
} from './answer-prefixes.ts';
import { type Ciphertext, ciphertextText, multiplyCiphertexts } from './ciphertext.ts';
import { modQ } from './group/group.ts';
import { known } from './known.ts';
import { type Keys, type KnownCase, proveDisjunction } from './proofs/disjunction.ts';
import { type Marks, marksAllowed, type Question } from './question.ts';
import { type RandomSource, randomScalar } from './random.ts';

/** A ciphertext with what its maker knows of it. */
interface Sealed extends Ciphertext {
  readonly r: bigint;
  readonly mark: number;
}

/**
 * Encrypts the marks for one question with all proofs (§4.11.1). `start` is S₀. Throws when the marks
 * are not allowed: no proof exists for them.
 */
export function encryptAnswer(
  keys: Keys,
  question: Question,
  start: string,
  marks: Marks,
  random: RandomSource,
): Answer {
  if (!marksAllowed(question, marks)) throw new RangeError('these marks cannot be cast');
  const choices = marks.map((mark) => encryptMark(keys, mark, random));
  const individualProofs = choices.map((choice) => {
    const cases = [0, 1].map((message) => ({ r: choice.r, excess: choice.mark - message }));
    return proveDisjunction(keys, intervalPrefix(start, ciphertextText(choice)), cases, random);
  });
  const sealed = { choices: choices.map(({ alpha, beta }) => ({ alpha, beta })), individualProofs };
  const statement = statementOf(start, choices.map(ciphertextText));
  return question.blank
    ? { ...sealed, ...provePossiblyBlank(keys, question, statement, choices, random) }
    : { ...sealed, overallProof: proveTotal(keys, question, statement, choices, random) };
}

/** α = g^r, β = y^r g^m with fresh r (§4.11.1). */
function encryptMark({ group, powerOfY }: Keys, mark: number, random: RandomSource): Sealed {
  const r = randomScalar(random);
  const beta = powerOfY(r);
  return {
    r,
    mark,
    alpha: group.powerOfG(r),
    beta: mark === 1 ? group.multiply(beta, group.g) : beta,
  };
}

function total(choices: readonly Sealed[]): { readonly r: bigint; readonly sum: number } {
  return {
    r: modQ(choices.reduce((sum, { r }) => sum + r, 0n)),
    sum: choices.reduce((sum, { mark }) => sum + mark, 0),
  };
}

function totalCases({ min, max }: Question, choices: readonly Sealed[]): KnownCase[] {
  const { r, sum } = total(choices);
  return interval(min, max).map((message) => ({ r, excess: sum - message }));
}

/** overall_proof without blank (§4.11.1): iprove(S, R, M − min, min, …, max). */
function proveTotal(
  keys: Keys,
  question: Question,
  statement: string,
  choices: readonly Sealed[],
  random: RandomSource,
) {
  const prefix = intervalPrefix(
    statement,
    ciphertextText(multiplyCiphertexts(keys.group, choices)),
  );
  return proveDisjunction(keys, prefix, totalCases(question, choices), random);
}

/**
 * blank_proof (m₀ = 0 ∨ m_Σ = 0) and overall_proof (m₀ = 1 ∨ m_Σ ∈ [min … max]) of §4.13.1 and
 * §4.13.2. In blank_proof both may be false claims' opposites at once (an empty answer where min = 0);
 * the first true case is proved.
 */
function provePossiblyBlank(
  keys: Keys,
  question: Question,
  statement: string,
  [first, ...others]: readonly Sealed[],
  random: RandomSource,
) {
  const blank = known(first);
  const { r, sum } = total(others);
  const emptyCases = [
    { r: blank.r, excess: blank.mark },
    { r, excess: sum },
  ];
  const overallCases = [{ r: blank.r, excess: blank.mark - 1 }, ...totalCases(question, others)];
  return {
    overallProof: proveDisjunction(keys, overallBlankPrefix(statement), overallCases, random),
    blankProof: proveDisjunction(keys, blankPrefix(statement), emptyCases, random),
  };
}
