import { type Kysely, sql } from 'kysely';
import { z } from 'zod';
import type { Tables } from '../../database/tables.ts';
import { gradeCodes } from '../../rules/grades.ts';
import { rectificationStateNames } from '../../rules/rectification.ts';
import { gradeNames, listFindingsAbout } from '../../stages/lookback/index.ts';
import {
  loadThreeColumns,
  newestVerdicts,
  type ThreeColumns,
} from '../../stages/satisfaction/index.ts';
import { listPublications } from '../indicators/publication.ts';

const grade = z.enum(gradeCodes);

const residents = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.enum(['not-asked', 'none']) }),
  z.strictObject({ kind: z.literal('too-few'), smallest: z.number() }),
  z.strictObject({
    kind: z.literal('shown'),
    counts: z.strictObject({
      ...{ satisfied: z.number(), fairly_satisfied: z.number() },
      dissatisfied: z.number(),
    }),
    total: z.number(),
  }),
]);

const line = z.strictObject({
  number: z.number(),
  title: z.string(),
  department: z.string().nullable(),
  state: z.string(),
  percent: z.number().nullable(),
  paid: z.string().nullable(),
  verdict: z.string().nullable(),
  // Reports that were published before these were counted have none of them.
  /** The last published verdict of the project or of each of its parts. */
  verdicts: z
    .array(z.strictObject({ part: z.string().nullable(), verdict: grade }))
    .nullable()
    .default(null),
  party: grade.nullable().default(null),
  residents: residents.nullable().default(null),
  /** Why it was not finished in time, and at which meeting it was reported. */
  explanation: z
    .strictObject({
      content: z.string(),
      meeting: z.string().nullable(),
      reportedOn: z.string().nullable(),
    })
    .nullable()
    .default(null),
});

/** A finding of a look-back about the year, as it was published with its reply and rectification. */
const finding = z.strictObject({
  lookback: z.string(),
  /** The project; null where it is about the procedure. */
  project: z.string().nullable(),
  grade: z.string(),
  content: z.string(),
  replies: z.array(z.string()),
  rectification: z.string().nullable(),
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
  findings: z.array(finding).nullable().default(null),
  /** What the published indicators ask of the year, with what the unit answers. */
  indicators: z
    .strictObject({
      published: z.boolean(),
      questions: z.array(
        z.strictObject({ title: z.string(), sentence: z.string(), answers: z.array(z.string()) }),
      ),
    })
    .nullable()
    .default(null),
});

export type YearFacts = z.output<typeof yearFacts>;

/** Loads the facts of a year from what is published of it; nothing here reads a vote or a person. */
export async function loadYearFacts(
  database: Kysely<Tables>,
  about: { readonly congressId: string; readonly yearId: string; readonly day: string },
): Promise<YearFacts> {
  const { congressId, yearId, day } = about;
  const [place, announcements, rows, counts, publications] = await Promise.all([
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
    listPublications(database, congressId, yearId),
  ]);
  const looking = { today: day, publicOnly: true };
  const asked = rows.map(({ id }) => ({ id, congressId, yearId }));
  const sides = await loadThreeColumns(database, asked, looking);
  const findings = await loadFindings(database, congressId, {
    year: place.year,
    titles: new Map(rows.map(({ id, number, title }) => [id, `${number}号 ${title}`])),
  });
  const [published] = publications;
  return {
    ...{ congress: place.name, year: place.year, day, announcements },
    projects: rows.map(({ id, ...row }) => ({ ...row, ...sidesOf(sides.get(id)) })),
    ...counts,
    findings,
    indicators: {
      published: published !== undefined,
      questions: (published?.content.indications ?? [])
        .filter(({ state }) => state === 'question')
        .map(({ title, sentence, answers }) => ({
          ...{ title, sentence },
          answers: answers.map(({ project, content }) =>
            project === null ? content : `${project}：${content}`,
          ),
        })),
    },
  };
}

/** The newest verdict of the project and of each part, and what the two other sides say. */
function sidesOf(sides: ThreeColumns | undefined) {
  const verdicts = newestVerdicts(sides?.deputies ?? []);
  const whole = verdicts.find(({ part }) => part === null);
  return {
    ...{ verdict: whole?.verdict ?? null, verdicts, party: sides?.party?.grade ?? null },
    residents: sides?.residents ?? { kind: 'none' as const },
  };
}

/** Published findings about the year's projects and procedure, by whichever congress. */
async function loadFindings(
  database: Kysely<Tables>,
  congressId: string,
  about: { readonly year: number; readonly titles: ReadonlyMap<string, string> },
): Promise<NonNullable<YearFacts['findings']>> {
  const all = await listFindingsAbout(database, congressId);
  return all
    .filter((one) => one.published && one.withdrawnReason === null)
    .filter(({ projectId, year }) =>
      projectId === null ? year === about.year : about.titles.has(projectId),
    )
    .map((one) => ({
      ...{ lookback: one.lookbackTitle, grade: gradeNames[one.grade], content: one.content },
      project: about.titles.get(one.projectId ?? '') ?? null,
      replies: one.replies.map(
        ({ agrees, content }) => `${agrees ? '认可' : '有异议'}：${content}`,
      ),
      rectification:
        one.rectification === null
          ? null
          : `第${one.rectification.number}号整改，${rectificationStateNames[one.rectification.state]}`,
    }));
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
  const { rows } = await sql<
    Omit<z.output<typeof line>, 'verdict' | 'verdicts' | 'party' | 'residents'> & {
      readonly id: string;
    }
  >`
    select project.id, project.number, text.voted ->> 'title' as title, department.name as department,
      project.state, progress.percent, money.paid::text as paid, case when told.content is null then null else
        json_build_object('content', told.content, 'meeting', told.meeting,
          'reportedOn', told.reported_on) end as explanation
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
    left join lateral (select one.content, meeting.name as meeting, one.reported_on
      from record.unfinished_explanation one
      left join record.meeting meeting on meeting.congress_id = one.congress_id
        and meeting.id = one.meeting_id
      where one.congress_id = project.congress_id and one.project_id = project.id
        and not one.superseded) told on true
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
  // Those of findings about the procedure name no project: they belong to the year of their finding.
  const rectified = sql`from record.rectification where unit_congress_id = ${congressId}
    and published_at is not null and (project_id in (${projects})
      or (project_id is null and origin = 'finding' and origin_id in (
        select finding.id from record.finding finding join record.year year on year.id = ${yearId}
          and year.congress_id = ${congressId}
        where finding.reviewed_id = ${congressId} and finding.year = year.year)))`;
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
