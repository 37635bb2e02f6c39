import type { Kysely } from 'kysely';
import type { Tables } from '../../database/tables.ts';
import type { ExplanatoryText, VotedText } from '../../rules/project-text.ts';
import { explanatoryText, votedText } from '../result/index.ts';

export { explanatoryText, votedText };

/** The states of a project. `accepted` is the last but for a look-back; `ended` was decided. */
export type ProjectState =
  | 'adopted'
  | 'underway'
  | 'completed'
  | 'accepted'
  | 'suspended'
  | 'ended';

/** Chinese words for the states, as every page writes them. */
export const projectStateNames: Readonly<Record<ProjectState, string>> = {
  adopted: '已票决确定',
  underway: '实施中',
  completed: '已完工',
  accepted: '已验收',
  suspended: '已暂停',
  ended: '已终止',
};

/** A project with the text that stands now. */
export interface Project {
  readonly id: string;
  readonly congressId: string;
  readonly yearId: string;
  readonly year: number;
  readonly number: number;
  readonly state: ProjectState;
  readonly roundId: string | null;
  readonly candidateId: string | null;
  readonly baselineVersionId: string | null;
  /** The department in charge (`record.organisation`), which may belong to the county. */
  readonly departmentId: string | null;
  readonly departmentName: string | null;
  readonly currentTextId: string;
  readonly currentPlanId: string | null;
  readonly planDueOn: string | null;
  /** What the QR plate on the site leads to: `/plate/<plateCode>`. */
  readonly plateCode: string;
  readonly decidedOn: string;
  /** Where the row comes from: `kept here`, or the paper or file that it was entered from. */
  readonly source: string;
  readonly voted: VotedText;
  readonly explanatory: ExplanatoryText;
  readonly textNumber: number;
  readonly textHash: string;
  readonly version: number;
}

/** The page of a project for everyone: where its plate leads. */
export function platePath(plateCode: string): string {
  return `/plate/${plateCode}`;
}

function projects(database: Kysely<Tables>) {
  return database
    .selectFrom('record.project as project')
    .innerJoin('record.year as year', (join) =>
      join
        .onRef('year.congress_id', '=', 'project.congress_id')
        .onRef('year.id', '=', 'project.year_id'),
    )
    .innerJoin('record.project_text as text', (join) =>
      join
        .onRef('text.congress_id', '=', 'project.congress_id')
        .onRef('text.id', '=', 'project.current_text_id'),
    )
    .leftJoin('record.organisation as department', 'department.id', 'project.department_id')
    .selectAll('project')
    .select(['year.year', 'department.name as department_name', 'text.number as text_number'])
    .select(['text.voted', 'text.explanatory', 'text.content_hash']);
}

type ProjectRow = Awaited<ReturnType<ReturnType<typeof projects>['executeTakeFirstOrThrow']>>;

function toProject(row: ProjectRow): Project {
  return {
    id: row.id,
    congressId: row.congress_id,
    yearId: row.year_id,
    year: row.year,
    number: row.number,
    state: row.state,
    roundId: row.round_id,
    candidateId: row.candidate_id,
    baselineVersionId: row.baseline_version_id,
    departmentId: row.department_id,
    departmentName: row.department_name,
    currentTextId: row.current_text_id,
    currentPlanId: row.current_plan_id,
    planDueOn: row.plan_due_on,
    plateCode: row.plate_code,
    decidedOn: row.decided_on,
    source: row.source,
    voted: votedText.parse(row.voted),
    explanatory: explanatoryText.parse(row.explanatory),
    textNumber: row.text_number,
    textHash: row.content_hash,
    version: row.version,
  };
}

/** A project of a congress; null when there is none of this id. */
export async function loadProject(
  database: Kysely<Tables>,
  congressId: string,
  projectId: string,
): Promise<Project | null> {
  const row = await projects(database)
    .where('project.congress_id', '=', congressId)
    .where('project.id', '=', projectId)
    .executeTakeFirst();
  return row === undefined ? null : toProject(row);
}

/** The project that a QR plate leads to; null for a code that no plate bears. */
export async function loadProjectByPlate(
  database: Kysely<Tables>,
  plateCode: string,
): Promise<Project | null> {
  const row = await projects(database)
    .where('project.plate_code', '=', plateCode)
    .executeTakeFirst();
  return row === undefined ? null : toProject(row);
}

/** The projects that some departments are in charge of, in whichever congress, with its name. */
export async function listProjectsOfDepartments(
  database: Kysely<Tables>,
  departmentIds: readonly string[],
): Promise<readonly (Project & { readonly congressName: string })[]> {
  if (departmentIds.length === 0) return [];
  const rows = await projects(database)
    .innerJoin('record.congress as congress', 'congress.congress_id', 'project.congress_id')
    .select('congress.name as congress_name')
    .where('project.department_id', 'in', [...departmentIds])
    .where('project.state', '<>', 'ended')
    .orderBy('congress.name')
    .orderBy('year.year', 'desc')
    .orderBy('project.number')
    .execute();
  return rows.map((row) => ({ ...toProject(row), congressName: row.congress_name }));
}

/** The projects of a congress by year (the newest first) and number; of one year when it is given. */
export async function listProjects(
  database: Kysely<Tables>,
  congressId: string,
  yearId: string | null = null,
): Promise<readonly Project[]> {
  const rows = await projects(database)
    .where('project.congress_id', '=', congressId)
    .$if(yearId !== null, (query) => query.where('project.year_id', '=', yearId))
    .orderBy('year.year', 'desc')
    .orderBy('project.number')
    .execute();
  return rows.map(toProject);
}
