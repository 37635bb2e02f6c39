import type { ProjectPage } from '../../../views/delivery/project-shell.tsx';
import { type NextStep, ProjectPageView } from '../../../views/desk/project-page.tsx';
import { dayInWords } from '../../rules/days.ts';
import {
  loadProjectPage,
  loadWork,
  openMonth,
  type Project,
  readersAndDepartments,
} from '../../stages/delivery/index.ts';
import { chinaDate } from '../../web/china-time.ts';
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

/** What is to be done next, for those who do it; null when nothing waits for them. */
async function findNextStep(
  visit: Visit,
  project: Project,
  page: ProjectPage,
): Promise<NextStep | null> {
  if (!page.clerk && !page.department) return null;
  const today = chinaDate(visit.now);
  const work = (await loadWork(visit.database, project.congressId, [project], today)).get(
    project.id,
  );
  const { base } = page;
  if (work === undefined || ['accepted', 'ended'].includes(project.state)) return null;
  if (work.plan === null) {
    const due = project.planDueOn === null ? '' : `应于 ${dayInWords(project.planDueOn)} 前公布。`;
    return { text: `填写实施计划。${due}`, href: `${base}/plan` };
  }
  if (work.plan.publishedAt === null) {
    return { text: '核对并公布实施计划。', href: `${base}/plan` };
  }
  if (project.state === 'completed') {
    return { text: '验收后登记验收和管护单位。', href: `${base}/progress` };
  }
  const late = work.plan.milestones.find((one) => one.reachedOn === null && one.dueOn < today);
  if (late !== undefined) {
    const text = `节点“${late.title}”已过计划日期，请登记完成或在月报中说明。`;
    return { text, href: `${base}/progress` };
  }
  const month = openMonth(today, work.reports);
  return work.reports.some((one) => one.month === month)
    ? null
    : { text: `报 ${month.slice(0, 7)} 的进度。`, href: `${base}/progress` };
}

async function show(visit: Visit): Promise<Response> {
  const loaded = await loadProjectPage(visit);
  if (loaded === null) return visit.context.notFound();
  const { project, page } = loaded;
  const { clerk, department, base } = page;
  const next = await findNextStep(visit, project, page);
  const sections = await showSections({ visit, project, base, clerk, department }, false);
  return await visit.page(
    <ProjectPageView frame={visit.frame()} page={page} next={next} sections={sections} />,
  );
}

/** The page of one project, from the promise to the look-back. */
export const projectRoutes = declareRoutes([
  {
    method: 'GET',
    path: '/c/:congress/projects/:project',
    site: 'staff',
    access: readersAndDepartments,
    handle: show,
  },
]);
