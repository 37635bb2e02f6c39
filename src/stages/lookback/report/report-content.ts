import { z } from 'zod';

const evidence = z.object({ text: z.string(), href: z.string().nullable() });

/** What the report (回头看报告) of a look-back states, frozen and hashed in canonical form. */
export const reportContent = z.object({
  format: z.literal(1),
  congress: z.string(),
  title: z.string(),
  purpose: z.string(),
  reviewed: z.array(z.string()),
  years: z.string(),
  scopeHash: z.string(),
  scopeSize: z.number().int(),
  sampling: z.string(),
  draws: z.array(
    z.object({ number: z.number().int(), seed: z.string(), reason: z.string().nullable() }),
  ),
  sample: z.array(
    z.object({
      congress: z.string(),
      year: z.number().int(),
      number: z.number().int(),
      title: z.string(),
      /** What the last site check found; null where nobody went. */
      site: z.string().nullable(),
      maintained: z.string().nullable(),
      residents: z.string().nullable(),
    }),
  ),
  /** Answers by kind, over all checklists; `open` were never confirmed. */
  answers: z.object({
    yes: z.number().int(),
    partly: z.number().int(),
    no: z.number().int(),
    no_data: z.number().int(),
    open: z.number().int(),
  }),
  /** The programme's own questions and those it left out; reports before there were any have none. */
  questions: z
    .object({
      own: z.array(
        z.object({
          ...{ code: z.string(), part: z.string(), text: z.string(), yes: z.number().int() },
          ...{ partly: z.number().int(), no: z.number().int(), no_data: z.number().int() },
        }),
      ),
      leftOut: z.array(z.object({ code: z.string(), text: z.string(), reason: z.string() })),
    })
    .default({ own: [], leftOut: [] }),
  findings: z.array(
    z.object({
      number: z.number().int(),
      subject: z.string(),
      grade: z.string(),
      content: z.string(),
      evidence: z.array(evidence),
      replies: z.array(z.string()),
      rectification: z.string(),
      withdrawn: z.string().nullable(),
    }),
  ),
  /** Findings of earlier look-backs that are still open. */
  carriedOver: z.array(
    z.object({ title: z.string(), number: z.number().int(), subject: z.string() }),
  ),
  conclusion: z.string(),
});

export type ReportContent = z.output<typeof reportContent>;
