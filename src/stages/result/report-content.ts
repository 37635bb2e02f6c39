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

const count = z.number().int().min(0);

const channelProject = z.object({
  number: z.number().int(),
  for: figure,
  against: figure,
  abstain: figure,
  /** In a satisfaction test alone, where the three above are null. */
  grades: z.exactOptional(
    z.object({ satisfied: count, fairly_satisfied: count, dissatisfied: count }),
  ),
});

/** One graded line of a satisfaction test: a project, or a sub-item (子项目) of it. */
const gradedLine = z.object({
  number: z.number().int(),
  title: z.string(),
  projectId: z.string(),
  part: z.string().nullable(),
  satisfied: count,
  fairly_satisfied: count,
  dissatisfied: count,
  /** Valid papers that give this line no grade. */
  ungraded: count,
  verdict: z.enum(['satisfied', 'fairly_satisfied', 'dissatisfied']).nullable(),
  why: z.string(),
  doubtful: z.boolean(),
});

/** One channel apart; `void` is one that was not counted because of too many papers or ballots. */
const reportChannel = z.object({
  name: z.enum(['paper', 'electronic']),
  state: z.enum(['counted', 'void']),
  issued: figure,
  returned: figure,
  valid: figure,
  void: figure,
  projects: z.array(channelProject),
});

/** What lets anybody check the electronic ballots without us: which files, and which set-up. */
const reportElectronic = z.object({
  uuid: z.string(),
  fingerprint: z.string(),
  setupHash: z.string(),
  slipsMade: figure,
  slipsIssued: figure,
  slipsVoid: figure,
  ballots: figure,
  blank: figure,
  archiveHash: z.string().nullable(),
  proofsHash: z.string().nullable(),
  /** Hash of the papers' totals that were frozen before the box was opened. */
  paperSheetHash: z.string().nullable(),
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
  form: z.enum(['upto', 'exactly', 'each', 'grades']),
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
  /** Empty in a satisfaction test, whose lines stand under `satisfaction`. */
  projects: z.array(reportProject),
  /** Absent in a vote. */
  satisfaction: z.exactOptional(
    z.object({
      base: z.enum(['members', 'present', 'valid']),
      baseCount: count,
      lines: z.array(gradedLine),
    }),
  ),
  /** Only in a round about adjustments: each of `projects` is one of them, `adopted` says whether it is agreed to. */
  decision: z.exactOptional(z.object({ body: z.enum(['congress', 'standing-committee']) })),
  tied: z.array(z.number().int()),
  tieRule: z.enum(['revote', 'presidium', 'lot', 'both', 'neither']),
  next: z.string(),
  warnings: z.array(z.string()),
  /** Null where no paper was counted. */
  method: z.enum(['papers', 'tally']).nullable(),
  batches: z.number().int(),
  differencesSettled: z.number().int(),
  chief: z.array(z.string()),
  scrutineers: z.array(z.string()),
  tellers: z.array(z.string()),
  /** Absent in rounds of papers alone. */
  channels: z.exactOptional(z.array(reportChannel)),
  electronic: z.exactOptional(reportElectronic.nullable()),
  countedAt: z.string(),
  trailHead: z.object({ sequence: z.number().int(), hash: z.string() }).nullable(),
});

export type ReportContent = z.output<typeof reportContent>;
export type ReportChannel = z.output<typeof reportChannel>;
export type ReportElectronic = z.output<typeof reportElectronic>;
export type ReportProject = ReportContent['projects'][number];
