import type { Generated } from 'kysely';

/** Tables of the schema `roll`; what they mean is said in migrations. Rows stay inside stores. */

export interface MeetingDeputyTable {
  congress_id: string;
  id: string;
  meeting_id: string;
  seat_id: string;
  person_id: string;
  position: number;
  name: string;
  name_index: Generated<string[]>;
  sex: string | null;
  delegation: string | null;
  unit_and_position: string | null;
  constituency: string | null;
  deputy_number: string | null;
  state: 'in_office' | 'suspended' | 'ended';
  act_id: string;
}

export interface ObserverTable {
  congress_id: string;
  id: string;
  sitting_id: string;
  name: string;
  unit_and_position: string | null;
  act_id: string;
}

export interface PresenceTable {
  congress_id: string;
  sitting_id: string;
  deputy_id: string;
  state: 'on_leave' | 'present' | 'left';
  arrived_at: Date | null;
  left_at: Date | null;
  desk: string | null;
  late: Generated<boolean>;
  act_id: string;
}

export interface PresenceEventTable {
  congress_id: string;
  id: string;
  sitting_id: string;
  deputy_id: string;
  kind: 'leave_granted' | 'leave_withdrawn' | 'arrived' | 'left_early' | 'returned' | 'undone';
  desk: string | null;
  reason: string | null;
  act_id: string;
}

export interface SupplementTable {
  congress_id: string;
  id: string;
  meeting_id: string;
  deputy_id: string;
  kind: 'by_election' | 'ended' | 'suspended' | 'reinstated' | 'correction';
  reason: string;
  act_id: string;
}
