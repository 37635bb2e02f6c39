import type { Generated } from 'kysely';
import type { JsonColumn, NullableJsonColumn } from './json.ts';

/** Tables of the schema `record`; what they mean is said in migrations. Rows stay inside stores. */

export interface ActTable {
  congress_id: string;
  id: string;
  kind: string;
  happened_at: Date;
  recorded_at: Date;
  recorded_by: string | null;
  entered_later: Generated<boolean>;
  supersedes: string | null;
  answer: JsonColumn;
}

export interface AgendaItemTable {
  congress_id: string;
  id: string;
  sitting_id: string;
  position: number;
  title: string;
  kind: 'report' | 'deliberation' | 'decision' | 'vote' | 'other';
  note: string | null;
  done_at: Date | null;
  act_id: string;
}

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

export interface AttachmentTable {
  congress_id: string;
  id: string;
  content_hash: string;
  media_type: string;
  file_name: string;
  size_bytes: number;
  bytes: Buffer;
  published_at: Date | null;
  act_id: string;
}

export interface BodyTable {
  congress_id: string;
  id: string;
  term_id: string;
  kind: 'plenary' | 'standing_committee' | 'presidium' | 'delegation';
  name: string;
  position: Generated<number>;
  act_id: string;
}

export interface CandidateTable {
  congress_id: string;
  id: string;
  year_id: string;
  number: number;
  state: 'candidate' | 'withdrawn' | 'adopted' | 'reserve';
  current_version_id: string;
  source: string;
  act_id: string;
  version: Generated<number>;
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

export interface CandidateListTable {
  congress_id: string;
  id: string;
  meeting_id: string;
  list_hash: string;
  superseded: Generated<boolean>;
  published_at: Date | null;
  act_id: string;
}

export interface CandidateListItemTable {
  congress_id: string;
  list_id: string;
  number: number;
  candidate_version_id: string;
}

export interface CandidateVersionTable {
  congress_id: string;
  id: string;
  candidate_id: string;
  number: number;
  content: JsonColumn;
  content_hash: string;
  act_id: string;
}

export interface CongressTable {
  congress_id: string;
  parent_id: string | null;
  kind: 'installation' | 'city' | 'county' | 'township' | 'street';
  name: string;
  short_name: string;
  created_at: Generated<Date>;
  version: Generated<number>;
}

export interface CongressSuccessionTable {
  congress_id: string;
  successor_id: string;
  kind: 'merged' | 'split' | 'renamed';
  takes_effect_on: string;
  decision: string;
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

export interface DecisionTable {
  congress_id: string;
  id: string;
  meeting_id: string;
  sitting_id: string | null;
  body_id: string;
  subject: 'rule_sheet' | 'scrutineers' | 'recount' | 'adjustment' | 'other';
  subject_id: string | null;
  subject_hash: string | null;
  title: string;
  method: 'show_of_hands' | 'ballot' | 'electronic' | 'acclamation';
  due: number;
  present: number;
  votes_for: number;
  votes_against: number;
  votes_abstain: number;
  carried: boolean;
  published_at: Date | null;
  act_id: string;
}

export interface DeclarationTable {
  congress_id: string;
  id: string;
  round_id: string;
  report_id: string;
  declared_by: 'chair' | 'clerk_recorded';
  act_id: string;
}

export interface MeetingTable {
  congress_id: string;
  id: string;
  body_id: string;
  term_id: string;
  year_id: string;
  number: number;
  name: string;
  place: string | null;
  starts_on: string;
  ends_on: string;
  state: Generated<'preparing' | 'roll_frozen' | 'ended'>;
  roll_frozen_at: Date | null;
  roll_hash: string | null;
  act_id: string;
  version: Generated<number>;
  published_at: Date | null;
}

export interface MeetingRuleSheetTable {
  congress_id: string;
  meeting_id: string;
  rule_sheet_id: string;
  confirmed_decision_id: string | null;
  act_id: string;
}

export interface OrganisationTable {
  congress_id: string;
  id: string;
  kind: 'department' | 'village' | 'unit' | 'party_committee';
  name: string;
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

export interface RuleSheetTable {
  congress_id: string;
  id: string;
  scope: 'meeting' | 'standing';
  meeting_id: string | null;
  name: string;
  state: 'draft' | 'printed' | 'adopted' | 'in_force' | 'replaced';
  current_version_id: string;
  replaces_id: string | null;
  adopted_decision_id: string | null;
  act_id: string;
  version: Generated<number>;
}

export interface RuleSheetVersionTable {
  congress_id: string;
  id: string;
  rule_sheet_id: string;
  number: number;
  document: JsonColumn;
  content_hash: string;
  published_at: Date | null;
  act_id: string;
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

export interface SittingTable {
  congress_id: string;
  id: string;
  meeting_id: string;
  number: number;
  name: string;
  place: string | null;
  planned_at: Date;
  state: Generated<'planned' | 'check_in' | 'open' | 'closed'>;
  check_in_opened_at: Date | null;
  opened_at: Date | null;
  closed_at: Date | null;
  act_id: string;
  version: Generated<number>;
}

export interface TermTable {
  congress_id: string;
  id: string;
  number: number;
  starts_on: string;
  ends_on: string | null;
  act_id: string;
}

export interface VoidedPapersTable {
  congress_id: string;
  id: string;
  round_id: string;
  papers: number;
  reason: string;
  act_id: string;
}

export interface YearTable {
  congress_id: string;
  id: string;
  term_id: string;
  year: number;
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
