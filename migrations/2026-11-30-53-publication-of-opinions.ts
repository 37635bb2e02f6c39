import { type Kysely, sql } from 'kysely';

/**
 * What the public reads of an opinion: the wording that the clerk wrote for it, without names of residents, and
 * why it was withdrawn again. `published_at` is set while the opinion is public.
 *
 * Privacy rule: `content` may name residents and is never published; `public_content` must not.
 */
export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`alter table record.opinion add column public_content text
    check (length(public_content) between 2 and 2000)`.execute(database);
  await sql`alter table record.opinion add column withdrawn_reason text
    check (length(withdrawn_reason) between 1 and 500)`.execute(database);
  // No act of the program could publish an opinion before; a published one has its wording from now on.
  await sql`update record.opinion set public_content = content where published_at is not null`.execute(
    database,
  );
  await sql`alter table record.opinion add check
    (published_at is null or (public_content is not null and withdrawn_reason is null))`.execute(
    database,
  );
}
