import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import {
  IndicatorsPage,
  type Publishing,
  type ShownIndication,
} from '../../../views/desk/indicators-page.tsx';
import { besideStanding } from '../../../views/parts/beside.tsx';
import type { FormState } from '../../../views/parts/fields.tsx';
import { dayInWords } from '../../rules/days.ts';
import {
  type Indication,
  indicatorCodes,
  indicators,
  judgeYear,
} from '../../rules/indicators/catalogue.ts';
import { thresholdsOf } from '../../rules/indicators/thresholds.ts';
import { hashJson } from '../../trail/canonical.ts';
import { actRoute } from '../../web/act-route.ts';
import { chinaDate, chinaDateTime } from '../../web/china-time.ts';
import { actFields, asReadField, requiredText } from '../../web/forms.ts';
import { notFoundPage } from '../../web/problem-pages.tsx';
import { clerks, declareRoutes, readers } from '../../web/route.ts';
import { type Attempt, formOf } from '../../web/submit.ts';
import type { Visit } from '../../web/visit.ts';
import { answerIndicator, asksAbout } from './answer-indicator.ts';
import { type IndicatorAnswer, loadAnswers } from './answer-store.ts';
import { type LoadedYear, loadYears } from './load-years.ts';
import { publicIndicatorRoutes } from './public-indicators.tsx';
import { composePublication, listPublications, publishIndicators } from './publication.ts';
import { showEvidence } from './show-evidence.ts';
import { sourceOf } from './threshold-source.ts';

const path = '/c/:congress/indicators/:year';
const broken = '表单不完整，请刷新页面后再试。';
const answerForm = z.looseObject({
  ...actFields,
  indicator: requiredText(broken, 60),
  project_id: z
    .union([z.literal('').transform(() => null), z.guid('请从列出的项目里选择。')])
    .default(null),
  content: requiredText('请写明情况。', 1_000).pipe(z.string().min(2, '请写明情况。')),
});
const publishForm = z.object({
  ...actFields,
  hash: z.string(broken).regex(/^[0-9a-f]{64}$/, broken),
});

/** The form that was sent about an indicator, beside what is said now of the same project or of the whole. */
function answerFormOf(
  attempt: Attempt | null,
  code: string,
  standing: ShownIndication['standing'],
): FormState {
  const scope = code;
  if (attempt?.form.typed.indicator !== code) return { typed: {}, refusals: [], scope };
  const about = attempt.form.typed.project_id || 'whole';
  const content = standing.find(([key]) => key === about)?.[1] ?? '';
  return besideStanding({ ...attempt.form, scope }, { content }, [['content', '说明']]);
}

function shown(
  one: Indication,
  loaded: LoadedYear,
  answers: readonly IndicatorAnswer[],
  attempt: Attempt | null,
): ShownIndication {
  const { record } = loaded;
  const named = record.projects.map(({ id, number, title }) => ({
    ...{ value: id, text: `第${number}号“${title}”` },
  }));
  const given = answers.filter(
    ({ yearId, indicator }) => yearId === record.yearId && indicator === one.code,
  );
  const projects = named.filter(({ value }) => asksAbout(one).includes(value));
  const standing = ['whole', ...projects.map(({ value }) => value)].map((key) => {
    const said = given.find(({ projectId }) => (projectId ?? 'whole') === key);
    return [key, said?.content ?? null] as const;
  });
  return {
    ...{ code: one.code, title: one.title, state: one.state, sentence: one.sentence },
    ...{ threshold: one.threshold, source: sourceOf(one, loaded) },
    evidence: one.evidence.map((ref) => showEvidence(record, ref)),
    answers: given.map(({ projectId, content, answeredOn }) => ({
      project: named.find(({ value }) => value === projectId)?.text ?? null,
      ...{ content, day: dayInWords(answeredOn) },
    })),
    form: answerFormOf(attempt, one.code, standing),
    actId: randomUUID(),
    ...{ projects, standing },
  };
}

