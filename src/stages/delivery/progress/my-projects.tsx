import { randomUUID } from 'node:crypto';
import { MyProjectsPage } from '../../../../views/delivery/my-projects-page.tsx';
import { chinaDate } from '../../../web/china-time.ts';
import { declareRoutes } from '../../../web/route.ts';
import type { Visit } from '../../../web/visit.ts';
import { listOpinions } from '../opinions/opinion-store.ts';
import { workerOf } from '../project-page.ts';
import { listProjectsOfDepartments, type Project, projectStateNames } from '../project-store.ts';
import { listReceivedRectifications } from '../rectification/rectification-store.ts';
import { listRemindersOfDepartments } from '../reminders/reminder-store.ts';
import { openMonth } from './open-month.ts';
import { loadWork, standingNames } from './progress-store.ts';

async function describe(visit: Visit, congressId: string, projects: readonly Project[]) {
  const today = chinaDate(visit.now);
  const work = await loadWork(visit.database, congressId, projects, today);
  return projects.flatMap((project) => {
    const known = work.get(project.id);
    if (known === undefined) return [];
    const { plan, reports, mark } = known;
    const month = openMonth(today, reports);
    const given = reports.find((one) => one.month === month);
    return {
      id: project.id,
      base: `/c/${congressId}/projects/${project.id}`,
      number: project.number,
      title: project.voted.title,
      year: project.year,
      state: projectStateNames[project.state],
      open: ['adopted', 'underway', 'suspended'].includes(project.state),
      mark,
      planMissing: plan === null,
      month: month.slice(0, 7),
      given: given === undefined ? null : `${standingNames[given.standing]}，${given.percent}%`,
      next: plan?.milestones.find((one) => one.reachedOn === null) ?? null,
      actId: randomUUID(),
    };
  });
}

/** What of a congress waits for the departments to answer. */
async function toAnswer(visit: Visit, congressId: string, departmentIds: readonly string[]) {
  const [opinions, received] = await Promise.all([
    listOpinions(visit.database, congressId, { departmentIds }),
    listReceivedRectifications(visit.database, congressId, departmentIds),
  ]);
  return {
    opinions: opinions.filter((one) => ['handed_over', 'reopened'].includes(one.state)).length,
    rectifications: received.filter((one) => ['issued', 'reopened'].includes(one.state)).length,
  };
}

async function show(visit: Visit): Promise<Response> {
  const { departmentIds } = workerOf(visit);
  const [projects, reminders] = await Promise.all([
    listProjectsOfDepartments(visit.database, departmentIds),
    listRemindersOfDepartments(visit.database, departmentIds),
  ]);
  const places = [...new Set(projects.map((one) => one.congressId))];
  const described = await Promise.all(
    places.map(async (congressId) => {
      const own = projects.filter((one) => one.congressId === congressId);
      return {
        name: own[0]?.congressName ?? '',
        projects: await describe(visit, congressId, own),
        opinions: `/c/${congressId}/opinions`,
        rectifications: `/c/${congressId}/rectifications`,
        toAnswer: await toAnswer(visit, congressId, departmentIds),
      };
    }),
  );
  return await visit.page(
    <MyProjectsPage
      frame={visit.frame()}
      places={described}
      reminders={reminders.map((one) => ({
        text: one.sentence,
        href: `/c/${one.congressId}/projects/${one.projectId}`,
      }))}
    />,
  );
}

/** The projects of the departments that the viewer acts for, each with its one-tap report. */
export const myProjectsRoutes = declareRoutes([
  {
    method: 'GET',
    path: '/my/projects',
    site: 'staff',
    access: { kind: 'signed-in' },
    handle: show,
  },
]);
