import { SupervisionOverviewPage } from '../../../../views/delivery/supervision-overview-page.tsx';
import { TasksPage } from '../../../../views/delivery/tasks-page.tsx';
import { dayInWords } from '../../../rules/days.ts';
import { deadlineLateness, type Lateness } from '../../../rules/rectification.ts';
import { nextVisitDue } from '../../../rules/supervision.ts';
import { chinaDate } from '../../../web/china-time.ts';
import { declareRoutes, readers } from '../../../web/route.ts';
import type { Visit } from '../../../web/visit.ts';
import { loadSettingsOfYears } from '../../meeting/index.ts';
import { listOpinions } from '../opinions/opinion-store.ts';
import { listProjects, type Project, projectStateNames } from '../project-store.ts';
import { toOpinionProps } from '../supervision/supervision-props.ts';
import {
  type Handling,
  listGroups,
  listHandlings,
  listVisitPlans,
  listVisits,
  type Visit as PastVisit,
  type VisitPlan,
} from '../supervision/supervision-store.ts';
import { clerksAndDeputies } from './access.ts';

/** When the next visit of each project is due by the rule sheet of its year; null where none is. */
async function nextVisits(
  visit: Visit,
  projects: readonly Project[],
  visits: readonly PastVisit[],
): Promise<ReadonlyMap<string, string | null>> {
  const settings = await loadSettingsOfYears(visit.database, projects);
  return new Map(
    projects.map((project) => {
      const last = visits.find((one) => one.projectId === project.id)?.visitedOn ?? null;
      return [project.id, nextVisitDue(project, last, settings(project.yearId).inspectionMonths)];
    }),
  );
}

/** A project to visit: because a visit was planned, or because the rule sheet asks for one soon. */
function dueVisit(
  project: Project,
  plans: readonly VisitPlan[],
  nextOn: string | null,
  today: string,
) {
  const plan = plans.find(
    (one) => one.projectId === project.id && one.visitedOn === null && one.cancelledReason === null,
  );
  const about = { projectId: project.id, title: project.voted.title };
  if (plan !== undefined) {
    const lateness = deadlineLateness(plan.plannedOn, today);
    return [{ ...about, text: `${dayInWords(plan.plannedOn)}：${plan.topic}`, lateness }];
  }
  if (nextOn === null) return [];
  const lateness = deadlineLateness(nextOn, today);
  const soon = lateness.kind === 'late' || lateness.days <= 30;
  return soon ? [{ ...about, text: `应在${dayInWords(nextOn)}前去一次`, lateness }] : [];
}

async function showTasks(visit: Visit): Promise<Response> {
  const { database, congressHere, signedIn } = visit;
  const today = chinaDate(visit.now);
  const groups = await listGroups(database, congressHere.id, { memberId: signedIn.personId });
  const ids = groups.map((group) => group.projectId);
  const [all, plans, visits, raised] = await Promise.all([
    listProjects(database, congressHere.id),
    listVisitPlans(database, congressHere.id, ids),
    listVisits(database, congressHere.id, ids),
    listOpinions(database, congressHere.id, { raiserId: signedIn.personId }),
  ]);
  const projects = all.filter((one) => ids.includes(one.id));
  const next = await nextVisits(visit, projects, visits);
  const opinions = raised.map((one) => toOpinionProps(one, today));
  return await visit.page(
    <TasksPage
      frame={visit.frame()}
      place={congressHere.name}
      base={`/c/${congressHere.id}`}
      visits={projects.flatMap((one) => dueVisit(one, plans, next.get(one.id) ?? null, today))}
      toRate={opinions.filter((one) => one.state === 'answered')}
      underway={opinions.filter((one) => one.state !== 'answered')}
      projects={projects.map((one) => ({
        ...{ id: one.id, title: one.voted.title },
        group: groups.find((group) => group.projectId === one.id)?.name ?? '',
      }))}
    />,
  );
}

async function showOverview(visit: Visit): Promise<Response> {
  const { database, congressHere } = visit;
  const today = chinaDate(visit.now);
  const projects = await listProjects(database, congressHere.id);
  const ids = projects.map((one) => one.id);
  const [groups, visits, opinions, handlings] = await Promise.all([
    listGroups(database, congressHere.id),
    listVisits(database, congressHere.id, ids),
    listOpinions(database, congressHere.id),
    listHandlings(database, congressHere.id),
  ]);
  const next = await nextVisits(visit, projects, visits);
  const lateness = (day: string | null): Lateness | null =>
    day === null ? null : deadlineLateness(day, today);
  return await visit.page(
    <SupervisionOverviewPage
      frame={visit.frame()}
      place={congressHere.name}
      base={`/c/${congressHere.id}`}
      rows={projects.map((one) => ({
        ...{ id: one.id, title: one.voted.title },
        heading: `${one.year} 年第 ${one.number} 号，${projectStateNames[one.state]}`,
        group: groups.find((group) => group.projectId === one.id)?.name ?? null,
        lastVisit: visits.find((past) => past.projectId === one.id)?.visitedOn ?? null,
        nextVisit: lateness(next.get(one.id) ?? null),
        openOpinions: opinions.filter(
          (each) => each.projectId === one.id && !['closed', 'declined'].includes(each.state),
        ).length,
        listed: handlings.some((each) => each.projectId === one.id && each.liftedOn === null),
      }))}
      opinions={opinions.map((each) => toOpinionProps(each, today))}
      handlings={handlings.map((each) => ({
        ...{ projectId: each.projectId, reason: each.reason, ledBy: each.ledBy },
        ...{ listedOn: each.listedOn, due: dueInWords(each) },
        title: projects.find((one) => one.id === each.projectId)?.voted.title ?? '',
        lateness: each.liftedOn === null ? lateness(each.dueOn) : null,
        ended:
          each.liftedOn === null ? null : `${dayInWords(each.liftedOn)}解除：${each.liftedReason}`,
      }))}
    />,
  );
}

function dueInWords({ dueOn, firstDueOn, extensionReason }: Handling): string {
  if (firstDueOn === null) return `${dayInWords(dueOn)}前`;
  return `${dayInWords(dueOn)}前（原期限${dayInWords(firstDueOn)}，延长：${extensionReason}）`;
}

/** What a deputy has to do, and the supervision of all projects of a congress. */
export const taskRoutes = declareRoutes([
  {
    method: 'GET',
    path: '/c/:congress/tasks',
    site: 'staff',
    access: clerksAndDeputies,
    handle: showTasks,
  },
  {
    method: 'GET',
    path: '/c/:congress/supervision',
    site: 'staff',
    access: readers,
    handle: showOverview,
  },
]);
