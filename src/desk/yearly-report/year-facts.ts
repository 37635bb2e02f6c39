import { type Kysely, sql } from 'kysely';
import { z } from 'zod';
import type { Tables } from '../../database/tables.ts';

const line = z.strictObject({
  number: z.number(),
  title: z.string(),
  department: z.string().nullable(),
  state: z.string(),
  percent: z.number().nullable(),
  paid: z.string().nullable(),
  verdict: z.string().nullable(),
});

/**
 * The facts of a year as its report states them, each from the published record. Null is "no data". Amounts are
 * 万元 as exact decimals.
 */
export const yearFacts = z.strictObject({
  congress: z.string(),
  year: z.number(),
  /** The day up to which the record was read. */
  day: z.string(),
  announcements: z.array(z.strictObject({ number: z.string(), dated: z.string() })),
  projects: z.array(line),
  visits: z.number(),
  opinions: z.strictObject({
    raised: z.number(),
    closed: z.number(),
    graded: z.number(),
    dissatisfied: z.number(),
  }),
  adjustments: z.number(),
  supervised: z.number(),
  rectifications: z.strictObject({ issued: z.number(), closed: z.number() }),
});

export type YearFacts = z.output<typeof yearFacts>;

/** Loads the facts of a year from what is published of it; nothing here reads a vote or a person. */
export async function loadYearFacts(
  database: Kysely<Tables>,
  about: { readonly congressId: string; readonly yearId: string; readonly day: string },
): Promise<YearFacts> {
  const { congressId, yearId, day } = about;
  const [place, announcements, projects, counts] = await Promise.all([
    database
      .selectFrom('record.year as year')
      .innerJoin('record.congress as congress', 'congress.congress_id', 'year.congress_id')
      .select(['congress.name', 'year.year'])
      .where('year.congress_id', '=', congressId)
      .where('year.id', '=', yearId)
      .executeTakeFirstOrThrow(),
    loadAnnouncements(database, congressId, yearId),
    loadLines(database, congressId, yearId),
    loadCounts(database, congressId, yearId),
  ]);
  return { congress: place.name, year: place.year, day, announcements, projects, ...counts };
}

async function loadAnnouncements(database: Kysely<Tables>, congressId: string, yearId: string) {
  const { rows } = await sql<{ number: string; dated: string }>`
    select distinct announcement.number, announcement.dated::text as dated
    from record.announcement announcement
    join record.round round on round.congress_id = announcement.congress_id
      and round.id = announcement.round_id
    join record.meeting meeting on meeting.congress_id = round.congress_id
      and meeting.id = round.meeting_id
    where meeting.congress_id = ${congressId} and meeting.year_id = ${yearId}
      and announcement.published_at is not null
    order by dated, announcement.number`.execute(database);
  return rows;
}

async function loadLines(database: Kysely<Tables>, congressId: string, yearId: string) {
  const { rows } = await sql<z.output<typeof line>>`
    select project.number, text.voted ->> 'title' as title, department.name as department,
      project.state, progress.percent, money.paid::text as paid, result.verdict
    from record.project project
    join record.project_text text on text.congress_id = project.congress_id
      and text.id = project.current_text_id
    left join record.organisation department on department.id = project.department_id
    left join lateral (select percent from record.progress_report report
      where report.congress_id = project.congress_id and report.project_id = project.id
        and report.published_at is not null and not report.superseded
      order by report.month desc limit 1) progress on true
    left join lateral (select paid from record.progress_report report
      where report.congress_id = project.congress_id and report.project_id = project.id
        and report.published_at is not null and not report.superseded and report.paid is not null
      order by report.month desc limit 1) money on true
    left join lateral (select verdict from record.satisfaction_result test
      where test.congress_id = project.congress_id and test.project_id = project.id
        and test.published_at is not null and test.part is null
      order by test.tested_on desc, test.id limit 1) result on true
    where project.congress_id = ${congressId} and project.year_id = ${yearId}
      and project.published_at is not null
    order by project.number`.execute(database);
  return rows;
}

async function loadCounts(database: Kysely<Tables>, congressId: string, yearId: string) {
  const projects = sql`select id from record.project
    where congress_id = ${congressId} and year_id = ${yearId} and published_at is not null`;
  const of = sql`congress_id = ${congressId} and project_id in (${projects})
    and published_at is not null`;
  const opinions = sql`from record.opinion where congress_id = ${congressId}
    and year_id = ${yearId} and published_at is not null`;
  const graded = sql`from record.opinion_rating rating join record.opinion_answer answer
    on answer.congress_id = rating.congress_id and answer.id = rating.answer_id
    where rating.congress_id = ${congressId} and answer.opinion_id in (select id ${opinions})`;
  const rectified = sql`from record.rectification where unit_congress_id = ${congressId}
    and project_id in (${projects}) and published_at is not null`;
  const { rows } = await sql<Record<string, string>>`
    select (select count(*) from record.visit where ${of}) as visits,
      (select count(*) ${opinions}) as raised,
      (select count(*) ${opinions} and state = 'closed') as closed,
      (select count(*) ${graded}) as graded,
      (select count(*) ${graded} and rating.grade = 'dissatisfied') as dissatisfied,
      (select count(*) from record.adjustment where ${of} and state = 'approved') as adjustments,
      (select count(*) from record.supervised_handling where ${of}) as supervised,
      (select count(*) ${rectified}) as issued,
      (select count(*) ${rectified} and state = 'closed') as rectified`.execute(database);
  const count = (name: string) => Number(rows[0]?.[name] ?? 0);
  return {
    visits: count('visits'),
    opinions: {
      raised: count('raised'),
      closed: count('closed'),
      graded: count('graded'),
      dissatisfied: count('dissatisfied'),
    },
    adjustments: count('adjustments'),
    supervised: count('supervised'),
    rectifications: { issued: count('issued'), closed: count('rectified') },
  };
}
