import { randomUUID } from 'node:crypto';
import { MyProjectsPage } from '../../../../views/delivery/my-projects-page.tsx';
import { deadlineLateness } from '../../../rules/rectification.ts';
import { chinaDate } from '../../../web/china-time.ts';
import { declareRoutes } from '../../../web/route.ts';
import type { Visit } from '../../../web/visit.ts';
import { type HandedMatter, listHandedMatters } from '../own-matters.ts';
import { workerOf } from '../project-page.ts';
import { listProjectsOfDepartments, type Project, projectStateNames } from '../project-store.ts';
import { listRemindersOfDepartments, reminderPath } from '../reminders/reminder-store.ts';
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

const handedNames = { opinion: '意见', rectification: '整改' } as const;

/** What was handed over, whosever project it is about, with the way to answer it. */
function describeHanded(one: HandedMatter, today: string) {
  const list = one.kind === 'opinion' ? 'opinions' : 'rectifications';
  const waiting = one.state !== 'answered';
  const about = one.project === null ? '' : `（${one.project}）`;
  return {
    href: `/c/${one.congressId}/${list}/${one.id}`,
    text: `${one.congressName}第 ${one.number} 号${handedNames[one.kind]}${about}`,
    content: one.content,
    waiting,
    lateness: waiting ? deadlineLateness(one.dueOn, today) : null,
  };
}

async function show(visit: Visit): Promise<Response> {
  const { database } = visit;
  const { departmentIds } = workerOf(visit);
  const [projects, reminders, handed] = await Promise.all([
    listProjectsOfDepartments(database, departmentIds),
    listRemindersOfDepartments(database, departmentIds, chinaDate(visit.now)),
    listHandedMatters(database, departmentIds),
  ]);
  const places = [...new Set(projects.map((one) => one.congressId))];
  const described = await Promise.all(
    places.map(async (congressId) => {
      const own = projects.filter((one) => one.congressId === congressId);
      return {
        name: own[0]?.congressName ?? '',
        projects: await describe(visit, congressId, own),
      };
    }),
  );
  return await visit.page(
    <MyProjectsPage
      frame={visit.frame()}
      places={described}
      reminders={reminders.map((one) => ({
        text: one.sentence,
        href: reminderPath(one),
      }))}
      handed={handed.map((one) => describeHanded(one, chinaDate(visit.now)))}
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
