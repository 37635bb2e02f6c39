import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { Tables } from './tables.ts';

// A calendar day stays the text that it is; counts fit a number; numeric stays text.
const types = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    if (oid === pg.types.builtins.DATE) return (text: string) => text;
    if (oid === pg.types.builtins.INT8) return (text: string) => Number(text);
    return format === 'binary'
      ? pg.types.getTypeParser(oid, 'binary')
      : pg.types.getTypeParser(oid, 'text');
  },
};

/** Options of a pool; a test keeps it small. */
export interface PoolOptions {
  readonly max?: number;
  readonly applicationName?: string;
  readonly onError?: (error: Error) => void;
}

/**
 * Opens a pool on a PostgreSQL address. A connection that breaks while idle is dropped and told to
 * `onError`; the next query takes a new one.
 */
export function openPool(url: string, options: PoolOptions = {}): Kysely<Tables> {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.max ?? 20,
    application_name: options.applicationName ?? 'piaojue',
    statement_timeout: 60_000,
    idle_in_transaction_session_timeout: 60_000,
    connectionTimeoutMillis: 15_000,
    types,
  });
  pool.on('error', (error) => options.onError?.(error));
  // The pool listens to idle connections alone. One that breaks at work rejects its query; without a
  // listener of its own it would end the whole program as well.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
}
