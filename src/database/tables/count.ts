import type { Generated } from 'kysely';
import type { JsonColumn, NullableJsonColumn } from './json.ts';

/** Tables of the schema `count`; what they mean is said in migrations. Rows stay inside stores. */

export interface BatchTable {
  congress_id: string;
  id: string;
  counting_id: string;
  number: number;
  papers: number;
  state: Generated<'entering' | 'differs' | 'settled' | 'withdrawn'>;
  withdrawn_reason: Generated<string | null>;
  act_id: string;
}

export interface CountingTable {
  congress_id: string;
  id: string;
  round_id: string;
  number: number;
  kind: 'first' | 'reopened' | 'recount';
  method: 'papers' | 'tally';
  reason: string | null;
  decision_id: string | null;
  state: 'open' | 'finished' | 'superseded';
  totals: NullableJsonColumn;
  totals_hash: string | null;
  act_id: string;
}

export interface DifferenceTable {
  congress_id: string;
  id: string;
  batch_id: string;
  paper_number: number | null;
  item_number: number | null;
  option_code: string | null;
  first_value: string;
  second_value: string;
  settled_value: string | null;
  settled_reason: string | null;
  settled_by: string | null;
  settled_act_id: string | null;
  act_id: string;
}

export interface EntryTable {
  congress_id: string;
  id: string;
  batch_id: string;
  ordinal: number;
  teller_id: string;
  state: Generated<'open' | 'finished'>;
  tally_void: number | null;
  started_at: Date;
  finished_at: Date | null;
  act_id: string;
}

export interface EntryPaperTable {
  congress_id: string;
  entry_id: string;
  paper_number: number;
  marks: JsonColumn;
  void_reason: string | null;
  act_id: string;
}

export interface EntryTallyTable {
  congress_id: string;
  entry_id: string;
  item_number: number;
  option_code: string;
  votes: number;
}
