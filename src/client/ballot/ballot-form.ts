import type { Question } from '../../ballot/question.ts';
import { type GradeCode, gradeCodes, gradeNames } from '../../rules/grades.ts';

/** A candidate as the election's own text names it. */
export interface Candidate {
  readonly number: number;
  readonly title: string;
}

/** What a ballot asks, read from the questions of the election: the text whose hash the slip carries. */
export type BallotForm =
  /** 选择式: mark from `min` to `max` candidates, or abstain on all with `blank`. */
  | {
      readonly kind: 'select';
      readonly candidates: readonly Candidate[];
      readonly min: number;
      readonly max: number;
      readonly blank: boolean;
    }
  /** 逐项式: for, against or abstain on each. */
  | { readonly kind: 'each'; readonly candidates: readonly Candidate[] }
  /** 满意度测评: one of three grades for each project. */
  | { readonly kind: 'grades'; readonly candidates: readonly Candidate[] };

/** A word on one candidate; in 选择式 a mark is `for`, in a satisfaction test it is a grade. */
export type Choice = 'for' | 'against' | 'abstain' | GradeCode;

/** The three words of 逐项式 in the order of the protocol's answers. */
export const choices: readonly (readonly [Choice, string])[] = [
  ['for', '赞成'],
  ['against', '反对'],
  ['abstain', '弃权'],
];

/** The three grades in the order of the protocol's answers. */
const grades: readonly (readonly [Choice, string])[] = gradeCodes.map((code) => [
  code,
  gradeNames[code],
]);

/** The words that a form asks for on each candidate; none in 选择式, where one marks. */
export function wordsOf(form: BallotForm): readonly (readonly [Choice, string])[] {
  if (form.kind === 'select') return [];
  return form.kind === 'each' ? choices : grades;
}

/** Marks so far. */
export interface Marking {
  readonly byNumber: ReadonlyMap<number, Choice>;
  /** Abstains on everything at once. */
  readonly blank: boolean;
}

export const noMarks: Marking = { byNumber: new Map(), blank: false };

/** What a tap leads to: the marks, and why it was refused when it was. */
export interface Tapped {
  readonly marking: Marking;
  readonly refused: string | null;
}

/** Reads the form of a ballot; null when the questions are of no form that we ask. */
export function formOf(questions: readonly Question[]): BallotForm | null {
  const [first] = questions;
  if (first === undefined) return null;
  for (const [kind, words] of [
    ['each', choices],
    ['grades', grades],
  ] as const) {
    if (!questions.every((question) => asksOneOf(question, words))) continue;
    return { kind, candidates: questions.map((one) => named(one.question)) };
  }
  if (questions.length > 1) return null;
  const { answers, min, max, blank } = first;
  return { kind: 'select', candidates: answers.map(named), min, max, blank };
}

/** Whether a question asks for exactly one of these words. */
function asksOneOf(
  { answers, min, max, blank }: Question,
  words: readonly (readonly [Choice, string])[],
): boolean {
  const same = answers.join() === words.map(([, word]) => word).join();
  return same && min === 1 && max === 1 && !blank;
}

/** `7. 口袋公园建设`, as `src/rules/electronic-ballot.ts` writes it. */
function named(text: string, index = 0): Candidate {
  const match = /^(\d+)\. (.*)$/s.exec(text);
  return match === null
    ? { number: index + 1, title: text }
    : { number: Number(match[1]), title: match[2] ?? '' };
}

/** Marks a candidate, or takes the mark back (选择式). */
export function toggle(form: BallotForm, marking: Marking, number: number): Tapped {
  const byNumber = new Map(marking.byNumber);
  if (byNumber.delete(number)) return { marking: { ...marking, byNumber }, refused: null };
  if (form.kind === 'select' && byNumber.size >= form.max) {
    const refused = `最多选 ${form.max} 个，已经选满。想改选这一个，请先取消另一个。`;
    return { marking, refused };
  }
  byNumber.set(number, 'for');
  return { marking: { byNumber, blank: false }, refused: null };
}

/** Says a word on one candidate (逐项式, 满意度测评). */
export function say(marking: Marking, number: number, choice: Choice): Marking {
  return { ...marking, byNumber: new Map(marking.byNumber).set(number, choice) };
}

