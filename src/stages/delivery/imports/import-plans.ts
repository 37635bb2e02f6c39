import { type Kysely, sql } from 'kysely';
import { z } from 'zod';
import type { Tables } from '../../../database/tables.ts';
import { planLines } from '../../../documents/index.ts';
import { judgePlan } from '../../../rules/plan.ts';
import { quantityShape } from '../../../rules/project-text.ts';
import { ok, type Refusal, type Result, refuse } from '../../../rules/refusals.ts';
import { hashJson } from '../../../trail/canonical.ts';
import { type Act, type ActRequest, performAct } from '../../../trail/perform-act.ts';
import { departmentNamed } from '../../result/index.ts';
import { listDepartments } from '../organisation-store.ts';
import { judgeDepartment, writePlan } from '../plan/enter-plan.ts';
import { listProjects, type Project } from '../project-store.ts';

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const text = (most: number) => z.string().min(1).max(most);

/** The plan of one project in a previewed file. */
export const planRow = z.strictObject({
  number: z.number().int().min(1).max(999),
  department: text(80),
  personInCharge: text(60),
  goal: text(2000),
  safeguards: text(2000),
  ...{ startsOn: day, finishesOn: day },
  milestones: z
    .array(
      z.strictObject({ title: text(120), dueOn: day, weight: z.number().int().min(1).max(100) }),
    )
    .min(1)
    .max(planLines.milestone),
  goals: z
    .array(
      z.strictObject({
        ...{ year: z.number().int().min(2000).max(2199), goal: text(500) },
        quantity: z.string().regex(quantityShape).nullable(),
        unit: text(20).nullable(),
      }),
    )
    .max(planLines.goal),
  funding: z
    .array(z.strictObject({ origin: text(80), amount: z.string().regex(/^\d{1,9}(\.\d{1,4})?$/) }))
    .max(planLines.funding),
});

export type PlanRow = z.output<typeof planRow>;

/** Differs as soon as one of the projects does, its plan included. */
export function plansFingerprint(projects: readonly Project[]): string {
  return hashJson(projects.map((one) => ({ id: one.id, version: one.version })));
}

/**
 * Accepts a previewed file of plans whole: a plan, or a further version of it, for every row; departments that are not
 * known yet are entered. Refuses with `stale-form`, `no-such-number`, `number-repeated`, `department-was-voted`, and with
 * what `judgePlan` finds in a row, naming its project.
 */
export function importPlans(
  database: Kysely<Tables>,
  request: ActRequest,
  input: {
    readonly year: number;
    readonly rows: readonly PlanRow[];
    readonly fingerprint: string;
    readonly fileName: string;
    /** The congresses above this one, whose departments may be in charge too. */
    readonly ancestorIds: readonly string[];
  },
): Promise<Result<{ projects: number }>> {
  return performAct(database, request, async (act) => {
    const { rows, fileName } = input;
    await sql`select pg_advisory_xact_lock(hashtextextended(${`plans ${act.congressId}`}, 0))`.execute(
      act.transaction,
    );
    const all = await listProjects(act.transaction, act.congressId);
    const projects = all.filter((one) => one.year === input.year && one.state !== 'ended');
    if (plansFingerprint(projects) !== input.fingerprint) return refuse(changedSince);
    if (new Set(rows.map((row) => row.number)).size !== rows.length) {
      return refuse({ code: 'number-repeated', message: '文件中有重复的编号，请改正后重新上传。' });
    }
    for (const row of rows) {
      const project = projects.find((one) => one.number === row.number);
      if (project === undefined) {
        const message = `这一年没有编号为 ${row.number} 的项目。请核对编号和年度后重新上传。`;
        return refuse({ code: 'no-such-number', message });
      }
      const content = contentOf(row);
      const [wrong] = judgePlan(content);
      if (wrong !== undefined) {
        return refuse({ code: wrong.code, message: `第 ${row.number} 号：${wrong.message}` });
      }
      const known = await findDepartment(act, row.department, input.ancestorIds);
      const other = judgeDepartment(project, { id: known, name: row.department });
      if (other !== null) {
        return refuse({ code: other.code, message: `第 ${row.number} 号：${other.message}` });
      }
      const departmentId = known ?? (await departmentNamed(act, row.department));
      const source = `导入自“${fileName}”`;
      const planId = await writePlan(act, project, { departmentId, content, source });
      if (planId === null) return refuse(changedSince);
    }
    act.record({
      event: 'plans-imported',
      subjects: { projects: rows.length },
      detail: { file: fileName, projects: rows.length },
    });
    return ok({ projects: rows.length });
  });
}

const changedSince: Refusal = {
  code: 'stale-form',
  message: '预览之后项目或计划又有变动，没有导入任何内容。请重新上传文件，核对新的预览后再导入。',
};

function contentOf(row: PlanRow) {
  const { number, department, ...plan } = row;
  const numbered = <Line>(lines: readonly Line[]) =>
    lines.map((one, index) => ({ ...one, line: index + 1 }));
  return { ...plan, milestones: numbered(plan.milestones), goals: numbered(plan.goals) };
}

/** The department of this name, here or above, the congress's own first; null when there is none. */
async function findDepartment(act: Act, name: string, ancestorIds: readonly string[]) {
  const known = await listDepartments(act.transaction, { id: act.congressId, ancestorIds });
  return known.find((one) => one.name === name)?.id ?? null;
}
