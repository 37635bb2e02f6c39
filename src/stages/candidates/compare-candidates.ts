import { hashJson } from '../../trail/canonical.ts';
import { candidateFields } from './candidate-content.ts';
import type { CandidateRow } from './candidate-row.ts';
import type { Candidate } from './candidate-store.ts';

/** One field that a re-import would change. */
export interface FieldChange {
  readonly field: string;
  readonly from: string;
  readonly to: string;
}

/** What a re-import would do, shown before anything is written. */
export interface CandidateComparison {
  readonly added: readonly CandidateRow[];
  readonly changed: readonly {
    readonly candidate: Candidate;
    readonly row: CandidateRow;
    readonly changes: readonly FieldChange[];
  }[];
  /** Candidates that the file does not name: the clerk decides whether they are withdrawn. */
  readonly missing: readonly Candidate[];
  readonly unchanged: number;
}

/** Compares a file with the list of the year; a number is a candidate. Numbers in a file are unique. */
export function compareCandidates(
  candidates: readonly Candidate[],
  rows: readonly CandidateRow[],
): CandidateComparison {
  const added: CandidateRow[] = [];
  const changed: { candidate: Candidate; row: CandidateRow; changes: FieldChange[] }[] = [];
  let unchanged = 0;
  for (const row of rows) {
    const candidate = candidates.find((one) => one.number === row.number);
    if (candidate === undefined) {
      added.push(row);
    } else if (hashJson(candidate.content) === hashJson(row.content)) {
      unchanged += 1;
    } else {
      const changes = candidateFields.flatMap(([key, label]) => {
        const from = candidate.content[key] ?? '';
        const to = row.content[key] ?? '';
        return from === to ? [] : [{ field: label, from, to }];
      });
      changed.push({ candidate, row, changes });
    }
  }
  const numbers = new Set(rows.map((row) => row.number));
  const missing = candidates.filter((candidate) => !numbers.has(candidate.number));
  return { added, changed, missing, unchanged };
}

/** What a preview was made against: when it differs at acceptance, the list has changed meanwhile. */
export function candidatesFingerprint(candidates: readonly Candidate[]): string {
  return hashJson(
    candidates.map(({ id, number, state, contentHash }) => ({ id, number, state, contentHash })),
  );
}
