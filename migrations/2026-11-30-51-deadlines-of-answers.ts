import { type Kysely, sql } from 'kysely';

/**
 * Each answer of a department keeps the deadline that stood when it was given: a reopened opinion or
 * rectification has a new deadline, by which its earlier answers are not judged. Null: not known.
 *
 * Old answers take the deadline of the rating or re-check before them; the first one what the trail says of
 * the handing over or issue where the deadline was moved since, else the deadline that still stands.
 *
 * Privacy rule: days only.
 */
export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`alter table record.opinion_answer add column due_on date`.execute(database);
  await sql`alter table record.rectification_answer add column due_on date`.execute(database);
  await sql`
    update record.opinion_answer answer set due_on = case
      when exists (select from record.opinion_answer any_answer join record.opinion_rating rating
          on rating.congress_id = any_answer.congress_id and rating.answer_id = any_answer.id
        where any_answer.congress_id = answer.congress_id
          and any_answer.opinion_id = answer.opinion_id and rating.new_due_on is not null)
      then coalesce(
        (select rating.new_due_on from record.opinion_answer former join record.opinion_rating rating
           on rating.congress_id = former.congress_id and rating.answer_id = former.id
          where former.congress_id = answer.congress_id and former.opinion_id = answer.opinion_id
            and former.number < answer.number and rating.new_due_on is not null
          order by former.number desc limit 1),
        (select (detail.detail ->> 'due_on')::date from trail.entry entry join trail.detail detail
           on detail.congress_id = entry.congress_id and detail.sequence = entry.sequence
          where entry.congress_id = answer.congress_id and entry.event = 'opinion-handed-over'
            and entry.subjects ->> 'opinion' = answer.opinion_id::text limit 1))
      else (select opinion.due_on from record.opinion opinion
        where opinion.congress_id = answer.congress_id and opinion.id = answer.opinion_id) end`.execute(
    database,
  );
  await sql`
    update record.rectification_answer answer set due_on = case
      when exists (select from record.rectification_recheck recheck
        where recheck.congress_id = answer.issuer_id
          and recheck.rectification_id = answer.rectification_id and recheck.new_due_on is not null)
      then coalesce(
        (select recheck.new_due_on from record.rectification_answer former
           join record.rectification_recheck recheck on recheck.answer_id = former.id
          where former.issuer_id = answer.issuer_id
            and former.rectification_id = answer.rectification_id
            and former.number < answer.number and recheck.new_due_on is not null
          order by former.number desc limit 1),
        (select (detail.detail ->> 'due_on')::date from trail.entry entry join trail.detail detail
           on detail.congress_id = entry.congress_id and detail.sequence = entry.sequence
          where entry.congress_id = answer.issuer_id and entry.event = 'rectification-issued'
            and entry.subjects ->> 'rectification' = answer.rectification_id::text limit 1))
      else (select one.due_on from record.rectification one
        where one.congress_id = answer.issuer_id and one.id = answer.rectification_id) end`.execute(
    database,
  );
}