/** Abstains on everything at once, or takes that back. With marks it is refused: they would be lost. */
export function toggleBlank(marking: Marking): Tapped {
  const marked = marking.byNumber.size;
  if (marked > 0) {
    return { marking, refused: `已经选了 ${marked} 个项目。要全部弃权，请先取消它们。` };
  }
  return { marking: { ...marking, blank: !marking.blank }, refused: null };
}

/** Abstains on whatever has no word yet (逐项式). */
export function abstainOnRest(form: BallotForm, marking: Marking): Marking {
  const byNumber = new Map(marking.byNumber);
  for (const { number } of form.candidates) {
    if (!byNumber.has(number)) byNumber.set(number, 'abstain');
  }
  return { ...marking, byNumber };
}

/** The rule in one sentence, for the top of the ballot. */
export function ruleInWords(form: BallotForm): string {
  if (form.kind === 'grades') {
    return `${form.candidates.length} 个项目，每个选一个等次：满意、基本满意、不满意。`;
  }
  if (form.kind === 'each') {
    return `${form.candidates.length} 项，逐项表决：赞成、反对或者弃权。`;
  }
  const all = `${form.candidates.length} 个候选项目`;
  const { min, max } = form;
  if (min === max) return `${all}，请选 ${max} 个。`;
  return min > 1 ? `${all}，请选 ${min} 到 ${max} 个。` : `${all}，最多选 ${max} 个。`;
}

/** The figures of the counter: how many of how many. */
export function counterOf(form: BallotForm, { byNumber }: Marking) {
  const done = byNumber.size;
  if (form.kind !== 'select') {
    const label = form.kind === 'each' ? '已表决' : '已评';
    return { label, done, of: `共 ${form.candidates.length}` };
  }
  const { min, max } = form;
  return { label: '已选', done, of: min === max ? `须选 ${max}` : `最多 ${max}` };
}

/** Why the ballot cannot be cast yet; null when it can. */
export function missing(form: BallotForm, { byNumber, blank }: Marking): string | null {
  if (form.kind !== 'select') {
    const open = form.candidates.filter(({ number }) => !byNumber.has(number));
    if (open.length === 0) return null;
    const which = open.map(({ number }) => number).join('、');
    const what = form.kind === 'each' ? '项没有表决' : '个项目没有评';
    return `还有 ${open.length} ${what}：${which} 号。`;
  }
  const done = byNumber.size;
  if (blank || done >= form.min) return null;
  if (done === 0 && form.blank) {
    return `还没有选。请选 ${form.min === form.max ? '' : `${form.min} 到 `}${form.max} 个；一个也不选的，请点“全部弃权”。`;
  }
  return `还要再选 ${form.min - done} 个。`;
}

/** The vectors of the protocol, in the order of its questions (`Marks`). */
export function vectorsOf(form: BallotForm, { byNumber, blank }: Marking): number[][] {
  if (form.kind !== 'select') {
    return form.candidates.map(({ number }) =>
      wordsOf(form).map(([choice]) => (byNumber.get(number) === choice ? 1 : 0)),
    );
  }
  const vector = form.candidates.map(({ number }) => (byNumber.has(number) ? 1 : 0));
  return [form.blank ? [blank ? 1 : 0, ...vector] : vector];
}

/** The ballot as its review shows it: groups with their names. */
export function groupsOf(
  form: BallotForm,
  { byNumber }: Marking,
): readonly { readonly name: string; readonly candidates: readonly Candidate[] }[] {
  if (form.kind !== 'select') {
    return wordsOf(form).map(([choice, name]) => ({
      name,
      candidates: form.candidates.filter(({ number }) => byNumber.get(number) === choice),
    }));
  }
  return [
    { name: '已选', candidates: form.candidates.filter(({ number }) => byNumber.has(number)) },
    { name: '没有选', candidates: form.candidates.filter(({ number }) => !byNumber.has(number)) },
  ];
}

/** What a reader should notice before casting: an empty ballot, or marks that are left. */
export function noteOf(form: BallotForm, { byNumber, blank }: Marking): string | null {
  if (form.kind !== 'select') return null;
  if (blank) return '您选择了全部弃权，没有选任何项目。';
  if (byNumber.size === 0) return '您一个项目也没有选，等于全部弃权。';
  const left = form.max - byNumber.size;
  return left === 0 ? null : `还可以再选 ${left} 个，不选也可以。`;
}
