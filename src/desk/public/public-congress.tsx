import { PublicCongressPage } from '../../../views/desk/public-congress-page.tsx';
import { dayInWords } from '../../rules/days.ts';
import { platePath } from '../../stages/delivery/index.ts';
import { listLookbacksFromAbove, listPublicLookbacks } from '../../stages/lookback/index.ts';
import { chinaDate } from '../../web/china-time.ts';
import { declareRoutes } from '../../web/route.ts';
import type { Visit } from '../../web/visit.ts';
import { listPublications } from '../indicators/publication.ts';
import { listAnnounced, listPublicProjects, listPublishedReports } from './public-record.ts';

/** The years of what was published, each once, the newest first. */
function eachYear<One extends { readonly yearId: string; readonly year: number }>(
  all: readonly One[],
): readonly One[] {
  return all
    .filter((one, index) => all.findIndex(({ yearId }) => yearId === one.yearId) === index)
    .sort((first, second) => second.year - first.year);
}

async function show(visit: Visit): Promise<Response> {
  const { database, congressHere } = visit;
  const { id } = congressHere;
  const [announced, projects, lookbacks, fromAbove, publications, reports] = await Promise.all([
    listAnnounced(database, id),
    listPublicProjects(database, id),
    listPublicLookbacks(database, id),
    listLookbacksFromAbove(database, id),
    listPublications(database, id),
    listPublishedReports(database, id),
  ]);
  const home = `/p/${id}`;
  const indicators = publications.map(({ yearId, content, publishedAt }) => ({
    ...{ yearId, year: content.year, on: dayInWords(chinaDate(publishedAt)) },
  }));
  return await visit.page(
    <PublicCongressPage
      frame={visit.frame()}
      name={congressHere.name}
      results={announced.map((one) => ({
        href: `${home}/r/${one.roundId}`,
        ...{ text: one.title, on: dayInWords(one.dated) },
      }))}
      years={[...new Set(projects.map(({ year }) => year))].map((year) => ({
        year,
        projects: projects
          .filter((one) => one.year === year)
          .map((one) => ({
            href: platePath(one.plateCode),
            ...{ text: `${one.number}．${one.title}`, state: one.stateName },
          })),
      }))}
      lookbacks={{ href: `${home}/lookbacks`, own: lookbacks.length, fromAbove: fromAbove.length }}
      indicators={eachYear(indicators).map((one) => ({
        href: `${home}/indicators/${one.yearId}`,
        text: `${one.year}年形式主义风险提示（${one.on}公布）`,
      }))}
      reports={eachYear(reports).map((one) => ({
        href: `${home}/year-report/${one.yearId}`,
        text: `${one.year}年度报告`,
      }))}
      handlings={`${home}/handlings`}
      bundles={`${home}/bundles`}
    />,
  );
}

/** The public page of a congress: everything of it that is public, by links. */
export const publicCongressRoutes = declareRoutes([
  { method: 'GET', path: '/p/:congress', site: 'public', access: { kind: 'anyone' }, handle: show },
]);
