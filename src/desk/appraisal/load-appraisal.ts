import type { Kysely } from 'kysely';
import type { Tables } from '../../database/tables.ts';
import { driftOf } from '../../rules/indicators/delivery.ts';
import { thresholdsOf } from '../../rules/indicators/thresholds.ts';
import { reportDueOn } from '../../rules/progress-colours.ts';
import { loadThreeColumns, newestVerdicts } from '../../stages/satisfaction/index.ts';
import { loadYears } from '../indicators/load-years.ts';
import {
  type AppraisedYear,
  loadDepartments,
  loadHandlings,
  loadMilestones,
  loadMonths,
  loadOpinions,
  loadPlans,
  loadProjects,
  loadRatings,
  loadRectifications,
} from './appraisal-store.ts';
import type { AppraisalRecord, ProjectLine } from './appraise.ts';

/** Loads what the record holds of the departments that answer for projects or opinions of a year. */
export async function loadAppraisal(
  database: Kysely<Tables>,
  scope: AppraisedYear,
  today: string,
): Promise<AppraisalRecord> {
  const own = await Promise.all([
    loadPlans(database, scope),
    loadMilestones(database, scope),
    loadMonths(database, scope, today),
    loadHandlings(database, scope),
    loadOpinions(database, scope),
    loadRatings(database, scope),
    loadRectifications(database, scope),
    loadProjects(database, scope),
  ]);
  const [plans, milestones, months, handlings, opinions, ratings, rectifications, found] = own;
  const ids = [...new Set(own.flat().map(({ departmentId }) => departmentId))];
  const [departments, drifts, sides] = await Promise.all([
    loadDepartments(database, scope, ids),
    loadDrifts(database, scope, today),
    loadThreeColumns(database, found, { today, publicOnly: false }),
  ]);
  const verdictsOf = (projectId: string) =>
    newestVerdicts(sides.get(projectId)?.deputies ?? []).map(({ verdict }) => verdict);
  return {
    ...{ departments, plans, milestones, handlings, opinions, ratings, rectifications },
    reports: months.map(({ departmentId, month, doneOn }) => ({
      ...{ departmentId, doneOn, dueOn: reportDueOn(month) },
    })),
    tests: found.flatMap(({ id, departmentId }) =>
      verdictsOf(id).map((grade) => ({ departmentId, grade })),
    ),
    projects: found.map((one): ProjectLine => {
      const side = sides.get(one.id);
      return {
        ...{ departmentId: one.departmentId, number: one.number, title: one.title },
        ...{ place: scope.places.get(one.congressId) ?? '', state: one.state },
        tests: verdictsOf(one.id),
        party: side?.party?.grade ?? null,
        residents: side?.residents ?? { kind: 'none' },
        drift: drifts.get(one.id) ?? null,
      };
    }),
  };
}

/** What drifted of every project, in words; null where nothing can be compared. */
async function loadDrifts(
  database: Kysely<Tables>,
  { places, year }: AppraisedYear,
  today: string,
): Promise<ReadonlyMap<string, readonly string[] | null>> {
  const years = { congressIds: [...places.keys()], fromYear: year, toYear: year };
  const loaded = await loadYears(database, years, today);
  return new Map(
    loaded.flatMap(({ record, sheet, level }) => {
      const { driftTolerance } = thresholdsOf(sheet, level);
      return record.projects.map((project): [string, readonly string[] | null] => {
        const known = driftOf(project, driftTolerance).filter(({ kind }) => kind !== 'no-data');
        const drifted = known.filter(({ kind }) => kind === 'drift').map(({ text }) => text);
        return [project.id, known.length === 0 ? null : drifted];
      });
    }),
  );
}
