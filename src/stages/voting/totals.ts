import { z } from 'zod';
import type { CountTotals } from '../../rules/count-totals.ts';

const figure = z.number().int().min(0);

/** Totals of one counting: what the two agreeing entries of every batch add up to. */
const totalsShape: z.ZodType<CountTotals> = z.object({
  papers: figure,
  valid: figure,
  void: figure,
  blank: figure.nullable(),
  voidReasons: z.record(z.string(), figure),
  items: z.array(
    z.object({
      number: z.number().int().min(1),
      for: figure,
      against: figure,
      abstain: figure,
      illegible: figure,
      overMarked: figure,
      grades: z.exactOptional(
        z.object({ satisfied: figure, fairly_satisfied: figure, dissatisfied: figure }),
      ),
    }),
  ),
});

export type Totals = CountTotals;

/** Reads stored totals; anything else in the column is a programming error. */
export function parseTotals(stored: unknown): Totals {
  return totalsShape.parse(stored);
}
