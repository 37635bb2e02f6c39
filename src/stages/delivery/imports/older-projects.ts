import { type Kysely, sql } from 'kysely';
import type { Tables } from '../../../database/tables.ts';
import { ok, type Refusal, type Result, refuse } from '../../../rules/refusals.ts';
import { type ActRequest, performAct } from '../../../trail/perform-act.ts';
import { chinaDate } from '../../../web/china-time.ts';
import type { CandidateRow } from '../../candidates/index.ts';
import { writeProject } from '../../result/index.ts';
import { ensureOlderYear } from '../figures/older-year.ts';
import { listProjects, type ProjectState } from '../project-store.ts';

/** How an older project stands, as far as its source says. */
export type OlderState = Extract<ProjectState, 'underway' | 'completed' | 'accepted'>;

/** The projects of an older year, with where they are taken from. */
export interface OlderProjects {
  readonly year: number;
  readonly decidedOn: string;
  readonly state: OlderState;
  readonly source: string;
  readonly rows: readonly CandidateRow[];
}

const dayAhead: Refusal = {
  code: 'day-ahead',
  message: '确定日期晚于今天，请核对。',
  field: 'decided_on',
};

/** The numbers of a file that the year has already. */
export function takenNumbers(
  rows: readonly CandidateRow[],
  taken: ReadonlySet<number>,
): Refusal | null {
  const twice = rows.filter((row) => taken.has(row.number)).map((row) => row.number);
  if (twice.length === 0) return null;
  const message = `这一年已经有编号为 ${twice.join('、')} 的项目，没有录入任何内容。请删去这些行后再录入。`;
  return { code: 'number-taken', message };
}

const yearIsKeptHere: Refusal = {
  code: 'year-kept-here',
  message:
    '这一年的候选项目或票决在本系统办理，项目由公告自动产生，不能当作往年项目录入。请核对年度。',
  field: 'year',
};

/** Refuses a year whose candidates, meetings or projects are kept here: its numbers belong to them. */
export async function judgeOlderYear(
  database: Kysely<Tables>,
  congressId: string,
  year: number,
): Promise<Refusal | null> {
  const { rows } = await sql<{ kept: boolean }>`
    select exists (select from record.candidate candidate
        where candidate.congress_id = year.congress_id and candidate.year_id = year.id
          -- A list that came with a file of origins is as old as the year.
          and not exists (select from record.candidate_origin origin
            where origin.congress_id = candidate.congress_id
              and origin.candidate_id = candidate.id and origin.act_id = candidate.act_id))
      or exists (select from record.meeting meeting
        where meeting.congress_id = year.congress_id and meeting.year_id = year.id)
      or exists (select from record.project project
        where project.congress_id = year.congress_id and project.year_id = year.id
          and project.source = 'kept here') as kept
    from record.year where year.congress_id = ${congressId} and year.year = ${year}`.execute(
    database,
  );
  return rows[0]?.kept === true ? yearIsKeptHere : null;
}

/**
 * Enters projects of an older year or of another system: their baseline is the text of the source, and
 * every page says so. Refuses with `day-ahead`, `year-kept-here`, `no-term`, `number-repeated`, `number-taken`.
 */
export function enterOlderProjects(
  database: Kysely<Tables>,
  request: ActRequest,
  input: OlderProjects,
): Promise<Result<{ projects: number }>> {
  return performAct(database, request, async (act) => {
    const { rows, year, source } = input;
    if (input.decidedOn > chinaDate(request.now)) return refuse(dayAhead);
    const kept = await judgeOlderYear(act.transaction, act.congressId, year);
    if (kept !== null) return refuse(kept);
    const yearId = await ensureOlderYear(act, year);
    if (!yearId.ok) return yearId;
    if (new Set(rows.map((row) => row.number)).size !== rows.length) {
      return refuse({ code: 'number-repeated', message: '有重复的编号，请改正。' });
    }
    const standing = await listProjects(act.transaction, act.congressId, yearId.value);
    const taken = takenNumbers(rows, new Set(standing.map((one) => one.number)));
    if (taken !== null) return refuse(taken);
    const { decidedOn, state } = input;
    for (const row of rows) {
      await writeProject(act, { ...row, yearId: yearId.value, state, decidedOn, source });
    }
    act.record({
      event: 'older-projects-entered',
      subjects: { year: yearId.value },
      detail: { year, projects: rows.length, source },
    });
    return ok({ projects: rows.length });
  });
}
