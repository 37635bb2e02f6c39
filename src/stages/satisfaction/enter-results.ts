import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Tables } from '../../database/tables.ts';
import { type GradeCounts, gradeOf, gradesGiven } from '../../rules/grades.ts';
import { decideSatisfaction } from '../../rules/outcome/satisfaction.ts';
import { ok, type Refusal, type Result, refuse } from '../../rules/refusals.ts';
import { type ActRequest, performAct } from '../../trail/perform-act.ts';
import { chinaDate } from '../../web/china-time.ts';
import { listProjects } from '../delivery/index.ts';
import { noSuchProject } from './refusals.ts';

/** A test that was held without this program, entered from a paper. */
export interface EnteredResults {
  readonly testedOn: string;
  readonly base: 'members' | 'present' | 'valid';
  readonly baseCount: number;
  /** The paper or file that it comes from; shown beside every figure. */
  readonly source: string;
  readonly lines: readonly { readonly projectId: string; readonly counts: GradeCounts }[];
}

const nothing: Refusal = {
  code: 'nothing-entered',
  message: '一个项目的票数也没有填。没有测评的项目三栏都留空。',
};

/**
 * Enters the result of an older test with its source. The verdicts follow from the figures by the same rule
 * as those of a test held here, and lines whose sum differs are doubtful; nobody types a verdict.
 *
 * Refuses, in order, with `nothing-entered`, `in-the-future`, `no-such-project`, `counts-exceed-base` (at its
 * project), `already-done` (this day's test of a project is there).
 */
export function enterResults(
  database: Kysely<Tables>,
  request: ActRequest,
  input: EnteredResults,
): Promise<Result<{ entered: number }>> {
  return performAct(database, request, async (act) => {
    if (input.lines.length === 0) return refuse(nothing);
    if (input.testedOn > chinaDate(act.recordedAt)) {
      const message = '测评日期还没有到，请核对。';
      return refuse({ code: 'in-the-future', message, field: 'tested_on' });
    }
    const projects = await listProjects(act.transaction, act.congressId);
    const titled = input.lines.map((line) => ({
      ...line,
      title: projects.find((one) => one.id === line.projectId)?.voted.title ?? null,
    }));
    if (titled.some((line) => line.title === null)) return refuse(noSuchProject);
    const [over, ...others] = titled.flatMap((line): Refusal[] => {
      const total = gradesGiven(line.counts);
      if (total <= input.baseCount) return [];
      const message = `“${line.title}”合计 ${total} 票，多于基数 ${input.baseCount}，请核对。`;
      return [{ code: 'counts-exceed-base', message, field: `satisfied-${line.projectId}` }];
    });
    if (over !== undefined) return refuse(over, ...others);
    const before = await act.transaction
      .selectFrom('record.satisfaction_result')
      .select('id')
      .where('congress_id', '=', act.congressId)
      .where('tested_on', '=', input.testedOn)
      .where(
        'project_id',
        'in',
        input.lines.map((line) => line.projectId),
      )
      .executeTakeFirst();
    if (before !== undefined) {
      const message = '这一天的测评结果已经录入过，没有再录。请核对日期。';
      return refuse({ code: 'already-done', message, field: 'tested_on' });
    }
    const outcome = decideSatisfaction({
      ...{ kind: 'satisfaction', base: input.base, baseCount: input.baseCount },
      rows: titled.map(({ title, counts }) => ({
        title: title ?? '',
        counts: [counts.satisfied, counts.fairly_satisfied, counts.dissatisfied],
      })),
    });
    await act.transaction
      .insertInto('record.satisfaction_result')
      .values(
        titled.map(({ projectId, counts }, index) => {
          const row = outcome.rows[index];
          const verdict = row?.verdict == null ? null : gradeOf(row.verdict);
          if (row === undefined || verdict === null) throw new Error('known figures decide');
          return {
            ...{ congress_id: act.congressId, id: randomUUID(), act_id: act.id },
            ...{ project_id: projectId, round_id: null, part: null, tested_on: input.testedOn },
            ...{ base: input.base, base_count: input.baseCount, source: input.source },
            ...{ ...counts, verdict, why: row.why, doubtful: row.doubtful },
            published_at: act.recordedAt,
          };
        }),
      )
      .execute();
    act.record({
      event: 'results-entered',
      subjects: { projects: titled.length, base: input.baseCount },
      detail: { lines: titled.length, tested_on: input.testedOn, source: input.source },
    });
    return ok({ entered: titled.length });
  });
}
