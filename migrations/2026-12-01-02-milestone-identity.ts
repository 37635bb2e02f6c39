import { type Kysely, sql } from 'kysely';

/**
 * A milestone keeps its identity through the versions of a plan: `root_id` is the id that it had in the first one, null
 * where that is its own. Until now the title held versions together, so rows of the same title in one project are joined
 * here.
 *
 * Privacy rule: no person.
 */
export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`alter table record.milestone add column root_id uuid`.execute(database);
  await sql`
    alter table record.milestone add foreign key (congress_id, root_id) references record.milestone
  `.execute(database);
  await sql`
    update record.milestone as later set root_id = roots.root_id
    from (
      select milestone.congress_id, milestone.id,
        first_value(milestone.id) over (
          partition by plan.congress_id, plan.project_id, milestone.title
          order by plan.number, milestone.position) as root_id
      from record.milestone milestone join record.project_plan plan
        on plan.congress_id = milestone.congress_id and plan.id = milestone.plan_id
    ) as roots
    where roots.congress_id = later.congress_id and roots.id = later.id
      and roots.root_id <> later.id`.execute(database);
}
