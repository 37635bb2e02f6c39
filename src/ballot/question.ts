import {
  exactly,
  fields,
  isPresent,
  list,
  MalformedRecord,
  type Node,
  smallNumber,
  text,
} from './read.ts';

/** A homomorphic question (§4.9.1): only the sum of each answer is ever revealed. */
export interface Question {
  readonly answers: readonly string[];
  /** Whether one may abstain on it; then the vector of choices has a leading entry for that. */
  readonly blank: boolean;
  readonly min: number;
  readonly max: number;
  readonly question: string;
}

/** Marks for one question: 0 or 1 for each choice, the blank one first where the question has it. */
export type Marks = readonly number[];

/** Reads a question (§4.9.1); min ≤ max ≤ number of answers. */
export function readQuestion(node: Node): Question {
  const field = fields(node, 'answers', 'blank?', 'min', 'max', 'question');
  const answers = list(field('answers'), text);
  const blank = isPresent(field('blank')) ? exactly(true, field('blank')) : false;
  const min = smallNumber(field('min'));
  const max = smallNumber(field('max'));
  if (answers.length === 0) throw new MalformedRecord('wrong-length', field('answers').path);
  if (max > answers.length || max === 0)
    throw new MalformedRecord('wrong-number', field('max').path);
  if (min > max) throw new MalformedRecord('wrong-number', field('min').path);
  return { answers, blank, min, max, question: text(field('question')) };
}

/** The wire form of a question (§4.9.1), fields in their order. */
export function questionToJson({ answers, blank, min, max, question }: Question) {
  return { answers, ...(blank ? { blank } : {}), min, max, question };
}

/** How many ciphertexts an answer to it has (§4.11.1). */
export function choiceCount(question: Question): number {
  return question.answers.length + (question.blank ? 1 : 0);
}

/** How many cases its overall proof has (§4.11.1): one for each total allowed, one more for blank. */
export function overallCases({ blank, min, max }: Question): number {
  return max - min + 1 + (blank ? 1 : 0);
}

/**
 * Whether marks may be cast (§4.11.1): one 0 or 1 for each choice, the total in [min, max], or blank
 * alone where it is allowed.
 */
export function marksAllowed(question: Question, marks: Marks): boolean {
  if (marks.length !== choiceCount(question)) return false;
  if (!marks.every((mark) => mark === 0 || mark === 1)) return false;
  const total = marks.slice(question.blank ? 1 : 0).reduce<number>((sum, mark) => sum + mark, 0);
  if (question.blank && marks[0] === 1) return total === 0;
  return total >= question.min && total <= question.max;
}

/**
 * Whether there are two ways to abstain, one of them uncounted: a blank entry and an empty paper. We
 * never set such a question.
 */
export function abstainsTwice({ blank, min }: Question): boolean {
  return blank && min === 0;
}
