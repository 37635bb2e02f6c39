import type { Answer } from './answer.ts';
import {
  blankPrefix,
  interval,
  intervalPrefix,
  overallBlankPrefix,
  statementOf,
} from './answer-prefixes.ts';
import { ciphertextText, multiplyCiphertexts } from './ciphertext.ts';
import { known } from './known.ts';
import { type Keys, verifyDisjunction } from './proofs/disjunction.ts';
import type { Question } from './question.ts';

/** What is wrong with an encrypted answer. */
export interface AnswerProblem {
  readonly code: 'choice-not-in-group' | 'individual-proof' | 'overall-proof' | 'blank-proof';
  /** Index in `choices`, where it is about one. */
  readonly choice?: number;
}

/**
 * Checks an answer of the right shape (§4.11.1): every α and β in the group, every choice 0 or 1, the
 * total allowed, not blank and marked at once. Gives all that is wrong.
 */
export function checkAnswer(
  keys: Keys,
  question: Question,
  start: string,
  answer: Answer,
): AnswerProblem[] {
  const { choices, individualProofs, overallProof, blankProof } = answer;
  const { group } = keys;
  const problems: AnswerProblem[] = [];
  // Writing 617 digits takes a while; each ciphertext is hashed twice.
  const texts = choices.map(ciphertextText);
  choices.forEach(({ alpha, beta }, choice) => {
    if (!group.isMember(alpha) || !group.isMember(beta)) {
      problems.push({ code: 'choice-not-in-group', choice });
    }
    const cases = [0, 1].map((message) => ({ alpha, beta, message }));
    const prefix = intervalPrefix(start, known(texts[choice]));
    if (!verifyDisjunction(keys, prefix, cases, known(individualProofs[choice]))) {
      problems.push({ code: 'individual-proof', choice });
    }
  });
  const statement = statementOf(start, texts);
  const sum = multiplyCiphertexts(group, question.blank ? choices.slice(1) : choices);
  const totals = interval(question.min, question.max).map((message) => ({ ...sum, message }));
  if (!question.blank) {
    const prefix = intervalPrefix(statement, ciphertextText(sum));
    if (!verifyDisjunction(keys, prefix, totals, overallProof))
      problems.push({ code: 'overall-proof' });
    return problems;
  }
  const blank = known(choices[0]);
  const notBoth = [
    { ...blank, message: 0 },
    { ...sum, message: 0 },
  ];
  if (!verifyDisjunction(keys, blankPrefix(statement), notBoth, known(blankProof))) {
    problems.push({ code: 'blank-proof' });
  }
  const allowed = [{ ...blank, message: 1 }, ...totals];
  if (!verifyDisjunction(keys, overallBlankPrefix(statement), allowed, overallProof)) {
    problems.push({ code: 'overall-proof' });
  }
  return problems;
}
