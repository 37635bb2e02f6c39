import { z } from 'zod';

/** Totals of one counting: what the two agreeing entries of every batch add up to. */
const totalsShape = z.object({
  papers: z.number().int().min(0),
  valid: z.number().int().min(0),
  void: z.number().int().min(0),
  blank: z.number().int().min(0).nullable(),
  items: z.array(
    z.object({
      number: z.number().int().min(1),
      for: z.number().int().min(0),
      against: z.number().int().min(0),
      abstain: z.number().int().min(0),
      illegible: z.number().int().min(0),
    }),
  ),
});

export type Totals = z.output<typeof totalsShape>;

/** Reads stored totals; anything else in the column is a programming error. */
export function parseTotals(stored: unknown): Totals {
  return totalsShape.parse(stored);
}
