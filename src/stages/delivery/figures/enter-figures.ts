import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Tables } from '../../../database/tables.ts';
import { changeInWords } from '../../../rules/figure-changes.ts';
import type { FiguresContent } from '../../../rules/procedure-figures.ts';
import { ok, type Refusal, type Result, refuse } from '../../../rules/refusals.ts';
import { hashJson } from '../../../trail/canonical.ts';
import { type Act, type ActRequest, performAct } from '../../../trail/perform-act.ts';
import { changesOf, keepChange, lockFigures } from './figure-history.ts';
import { listFigureYears, loadFigures, type ProcedureFigures } from './figures-store.ts';
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
 * Enters the figures of a year's procedure with their source, or replaces those entered before, which are kept.
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
    /** Why what stood before is replaced; null where nobody says it. */
    readonly reason: string | null;
  },
): Promise<Result<{ yearId: string }>> {
  return performAct(database, request, async (act) => {
    const { solicitationStartsOn: start, solicitationEndsOn: end } = input.content;
    if (start !== null && end !== null && end < start) return refuse(endBeforeStart);
    await lockFigures(act);
    const year = await ensureOlderYear(act, input.year);
    if (!year.ok) return year;
    const before = await loadFigures(act.transaction, act.congressId, year.value);
    if ((before?.version ?? null) !== input.version) return refuse(changedMeanwhile);
    const about = { id: year.value, year: input.year, reason: input.reason };
    await writeFigures(act, about, before, input.content);
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
): Promise<Result<{ years: number; newest: number }>> {
  return performAct(database, request, async (act) => {
    const { rows } = input;
    await lockFigures(act);
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
      const { year: number, ...content } = row;
      const about = { id: year.value, year: number, reason: null };
      await writeFigures(act, about, before, { ...content, source });
    }
    return ok({ years: rows.length, newest: Math.max(...rows.map((row) => row.year)) });
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
  about: { readonly id: string; readonly year: number; readonly reason: string | null },
  before: ProcedureFigures | null,
  content: FiguresContent,
): Promise<void> {
  const { id: yearId, year, reason } = about;
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
  await writeChannels(act, id, content.channels);
  const change = {
    ...{ kind: 'figures' as const, reason, after: content },
    before: before === null ? null : contentOf(before),
  };
  await keepChange(act, yearId, (before?.version ?? 0) + 1, change);
  const subjects = { year: yearId };
  const { source } = content;
  if (before === null) {
    act.record({ event: 'figures-entered', subjects, detail: { year, source } });
    return;
  }
  const changes = changesOf(change).map(changeInWords).join('；') || '没有改动';
  act.record({ event: 'figures-replaced', subjects, detail: { year, source, changes } });
}

async function writeChannels(
  act: Act,
  figuresId: string,
  channels: FiguresContent['channels'],
): Promise<void> {
  if (channels.length === 0) return;
  await act.transaction
    .insertInto('record.channel_figure')
    .values(channels.map((one) => ({ congress_id: act.congressId, figures_id: figuresId, ...one })))
    .execute();
}

/** Figures that stand, as they were entered. */
function contentOf({ id, version, ...figures }: ProcedureFigures): FiguresContent {
  const counts = [...figures.channels];
  return {
    ...figures,
    channels: counts.map(([channel, suggestions]) => ({ channel, suggestions })),
  };
}
