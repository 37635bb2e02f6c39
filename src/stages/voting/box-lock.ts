import { sql, type Transaction } from 'kysely';
import type { Tables } from '../../database/tables.ts';

/**
 * Takes the lock of a round's box until the transaction ends. Casting shares it; every act that changes
 * what the box may do (begin, interrupt, resume, close, void, a share) takes it alone, so that each ballot
 * comes wholly before or wholly after it. State must be read in a statement after this one: a statement
 * sees what was committed when it began, and this one may wait.
 */
export async function lockBox(
  transaction: Transaction<Tables>,
  uuid: string,
  way: 'shared' | 'alone',
): Promise<void> {
  if (way === 'shared') {
    await sql`select pg_advisory_xact_lock_shared(hashtextextended(${uuid}, 0))`.execute(
      transaction,
    );
  } else {
    await sql`select pg_advisory_xact_lock(hashtextextended(${uuid}, 0))`.execute(transaction);
  }
}
