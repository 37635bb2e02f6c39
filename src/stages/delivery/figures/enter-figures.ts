import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Tables } from '../../../database/tables.ts';
import { ok, type Refusal, type Result, refuse } from '../../../rules/refusals.ts';
import { type Act, type ActRequest, performAct } from '../../../trail/perform-act.ts';
import { listCandidates } from '../../candidates/index.ts';
import { type CandidateOrigins, type Channel, loadFigures } from './figures-store.ts';
import { ensureOlderYear } from './older-year.ts';

/** What is entered of a year's procedure; null is "no data". */
export interface FiguresContent {
  readonly solicitationStartsOn: string | null;
  readonly solicitationEndsOn: string | null;
  readonly noticeOn: string | null;
  readonly papersOn: string | null;
  readonly deliberationMinuted: boolean | null;
  readonly planPublishedOn: string | null;
  readonly channels: readonly { readonly channel: Channel; readonly suggestions: number }[];
  readonly source: string;
}

const endBeforeStart: Refusal = {
  code: 'end-before-start',
  message: '征集结束日期早于开始日期，请改正。',
  field: 'ends_on',
};
const changedMeanwhile: Refusal = {
  code: 'stale-form',
  message: '您填写期间，别人已经录入过这一年的数字。请看清现在的内容后再保存。',
};

/**
 * Enters the figures of a year's procedure with their source, or replaces those entered before.
 * `version` is that of the figures shown, null where there were none. Refuses with `end-before-start`,
 * `no-term`, `stale-form`.
 */
export function enterFigures(
  database: Kysely<Tables>,
  request: ActRequest,
  input: {
    readonly year: number;
    readonly version: number | null;
    readonly content: FiguresContent;
  },
): Promise<Result<{ yearId: string }>> {
  return performAct(database, request, async (act) => {
    const { content } = input;
    const { solicitationStartsOn: start, solicitationEndsOn: end } = content;
    if (start !== null && end !== null && end < start) return refuse(endBeforeStart);
    const year = await ensureOlderYear(act, input.year);
    if (!year.ok) return year;
    const before = await loadFigures(act.transaction, act.congressId, year.value);
    if ((before?.version ?? null) !== input.version) return refuse(changedMeanwhile);
    await writeFigures(act, year.value, before, content);
    act.record({
      event: 'figures-entered',
      subjects: { year: year.value },
      detail: { year: input.year, source: content.source },
    });
    return ok({ yearId: year.value });
  });
}

async function writeFigures(
  act: Act,
  yearId: string,
  before: { readonly id: string; readonly version: number } | null,
  content: FiguresContent,
): Promise<void> {
  const values = {
    solicitation_starts_on: content.solicitationStartsOn,
    solicitation_ends_on: content.solicitationEndsOn,
    notice_on: content.noticeOn,
    papers_on: content.papersOn,
    deliberation_minuted: content.deliberationMinuted,
    plan_published_on: content.planPublishedOn,
    ...{ source: content.source, act_id: act.id },
  };
  const id = before?.id ?? randomUUID();
  const here = { congress_id: act.congressId };
  if (before === null) {
    await act.transaction
      .insertInto('record.procedure_figures')
      .values({ ...here, id, year_id: yearId, ...values })
      .execute();
  } else {
    await act.transaction
      .updateTable('record.procedure_figures')
      .set({ ...values, version: before.version + 1 })
      .where('congress_id', '=', act.congressId)
      .where('id', '=', id)
      .execute();
    await act.transaction
      .deleteFrom('record.channel_figure')
      .where('congress_id', '=', act.congressId)
      .where('figures_id', '=', id)
      .execute();
  }
  if (content.channels.length === 0) return;
  await act.transaction
    .insertInto('record.channel_figure')
    .values(content.channels.map((one) => ({ ...here, figures_id: id, ...one })))
    .execute();
}

/**
 * Enters where the candidates of a year came from, replacing what was entered of them. Refuses with
 * `no-such-candidate`.
 */
export function enterOrigins(
  database: Kysely<Tables>,
  request: ActRequest,
  input: {
    readonly yearId: string;
    readonly source: string;
    readonly origins: readonly (Omit<CandidateOrigins, 'source'> & {
      readonly candidateId: string;
    })[];
  },
): Promise<Result<{ candidates: number }>> {
  return performAct(database, request, async (act) => {
    const candidates = await listCandidates(act.transaction, act.congressId, input.yearId);
    const known = new Set(candidates.map((one) => one.id));
    if (input.origins.some((one) => !known.has(one.candidateId))) {
      const message = '候选项目名单刚刚变过，请刷新页面后再填。';
      return refuse({ code: 'no-such-candidate', message });
    }
    for (const { candidateId, kinds, suggestions, stateWhenVoted } of input.origins) {
      await act.transaction
        .deleteFrom('record.candidate_origin')
        .where('congress_id', '=', act.congressId)
        .where('candidate_id', '=', candidateId)
        .execute();
      if (kinds.length === 0) continue;
      await act.transaction
        .insertInto('record.candidate_origin')
        .values(
          kinds.map((kind) => ({
            ...{ congress_id: act.congressId, id: randomUUID(), candidate_id: candidateId, kind },
            ...{ suggestions, state_when_voted: stateWhenVoted, source: input.source },
            act_id: act.id,
          })),
        )
        .execute();
    }
    act.record({
      event: 'origins-entered',
      subjects: { year: input.yearId },
      detail: { candidates: input.origins.length, source: input.source },
    });
    return ok({ candidates: input.origins.length });
  });
}
