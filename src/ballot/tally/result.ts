import type { Election } from '../election.ts';
import type { Group } from '../group/group.ts';
import { known } from '../known.ts';
import { choiceCount } from '../question.ts';
import { fields, list, type Parsed, parse, smallNumber } from '../read.ts';
import type { EncryptedTally } from './encrypted-tally.ts';

/** The totals (§4.19): for each question one for each choice, the blank one first where there is one. */
export type Totals = readonly (readonly number[])[];

/**
 * log_g of an element when it is at most `bound`, else null (§4.19): baby steps and giant steps, so that
 * the great weights of other people's elections cost little too.
 */
export function smallLogarithm(group: Group, element: bigint, bound: number): number | null {
  const width = Math.ceil(Math.sqrt(bound + 1));
  const babySteps = new Map<bigint, number>();
  let power = 1n;
  for (let exponent = 0; exponent < width; exponent += 1) {
    babySteps.set(power, exponent);
    power = group.multiply(power, group.g);
  }
  const giantStep = group.divide(1n, power);
  let rest = element;
  for (let start = 0; start <= bound; start += width) {
    const exponent = babySteps.get(rest);
    if (exponent !== undefined) return start + exponent <= bound ? start + exponent : null;
    rest = group.multiply(rest, giantStep);
  }
  return null;
}

/**
 * The totals that the tally holds once the factors F are known: log_g(β / F) (§4.19). Null where the
 * logarithm is larger than the number of ballots: then the factors are not those of this tally.
 */
export function openTally(
  group: Group,
  tally: EncryptedTally,
  factors: readonly (readonly bigint[])[],
  ballots: number,
): (number | null)[][] {
  return tally.map((ciphertexts, i) =>
    ciphertexts.map(({ beta }, j) =>
      smallLogarithm(group, group.divide(beta, known(factors[i]?.[j])), ballots),
    ),
  );
}

/** Writes the result (§4.19). */
export function resultJson(totals: Totals): string {
  return JSON.stringify({ result: totals });
}

/** Reads a result (§4.19); its shape must be the election's. */
export function parseResult(election: Election, json: string): Parsed<Totals> {
  const counts = election.questions.map(choiceCount);
  return parse(json, (node) =>
    list(
      fields(node, 'result')('result'),
      (item, i) => list(item, smallNumber, counts[i]),
      counts.length,
    ),
  );
}
