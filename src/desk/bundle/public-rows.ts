import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { Tables } from '../../database/tables.ts';
import { canonicalJson, type JsonValue } from '../../rules/canonical-json.ts';

/** One year of one congress: what a bundle is about. */
export interface BundleScope {
  readonly congressId: string;
  readonly yearId: string;
  readonly year: number;
}

/** One kind of public rows: which table, which of its columns, which rows, in which order. */
export interface PublicTable {
  /** The file under `record/`, without its ending. */
  readonly name: string;
  /** What the file holds, as the bundle's own explanation says it. */
  readonly words: string;
  readonly table: `record.${string}`;
  /** Where it is not the table itself that is public: what is read in its place. */
  readonly from?: RawBuilder<unknown>;
  readonly columns: readonly string[];
  readonly where: RawBuilder<unknown>;
  readonly order: readonly string[];
}

/**
 * Reads public rows as JSON: days as YYYY-MM-DD, times in UTC, exact decimals as text. Columns are named
 * one by one, so that a column that is added to a table later is not public by accident.
 */
export async function readPublicRows(
  database: Kysely<Tables>,
  table: PublicTable,
): Promise<readonly JsonValue[]> {
  const { rows } = await sql<Record<string, unknown>>`
    select ${sql.join(table.columns.map((column) => sql.ref(column)))} from ${table.from ?? sql.table(table.table)}
    where ${table.where}
    order by ${sql.join(table.order.map((column) => sql.ref(column)))}`.execute(database);
  return rows.map((row) => jsonOf(row));
}

/** Writes values as JSON Lines in canonical form. */
export function jsonLines(values: readonly JsonValue[]): string {
  return values.map((value) => `${canonicalJson(value)}\n`).join('');
}

/** A value as the driver gives it, as JSON. */
function jsonOf(value: unknown): JsonValue {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
    return value;
  }
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map(jsonOf);
  if (typeof value === 'object' && !(value instanceof Uint8Array)) {
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, jsonOf(one)]));
  }
  throw new Error('a public row holds something that is no JSON');
}
