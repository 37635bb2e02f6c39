import type { Marks, Question } from '../../ballot/question.ts';
import {
  type BallotForm,
  formOf,
  groupsOf,
  type Marking,
  noMarks,
  wordsOf,
} from '../ballot/ballot-form.ts';

/** Marks under one heading, in words. */
export interface MarksShown {
  readonly name: string;
  readonly items: readonly string[];
}

/** What vectors of marks say, as the ballot page shows it; other people's questions by their own words. */
export function shownMarks(
  questions: readonly Question[],
  vectors: readonly Marks[],
): readonly MarksShown[] {
  const form = formOf(questions);
  if (form === null) return questions.map((question, i) => inOwnWords(question, vectors[i] ?? []));
  const marking = markingOf(form, vectors);
  if (marking.blank) return [{ name: '全部弃权', items: [] }];
  return groupsOf(form, marking).map(({ name, candidates }) => ({
    name: `${name} ${candidates.length} 个`,
    items: candidates.map(({ number, title }) => `${number} 号 ${title}`),
  }));
}

function inOwnWords({ answers, blank, question }: Question, marks: Marks): MarksShown {
  const names = blank ? ['弃权', ...answers] : answers;
  return { name: question, items: names.filter((_, j) => marks[j] === 1) };
}

/** The marks that the vectors of the protocol stand for. */
export function markingOf(form: BallotForm, vectors: readonly (readonly number[])[]): Marking {
  const byNumber = new Map(noMarks.byNumber);
  if (form.kind !== 'select') {
    const words = wordsOf(form).map(([choice]) => choice);
    form.candidates.forEach(({ number }, index) => {
      const word = words[vectors[index]?.indexOf(1) ?? -1];
      if (word !== undefined) byNumber.set(number, word);
    });
    return { byNumber, blank: false };
  }
  const [vector = []] = vectors;
  const first = form.blank ? 1 : 0;
  form.candidates.forEach(({ number }, index) => {
    if (vector[index + first] === 1) byNumber.set(number, 'for');
  });
  return { byNumber, blank: form.blank && vector[0] === 1 };
}
