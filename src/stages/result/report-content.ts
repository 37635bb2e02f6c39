import { z } from 'zod';

const figure = z.number().int().min(0).nullable();

/** One project's line on the count report. */
const reportProject = z.object({
  number: z.number().int(),
  title: z.string(),
  versionHash: z.string().nullable(),
  for: figure,
  against: figure,
  abstain: figure,
  rank: figure,
  passes: z.boolean().nullable(),
  adopted: z.boolean().nullable(),
  why: z.string(),
});

/**
 * Everything that a count report (计票结果报告单) states, frozen and hashed in canonical form
 * (rules.md, stage 5). Names of the counting staff are printed on it by law; deputies' never are.
 */
export const reportContent = z.object({
  format: z.literal(1),
  congress: z.string(),
  meeting: z.string(),
  sitting: z.string(),
  round: z.string(),
  kind: z.enum(['first', 'reopened', 'recount']),
  reason: z.string().nullable(),
  form: z.enum(['upto', 'exactly', 'each']),
  places: z.number().int(),
  most: z.number().int(),
  ruleSheetHash: z.string(),
  candidateListHash: z.string().nullable(),
  due: figure,
  present: figure,
  onLeave: figure,
  printed: figure,
  issued: figure,
  spoiled: figure,
  returned: figure,
  valid: figure,
  void: figure,
  passing: z.string(),
  threshold: figure,
  validity: z.boolean().nullable(),
  validityReasons: z.array(z.string()),
  projects: z.array(reportProject),
  tied: z.array(z.number().int()),
  tieRule: z.enum(['revote', 'presidium', 'lot', 'both', 'neither']),
  next: z.string(),
  warnings: z.array(z.string()),
  method: z.enum(['papers', 'tally']),
  batches: z.number().int(),
  differencesSettled: z.number().int(),
  chief: z.array(z.string()),
  scrutineers: z.array(z.string()),
  tellers: z.array(z.string()),
  countedAt: z.string(),
  trailHead: z.object({ sequence: z.number().int(), hash: z.string() }).nullable(),
});

export type ReportContent = z.output<typeof reportContent>;
export type ReportProject = ReportContent['projects'][number];
