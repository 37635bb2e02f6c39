import type { KnownTitles } from '../../../documents/index.ts';
import { chinaDate } from '../../../web/china-time.ts';
import type { Visit } from '../../../web/visit.ts';
import { listProjects, type Project } from '../project-store.ts';

/** The newest year that has projects; this year where there are none. */
export async function newestYear(visit: Visit): Promise<number> {
  const [newest] = await listProjects(visit.database, visit.congressHere.id);
  return newest?.year ?? Number(chinaDate(visit.now).slice(0, 4));
}

/** The projects of a year that are not ended: what a file's rows are about. */
export async function projectsOfYear(visit: Visit, year: number): Promise<readonly Project[]> {
  const all = await listProjects(visit.database, visit.congressHere.id);
  return all.filter((one) => one.year === year && one.state !== 'ended');
}

/** Their numbers and titles, as a file's rows are compared with them. */
export async function titlesOfYear(visit: Visit, year: number): Promise<KnownTitles> {
  const projects = await projectsOfYear(visit, year);
  return new Map(projects.map((one) => [one.number, one.voted.title]));
}

/** Their numbers and titles, as a template lists them. */
export async function rowsOfYear(visit: Visit, year: number) {
  const titles = await titlesOfYear(visit, year);
  return [...titles].map(([number, title]) => ({ number, title }));
}
