import { type Kysely, sql } from 'kysely';

/**
 * Whether a clerk entered an answer for a department, or a rating for those who raised the opinion, from a
 * paper or a meeting (工作人员代录). Null: not known, for rows written before. An old rating counts as entered by
 * a clerk where whoever recorded it had not raised the opinion.
 *
 * Privacy rule: says only that it was a clerk, not which person.
 */
export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`alter table record.opinion_answer add column entered_by_clerk boolean`.execute(
    database,
  );
  await sql`alter table record.opinion_rating add column entered_by_clerk boolean`.execute(
    database,
  );
  await sql`alter table record.rectification_answer add column entered_by_clerk boolean`.execute(
    database,
  );
  await sql`
    update record.opinion_rating rating set entered_by_clerk = not exists (
      select from record.opinion_answer answer join people.opinion_raiser raiser
        on raiser.congress_id = answer.congress_id and raiser.opinion_id = answer.opinion_id
       where answer.congress_id = rating.congress_id and answer.id = rating.answer_id
         and raiser.person_id = entry.recorded_by)
      from trail.entry entry
     where entry.congress_id = rating.congress_id and entry.act_id = rating.act_id
       and entry.event = 'opinion-rated'`.execute(database);
}
