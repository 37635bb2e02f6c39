import type { ColumnType, Generated } from 'kysely';
import type { JsonColumn, NullableJsonColumn } from './json.ts';
import type { Withdrawable } from './withdrawable.ts';

/** Tables about satisfaction tests, look-backs and answers to indicators; what they mean is said in migrations. */

export interface SatisfactionResultTable {
  congress_id: string;
  id: string;
  project_id: string;
  round_id: string | null;
  part: string | null;
  tested_on: string;
  base: 'members' | 'present' | 'valid';
  base_count: number;
  satisfied: number;
  fairly_satisfied: number;
  dissatisfied: number;
  verdict: 'satisfied' | 'fairly_satisfied' | 'dissatisfied';
  why: string;
  doubtful: Generated<boolean>;
  source: Generated<string>;
  published_at: Date | null;
  act_id: string;
}

export interface ResidentRatingTable {
  congress_id: string;
  id: string;
  project_id: string;
  grade: 'satisfied' | 'fairly_satisfied' | 'dissatisfied';
  comment: string | null;
  rated_on: string;
  device_hash: string;
  held_back: Generated<boolean>;
  /** Why it was held back; it stays when the clerk has released it. */
  held_reason: 'address' | 'surge' | null;
  /** Looked into and not counted; it keeps its grade alone. */
  discarded: Generated<boolean>;
}

export interface ResidentRateTable {
  congress_id: string;
  hour: Date;
  source_hash: string;
  count: number;
}

export interface ResidentProblemTable {
  congress_id: string;
  id: string;
  project_id: string;
  receipt_code: string;
  /** Null once it was erased. */
  content: string | null;
  phone: string | null;
  reported_on: string;
  state: 'received' | 'handed_over' | 'answered' | 'declined';
  answer: string | null;
  opinion_id: string | null;
  closed_on: string | null;
  erased_on: string | null;
}

export interface PartyJudgementTable {
  congress_id: string;
  id: string;
  project_id: string;
  organisation_id: string;
  grade: 'satisfied' | 'fairly_satisfied' | 'dissatisfied';
  reason: string;
  judged_on: string;
  superseded: Generated<boolean>;
  published_at: Date | null;
  source: Generated<string>;
  act_id: string;
}

export interface LookbackTable {
  congress_id: string;
  id: string;
  title: string;
  purpose: string;
  reviewed_ids: string[];
  from_year: number;
  to_year: number;
  starts_on: string;
  ends_on: string;
  sample_size: number;
  strata: 'none' | 'congress' | 'year';
  state: 'draft' | 'scope_published' | 'drawn' | 'reported' | 'closed';
  scope_hash: string | null;
  scope_published_at: Date | null;
  report: NullableJsonColumn;
  report_hash: string | null;
  reported_on: string | null;
  continues_id: string | null;
  published_at: Date | null;
  act_id: string;
  version: Generated<number>;
  /** What it asks beside its template and what it leaves out. */
  questions: ColumnType<unknown, string | undefined, string>;
}

export interface LookbackScopeTable {
  congress_id: string;
  lookback_id: string;
  position: number;
  reviewed_id: string;
  project_id: string;
  line: string;
}

export interface LookbackDrawTable {
  congress_id: string;
  id: string;
  lookback_id: string;
  number: number;
  seed_source: string;
  seed_due_at: Date;
  announced_at: Date;
  seed: string | null;
  drawn_at: Date | null;
  witnesses: string[] | null;
  reason: string | null;
  positions: number[] | null;
  act_id: string;
}

export interface LookbackCheckTable {
  congress_id: string;
  id: string;
  lookback_id: string;
  reviewed_id: string;
  year: number;
  project_id: string | null;
  question: string;
  method: 'desk' | 'site' | 'talk';
  answer: 'yes' | 'partly' | 'no' | 'no_data';
  told: 'yes' | 'partly' | 'no' | 'no_data' | null;
  why: string;
  note: string | null;
  evidence: JsonColumn;
  superseded: Generated<boolean>;
  act_id: string;
}

export interface SiteCheckTable extends Withdrawable {
  congress_id: string;
  id: string;
  lookback_id: string;
  reviewed_id: string;
  project_id: string;
  checked_on: string;
  works: 'works' | 'partly' | 'broken' | 'gone';
  maintained: 'yes' | 'unclear' | 'no';
  maintainer: string | null;
  note: string;
  latitude: string | null;
  longitude: string | null;
  place_source: 'photo' | 'device' | 'typed' | 'none';
  place_text: string | null;
  photo_id: string | null;
  photo_taken_at: Date | null;
  written_offline: Generated<boolean>;
  finding_id: string | null;
  act_id: string;
}

export interface ResidentTalkTable extends Withdrawable {
  congress_id: string;
  id: string;
  lookback_id: string;
  reviewed_id: string;
  project_id: string;
  talked_on: string;
  residents: number;
  satisfied: number;
  fairly_satisfied: number;
  dissatisfied: number;
  summary: string;
  act_id: string;
}

export interface FindingTable {
  congress_id: string;
  id: string;
  lookback_id: string;
  number: number;
  reviewed_id: string;
  year: number | null;
  project_id: string | null;
  area: 'procedure' | 'project';
  grade: 'note' | 'problem' | 'serious';
  content: string;
  evidence: JsonColumn;
  withdrawn_reason: string | null;
  published_at: Date | null;
  act_id: string;
  version: Generated<number>;
}

export interface FindingReplyTable {
  congress_id: string;
  id: string;
  finding_id: string;
  agrees: boolean;
  content: string;
  replied_on: string;
  act_id: string;
}

export interface IndicatorAnswerTable {
  congress_id: string;
  id: string;
  year_id: string;
  indicator: string;
  project_id: string | null;
  content: string;
  answered_on: string;
  superseded: Generated<boolean>;
  published_at: Date | null;
  act_id: string;
}

export interface IndicatorPublicationTable {
  congress_id: string;
  id: string;
  year_id: string;
  number: number;
  content: JsonColumn;
  content_hash: string;
  published_at: Date;
  act_id: string;
}

export interface YearReportTable {
  congress_id: string;
  id: string;
  year_id: string;
  number: number;
  sections: JsonColumn;
  facts: NullableJsonColumn;
  content_hash: string | null;
  published_at: Date | null;
  act_id: string;
}
