import { type Kysely, sql } from 'kysely';
import type { Tables } from '../../../database/tables.ts';
import type { CalendarLine } from '../../../documents/index.ts';
import { ok, type Refusal, type Result, refuse } from '../../../rules/refusals.ts';
import { hashJson } from '../../../trail/canonical.ts';
import { type ActRequest, performAct } from '../../../trail/perform-act.ts';
import { type KnownYear, listCalendarYears } from './calendar-store.ts';

const changedSince: Refusal = {
  code: 'stale-form',
  message: '预览之后又有人登记过这一年，没有导入任何内容。请重新上传文件，核对新的预览后再导入。',
};

/** What stands for a year, or nothing. */
export function yearOf(known: readonly KnownYear[], year: number): KnownYear | null {
  return known.find((one) => one.year === year) ?? null;
}

/** Differs as soon as what stands for a year does. */
export function calendarFingerprint(standing: KnownYear | null): string {
  if (standing === null) return hashJson({ none: true });
  const { year, source, holidays, workdays } = standing;
  return hashJson({ year, source, holidays: [...holidays], workdays: [...workdays] });
}

/**
 * Enters the holidays and make-up working days of a year for a congress and those below it, whole, in place of what stood.
 * Refuses with `stale-form`, `day-repeated`.
 */
export function enterCalendar(
  database: Kysely<Tables>,
  request: ActRequest,
  input: {
    readonly year: number;
    readonly source: string;
    readonly rows: readonly CalendarLine[];
    readonly fingerprint: string;
  },
): Promise<Result<{ year: number }>> {
  return performAct(database, request, async (act) => {
    const { year, source, rows } = input;
    await sql`select pg_advisory_xact_lock(hashtextextended(${`calendar ${act.congressId}`}, 0))`.execute(
      act.transaction,
    );
    const standing = yearOf(await listCalendarYears(act.transaction, act.congressId), year);
    if (calendarFingerprint(standing) !== input.fingerprint) return refuse(changedSince);
    if (new Set(rows.map((row) => row.day)).size !== rows.length) {
      return refuse({ code: 'day-repeated', message: '文件中有重复的日期，请改正后重新上传。' });
    }
    const pick = (kind: CalendarLine['kind']) =>
      rows
        .filter((row) => row.kind === kind)
        .map((row) => row.day)
        .sort();
    const [holidays, workdays] = [pick('holiday'), pick('workday')];
    const values = {
      ...{ source, holidays: JSON.stringify(holidays), workdays: JSON.stringify(workdays) },
      act_id: act.id,
    };
    await act.transaction
      .insertInto('record.work_calendar')
      .values({ congress_id: act.congressId, year, ...values })
      .onConflict((conflict) =>
        conflict
          .columns(['congress_id', 'year'])
          .doUpdateSet({ ...values, version: sql`record.work_calendar.version + 1` }),
      )
      .execute();
    const detail = { year, source, holidays: holidays.length, workdays: workdays.length };
    act.record({ event: 'calendar-entered', subjects: {}, detail });
    return ok({ year });
  });
}
