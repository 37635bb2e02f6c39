import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Tables } from '../../database/tables.ts';
import { changedSince, writtenMeanwhile } from '../../rules/as-read.ts';
import {
  type Indication,
  indicators,
  isIndicatorCode,
  judgeYear,
} from '../../rules/indicators/catalogue.ts';
import { thresholdsOf } from '../../rules/indicators/thresholds.ts';
import { ok, type Refusal, type Result, refuse } from '../../rules/refusals.ts';
import { type Act, type ActRequest, performAct } from '../../trail/perform-act.ts';
import { chinaDate } from '../../web/china-time.ts';
import { lockYear } from './lock-year.ts';
import { noSuchYear } from './refusals.ts';

const noSuchIndicator: Refusal = {
  code: 'no-such-indicator',
  message: '没有这一条提示，请刷新页面后再试。',
};
const notAsked: Refusal = {
  code: 'not-asked',
  message: '这一条现在没有提出问题，不用说明。记录可能刚刚补齐，请刷新页面。',
};

const notAboutProject: Refusal = {
  code: 'not-about-project',
  message: '这一条没有问到这个项目。请从列出的项目里选择，或者对整条作出说明。',
  field: 'project_id',
};

/** An answer as it comes: to an indicator as a whole, or for one of the projects that it asks about. */
export interface NewAnswer {
  readonly yearId: string;
  readonly indicator: string;
  readonly projectId: string | null;
  readonly content: string;
  /** The mark of the answer that the form showed for the same project, or for the whole. */
  readonly asRead?: string | undefined;
}

/**
 * Writes the unit's answer to an indicator that asks about one of its years, as a whole or for one project;
 * an earlier answer of the same kind stays in the record and no longer stands.
 *
 * Refuses, in order, with `no-such-indicator`, `no-such-year`, `not-asked`, `not-about-project`, `stale-form`.
 */
export function answerIndicator(
  database: Kysely<Tables>,
  request: ActRequest,
  input: NewAnswer,
): Promise<Result<{ answerId: string }>> {
  return performAct(database, request, async (act) => {
    const { yearId, indicator, projectId, content } = input;
    if (!isIndicatorCode(indicator)) return refuse(noSuchIndicator);
    const today = chinaDate(act.recordedAt);
    const loaded = await lockYear(act, yearId);
    if (loaded === null) return refuse(noSuchYear);
    const { year } = loaded.record;
    const found = judgeYear(loaded.record, thresholdsOf(loaded.sheet, loaded.level));
    const asked = found.find(({ code }) => code === indicator);
    if (asked?.state !== 'question') return refuse(notAsked);
    const about = projectId === null || asksAbout(asked).includes(projectId);
    const project = loaded.record.projects.find(({ id }) => id === projectId);
    if (!about || (projectId !== null && project === undefined)) return refuse(notAboutProject);
    if (changedSince(input.asRead, [await standingAnswer(act, input)])) {
      return refuse(writtenMeanwhile);
    }
    const answerId = randomUUID();
    await replaceAnswer(act, { ...input, answerId, today });
    const { title } = indicators[indicator];
    if (project === undefined) {
      act.record({
        event: 'indicator-answered',
        subjects: { year: yearId, answer: answerId },
        detail: { year, title, content },
      });
    } else {
      act.record({
        event: 'project-indicator-answered',
        subjects: { year: yearId, answer: answerId, project: project.id },
        detail: { year, title, content, number: project.number, project: project.title },
      });
    }
    return ok({ answerId });
  });
}

/** The projects that an indicator asks about. */
export function asksAbout({ state, evidence }: Indication): readonly string[] {
  if (state !== 'question') return [];
  return evidence.flatMap((one) => (one.kind === 'project' ? [one.projectId] : []));
}

/** What is said now to the same question; the year is held, so that two who write at once follow each other. */
async function standingAnswer(act: Act, answer: NewAnswer): Promise<string | null> {
  const { yearId, indicator, projectId } = answer;
  const row = await act.transaction
    .selectFrom('record.indicator_answer')
    .select('content')
    .where('congress_id', '=', act.congressId)
    .where('year_id', '=', yearId)
    .where('indicator', '=', indicator)
    .where('project_id', projectId === null ? 'is' : '=', projectId)
    .where('superseded', '=', false)
    .executeTakeFirst();
  return row?.content ?? null;
}

async function replaceAnswer(
  act: Act,
  answer: NewAnswer & { readonly answerId: string; readonly today: string },
): Promise<void> {
  const { yearId, indicator, projectId, content, answerId, today } = answer;
  await act.transaction
    .updateTable('record.indicator_answer')
    .set({ superseded: true })
    .where('congress_id', '=', act.congressId)
    .where('year_id', '=', yearId)
    .where('indicator', '=', indicator)
    .where('project_id', projectId === null ? 'is' : '=', projectId)
    .where('superseded', '=', false)
    .execute();
  await act.transaction
    .insertInto('record.indicator_answer')
    .values({
      ...{ congress_id: act.congressId, id: answerId, year_id: yearId, indicator },
      ...{ project_id: projectId, content, answered_on: today, published_at: null, act_id: act.id },
    })
    .execute();
}
