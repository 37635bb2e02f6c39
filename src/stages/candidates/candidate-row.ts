import { z } from 'zod';
import { candidateContent } from './candidate-content.ts';

/** One line of a candidates' spreadsheet: its number and what it says. */
export const candidateRow = z.strictObject({
  number: z.number().int().min(1).max(999),
  content: candidateContent,
});

export type CandidateRow = z.output<typeof candidateRow>;
