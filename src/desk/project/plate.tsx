import { renderSVG } from 'uqr';
import { PlatesPrint } from '../../../views/desk/plates-print.tsx';
import { PublicProjectPage } from '../../../views/desk/public-project-page.tsx';
import { findCongress } from '../../people/index.ts';
import { dayInWords } from '../../rules/days.ts';
import {
  listProjects,
  loadProject,
  loadProjectByPlate,
  type Project,
  platePath,
  projectStateNames,
} from '../../stages/delivery/index.ts';
import { clerks, declareRoutes } from '../../web/route.ts';
import type { Visit } from '../../web/visit.ts';
import { showSections } from './project.tsx';

/** The public page that the plate on a site leads to: no sign-in, no cookie. */
async function showToEveryone(visit: Visit): Promise<Response> {
  const project = await loadProjectByPlate(visit.database, visit.param('plateText'));
  if (project === null) return visit.context.notFound();
  const congress = await findCongress(visit.database, project.congressId);
  const place = { visit, project, base: null, clerk: false, department: false };
  return await visit.page(
    <PublicProjectPage
      frame={visit.frame()}
      congress={congress?.name ?? ''}
      home={`/p/${project.congressId}`}
      project={{
        ...{ year: project.year, number: project.number, title: project.voted.title },
        ...{ state: projectStateNames[project.state], decidedOn: dayInWords(project.decidedOn) },
        department: project.departmentName ?? project.voted.department,
      }}
      hears={project.state !== 'ended'}
      sections={await showSections(place, true)}
    />,
  );
}

function plateOf(visit: Visit, project: Project) {
  const address = `${visit.dependencies.origin}${platePath(project.plateCode)}`;
  return {
    ...{ year: project.year, number: project.number, title: project.voted.title },
    ...{ finish: project.voted.finish, address, code: project.plateCode },
    department: project.departmentName ?? project.voted.department,
    // Damaged by weather and dust, a quarter of it may be unreadable.
    qr: renderSVG(address, { ecc: 'Q', border: 2 }),
  };
}

async function print(visit: Visit, projects: readonly Project[], back: string): Promise<Response> {
  return await visit.page(
    <PlatesPrint
      frame={visit.frame()}
      congress={visit.congressHere.name}
      back={back}
      plates={projects.map((one) => plateOf(visit, one))}
    />,
  );
}

/** Where the plate of a site leads, and the plates themselves as A5 sheets. */
export const plateRoutes = declareRoutes([
  {
    method: 'GET',
    path: '/plate/:plateText',
    site: 'public',
    access: { kind: 'anyone' },
    handle: showToEveryone,
  },
  {
    // Look-back reports that were frozen by former versions hold this address. No congress has such an id.
    method: 'GET',
    path: '/p/:plateText{[a-z2-9]{10}}',
    site: 'public',
    access: { kind: 'anyone' },
    handle: async (visit) => {
      const project = await loadProjectByPlate(visit.database, visit.param('plateText'));
      return project === null
        ? visit.context.notFound()
        : visit.redirect(platePath(project.plateCode));
    },
  },
  {
    method: 'GET',
    path: '/c/:congress/projects/plates',
    site: 'staff',
    access: clerks,
    handle: async (visit) => {
      const base = `/c/${visit.congressHere.id}/projects`;
      const projects = await listProjects(visit.database, visit.congressHere.id);
      const [newest] = projects;
      const shown = projects.filter((one) => one.year === newest?.year && one.state !== 'ended');
      return await print(visit, shown, base);
    },
  },
  {
    method: 'GET',
    path: '/c/:congress/projects/:project/plate',
    site: 'staff',
    access: clerks,
    handle: async (visit) => {
      const { id } = visit.congressHere;
      const project = await loadProject(visit.database, id, visit.param('project'));
      if (project === null) return visit.context.notFound();
      return await print(visit, [project], `/c/${id}/projects/${project.id}`);
    },
  },
]);
