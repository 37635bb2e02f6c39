import {
  OverviewPage,
  type ShownGroup,
  type ShownPlace,
} from '../../../views/desk/overview-page.tsx';
import { writeCsv, writeSpreadsheet } from '../../documents/index.ts';
import { fairFigures, sizeGroups } from '../../rules/indicators/fair-comparison.ts';
import { stageNames } from '../../rules/indicators/year-stages.ts';
import type { YearSummary } from '../../rules/indicators/year-summary.ts';
import { tenThousandYuanOf } from '../../rules/money.ts';
import { chinaDate } from '../../web/china-time.ts';
import { declareRoutes } from '../../web/route.ts';
import { spreadsheetType, type Visit } from '../../web/visit.ts';
import { overviewReaders } from './access.ts';
import { filters, type Narrowing, narrow, narrowingInWords, readNarrowing } from './filters.ts';
import { loadOverview, type Overview, type OverviewPlace } from './load-overview.ts';
import { exportedTexts, exportHeadings, exportRows } from './overview-rows.ts';

const noData = '没有数据';

function moneyOf(summary: YearSummary): string {
  return summary.totalYuan === null ? noData : `${tenThousandYuanOf(summary.totalYuan)}万元`;
}

/** How many projects had which verdict, and how many were not tested. */
function verdictsInWords(verdicts: YearSummary['verdicts']): string {
  const { satisfied, fairlySatisfied, dissatisfied, untested } = verdicts;
  const tested = satisfied + fairlySatisfied + dissatisfied;
  if (tested === 0) return untested === 0 ? noData : '都没有测评';
  const graded = `满意 ${satisfied}，基本满意 ${fairlySatisfied}，不满意 ${dissatisfied}`;
  return untested === 0 ? graded : `${graded}，未测评 ${untested}`;
}

function shownPlace(place: OverviewPlace, year: number): ShownPlace {
  const { id, name, yearId, summary, answered, below } = place;
  const base = `/c/${id}`;
  const verdicts = summary?.verdicts;
  return {
    ...{ name, href: base },
    below: below === null ? null : { ...below, verdicts: verdictsInWords(below.verdicts) },
    indicators: yearId === null ? null : `${base}/indicators/${yearId}`,
    overview: below === null ? null : `${base}/overview?year=${year}`,
    glance:
      summary === null || verdicts === undefined
        ? null
        : {
            ...{ stage: summary.stage, stageName: summary.stageName, late: summary.late },
            ...{ questions: summary.questions.length, answered },
            overdueRectifications: summary.overdueRectifications,
            ...{ projects: summary.projects, completed: summary.completed },
            money: moneyOf(summary),
            verdicts: verdictsInWords(verdicts),
            dissatisfied: verdicts.dissatisfied,
          },
  };
}

function shownGroups(places: readonly OverviewPlace[]): readonly ShownGroup[] {
  const known = places.flatMap(({ name, summary }) =>
    summary === null ? [] : [{ name, summary }],
  );
  return sizeGroups(known, ({ summary }) => summary.totalYuan).map((group) => ({
    name: group.name,
    rows: [...group.places]
      .sort((first, second) => first.name.localeCompare(second.name, 'zh-CN'))
      .map(({ name, summary }) => {
        const fair = fairFigures(summary);
        return [
          ...[name, moneyOf(summary), fair.completedShare ?? noData],
          ...[fair.visitsPerProject ?? noData, fair.opinionsPerProject ?? noData],
          ...[fair.visitsPerTenMillion ?? noData, fair.latePerTenMillion ?? noData],
        ];
      }),
  }));
}

function totalsOf(places: readonly OverviewPlace[]) {
  const sum = (own: (one: YearSummary) => number, below: (one: OverviewPlace) => number) =>
    places.reduce(
      (total, place) => total + (place.summary === null ? 0 : own(place.summary)) + below(place),
      0,
    );
  return {
    places: places.length,
    late: sum(
      ({ late }) => late,
      ({ below }) => below?.late ?? 0,
    ),
    questions: sum(
      ({ questions }) => questions.length,
      ({ below }) => below?.questions ?? 0,
    ),
    overdueRectifications: sum(
      (one) => one.overdueRectifications,
      ({ below }) => below?.overdueRectifications ?? 0,
    ),
    dissatisfied: sum(
      ({ verdicts }) => verdicts.dissatisfied,
      ({ below }) => below?.verdicts.dissatisfied ?? 0,
    ),
  };
}

function choicesOf({ year, years }: Overview, { filter, stage }: Narrowing) {
  return {
    years: (years.includes(year) ? years : [year, ...years]).map((one) => ({
      ...{ value: String(one), text: `${one}年`, chosen: one === year },
    })),
    filters: Object.entries(filters).map(([value, text]) => ({
      ...{ value, text, chosen: value === filter },
    })),
    stages: [
      { value: '', text: '全部环节', chosen: stage === null },
      ...stageNames.map((name, index) => ({
        value: String(index + 1),
        ...{ text: `${index + 1} ${name}`, chosen: stage === index + 1 },
      })),
    ],
  };
}

function yearAsked(visit: Visit): number | null {
  const year = visit.query('year');
  return /^2[01]\d\d$/.test(year) ? Number(year) : null;
}

async function overviewOf(visit: Visit) {
  const narrowing = readNarrowing(visit.query('show'), visit.query('stage'));
  const overview = await loadOverview(visit.database, visit.congressHere.id, {
    year: yearAsked(visit),
    today: chinaDate(visit.now),
  });
  return { narrowing, overview, places: narrow(overview.places, narrowing) };
}

async function show(visit: Visit): Promise<Response> {
  const { congressHere } = visit;
  const { narrowing, overview, places } = await overviewOf(visit);
  const base = `/c/${congressHere.id}`;
  const { filter, stage } = narrowing;
  const query = `year=${overview.year}&show=${filter}&stage=${stage ?? ''}`;
  return await visit.page(
    <OverviewPage
      frame={visit.frame()}
      name={congressHere.name}
      base={base}
      year={overview.year}
      narrowed={narrowingInWords(narrowing)}
      choices={choicesOf(overview, narrowing)}
      totals={totalsOf(overview.places)}
      places={places.map((place) => shownPlace(place, overview.year))}
      groups={shownGroups(places)}
      exports={{
        csv: `${base}/overview/export?format=csv&${query}`,
        xlsx: `${base}/overview/export?format=xlsx&${query}`,
      }}
    />,
  );
}

async function exportOverview(visit: Visit): Promise<Response> {
  const { overview, places } = await overviewOf(visit);
  const headings = exportHeadings(places);
  const rows = exportRows(places, overview.year);
  const name = `${visit.congressHere.name}下级一览${overview.year}年`;
  if (visit.query('format') === 'csv') {
    const text = writeCsv([headings, ...rows]);
    return visit.file(text, 'text/csv; charset=utf-8', `${name}.csv`, 'attachment');
  }
  const sheet = {
    ...{ name: `${overview.year}年`, headings, rows },
    numeric: headings.map((heading) => !exportedTexts.has(heading)),
  };
  const bytes = await writeSpreadsheet([sheet]);
  return visit.file(bytes, spreadsheetType, `${name}.xlsx`, 'attachment');
}

/** Everything under a county or a city at one glance, and the same as a file. */
export const overviewRoutes = declareRoutes([
  {
    method: 'GET',
    path: '/c/:congress/overview',
    site: 'staff',
    access: overviewReaders,
    handle: show,
  },
  {
    method: 'GET',
    path: '/c/:congress/overview/export',
    site: 'staff',
    access: overviewReaders,
    handle: exportOverview,
  },
]);
