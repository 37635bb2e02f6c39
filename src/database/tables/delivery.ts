import type { Generated } from 'kysely';
import type { JsonColumn, NullableJsonColumn } from './json.ts';
import type { Withdrawable } from './withdrawable.ts';

/** Tables about projects, their plans, progress and adjustments, and the entered figures of the procedure; what they mean is said in migrations. */

export interface ProcedureFiguresTable {
  congress_id: string;
  id: string;
  year_id: string;
  solicitation_starts_on: string | null;
  solicitation_ends_on: string | null;
  notice_on: string | null;
  papers_on: string | null;
  deliberation_minuted: boolean | null;
  plan_published_on: string | null;
  source: string;
  act_id: string;
  version: Generated<number>;
}

export interface WorkCalendarTable {
  congress_id: string;
  year: number;
  source: string;
  holidays: JsonColumn;
  workdays: JsonColumn;
  act_id: string;
  version: Generated<number>;
}

export interface FigureChangeTable {
  congress_id: string;
  id: string;
  year_id: string;
  kind: 'figures' | 'origins';
  number: number;
  before: NullableJsonColumn;
  after: JsonColumn;
  reason: string | null;
  act_id: string;
}

export interface ChannelFigureTable {
  congress_id: string;
  figures_id: string;
  channel:
    | 'online'
    | 'phone'
    | 'post'
    | 'in_person'
    | 'deputies'
    | 'station'
    | 'gathering'
    | 'departments'
    | 'other';
  suggestions: number;
}

export interface CandidateOriginTable {
  congress_id: string;
  id: string;
  candidate_id: string;
  kind: 'residents' | 'deputies' | 'government' | 'departments' | 'assigned';
  suggestions: number | null;
  state_when_voted: Generated<'unknown' | 'not_started' | 'started' | 'finished'>;
  note: string | null;
  source: string;
  act_id: string;
}

export interface DeputySuggestionTable extends Withdrawable {
  congress_id: string;
  id: string;
  person_id: string;
  year_id: string;
  kind: 'raised' | 'supported';
  title: string;
  candidate_id: string | null;
  happened_on: string;
  source: string;
  act_id: string;
}

export interface TrainingTable extends Withdrawable {
  congress_id: string;
  id: string;
  title: string;
  happened_on: string;
  hours: string | null;
  source: string;
  act_id: string;
}

export interface TrainingDeputyTable {
  congress_id: string;
  training_id: string;
  person_id: string;
}

export interface ProjectTable {
  congress_id: string;
  id: string;
  year_id: string;
  candidate_id: string | null;
  round_id: string | null;
  baseline_version_id: string | null;
  number: number;
  state: 'adopted' | 'underway' | 'completed' | 'accepted' | 'suspended' | 'ended';
  department_id: string | null;
  current_text_id: string;
  current_plan_id: string | null;
  plan_due_on: string | null;
  plate_code: string;
  decided_on: string;
  source: Generated<string>;
  published_at: Date | null;
  act_id: string;
  version: Generated<number>;
}

export interface ProjectTextTable {
  congress_id: string;
  id: string;
  project_id: string;
  number: number;
  kind: 'baseline' | 'explanation' | 'decision';
  voted: JsonColumn;
  explanatory: JsonColumn;
  content_hash: string;
  reason: string | null;
  adjustment_id: string | null;
  act_id: string;
}

export interface ProjectPlanTable {
  congress_id: string;
  id: string;
  project_id: string;
  number: number;
  department_id: string;
  person_in_charge: string;
  goal: string;
  safeguards: string;
  starts_on: string;
  finishes_on: string;
  published_at: Date | null;
  published_where: string | null;
  paper_id: string | null;
  source: Generated<string>;
  act_id: string;
}

export interface PlanGoalTable {
  congress_id: string;
  plan_id: string;
  year: number;
  goal: string;
  quantity: string | null;
  unit: string | null;
}

export interface PlanFundingTable {
  congress_id: string;
  plan_id: string;
  position: number;
  origin: string;
  amount: string;
}

export interface MilestoneTable {
  congress_id: string;
  id: string;
  plan_id: string;
  position: number;
  title: string;
  due_on: string;
  weight: number;
  act_id: string;
  /** The id that it had in the first plan; null where that is its own. */
  root_id: Generated<string | null>;
}

export interface MilestoneReachedTable extends Withdrawable {
  congress_id: string;
  id: string;
  milestone_id: string;
  reached_on: string;
  act_id: string;
}

export interface ProgressReportTable {
  congress_id: string;
  id: string;
  project_id: string;
  month: string;
  standing: 'on_plan' | 'behind' | 'stopped' | 'finished';
  percent: number;
  quantity: string | null;
  paid: string | null;
  note: string | null;
  actual_place: string | null;
  superseded: Generated<boolean>;
  source: Generated<string>;
  published_at: Date | null;
  act_id: string;
}

export interface AcceptanceTable extends Withdrawable {
  congress_id: string;
  id: string;
  project_id: string;
  completed_on: string;
  accepted_on: string | null;
  accepted_by: string | null;
  maintained_by: string | null;
  note: string | null;
  paper_id: string | null;
  act_id: string;
}

export interface ProjectPhotoTable extends Withdrawable {
  congress_id: string;
  id: string;
  project_id: string;
  attachment_id: string;
  occasion:
    | 'before'
    | 'progress'
    | 'milestone'
    | 'acceptance'
    | 'visit'
    | 'site_check'
    | 'rectification'
    | 'problem';
  subject_id: string | null;
  caption: string | null;
  taken_at: Date | null;
  latitude: string | null;
  longitude: string | null;
  place_source: 'photo' | 'device' | 'typed' | 'none';
  place_text: string | null;
  published_at: Date | null;
  act_id: string;
}

export interface ReminderTable {
  congress_id: string;
  id: string;
  subject_kind:
    | 'plan'
    | 'progress'
    | 'milestone'
    | 'opinion'
    | 'rectification'
    | 'adjustment'
    | 'visit'
    | 'report'
    | 'test'
    | 'publication'
    | 'handling'
    | 'hand_over'
    | 'rating'
    | 'recheck'
    | 'problem'
    | 'key_supervision'
    | 'explanation';
  subject_id: string;
  project_id: string | null;
  due_on: string;
  level: 'department' | 'clerk' | 'chair' | 'county';
  sentence: string;
  done_at: Date | null;
  act_id: string;
}

export interface AdjustmentTable {
  congress_id: string;
  id: string;
  project_id: string;
  kind: 'change' | 'suspend' | 'end' | 'resume';
  requested_by: string;
  reason: string;
  proposed: NullableJsonColumn;
  requested_on: string;
  paper_id: string | null;
  state: 'requested' | 'withdrawn' | 'approved' | 'refused';
  decision_id: string | null;
  round_id: string | null;
  decided_on: string | null;
  published_at: Date | null;
  published_where: string | null;
  reported_meeting_id: string | null;
  reported_on: string | null;
  /** What the project was when the request was decided; null before. */
  state_before: ProjectTable['state'] | null;
  act_id: string;
  version: Generated<number>;
}
