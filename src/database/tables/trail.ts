import type { JsonColumn, NullableJsonColumn } from './json.ts';

/** Tables of the schema `trail`; what they mean is said in migrations. Rows stay inside stores. */

export interface TrailDetailTable {
  congress_id: string;
  sequence: number;
  salt: string | null;
  detail: NullableJsonColumn;
}

export interface TrailEntryTable {
  congress_id: string;
  sequence: number;
  event: string;
  act_id: string;
  happened_at: Date;
  recorded_at: Date;
  recorded_by: string | null;
  subjects: JsonColumn;
  commitment: string;
  previous_hash: string;
  hash: string;
}
