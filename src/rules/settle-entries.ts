import type { EntryDifference } from './compare-entries.ts';
import type { BatchTally } from './count-tally.ts';
import type { Paper } from './judge-paper.ts';
import { ok, type Refusal, type Result, refuse } from './refusals.ts';

/** A difference with what the third look found; null while nobody has looked. */
export interface SettledDifference extends Omit<EntryDifference, 'first' | 'second'> {
  readonly settled: string | null;
}

const unsettled: Refusal = {
  code: 'differences-open',
  message: '还有两次录入不一致的地方没有核对。请由第三人对照原票逐处核对并记录理由。',
};

function unreadable(value: string): Refusal {
  return { code: 'not-a-value', message: `核对结果“${value}”不能用，请重新选择或者填写。` };
}

/**
 * The papers of a batch after the third look: what both tellers entered alike, and elsewhere what was
 * settled. The papers are those of the first entry where nothing differs.
 *
 * Refuses: `differences-open`; `not-a-value` for a settled value that is none (compare-entries.ts).
 */
export function settlePapers(
  first: readonly Paper[],
  differences: readonly SettledDifference[],
): Result<readonly Paper[]> {
  const papers = new Map(first.map((paper) => [paper.number, paper]));
  for (const { paper: number, item, settled } of differences) {
    if (settled === null) return refuse(unsettled);
    if (number === null) throw new RangeError('a tally difference among papers');
    const paper =
      item === null ? readPaper(number, settled) : withMark(papers.get(number), item, settled);
    if (paper === null) return refuse(unreadable(settled));
    papers.set(number, paper);
  }
  return ok([...papers.values()].sort((one, other) => one.number - other.number));
}

function readPaper(number: number, written: string): Paper | null {
  const [kind, rest] = written.split(/:(.*)/s);
  if (kind === 'void' && rest) return { number, marks: {}, voidReason: rest };
  if (kind !== 'marks' || rest === undefined) return null;
  const pairs = rest === '' ? [] : rest.split(',').map((pair) => pair.split('='));
  const readable = pairs.every(([item = '', mark]) => /^[1-9]\d*$/.test(item) && isCode(mark));
  return readable ? { number, marks: Object.fromEntries(pairs), voidReason: null } : null;
}

function isCode(mark: string | undefined): boolean {
  return mark !== undefined && /^[a-z_]+$/.test(mark);
}

function withMark(paper: Paper | undefined, item: number, settled: string): Paper | null {
  if (paper === undefined || !isCode(settled)) return null;
  const { [item]: _replaced, ...others } = paper.marks;
  return { ...paper, marks: settled === 'blank' ? others : { ...others, [item]: settled } };
}

/**
 * The tally sheet of a batch after the third look.
 *
 * Refuses: `differences-open`; `not-a-value` for a settled value that is no number.
 */
export function settleTally(
  first: BatchTally,
  differences: readonly SettledDifference[],
): Result<BatchTally> {
  let tally = first;
  for (const { item, option, settled } of differences) {
    if (settled === null) return refuse(unsettled);
    if (option === null) throw new RangeError('a paper difference among tallies');
    if (!/^\d{1,6}$/.test(settled)) return refuse(unreadable(settled));
    const votes = Number(settled);
    tally =
      item === null
        ? { ...tally, void: votes }
        : {
            ...tally,
            votes: { ...tally.votes, [item]: { ...tally.votes[item], [option]: votes } },
          };
  }
  return ok(tally);
}
