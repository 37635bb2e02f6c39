import { type Kysely, sql } from 'kysely';

/**
 * What a look-back asks beside its template: questions of its own, and questions of the template that it leaves out, each
 * with its reason (`src/rules/lookback/chosen-questions.ts`). They change while the programme is a draft, and are public
 * with its scope.
 *
 * Privacy rule: no person.
 */
export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`
    alter table record.lookback add column questions jsonb not null default '{"own": [], "leftOut": []}'
      check (jsonb_typeof(questions -> 'own') = 'array' and jsonb_typeof(questions -> 'leftOut') = 'array')`.execute(
    database,
  );
}
