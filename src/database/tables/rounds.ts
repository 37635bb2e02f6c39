import type { Generated } from 'kysely';
import type { JsonColumn, NullableJsonColumn } from './json.ts';

/** Tables of the schema `record` about rounds and their results; what they mean is said in migrations. */

export interface AnnouncementTable {
  congress_id: string;
  id: string;
  round_id: string;
  report_id: string;
  kind: 'announcement' | 'correction';
  number: string;
  dated: string;
  title: string;
  content: JsonColumn;
  content_hash: string;
  corrects_id: string | null;
  published_at: Date | null;
  published_where: string | null;
  act_id: string;
}

export interface CandidateFateTable {
  congress_id: string;
  round_id: string;
  candidate_id: string;
  votes_for: number | null;
  rank: number | null;
  fate: 'adopted' | 'reserve' | 'next_round';
  why: string;
  act_id: string;
}

export interface CountReportTable {
  congress_id: string;
  id: string;
  round_id: string;
  counting_id: string | null;
  number: number;
  kind: 'first' | 'reopened' | 'recount';
  content: JsonColumn;
  content_hash: string;
  state: 'unsigned' | 'signed' | 'fallen';
  published_at: Date | null;
  act_id: string;
  version: Generated<number>;
}

export interface DeclarationTable {
  congress_id: string;
  id: string;
  round_id: string;
  report_id: string;
  declared_by: 'chair' | 'clerk_recorded';
  act_id: string;
}

export interface ReportSignatureTable {
  congress_id: string;
  id: string;
  report_id: string;
  person_id: string;
  name: string;
  role: 'chief_scrutineer' | 'scrutineer' | 'teller';
  way: 'code' | 'hand' | 'refused' | 'absent';
  reason: string | null;
  scan_id: string | null;
  confirmed_by: string | null;
  confirmed_at: Date | null;
  act_id: string;
}

export interface RoundTable {
  congress_id: string;
  id: string;
  meeting_id: string;
  sitting_id: string;
  body_id: string;
  kind: 'vote' | 'satisfaction' | 'decision';
  form: 'upto' | 'exactly' | 'each' | 'grades';
  number: number;
  title: string;
  rule_sheet_version_id: string;
  candidate_list_id: string | null;
  parent_id: string | null;
  parent_reason: 'revote' | 'second_round' | 'vote_again' | null;
  category: string | null;
  places: number;
  most: number;
  least: Generated<number>;
  recommends_only: Generated<boolean>;
  state:
    | 'draft'
    | 'ready'
    | 'open'
    | 'closed'
    | 'counted'
    | 'certified'
    | 'declared'
    | 'announced'
    | 'void'
    | 'cancelled'
    | 'interrupted'
    | 'reopened'
    | 'recounted';
  state_reason: string | null;
  due: number | null;
  present: number | null;
  on_leave: number | null;
  attendance_frozen_at: Date | null;
  outcome: NullableJsonColumn;
  act_id: string;
  version: Generated<number>;
  published_at: Date | null;
}

export interface RoundChannelTable {
  congress_id: string;
  round_id: string;
  channel: 'paper' | 'electronic' | 'show_of_hands' | 'imported';
  state:
    | 'preparing'
    | 'proofread'
    | 'printed'
    | 'issuing'
    | 'issued'
    | 'returned'
    | 'counted'
    | 'void'
    | 'keyed'
    | 'slips'
    | 'sealed'
    | 'casting'
    | 'closed';
  colour: string | null;
  printed: number | null;
  issued: number | null;
  spoiled: number | null;
  returned: number | null;
  void: number | null;
  destroyed: Generated<number>;
  totals: NullableJsonColumn;
  source: Generated<string>;
  act_id: string;
  version: Generated<number>;
}

export interface RoundItemTable {
  congress_id: string;
  round_id: string;
  number: number;
  candidate_version_id: string | null;
  title: string;
  project_id: string | null;
  part: string | null;
  adjustment_id: string | null;
  detail: string | null;
}

export interface RoundOptionTable {
  congress_id: string;
  round_id: string;
  code:
    | 'for'
    | 'against'
    | 'abstain'
    | 'illegible'
    | 'satisfied'
    | 'fairly_satisfied'
    | 'dissatisfied';
  symbol: string;
  position: number;
}

export interface SealingTable {
  congress_id: string;
  id: string;
  round_id: string;
  kind: 'sealed' | 'opened_for_recount' | 'resealed' | 'destroyed';
  packets: number;
  seals: string;
  place: string;
  witnesses: string;
  act_id: string;
}

export interface TieDecisionTable {
  congress_id: string;
  id: string;
  round_id: string;
  report_id: string;
  method: 'presidium' | 'lot';
  tied: number[];
  chosen: number[];
  reason: string;
  witnesses: string;
  published_at: Date | null;
  act_id: string;
}
