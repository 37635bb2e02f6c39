import type { ProjectPage } from '../../../views/delivery/project-shell.tsx';
import { homeOf } from '../../web/home.ts';
import { clerks } from '../../web/route.ts';
import type { Visit } from '../../web/visit.ts';
import { listOwnMatters } from './own-matters.ts';
import { loadProject, type Project, projectStateNames } from './project-store.ts';
import { departmentsOf } from './routes/access.ts';
import type { ProjectWorker } from './worker.ts';

/** The clerk, and departments for projects of their own (each act checks that). */
export const projectWorkers = {
  kind: 'roles',
  roles: { ...clerks.roles, department: 'below' },
} as const;

/** The address of the project of this path on the staff site. */
export function projectPath(visit: Visit): string {
  return `/c/${visit.congressHere.id}/projects/${visit.param('project')}`;
}

/** Whether the viewer acts for the department in charge of a project, wherever it belongs. */
export function actsForDepartment(visit: Visit, project: Project): boolean {
  return (visit.viewer?.held ?? []).some(
    (one) =>
      one.role === 'department' &&
      one.organisationId != null &&
      one.organisationId === project.departmentId,
  );
}

/** The viewer as one who works on projects: each act checks that a department's project is its own. */
export function workerOf(visit: Visit): ProjectWorker {
  const departments = (visit.viewer?.held ?? []).filter((one) => one.role === 'department');
  return {
    clerk: visit.holds('clerk'),
    departmentIds: departments.flatMap((one) => one.organisationId ?? []),
  };
}

/** Whether the viewer may enter what a project's department reports: the department or the clerk. */
export function worksOnProject(visit: Visit, project: Project): boolean {
  return visit.holds('clerk') || actsForDepartment(visit, project);
}

/**
 * Whether the viewer may read a project of this congress: everybody who reads the congress, and a
 * department whose own matter it is, because it is in charge or because an opinion, a rectification or an
 * adjustment of it is.
 */
export async function mayReadProject(visit: Visit, projectId: string): Promise<boolean> {
  const departments = departmentsOf(visit);
  if (departments === null) return true;
  const own = await listOwnMatters(visit.database, visit.congressHere.id, departments);
  return own.has(projectId);
}

/** Whether the viewer may read an opinion or a rectification that is not theirs to answer. */
export async function mayReadMatter(visit: Visit, projectId: string | null): Promise<boolean> {
  if (departmentsOf(visit) === null) return true;
  return projectId !== null && (await mayReadProject(visit, projectId));
}

/**
 * The project of the path with what every page of it shows around its content; null when the congress has
 * none of this id.
 */
export async function loadProjectPage(
  visit: Visit,
): Promise<{ readonly project: Project; readonly page: ProjectPage } | null> {
  const { database, congressHere } = visit;
  const project = await loadProject(database, congressHere.id, visit.param('project'));
  if (project === null || !(await mayReadProject(visit, project.id))) return null;
  return {
    project,
    page: {
      base: projectPath(visit),
      congress: { name: congressHere.name, href: `/c/${congressHere.id}` },
      home: homeOf(visit),
      year: project.year,
      number: project.number,
      title: project.voted.title,
      state: projectStateNames[project.state],
      stateTone: stateTones[project.state],
      clerk: visit.holds('clerk'),
      department: actsForDepartment(visit, project),
    },
  };
}

const stateTones = {
  adopted: 'info',
  underway: 'info',
  completed: 'ok',
  accepted: 'ok',
  suspended: 'warn',
  ended: 'stop',
} as const;
