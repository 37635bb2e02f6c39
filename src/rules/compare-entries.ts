import type { BatchTally } from './count-tally.ts';
import type { Paper } from './judge-paper.ts';

/**
 * One place where two tellers entered different things. `paper` and `item` are null where the
 * difference is not about one; `option` is set for tally sheets alone. The values are what each
 * teller entered, as `settle-entries.ts` reads them back:
 *
 * - a mark (`paper`, `item`): an option code, or `blank`;
 * - a paper (`paper` alone): `void:<reason>`, `marks:1=for,3=against`, or `missing`;
 * - a tally (`item`, `option`), and void papers (`option` is `void`): a number.
 */
export interface EntryDifference {
  readonly paper: number | null;
  readonly item: number | null;
  readonly option: string | null;
  readonly first: string;
  readonly second: string;
}

/** An entered paper in one line: whole papers are compared and settled by it. */
export function paperInWriting(paper: Paper | undefined): string {
  if (paper === undefined) return 'missing';
  if (paper.voidReason !== null) return `void:${paper.voidReason}`;
  const marks = Object.entries(paper.marks).sort(([one], [other]) => Number(one) - Number(other));
  return `marks:${marks.map(([item, mark]) => `${item}=${mark}`).join(',')}`;
}

/**
 * Compares two entries of one batch paper by paper, in the order of papers and items. Where one
 * teller set the paper aside, for whatever reason, or lacks it, the papers differ as a whole, because
 * marks of a void paper are not compared. Swapping the tellers swaps the values and nothing else.
 */
export function comparePapers(
  first: readonly Paper[],
  second: readonly Paper[],
): readonly EntryDifference[] {
  const numbers = [...new Set([...first, ...second].map((paper) => paper.number))];
  return numbers
    .sort((one, other) => one - other)
    .flatMap((number) => {
      const one = first.find((paper) => paper.number === number);
      const other = second.find((paper) => paper.number === number);
      const marked = one?.voidReason === null && other?.voidReason === null;
      return marked ? compareMarks(one, other) : compareWhole(number, one, other);
    });
}

function compareWhole(
  paper: number,
  one: Paper | undefined,
  other: Paper | undefined,
): EntryDifference[] {
  const first = paperInWriting(one);
  const second = paperInWriting(other);
  return first === second ? [] : [{ paper, item: null, option: null, first, second }];
}

function compareMarks(one: Paper, other: Paper): EntryDifference[] {
  const items = [...new Set([...Object.keys(one.marks), ...Object.keys(other.marks)])];
  return items
    .map(Number)
    .sort((a, b) => a - b)
    .flatMap((item) => {
      const first = one.marks[item] ?? 'blank';
      const second = other.marks[item] ?? 'blank';
      return first === second ? [] : [{ paper: one.number, item, option: null, first, second }];
    });
}

/**
 * Compares two tally sheets of one batch: void papers, then each item and option. What was not called
 * out is zero. The number of papers is the batch's own and no teller's.
 */
export function compareTallies(first: BatchTally, second: BatchTally): readonly EntryDifference[] {
  const voids = compareFigures(null, 'void', first.void, second.void);
  const items = [...new Set([...Object.keys(first.votes), ...Object.keys(second.votes)])];
  const votes = items
    .map(Number)
    .sort((one, other) => one - other)
    .flatMap((item) => {
      const one = first.votes[item] ?? {};
      const other = second.votes[item] ?? {};
      const options = [...new Set([...Object.keys(one), ...Object.keys(other)])].sort();
      return options.flatMap((option) =>
        compareFigures(item, option, one[option] ?? 0, other[option] ?? 0),
      );
    });
  return [...voids, ...votes];
}

function compareFigures(
  item: number | null,
  option: string,
  first: number,
  second: number,
): EntryDifference[] {
  if (first === second) return [];
  return [{ paper: null, item, option, first: String(first), second: String(second) }];
}
