import type { Generated } from 'kysely';
import type { Withdrawable } from './withdrawable.ts';

/** Tables about supervision: groups, visits, opinions, rectifications; what they mean is said in migrations. */

export interface SupervisionGroupTable {
  congress_id: string;
  id: string;
  project_id: string;
  name: string;
  ends_on: string | null;
  act_id: string;
  version: Generated<number>;
}

export interface SupervisionMemberTable {
  congress_id: string;
  group_id: string;
  person_id: string;
  leader: Generated<boolean>;
  starts_on: string;
  ends_on: string | null;
  act_id: string;
}

export interface VisitPlanTable {
  congress_id: string;
  id: string;
  group_id: string;
  planned_on: string;
  topic: string;
  cancelled_reason: string | null;
  act_id: string;
}

export interface VisitTable {
  congress_id: string;
  id: string;
  project_id: string;
  plan_id: string | null;
  visited_on: string;
  note: string;
  verdict: 'good' | 'minor' | 'serious';
  ask: string | null;
  latitude: string | null;
  longitude: string | null;
  place_source: 'device' | 'typed' | 'none';
  place_text: string | null;
  written_offline: Generated<boolean>;
  published_at: Date | null;
  act_id: string;
}

export interface VisitParticipantTable {
  congress_id: string;
  visit_id: string;
  person_id: string;
}

export interface OpinionTable {
  congress_id: string;
  id: string;
  number: number;
  year_id: string;
  project_id: string | null;
  visit_id: string | null;
  origin: 'visit' | 'deputy' | 'resident' | 'meeting' | 'inquiry';
  content: string;
  department_id: string | null;
  handed_over_on: string | null;
  due_on: string | null;
  state: 'raised' | 'handed_over' | 'answered' | 'reopened' | 'closed' | 'declined';
  declined_reason: string | null;
  public_content: string | null;
  withdrawn_reason: string | null;
  published_at: Date | null;
  act_id: string;
  version: Generated<number>;
}

export interface OpinionRaiserTable {
  congress_id: string;
  opinion_id: string;
  person_id: string;
}

export interface OpinionAnswerTable {
  congress_id: string;
  id: string;
  opinion_id: string;
  number: number;
  result: 'done' | 'in_plan' | 'explained';
  content: string;
  answered_on: string;
  /** The deadline that stood then; null: not known. */
  due_on: string | null;
  /** Null: not known. */
  entered_by_clerk: boolean | null;
  paper_id: string | null;
  act_id: string;
}

export interface OpinionRatingTable {
  congress_id: string;
  answer_id: string;
  grade: 'satisfied' | 'fairly_satisfied' | 'dissatisfied';
  reason: string | null;
  new_due_on: string | null;
  entered_by_clerk: boolean | null;
  act_id: string;
}

export interface SupervisedHandlingTable {
  congress_id: string;
  id: string;
  project_id: string;
  reason: string;
  led_by: string;
  listed_on: string;
  due_on: string;
  /** The first deadline; null while it was never extended. */
  first_due_on: string | null;
  extension_reason: string | null;
  lifted_on: string | null;
  lifted_reason: string | null;
  published_at: Date | null;
  act_id: string;
  version: Generated<number>;
}

export interface SupervisionRecordTable extends Withdrawable {
  congress_id: string;
  id: string;
  year_id: string;
  kind: 'half_year_report' | 'special_report' | 'inquiry' | 'audit' | 'other';
  body_id: string | null;
  meeting_id: string | null;
  held_on: string;
  title: string;
  content: string;
  outcome: string | null;
  paper_id: string | null;
  published_at: Date | null;
  source: Generated<string>;
  act_id: string;
}

export interface SupervisionRecordProjectTable {
  congress_id: string;
  record_id: string;
  project_id: string;
}

export interface RectificationTable {
  congress_id: string;
  id: string;
  number: number;
  origin: 'satisfaction' | 'finding' | 'supervision';
  origin_id: string;
  power: 'request' | 'order';
  legal_basis: string;
  unit_congress_id: string;
  unit_id: string | null;
  project_id: string | null;
  unit_name: string;
  person_in_charge: string;
  content: string;
  issued_on: string;
  due_on: string;
  state: 'issued' | 'answered' | 'reopened' | 'closed';
  closed_on: string | null;
  published_at: Date | null;
  act_id: string;
  version: Generated<number>;
}

export interface RectificationAnswerTable {
  congress_id: string;
  id: string;
  issuer_id: string;
  rectification_id: string;
  number: number;
  content: string;
  answered_on: string;
  answered_by: string | null;
  due_on: string | null;
  entered_by_clerk: boolean | null;
  paper_id: string | null;
  act_id: string;
}

export interface RectificationRecheckTable {
  congress_id: string;
  id: string;
  rectification_id: string;
  answer_id: string;
  checked_on: string;
  result: 'closed' | 'reopened';
  finding: string;
  new_due_on: string | null;
  act_id: string;
}

export interface PaperOfEntryTable {
  congress_id: string;
  id: string;
  kind: 'opinion_answer' | 'rectification_answer' | 'supervision_record' | 'supervised_handling';
  entry_id: string;
  position: number;
  attachment_id: string;
  published_at: Date | null;
  act_id: string;
}

export interface VisitPublicationTable {
  congress_id: string;
  id: string;
  visit_id: string;
  published_on: string;
  photos: number;
  withdrawn_on: string | null;
  withdrawn_reason: string | null;
  act_id: string;
}

export interface RectificationWordingTable {
  congress_id: string;
  /** The answer or re-check. */
  entry_id: string;
  kind: 'answer' | 'recheck';
  issuer_id: string;
  rectification_id: string;
  wording: string;
  published_at: Date | null;
  withdrawn_reason: string | null;
  act_id: string;
}

export interface KeySupervisionTable {
  congress_id: string;
  id: string;
  project_id: string;
  for_year: number;
  decision: 'accepted' | 'declined';
  reason: string;
  handling_id: string | null;
  decided_on: string;
  act_id: string;
}

export interface UnfinishedExplanationTable {
  congress_id: string;
  id: string;
  project_id: string;
  content: string;
  meeting_id: string | null;
  reported_on: string | null;
  superseded: Generated<boolean>;
  act_id: string;
}
