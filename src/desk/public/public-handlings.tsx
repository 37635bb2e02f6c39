import { PublicHandlingsPage } from '../../../views/desk/public-handlings-page.tsx';
import { dayInWords } from '../../rules/days.ts';
import { listHandlings, platePath } from '../../stages/delivery/index.ts';
import { chinaDate } from '../../web/china-time.ts';
import { declareRoutes } from '../../web/route.ts';
import type { Visit } from '../../web/visit.ts';
import { listPublicProjects } from './public-record.ts';

async function show(visit: Visit): Promise<Response> {
  const { database, congressHere } = visit;
  const today = chinaDate(visit.now);
  const [handlings, projects] = await Promise.all([
    listHandlings(database, congressHere.id),
    listPublicProjects(database, congressHere.id),
  ]);
  const shown = handlings.flatMap((one) => {
    const project = projects.find(({ id }) => id === one.projectId);
    if (project === undefined || !one.published) return [];
    const due = `${dayInWords(one.dueOn)}前办好`;
    return [
      {
        title: `${project.year}年第${project.number}号 ${project.title}`,
        href: platePath(project.plateCode),
        ...{ reason: one.reason, ledBy: one.ledBy, listedOn: dayInWords(one.listedOn) },
        due:
          one.firstDueOn === null
            ? due
            : `${due}（原定${dayInWords(one.firstDueOn)}前，延长的理由：${one.extensionReason}）`,
        late: one.liftedOn === null && one.dueOn < today,
        ended:
          one.liftedOn === null ? null : `${dayInWords(one.liftedOn)}决定解除：${one.liftedReason}`,
      },
    ];
  });
  return await visit.page(
    <PublicHandlingsPage
      frame={visit.frame()}
      name={congressHere.name}
      home={`/p/${congressHere.id}`}
      now={shown.filter(({ ended }) => ended === null)}
      ended={shown.filter(({ ended }) => ended !== null)}
    />,
  );
}

/** The supervised handling (挂牌督办) of a congress, for everybody. */
export const publicHandlingsRoutes = declareRoutes([
  {
    method: 'GET',
    path: '/p/:congress/handlings',
    site: 'public',
    access: { kind: 'anyone' },
    handle: show,
  },
]);
