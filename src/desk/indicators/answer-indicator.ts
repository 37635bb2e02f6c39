import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Tables } from '../../database/tables.ts';
import { indicators, isIndicatorCode, judgeYear } from '../../rules/indicators/catalogue.ts';
import { thresholdsOf } from '../../rules/indicators/thresholds.ts';
import { ok, type Refusal, type Result, refuse } from '../../rules/refusals.ts';
import { type Act, type ActRequest, performAct } from '../../trail/perform-act.ts';
import { chinaDate } from '../../web/china-time.ts';
import { loadYears } from './load-years.ts';

const noSuchYear: Refusal = {
  code: 'no-such-year',
  message: '没有这一年的记录。请回到单位页面，从年度进入。',
};
const noSuchIndicator: Refusal = {
  code: 'no-such-indicator',
  message: '没有这一条提示，请刷新页面后再试。',
};
const notAsked: Refusal = {
  code: 'not-asked',
  message: '这一条现在没有提出问题，不用说明。记录可能刚刚补齐，请刷新页面。',
};

/**
 * Writes the unit's answer to an indicator that asks about one of its years; an earlier answer stays in the
 * record and no longer stands.
 *
 * Refuses, in order, with `no-such-indicator`, `no-such-year`, `not-asked`.
 */
export function answerIndicator(
  database: Kysely<Tables>,
  request: ActRequest,
  input: { readonly yearId: string; readonly indicator: string; readonly content: string },
): Promise<Result<{ answerId: string }>> {
  return performAct(database, request, async (act) => {
    const { yearId, indicator, content } = input;
    if (!isIndicatorCode(indicator)) return refuse(noSuchIndicator);
    const today = chinaDate(act.recordedAt);
    const year = await yearOf(act, yearId);
    if (year === null) return refuse(noSuchYear);
    const scope = { congressIds: [act.congressId], fromYear: year, toYear: year };
    const [loaded] = await loadYears(act.transaction, scope, today);
    if (loaded === undefined) return refuse(noSuchYear);
    const found = judgeYear(loaded.record, thresholdsOf(loaded.sheet, loaded.level));
    if (found.find(({ code }) => code === indicator)?.state !== 'question') return refuse(notAsked);
    const answerId = randomUUID();
    await replaceAnswer(act, { ...input, answerId, today });
    const { title } = indicators[indicator];
    act.record({
      event: 'indicator-answered',
      subjects: { year: yearId, answer: answerId },
      detail: { year, title, content },
    });
    return ok({ answerId });
  });
}

async function yearOf(act: Act, yearId: string): Promise<number | null> {
  const row = await act.transaction
    .selectFrom('record.year')
    .select('year')
    .where('congress_id', '=', act.congressId)
    .where('id', '=', yearId)
    .executeTakeFirst();
  return row?.year ?? null;
}

async function replaceAnswer(
  act: Act,
  answer: {
    readonly yearId: string;
    readonly indicator: string;
    readonly content: string;
    readonly answerId: string;
    readonly today: string;
  },
): Promise<void> {
  const { yearId, indicator, content, answerId, today } = answer;
  await act.transaction
    .updateTable('record.indicator_answer')
    .set({ superseded: true })
    .where('congress_id', '=', act.congressId)
    .where('year_id', '=', yearId)
    .where('indicator', '=', indicator)
    .where('project_id', 'is', null)
    .where('superseded', '=', false)
    .execute();
  await act.transaction
    .insertInto('record.indicator_answer')
    .values({
      ...{ congress_id: act.congressId, id: answerId, year_id: yearId, indicator },
      ...{ project_id: null, content, answered_on: today, published_at: null, act_id: act.id },
    })
    .execute();
}
