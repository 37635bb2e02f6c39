import type { Kysely } from 'kysely';
import type { Tables } from '../../database/tables.ts';
import { addGrades, type GradeCode, type GradeCounts, noGrades } from '../../rules/grades.ts';
import { type ShownGrades, showGrades } from '../../rules/resident-grades.ts';
import type { Project } from '../delivery/index.ts';
import { loadSettingsOfYears } from '../meeting/index.ts';

/** The party committee's judgement of a project. */
export interface ShownJudgement {
  readonly organisation: string;
  readonly grade: GradeCode;
  readonly reason: string;
  readonly judgedOn: string;
  readonly source: string;
}

/** What one test says of a project or of a sub-item. */
export interface ShownTest {
  readonly id: string;
  readonly roundId: string | null;
  readonly part: string | null;
  readonly testedOn: string;
  readonly base: 'members' | 'present' | 'valid';
  readonly baseCount: number;
  readonly counts: GradeCounts;
  readonly verdict: GradeCode;
  readonly why: string;
  readonly doubtful: boolean;
  readonly source: string;
  readonly published: boolean;
}

/** A project with what three sides say of it: never added up. */
export interface ThreeColumns {
  readonly projectId: string;
  /** 党委; null while it has not judged. */
  readonly party: ShownJudgement | null;
  /** 代表, the first test first: a second one stands beside it. */
  readonly deputies: readonly ShownTest[];
  /** 群众, of the days before today. */
  readonly residents: ShownGrades;
  /** Ratings that the clerk left out after looking into them. */
  readonly discarded: number;
}

/** Who looks: the public sees what was published. */
export interface Looking {
  readonly today: string;
  readonly publicOnly: boolean;
}

/** A project of any congress. */
export type ColumnsOf = Pick<Project, 'id' | 'congressId' | 'yearId'>;

/**
 * Loads the three columns of projects of any congresses: five queries, however many there are. Residents'
 * grades are those given before today: whoever watches the numbers cannot tell from a change what one
 * neighbour has just said.
 */
export async function loadThreeColumns(
  database: Kysely<Tables>,
  projects: readonly ColumnsOf[],
  looking: Looking,
): Promise<ReadonlyMap<string, ThreeColumns>> {
  if (projects.length === 0) return new Map();
  const asked = {
    congressIds: [...new Set(projects.map((one) => one.congressId))],
    ids: projects.map((one) => one.id),
  };
  const [parties, tests, residents, settings] = await Promise.all([
    loadJudgements(database, asked, looking),
    loadTests(database, asked, looking),
    loadResidents(database, asked, looking.today),
    loadSettingsOfYears(database, projects),
  ]);
  const shown = (id: string, yearId: string): ShownGrades => {
    const { residentsAsked, smallestGroup } = settings(yearId);
    if (!residentsAsked) return { kind: 'not-asked' };
    return showGrades(residents.counted.get(id) ?? noGrades, smallestGroup);
  };
  return new Map(
    projects.map(({ id, yearId }) => [
      id,
      {
        projectId: id,
        party: parties.get(id) ?? null,
        deputies: tests.filter((one) => one.projectId === id).map((one) => one.test),
        residents: shown(id, yearId),
        discarded: residents.discarded.get(id) ?? 0,
      },
    ]),
  );
}

/** Projects by their ids, and the congresses that they belong to; neither is empty. */
interface Asked {
  readonly congressIds: readonly string[];
  readonly ids: readonly string[];
}

