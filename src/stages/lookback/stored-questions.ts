import { z } from 'zod';
import type { ChosenQuestions } from '../../rules/lookback/chosen-questions.ts';

/** What a programme asks beside its template and what it leaves out, as it is stored. */
export const storedQuestions = z.object({
  own: z.array(
    z.object({
      code: z.string().regex(/^own-[1-9][0-9]{0,3}$/),
      part: z.enum(['procedure', 'project']),
      method: z.enum(['desk', 'site', 'talk']),
      text: z.string(),
      hint: z.string().nullable(),
    }),
  ),
  leftOut: z.array(z.object({ code: z.string(), reason: z.string() })),
}) satisfies z.ZodType<ChosenQuestions>;
