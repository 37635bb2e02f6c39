import type { ColumnType } from 'kysely';

/** Any JSON value. */
export type Json =
  | string
  | number
  | boolean
  | null
  | readonly Json[]
  | { readonly [key: string]: Json };

/**
 * A `jsonb` column: read as unknown, so that a reader must parse it; written as JSON text, since
 * the driver would send an array as a PostgreSQL array.
 */
export type JsonColumn = ColumnType<unknown, string, string>;

/** A `jsonb` column that may be null. */
export type NullableJsonColumn = ColumnType<unknown, string | null, string | null>;
