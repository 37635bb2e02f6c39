import { type Kysely, sql } from 'kysely';
import { z } from 'zod';
import type { Tables } from '../../../database/tables.ts';
import { ok, type Refusal, type Result, refuse } from '../../../rules/refusals.ts';
import { hashJson } from '../../../trail/canonical.ts';
import { type ActRequest, performAct } from '../../../trail/perform-act.ts';
import { loadReports, type ProgressReport } from '../progress/progress-store.ts';
import { writeReport } from '../progress/report-progress.ts';
import { listProjects, type Project } from '../project-store.ts';

/** One row of a previewed file of progress. */
export const progressRow = z.strictObject({
  number: z.number().int().min(1).max(999),
  standing: z.enum(['on_plan', 'behind', 'stopped', 'finished']),
  percent: z.number().int().min(0).max(100).nullable(),
  paid: z
    .string()
    .regex(/^\d{1,9}(\.\d{1,4})?$/)
    .nullable(),
  note: z.string().max(1000).nullable(),
});

export type ProgressRow = z.output<typeof progressRow>;

/** The projects of a year with the reports of one month, as a file is compared with them. */
export interface MonthOfYear {
  readonly projects: readonly Project[];
  readonly reports: ReadonlyMap<string, ProgressReport>;
  /** Differs as soon as a project or a report of the month does. */
  readonly fingerprint: string;
}

/** Loads what a file of progress of a year's month is compared with. */
export async function loadMonth(
  database: Kysely<Tables>,
  congressId: string,
  year: number,
  month: string,
): Promise<MonthOfYear> {
  const all = await listProjects(database, congressId);
  const projects = all.filter((one) => one.year === year && one.state !== 'ended');
  const reports = await loadReports(
    database,
    congressId,
    projects.map((one) => one.id),
  );
  const own = reports.filter((one) => one.month === month);
  return {
    projects,
    reports: new Map(own.map((one) => [one.projectId, one])),
    fingerprint: hashJson({
      projects: projects.map((one) => ({ id: one.id, version: one.version })),
      reports: own.map((one) => one.id).sort(),
    }),
  };
}

/** The numbers of a file for which the year has no project. */
function unknownNumbers(
  rows: readonly ProgressRow[],
  projects: readonly Project[],
): Refusal | null {
  const unknown = rows.filter((row) => projects.every((one) => one.number !== row.number));
  if (unknown.length === 0) return null;
  const numbers = unknown.map((row) => row.number).join('、');
  const message = `这一年没有编号为 ${numbers} 的项目。请核对编号和年度后重新上传。`;
  return { code: 'no-such-number', message, field: 'file' };
}

/**
 * Accepts a previewed file of progress whole: a report of the month for every row. Refuses with
 * `stale-form` (something changed since the preview), `no-such-number`, `number-repeated`, and for a row with
 * what `reportProgress` refuses, naming its project.
 */
export function importProgress(
  database: Kysely<Tables>,
  request: ActRequest,
  input: {
    readonly year: number;
    readonly month: string;
    readonly rows: readonly ProgressRow[];
    readonly fingerprint: string;
    readonly fileName: string;
  },
): Promise<Result<{ projects: number }>> {
  return performAct(database, request, async (act) => {
    await sql`select pg_advisory_xact_lock(hashtextextended(${`progress ${act.congressId}`}, 0))`.execute(
      act.transaction,
    );
    const { rows, month, fileName } = input;
    const known = await loadMonth(act.transaction, act.congressId, input.year, month);
    if (known.fingerprint !== input.fingerprint) return refuse(changedSince);
    const unknown = unknownNumbers(rows, known.projects);
    if (unknown !== null) return refuse(unknown);
    if (new Set(rows.map((row) => row.number)).size !== rows.length) {
      return refuse({ code: 'number-repeated', message: '文件中有重复的编号，请改正后重新上传。' });
    }
    for (const { number, ...row } of rows) {
      const project = known.projects.find((one) => one.number === number);
      if (project === undefined) throw new Error('every number was found');
      const written = await writeReport(act, project, {
        ...{ ...row, month, quantity: null },
        source: `导入自“${fileName}”`,
      });
      if (!written.ok) return refuse(namedFor(number, written.refusals[0]));
    }
    act.record({
      event: 'progress-imported',
      subjects: { projects: rows.length },
      detail: { file: fileName, projects: rows.length },
    });
    return ok({ projects: rows.length });
  });
}

const changedSince: Refusal = {
  code: 'stale-form',
  message: '预览之后项目或月报又有变动，没有导入任何内容。请重新上传文件，核对新的预览后再导入。',
};

function namedFor(number: number, refusal: Refusal): Refusal {
  return { code: refusal.code, message: `第 ${number} 号：${refusal.message}` };
}
