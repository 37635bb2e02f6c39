import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import { z } from 'zod';
import type { Tables } from '../../database/tables.ts';
import { judgeYear } from '../../rules/indicators/catalogue.ts';
import { thresholdsOf } from '../../rules/indicators/thresholds.ts';
import { ok, type Refusal, type Result, refuse } from '../../rules/refusals.ts';
import { hashJson } from '../../trail/canonical.ts';
import { type Act, type ActRequest, performAct } from '../../trail/perform-act.ts';
import { type IndicatorAnswer, loadAnswers } from './answer-store.ts';
import type { LoadedYear } from './load-years.ts';
import { lockYear } from './lock-year.ts';
import { publicEvidence } from './public-evidence.ts';
import { noSuchYear } from './refusals.ts';
import { sourceOf } from './threshold-source.ts';

/** What is published of the indicators of a year: frozen, so that nobody reads what was not decided on. */
export const publishedIndicators = z.strictObject({
  format: z.literal(1),
  congress: z.string(),
  year: z.number(),
  figuresSource: z.string().nullable(),
  indications: z.array(
    z.strictObject({
      ...{ code: z.string(), title: z.string(), stage: z.number() },
      state: z.enum(['question', 'clear', 'no-data']),
      ...{ sentence: z.string(), threshold: z.string(), source: z.string() },
      evidence: z.array(z.strictObject({ text: z.string(), href: z.string().nullable() })),
      answers: z.array(
        z.strictObject({
          project: z.string().nullable(),
          content: z.string(),
          answeredOn: z.string(),
        }),
      ),
    }),
  ),
});

export type PublishedIndicators = z.output<typeof publishedIndicators>;

/** A publication as it was frozen. */
export interface IndicatorPublication {
  readonly yearId: string;
  readonly number: number;
  readonly content: PublishedIndicators;
  readonly hash: string;
  readonly publishedAt: Date;
}

/** What would be published of a year now. The day on which it is read is no part of it. */
export async function composePublication(
  database: Kysely<Tables>,
  loaded: LoadedYear,
  answers: readonly IndicatorAnswer[],
): Promise<PublishedIndicators> {
  const { record, sheet, level } = loaded;
  const show = await publicEvidence(database, record);
  const nameOf = (id: string | null) => {
    const project = record.projects.find((one) => one.id === id);
    return project === undefined ? null : `第${project.number}号“${project.title}”`;
  };
  return {
    format: 1,
    ...{ congress: loaded.congressName, year: record.year, figuresSource: loaded.figuresSource },
    indications: judgeYear(record, thresholdsOf(sheet, level)).map((one) => ({
      ...{ code: one.code, title: one.title, stage: one.stage, state: one.state },
      ...{ sentence: one.sentence, threshold: one.threshold, source: sourceOf(one, loaded) },
      evidence: one.evidence.map(show),
      answers: answers
        .filter((given) => given.yearId === record.yearId && given.indicator === one.code)
        .map(({ projectId, content, answeredOn }) => ({
          ...{ project: nameOf(projectId), content, answeredOn },
        })),
    })),
  };
}

/** The publications of the years of a congress, the newest first. */
export async function listPublications(
  database: Kysely<Tables>,
  congressId: string,
  yearId: string | null = null,
): Promise<readonly IndicatorPublication[]> {
  const rows = await database
    .selectFrom('record.indicator_publication')
    .selectAll()
    .where('congress_id', '=', congressId)
    .$if(yearId !== null, (query) => query.where('year_id', '=', yearId))
    .orderBy('published_at', 'desc')
    .orderBy('number', 'desc')
    .execute();
  return rows.map((row) => ({
    ...{ yearId: row.year_id, number: row.number, hash: row.content_hash },
    ...{ content: publishedIndicators.parse(row.content), publishedAt: row.published_at },
  }));
}

const moved: Refusal = {
  code: 'stale-form',
  message: '您看的时候，记录或者说明有了变化。请看清下面现在的内容，再公布；刚才没有公布。',
};
const nothingNew: Refusal = {
  code: 'nothing-new',
  message: '和上一次公布的内容一样，不用再公布。',
};

/**
 * Publishes the indicators of a year with the answers that stand, exactly as the clerk saw them: `hash` is
 * that of the shown content. An earlier publication stays beside it.
 *
 * Refuses, in order, with `no-such-year`, `stale-form`, `nothing-new`.
 */
export function publishIndicators(
  database: Kysely<Tables>,
  request: ActRequest,
  input: { readonly yearId: string; readonly hash: string },
): Promise<Result<{ number: number }>> {
  return performAct(database, request, async (act) => {
    const { yearId } = input;
    const loaded = await lockYear(act, yearId);
    if (loaded === null) return refuse(noSuchYear);
    const answers = await loadAnswers(act.transaction, [act.congressId]);
    const content = await composePublication(act.transaction, loaded, answers);
    const hash = hashJson(content);
    if (hash !== input.hash) return refuse(moved);
    const [last] = await listPublications(act.transaction, act.congressId, yearId);
    if (last?.hash === hash) return refuse(nothingNew);
    const number = (last?.number ?? 0) + 1;
    await act.transaction
      .insertInto('record.indicator_publication')
      .values({
        ...{ congress_id: act.congressId, id: randomUUID(), year_id: yearId, number },
        ...{ content: JSON.stringify(content), content_hash: hash },
        ...{ published_at: act.recordedAt, act_id: act.id },
      })
      .execute();
    await publishAnswers(act, yearId);
    act.record({
      event: 'indicators-published',
      subjects: { year: yearId, number, hash },
      detail: {
        ...{ year: content.year, number, hash: hash.slice(0, 12) },
        questions: content.indications.filter(({ state }) => state === 'question').length,
        answers: content.indications.reduce((sum, one) => sum + one.answers.length, 0),
      },
    });
    return ok({ number });
  });
}

async function publishAnswers(act: Act, yearId: string): Promise<void> {
  await act.transaction
    .updateTable('record.indicator_answer')
    .set({ published_at: act.recordedAt })
    .where('congress_id', '=', act.congressId)
    .where('year_id', '=', yearId)
    .where('superseded', '=', false)
    .where('published_at', 'is', null)
    .execute();
}
