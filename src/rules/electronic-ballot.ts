import type { CountTotals, ItemTotals } from './count-totals.ts';
import { gradeCodes, gradeNames } from './grades.ts';
import type { KeysChapter, VoteChapter } from './rule-sheet/document.ts';

/** What an electronic ballot asks: the part of a round that decides its questions. */
export interface ElectronicForm {
  readonly form: 'upto' | 'exactly' | 'each' | 'grades';
  readonly title: string;
  /** The most projects that may be marked; in 逐项式 there is no cap. */
  readonly most: number;
  /** The fewest that must be marked, 0 or 1 in 选择式 at most N, where an empty ballot abstains or not. */
  readonly least: number;
  /** Whether one may abstain on all projects at once with a mark of its own. */
  readonly blank: boolean;
  readonly items: readonly { readonly number: number; readonly title: string }[];
}

/** One question as the ballot protocol writes it (specification §4.9.1). */
export interface ElectronicQuestion {
  readonly answers: readonly string[];
  readonly blank: boolean;
  readonly min: number;
  readonly max: number;
  readonly question: string;
}

const eachAnswers = ['赞成', '反对', '弃权'] as const;
const gradeAnswers = gradeCodes.map((code) => gradeNames[code]);

/**
 * The questions of an electronic ballot (ballots.md, Questions): one for 选择式, one for each project
 * in 逐项式 and for each project of a satisfaction test. Answers are the fixed number and the title. A capped 逐项式 cannot be proved and is never
 * asked; the rule sheet refuses it.
 */
export function questionsOf(ballot: ElectronicForm): readonly ElectronicQuestion[] {
  const { form, items, most, least, blank, title } = ballot;
  const nameOf = ({ number, title: name }: (typeof items)[number]) => `${number}. ${name}`;
  if (form === 'each' || form === 'grades') {
    return items.map((item) => ({
      answers: form === 'each' ? [...eachAnswers] : gradeAnswers,
      blank: false,
      min: 1,
      max: 1,
      question: nameOf(item),
    }));
  }
  const min = form === 'exactly' ? most : blank ? Math.max(1, least) : least;
  return [{ answers: items.map(nameOf), blank, min, max: most, question: title }];
}

/**
 * The totals of an electronic count from the opened vectors (specification §4.19), in the shape of a
 * paper count. The blank entry comes first where the question has one. Nothing can be void.
 *
 * Throws a RangeError when the vectors are not those of these questions: a number that is missing is
 * never taken for no votes.
 */
export function electronicTotals(
  { form, items, blank }: Pick<ElectronicForm, 'form' | 'items' | 'blank'>,
  vectors: readonly (readonly number[])[],
  ballots: number,
): CountTotals {
  const common = { illegible: 0, overMarked: 0 };
  const opened = (question: number, answer: number): number => {
    const votes = vectors[question]?.[answer];
    if (votes === undefined) throw new RangeError(`no total of answer ${answer} to ${question}`);
    return votes;
  };
  const select = (index: number) => opened(0, index + (blank ? 1 : 0));
  const counted = items.map(({ number }, index): ItemTotals => {
    if (form === 'grades') {
      const grades = {
        satisfied: opened(index, 0),
        fairly_satisfied: opened(index, 1),
        dissatisfied: opened(index, 2),
      };
      return { number, for: 0, against: 0, abstain: 0, ...common, grades };
    }
    if (form === 'each') {
      const [votesFor, against, abstain] = [opened(index, 0), opened(index, 1), opened(index, 2)];
      return { number, for: votesFor, against, abstain, ...common };
    }
    return { number, for: select(index), against: 0, abstain: ballots - select(index), ...common };
  });
  return {
    papers: ballots,
    valid: ballots,
    void: 0,
    blank: blank ? opened(0, 0) : null,
    voidReasons: {},
    items: counted,
  };
}

/**
 * How many sets of keys one ceremony makes for a meeting: one for each first round (a 分类式 ballot is a
 * round for each category), and those in reserve for re-votes and second rounds.
 */
export function keySetsNeeded(
  vote: Pick<VoteChapter, 'form' | 'categories'>,
  keys: Pick<KeysChapter, 'reserveRounds'>,
): number {
  const first = vote.form === 'categories' ? Math.max(1, vote.categories.length) : 1;
  return first + keys.reserveRounds;
}
