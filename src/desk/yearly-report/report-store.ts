import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import { z } from 'zod';
import type { Tables } from '../../database/tables.ts';
import { ok, type Refusal, type Result, refuse } from '../../rules/refusals.ts';
import { hashJson } from '../../trail/canonical.ts';
import { type ActRequest, performAct } from '../../trail/perform-act.ts';
import { chinaDate } from '../../web/china-time.ts';
import { loadYearFacts, type YearFacts, yearFacts } from './year-facts.ts';

/** What the office writes around the facts; empty where it has nothing to add. */
export const reportSections = z.strictObject({
  opening: z.string(),
  review: z.string(),
  outlook: z.string(),
});

export type ReportSections = z.output<typeof reportSections>;

/** A version of a yearly report. `facts` and `hash` are set once it is published. */
export interface YearReport {
  readonly id: string;
  readonly number: number;
  readonly sections: ReportSections;
  readonly facts: YearFacts | null;
  readonly hash: string | null;
  readonly publishedAt: Date | null;
}

/** All versions of a year's report, the newest first. */
export async function listYearReports(
  database: Kysely<Tables>,
  congressId: string,
  yearId: string,
): Promise<readonly YearReport[]> {
  const rows = await database
    .selectFrom('record.year_report')
    .selectAll()
    .where('congress_id', '=', congressId)
    .where('year_id', '=', yearId)
    .orderBy('number', 'desc')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    number: row.number,
    sections: reportSections.parse(row.sections),
    facts: row.facts === null ? null : yearFacts.parse(row.facts),
    hash: row.content_hash,
    publishedAt: row.published_at,
  }));
}

const noYear: Refusal = {
  code: 'no-such-year',
  message: '本级人大没有这个年度，请从年度列表重新进入。',
};
const changed: Refusal = {
  code: 'stale-form',
  message: '您填写期间，别人已经保存了新的一稿。请看过那一稿再保存，您填的内容还在下面。',
};
const nothing: Refusal = {
  code: 'nothing-saved',
  message: '还没有保存过编写的内容，请先保存一稿再公布。',
};
const already: Refusal = {
  code: 'already-done',
  message: '这一稿已经公布。要改，请保存新的一稿后再公布。',
};

/** Keeps versions of one year from being written by two at once. */
async function lockYear(database: Kysely<Tables>, congressId: string, yearId: string) {
  return await database
    .selectFrom('record.year')
    .select('year')
    .where('congress_id', '=', congressId)
    .where('id', '=', yearId)
    .forUpdate()
    .executeTakeFirst();
}

/**
 * Saves what the office writes as a new version; earlier ones stay. Refuses with `no-such-year`, `stale-form`
 * (the form was made from another version, 0 for none).
 */
export function saveYearReport(
  database: Kysely<Tables>,
  request: ActRequest,
  input: { readonly yearId: string; readonly from: number; readonly sections: ReportSections },
): Promise<Result<{ number: number }>> {
  return performAct(database, request, async (act) => {
    const { yearId, from, sections } = input;
    const year = await lockYear(act.transaction, act.congressId, yearId);
    if (year === undefined) return refuse(noYear);
    const [last] = await listYearReports(act.transaction, act.congressId, yearId);
    if ((last?.number ?? 0) !== from) return refuse(changed);
    const number = from + 1;
    const id = randomUUID();
    await act.transaction
      .insertInto('record.year_report')
      .values({
        ...{ congress_id: act.congressId, id, year_id: yearId, number, act_id: act.id },
        sections: JSON.stringify(sections),
      })
      .execute();
    act.record({
      event: 'year-report-saved',
      subjects: { year: yearId, report: id },
      detail: { year: year.year, number },
    });
    return ok({ number });
  });
}

/**
 * Publishes the newest version with the facts of this moment, frozen and hashed. Refuses with `no-such-year`,
 * `nothing-saved`, `already-done`.
 */
export function publishYearReport(
  database: Kysely<Tables>,
  request: ActRequest,
  input: { readonly yearId: string },
): Promise<Result<{ number: number }>> {
  return performAct(database, request, async (act) => {
    const { yearId } = input;
    const year = await lockYear(act.transaction, act.congressId, yearId);
    if (year === undefined) return refuse(noYear);
    const [last] = await listYearReports(act.transaction, act.congressId, yearId);
    if (last === undefined) return refuse(nothing);
    if (last.publishedAt !== null) return refuse(already);
    const day = chinaDate(act.recordedAt);
    const facts = await loadYearFacts(act.transaction, {
      ...{ congressId: act.congressId, yearId, day },
    });
    const hash = hashJson({ sections: last.sections, facts });
    await act.transaction
      .updateTable('record.year_report')
      .set({
        facts: JSON.stringify(facts),
        content_hash: hash,
        published_at: act.recordedAt,
      })
      .where('congress_id', '=', act.congressId)
      .where('id', '=', last.id)
      .execute();
    act.record({
      event: 'year-report-published',
      subjects: { year: yearId, report: last.id, hash },
      detail: { year: year.year, number: last.number, hash: hash.slice(0, 12) },
    });
    return ok({ number: last.number });
  });
}
