import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { IndicatorsPage, type ShownIndication } from '../../../views/desk/indicators-page.tsx';
import type { FormState } from '../../../views/parts/fields.tsx';
import {
  type Indication,
  indicatorCodes,
  indicators,
  judgeYear,
} from '../../rules/indicators/catalogue.ts';
import { regulates, thresholdsOf } from '../../rules/indicators/thresholds.ts';
import { articles } from '../../rules/rule-sheet/articles.ts';
import { chinaDate, dayInWords } from '../../web/china-time.ts';
import { actFields, requiredText } from '../../web/forms.ts';
import { notFoundPage } from '../../web/problem-pages.tsx';
import { clerks, declareRoutes, readers } from '../../web/route.ts';
import { type Attempt, submit } from '../../web/submit.ts';
import type { Visit } from '../../web/visit.ts';
import { answerIndicator } from './answer-indicator.ts';
import { type IndicatorAnswer, loadAnswers } from './answer-store.ts';
import { type LoadedYear, loadYears } from './load-years.ts';
import { showEvidence } from './show-evidence.ts';

const path = '/c/:congress/indicators/:year';
const answerForm = z.object({
  ...actFields,
  indicator: requiredText('表单不完整，请刷新页面后再试。', 60),
  content: requiredText('请写明情况。', 1_000).pipe(z.string().min(2, '请写明情况。')),
});

/** Where a threshold stands: the article that says it, or that the program's default holds. */
function sourceOf(one: Indication, loaded: LoadedYear): string {
  if (one.setting === null) return '按法定程序应有';
  if (!regulates(loaded.sheet, one.setting) || loaded.sheet === null) {
    return '票决办法未作规定，按系统默认值';
  }
  const names = { place: loaded.congressName };
  const article = articles(loaded.sheet, names).find(({ settings }) =>
    settings.includes(one.setting ?? ''),
  );
  return article === undefined ? '票决办法' : `票决办法${article.label}`;
}

function formOf(attempt: Attempt | null, code: string): FormState {
  const scope = code;
  return attempt?.form.typed.indicator === code
    ? { ...attempt.form, scope }
    : { typed: {}, refusals: [], scope };
}

function shown(
  one: Indication,
  loaded: LoadedYear,
  answers: readonly IndicatorAnswer[],
  attempt: Attempt | null,
): ShownIndication {
  const { congressId, yearId, meeting, year } = loaded.record;
  const answer = answers.find((given) => given.yearId === yearId && given.indicator === one.code);
  return {
    ...{ code: one.code, title: one.title, state: one.state, sentence: one.sentence },
    ...{ threshold: one.threshold, source: sourceOf(one, loaded) },
    evidence: one.evidence.map((ref) => showEvidence(congressId, meeting?.id ?? null, ref, year)),
    answer:
      answer === undefined ? null : { content: answer.content, day: dayInWords(answer.answeredOn) },
    form: formOf(attempt, one.code),
    actId: randomUUID(),
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
    />,
    attempt?.status ?? 200,
  );
}

/** The indicators of a year, and the unit's answers to them. */
export const indicatorRoutes = declareRoutes([
  { method: 'GET', path, site: 'staff', access: readers, handle: (visit) => show(visit) },
  {
    method: 'POST',
    path,
    site: 'staff',
    access: clerks,
    handle: (visit) =>
      submit(visit, 'answer-indicator', answerForm, {
        run: (request, value) =>
          answerIndicator(visit.database, request, { ...value, yearId: visit.param('year') }),
        done: () =>
          visit.redirect(
            `/c/${visit.congressHere.id}/indicators/${visit.param('year')}`,
            '说明已保存，列在提示旁边。',
          ),
        again: (attempt) => show(visit, attempt),
      }),
  },
]);
