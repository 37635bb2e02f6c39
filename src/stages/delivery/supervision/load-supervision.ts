import type { Kysely } from 'kysely';
import type { Tables } from '../../../database/tables.ts';
import { deadlineLateness, type Lateness } from '../../../rules/rectification.ts';
import { nextVisitDue } from '../../../rules/supervision.ts';
import { loadYearSettings } from '../../meeting/index.ts';
import { listOpinions, type Opinion } from '../opinions/opinion-store.ts';
import { type EntryPaper, listPapers } from '../papers/paper-store.ts';
import type { Project } from '../project-store.ts';
import {
  type Handling,
  listGroups,
  listHandlings,
  listSupervisionRecords,
  listVisitPlans,
  listVisits,
  type SupervisionGroup,
  type SupervisionRecord,
  type Visit,
  type VisitPlan,
} from './supervision-store.ts';

/** Everything about the supervision of one project. */
export interface ProjectSupervision {
  readonly group: SupervisionGroup | null;
  readonly plans: readonly VisitPlan[];
  readonly visits: readonly Visit[];
  readonly opinions: readonly Opinion[];
  readonly handlings: readonly Handling[];
  readonly records: readonly SupervisionRecord[];
  /** The papers of handlings and records, by their ids. */
  readonly papers: ReadonlyMap<string, readonly EntryPaper[]>;
  /** When the next visit is due by the rule sheet; null for a project that is not carried out now. */
  readonly nextVisit: { readonly dueOn: string; readonly lateness: Lateness } | null;
  readonly inspectionMonths: number;
}

/** Loads the supervision of a project, its lateness on the given day. */
export async function loadSupervision(
  database: Kysely<Tables>,
  project: Project,
  today: string,
): Promise<ProjectSupervision> {
  const { congressId, id } = project;
  const [groups, plans, visits, opinions, handlings, records, settings] = await Promise.all([
    listGroups(database, congressId, { projectId: id }),
    listVisitPlans(database, congressId, [id]),
    listVisits(database, congressId, [id]),
    listOpinions(database, congressId, { projectId: id }),
    listHandlings(database, congressId, id),
    listSupervisionRecords(database, congressId, id),
    loadYearSettings(database, congressId, project.yearId),
  ]);
  const entries = [...handlings, ...records].map((one) => one.id);
  const papers = await listPapers(database, congressId, entries);
  const dueOn = nextVisitDue(project, visits[0]?.visitedOn ?? null, settings.inspectionMonths);
  return {
    ...{ group: groups[0] ?? null, plans, visits, opinions, handlings, records },
    papers,
    nextVisit: dueOn === null ? null : { dueOn, lateness: deadlineLateness(dueOn, today) },
    inspectionMonths: settings.inspectionMonths,
  };
}
