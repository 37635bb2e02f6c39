import { PublicIndicatorsPage } from '../../../views/desk/public-indicators-page.tsx';
import { dayInWords } from '../../rules/days.ts';
import { chinaDateTime } from '../../web/china-time.ts';
import { declareRoutes } from '../../web/route.ts';
import type { Visit } from '../../web/visit.ts';
import { listPublications } from './publication.ts';

/** What was published of a year; `?number=` asks for an earlier publication. */
async function show(visit: Visit): Promise<Response> {
  const { database, congressHere } = visit;
  const all = await listPublications(database, congressHere.id, visit.param('year'));
  const asked = visit.query('number');
  const one = asked === '' ? all[0] : all.find(({ number }) => String(number) === asked);
  if (one === undefined) return await visit.context.notFound();
  const here = `/p/${congressHere.id}/indicators/${one.yearId}`;
  return await visit.page(
    <PublicIndicatorsPage
      frame={visit.frame()}
      congress={{ name: one.content.congress, href: `/p/${congressHere.id}` }}
      year={one.content.year}
      figuresSource={one.content.figuresSource}
      published={{
        ...{ number: one.number, at: chinaDateTime(one.publishedAt), hash: one.hash },
      }}
      others={all
        .filter((other) => other !== one)
        .map((other) => ({
          text: `第${other.number}次公布（${chinaDateTime(other.publishedAt)}）`,
          href: `${here}?number=${other.number}`,
        }))}
      indications={one.content.indications.map(({ answers, ...indication }) => ({
        ...indication,
        answers: answers.map(({ answeredOn, ...answer }) => ({
          ...{ ...answer, day: dayInWords(answeredOn) },
        })),
      }))}
    />,
  );
}

/** What anybody reads of the indicators that a congress published. */
export const publicIndicatorRoutes = declareRoutes([
  {
    method: 'GET',
    path: '/p/:congress/indicators/:year',
    site: 'public',
    access: { kind: 'anyone' },
    handle: show,
  },
]);