/** States of every indicator in each year, the newest first, at most ten years. */
function trendOf(years: readonly LoadedYear[]) {
  const judged = years.slice(0, 10).map(({ record, sheet, level }) => ({
    year: record.year,
    found: judgeYear(record, thresholdsOf(sheet, level)),
  }));
  return {
    years: judged.map(({ year }) => year),
    rows: indicatorCodes.map((code, index) => ({
      title: indicators[code].title,
      states: judged.map(({ found }) => found[index]?.state ?? 'no-data'),
    })),
  };
}

/** What was published of the year, and the form that publishes what the page shows now. */
async function publishingOf(
  visit: Visit,
  here: LoadedYear,
  answers: readonly IndicatorAnswer[],
  attempt: Attempt | null,
): Promise<Publishing> {
  const { database, congressHere } = visit;
  const { yearId } = here.record;
  const [last] = await listPublications(database, congressHere.id, yearId);
  const hash = hashJson(await composePublication(database, here, answers));
  return {
    last:
      last === undefined
        ? null
        : {
            ...{ number: last.number, at: chinaDateTime(last.publishedAt) },
            href: `/p/${congressHere.id}/indicators/${yearId}`,
          },
    news: last?.hash !== hash,
    form: visit.holds('clerk')
      ? {
          form: { ...formOf(attempt, 'publish-indicators'), scope: 'publish' },
          action: `/c/${congressHere.id}/indicators/${yearId}/publish`,
          ...{ actId: randomUUID(), hash },
        }
      : null,
  };
}

async function show(visit: Visit, attempt: Attempt | null = null): Promise<Response> {
  const { congressHere, database } = visit;
  const scope = { congressIds: [congressHere.id], fromYear: 2000, toYear: 2199 };
  const years = await loadYears(database, scope, chinaDate(visit.now));
  const here = years.find(({ record }) => record.yearId === visit.param('year'));
  if (here === undefined) return await notFoundPage(visit);
  const answers = await loadAnswers(database, [congressHere.id]);
  const base = `/c/${congressHere.id}`;
  const found = judgeYear(here.record, thresholdsOf(here.sheet, here.level));
  return await visit.page(
    <IndicatorsPage
      frame={visit.frame()}
      name={congressHere.name}
      base={base}
      year={here.record.year}
      years={years.map(({ record }) => ({
        year: record.year,
        href: `${base}/indicators/${record.yearId}`,
      }))}
      action={`${base}/indicators/${here.record.yearId}`}
      figuresSource={here.figuresSource}
      indications={found.map((one) => shown(one, here, answers, attempt))}
      trend={trendOf(years)}
      mayAnswer={visit.holds('clerk')}
      publishing={await publishingOf(visit, here, answers, attempt)}
    />,
    attempt?.status ?? 200,
  );
}

function backTo(visit: Visit, said: string): Response {
  return visit.redirect(`/c/${visit.congressHere.id}/indicators/${visit.param('year')}`, said);
}

/** The indicators of a year, the unit's answers to them, and what is published of both. */
export const indicatorRoutes = declareRoutes([
  { method: 'GET', path, site: 'staff', access: readers, handle: (visit) => show(visit) },
  actRoute('answer-indicator', answerForm, {
    ...{ path, access: clerks },
    run: (visit, request, value) =>
      answerIndicator(visit.database, request, {
        ...{ yearId: visit.param('year'), indicator: value.indicator, content: value.content },
        projectId: value.project_id,
        asRead: asReadField.safeParse(value[`as_read-${value.project_id ?? 'whole'}`]).data,
      }),
    done: (visit) => backTo(visit, '说明已保存，列在提示旁边。'),
    again: show,
  }),
  actRoute('publish-indicators', publishForm, {
    ...{ path: `${path}/publish`, access: clerks },
    run: (visit, request, { hash }) =>
      publishIndicators(visit.database, request, { yearId: visit.param('year'), hash }),
    done: (visit, { number }) => backTo(visit, `已公布（第${number}次），任何人可以看。`),
    again: show,
  }),
  ...publicIndicatorRoutes,
]);
