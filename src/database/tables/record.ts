import type { Generated } from 'kysely';
import type { JsonColumn } from './json.ts';

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
  /** The count report that the decision rests on; null where it was entered by hand. */
  report_id: string | null;
  published_at: Date | null;
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
