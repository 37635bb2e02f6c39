import { ProjectsPage } from '../../../views/desk/projects-page.tsx';
import {
  departmentsOf,
  listOwnMatters,
  listProjects,
  loadWork,
  projectStateNames,
  readersAndDepartments,
} from '../../stages/delivery/index.ts';
import { chinaDate } from '../../web/china-time.ts';
import { homeOf } from '../../web/home.ts';
import { declareRoutes } from '../../web/route.ts';
import type { Visit } from '../../web/visit.ts';

async function show(visit: Visit): Promise<Response> {
  const { database, congressHere } = visit;
  const base = `/c/${congressHere.id}`;
  const departments = departmentsOf(visit);
  const all = await listProjects(database, congressHere.id);
  const own =
    departments === null ? null : await listOwnMatters(database, congressHere.id, departments);
  const projects = all.filter((one) => own === null || own.has(one.id));
  const work = await loadWork(database, congressHere.id, projects, chinaDate(visit.now));
  const years = [...new Set(projects.map((one) => one.year))];
  return await visit.page(
    <ProjectsPage
      frame={visit.frame()}
      home={homeOf(visit)}
      clerk={visit.holds('clerk')}
      congress={{ name: congressHere.name, href: base }}
      years={years.map((year) => ({
        year,
        projects: projects
          .filter((one) => one.year === year)
          .map((one) => ({
            href: `${base}/projects/${one.id}`,
            number: one.number,
            title: one.voted.title,
            department: one.departmentName ?? one.voted.department ?? '',
            source: one.source === 'kept here' ? null : one.source,
            state: projectStateNames[one.state],
            mark: one.state === 'ended' ? null : (work.get(one.id)?.mark.colour ?? null),
            percent: work.get(one.id)?.reports[0]?.percent ?? null,
          })),
      }))}
    />,
  );
}

/** The projects of a congress, the newest year first. */
export const projectListRoutes = declareRoutes([
  {
    method: 'GET',
    path: '/c/:congress/projects',
    site: 'staff',
    access: readersAndDepartments,
    handle: show,
  },
]);
