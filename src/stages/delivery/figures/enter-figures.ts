import { randomUUID } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import type { Tables } from '../../../database/tables.ts';
import type { FiguresContent } from '../../../rules/procedure-figures.ts';
import { ok, type Refusal, type Result, refuse } from '../../../rules/refusals.ts';
import { hashJson } from '../../../trail/canonical.ts';
import { type Act, type ActRequest, performAct } from '../../../trail/perform-act.ts';
import { listCandidates } from '../../candidates/index.ts';
import { type CandidateOrigins, listFigureYears, loadFigures } from './figures-store.ts';
import { ensureOlderYear } from './older-year.ts';

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
    const { solicitationStartsOn: start, solicitationEndsOn: end } = input.content;
    if (start !== null && end !== null && end < start) return refuse(endBeforeStart);
    const year = await ensureOlderYear(act, input.year);
    if (!year.ok) return year;
    const before = await loadFigures(act.transaction, act.congressId, year.value);
    if ((before?.version ?? null) !== input.version) return refuse(changedMeanwhile);
    await writeFigures(act, { id: year.value, year: input.year }, before, input.content);
    return ok({ yearId: year.value });
  });
}

/**
 * Enters the figures of several years from a previewed file, or none. `fingerprint` is that of the figures which the
 * preview was compared with. Refuses with `stale-form`, `end-before-start`, `year-repeated`, `no-term`.
 */
export function importFigures(
  database: Kysely<Tables>,
  request: ActRequest,
  input: {
    readonly rows: readonly (FiguresContent & { readonly year: number })[];
    readonly fingerprint: string;
    readonly fileName: string;
  },
): Promise<Result<{ years: number }>> {
  return performAct(database, request, async (act) => {
    const { rows } = input;
    await sql`select pg_advisory_xact_lock(hashtextextended(${`figures ${act.congressId}`}, 0))`.execute(
      act.transaction,
    );
    const known = await listFigureYears(act.transaction, act.congressId);
    if (figuresFingerprint(known) !== input.fingerprint) return refuse(changedSince);
    if (new Set(rows.map((row) => row.year)).size !== rows.length) {
      return refuse({ code: 'year-repeated', message: '文件中有重复的年度，请改正后重新上传。' });
    }
    for (const row of rows) {
      const { solicitationStartsOn: start, solicitationEndsOn: end } = row;
      if (start !== null && end !== null && end < start) return refuse(endBeforeStart);
      const year = await ensureOlderYear(act, row.year);
      if (!year.ok)
        return refuse({
          ...year.refusals[0],
          message: `${row.year} 年：${year.refusals[0].message}`,
        });
      const before = await loadFigures(act.transaction, act.congressId, year.value);
      const source = `${row.source}（${input.fileName}）`.slice(0, 200);
      await writeFigures(act, { id: year.value, year: row.year }, before, { ...row, source });
    }
    return ok({ years: rows.length });
  });
}

const changedSince: Refusal = {
  code: 'stale-form',
  message: '预览之后又有人录入过，没有导入任何内容。请重新上传文件，核对新的预览后再导入。',
};

/** Differs as soon as the figures of any year do. */
export function figuresFingerprint(years: Awaited<ReturnType<typeof listFigureYears>>): string {
  return hashJson(years.map(({ year, version }) => ({ year, version })));
}

async function writeFigures(
  act: Act,
  { id: yearId, year }: { readonly id: string; readonly year: number },
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
  act.record({
    event: 'figures-entered',
    subjects: { year: yearId },
    detail: { year, source: content.source },
  });
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
  input: NewOrigins,
): Promise<Result<{ candidates: number }>> {
  return performAct(database, request, async (act) => {
    const candidates = await listCandidates(act.transaction, act.congressId, input.yearId);
    const known = new Set(candidates.map((one) => one.id));
    if (input.origins.some((one) => !known.has(one.candidateId))) {
      const message = '候选项目名单刚刚变过，请刷新页面后再填。';
      return refuse({ code: 'no-such-candidate', message });
    }
    await writeOrigins(act, input);
    return ok({ candidates: input.origins.length });
  });
}

/** The origins of candidates of one year, with where they are taken from. */
interface NewOrigins {
  readonly yearId: string;
  readonly source: string;
  readonly origins: readonly (Omit<CandidateOrigins, 'source'> & {
    readonly candidateId: string;
  })[];
}

/** Writes origins inside an act, in place of what was entered of these candidates. */
export async function writeOrigins(act: Act, input: NewOrigins): Promise<void> {
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
}
