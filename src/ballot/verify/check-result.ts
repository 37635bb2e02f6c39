import type { Trustee } from '../ceremony/trustees.ts';
import type { OpenElection } from '../election.ts';
import { choiceCount } from '../question.ts';
import { combineShares, disagreeingOwners, missingShares, type Shares } from '../tally/combine.ts';
import { openTally, parseResult, type Totals } from '../tally/result.ts';
import type { LinkedEvent } from './check-chain.ts';
import type { OwnTally } from './check-tally.ts';
import { type Failure, failure } from './failure.ts';

/** The totals that the shares give; null where they cannot be known. */
export interface ResultChecked {
  readonly totals: Totals | null;
  readonly failures: readonly Failure[];
}

/**
 * Check 12 (§4.19): enough shares, all quorums agree, and the published totals are the ones that they
 * open. Asked only once a result is there or due.
 */
export function checkResult(
  { group, election }: OpenElection,
  trustees: readonly Trustee[],
  { tally, weight }: OwnTally,
  shares: Shares,
  events: readonly LinkedEvent[],
): ResultChecked {
  const missing = missingShares(trustees, shares);
  if (missing.length > 0) {
    return {
      totals: null,
      failures: missing.map(({ firstOwner }) => failure('share-missing', { owner: firstOwner })),
    };
  }
  const failures = disagreeingOwners(group, trustees, shares).map((owner) =>
    failure('shares-disagree', { owner }),
  );
  const factors = combineShares(group, trustees, shares, election.questions.map(choiceCount));
  const opened = openTally(group, tally, factors, weight);
  const place = (i: number, j: number) => ({
    question: i + 1,
    answer: election.questions[i]?.blank === true ? j : j + 1,
  });
  opened.forEach((question, i) => {
    question.forEach((total, j) => {
      if (total === null) failures.push(failure('result-unreachable', place(i, j)));
    });
  });
  for (const { event, records } of events) {
    const record = records[0];
    if (event.type !== 'Result' || record === undefined) continue;
    const parsed = parseResult(election, record.text);
    if (!parsed.ok) {
      failures.push(failure(parsed.code, { record: record.name, path: parsed.path }));
      continue;
    }
    parsed.value.forEach((question, i) => {
      question.forEach((total, j) => {
        if (total !== opened[i]?.[j]) failures.push(failure('result-differs', place(i, j)));
      });
    });
  }
  const totals = opened.map((question) => question.map((total) => total ?? -1));
  const known = opened.every((question) => question.every((total) => total !== null));
  return { totals: known ? totals : null, failures };
}