async function loadJudgements(
  database: Kysely<Tables>,
  { congressIds, ids }: Asked,
  { publicOnly }: Looking,
) {
  const rows = await database
    .selectFrom('record.party_judgement as judgement')
    .innerJoin('record.organisation as organisation', (join) =>
      join
        .onRef('organisation.congress_id', '=', 'judgement.congress_id')
        .onRef('organisation.id', '=', 'judgement.organisation_id'),
    )
    .selectAll('judgement')
    .select('organisation.name')
    .where('judgement.congress_id', 'in', congressIds)
    .where('judgement.project_id', 'in', ids)
    .where('judgement.superseded', '=', false)
    .$if(publicOnly, (query) => query.where('judgement.published_at', 'is not', null))
    .execute();
  return new Map(
    rows.map((row): [string, ShownJudgement] => [
      row.project_id,
      {
        ...{ organisation: row.name, grade: row.grade, reason: row.reason },
        ...{ judgedOn: row.judged_on, source: row.source },
      },
    ]),
  );
}

/** Which of these projects have a judgement that stands. */
export async function judgedProjects(
  database: Kysely<Tables>,
  congressId: string,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const looking = { today: '', publicOnly: false };
  return new Set(
    (await loadJudgements(database, { congressIds: [congressId], ids }, looking)).keys(),
  );
}

/**
 * The verdicts that stand, of tests in the order in which they were held: the last one of the whole project
 * (part null) and the last one of each of its parts.
 */
export function newestVerdicts(
  tests: readonly Pick<ShownTest, 'part' | 'verdict'>[],
): Pick<ShownTest, 'part' | 'verdict'>[] {
  const verdicts = new Map(tests.map(({ part, verdict }) => [part, verdict]));
  return [...verdicts].map(([part, verdict]) => ({ part, verdict }));
}

async function loadTests(
  database: Kysely<Tables>,
  { congressIds, ids }: Asked,
  { publicOnly }: Looking,
) {
  const rows = await database
    .selectFrom('record.satisfaction_result as result')
    .leftJoin('record.round as round', (join) =>
      join
        .onRef('round.congress_id', '=', 'result.congress_id')
        .onRef('round.id', '=', 'result.round_id'),
    )
    .innerJoin('record.act as act', (join) =>
      join
        .onRef('act.congress_id', '=', 'result.congress_id')
        .onRef('act.id', '=', 'result.act_id'),
    )
    .selectAll('result')
    .where('result.congress_id', 'in', congressIds)
    .where('result.project_id', 'in', ids)
    .$if(publicOnly, (query) => query.where('result.published_at', 'is not', null))
    .orderBy('result.tested_on')
    .orderBy('act.happened_at')
    .orderBy('act.recorded_at')
    .orderBy('round.number')
    .orderBy('result.part')
    .execute();
  return rows.map((row) => ({
    projectId: row.project_id,
    test: {
      ...{ id: row.id, roundId: row.round_id, part: row.part, testedOn: row.tested_on },
      ...{ base: row.base, baseCount: row.base_count, verdict: row.verdict, why: row.why },
      ...{ doubtful: row.doubtful, source: row.source, published: row.published_at !== null },
      counts: {
        satisfied: row.satisfied,
        fairly_satisfied: row.fairly_satisfied,
        dissatisfied: row.dissatisfied,
      },
    } satisfies ShownTest,
  }));
}

/** Grades that count, and how many ratings were left out, by project. */
async function loadResidents(database: Kysely<Tables>, { congressIds, ids }: Asked, today: string) {
  const rows = await database
    .selectFrom('contact.resident_rating')
    .select(['project_id', 'grade', 'discarded'])
    .select((select) => select.fn.countAll<string>().as('count'))
    .where('congress_id', 'in', congressIds)
    .where('project_id', 'in', ids)
    .where((where) => where.or([where('held_back', '=', false), where('discarded', '=', true)]))
    .where('rated_on', '<', today)
    .groupBy(['project_id', 'grade', 'discarded'])
    .execute();
  const counted = new Map<string, GradeCounts>();
  const discarded = new Map<string, number>();
  for (const { project_id, grade, count, discarded: out } of rows) {
    if (out) discarded.set(project_id, (discarded.get(project_id) ?? 0) + Number(count));
    else {
      const one = { ...noGrades, [grade]: Number(count) };
      counted.set(project_id, addGrades(counted.get(project_id) ?? noGrades, one));
    }
  }
  return { counted, discarded };
}
