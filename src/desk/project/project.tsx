import { ProjectPageView } from '../../../views/desk/project-page.tsx';
import { loadProjectPage, projectReaders } from '../../stages/delivery/index.ts';
import { declareRoutes } from '../../web/route.ts';
import type { Visit } from '../../web/visit.ts';
import { projectSections, type SectionPlace } from './sections.tsx';

/** The sections that have something to say, in order. */
export async function showSections(place: SectionPlace, everyone: boolean) {
  const shown = [];
  for (const { id, title, shownTo, show } of projectSections) {
    if (everyone && shownTo !== 'everyone') continue;
    const content = await show(place);
    if (content !== null) shown.push({ id, title, content });
  }
  return shown;
}

async function show(visit: Visit): Promise<Response> {
  const loaded = await loadProjectPage(visit);
  if (loaded === null) return visit.context.notFound();
  const { project, page } = loaded;
  const { clerk, department, base } = page;
  const sections = await showSections({ visit, project, base, clerk, department }, false);
  return await visit.page(
    <ProjectPageView frame={visit.frame()} page={page} sections={sections} />,
  );
}

/** The page of one project, from the promise to the look-back. */
export const projectRoutes = declareRoutes([
  {
    method: 'GET',
    path: '/c/:congress/projects/:project',
    site: 'staff',
    access: projectReaders,
    handle: show,
  },
]);
