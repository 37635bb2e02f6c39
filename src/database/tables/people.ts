import type { Generated } from 'kysely';

/** Tables of the schema `people`; what they mean is said in migrations. Rows stay inside stores. */

export interface AccountTable {
  congress_id: string;
  id: string;
  person_id: string;
  user_name: string;
  password_hash: string;
  password_set_at: Date;
}

export interface AssignmentTable {
  congress_id: string;
  id: string;
  person_id: string;
  role:
    | 'operator'
    | 'clerk'
    | 'presidium'
    | 'chair'
    | 'chief_scrutineer'
    | 'scrutineer'
    | 'teller'
    | 'deputy'
    | 'department'
    | 'party_committee'
    | 'auditor'
    | 'county_viewer'
    | 'city_viewer';
  scope: 'congress' | 'meeting' | 'round';
  meeting_id: string | null;
  round_id: string | null;
  organisation_id: string | null;
  starts_at: Date;
  ends_at: Date | null;
  decision_id: string | null;
  note: string | null;
  act_id: string;
}

export interface BodyMemberTable {
  congress_id: string;
  id: string;
  body_id: string;
  person_id: string;
  position: string | null;
  starts_on: string;
  ends_on: string | null;
  act_id: string;
}

export interface InvitationTable {
  congress_id: string;
  id: string;
  person_id: string;
  token_hash: string;
  uses_left: number;
  expires_at: Date;
  revoked_at: Date | null;
  act_id: string;
}

export interface PersonTable {
  congress_id: string;
  id: string;
  name: string;
  name_index: Generated<string[]>;
  sex: '男' | '女' | null;
  phone: string | null;
  act_id: string;
  version: Generated<number>;
}

export interface SeatTable {
  congress_id: string;
  id: string;
  term_id: string;
  person_id: string;
  delegation_id: string | null;
  roll_order: number | null;
  unit_and_position: string | null;
  constituency: string | null;
  deputy_number: string | null;
  note: string | null;
  state: 'in_office' | 'suspended' | 'ended';
  starts_on: string | null;
  ends_on: string | null;
  decision: string | null;
  act_id: string;
  version: Generated<number>;
}

export interface SignInTable {
  congress_id: string;
  id: string;
  person_id: string;
  token_hash: string;
  way: 'invitation' | 'password';
  device: string;
  created_at: Date;
  last_seen_at: Date;
  expires_at: Date;
  revoked_at: Date | null;
}

export interface SignInFailureTable {
  id: Generated<number>;
  kind: 'account' | 'code' | 'address';
  subject_hash: string;
  failed_at: Date;
}

export interface SigningCodeTable {
  congress_id: string;
  id: string;
  report_id: string;
  person_id: string;
  code_hash: string;
  expires_at: Date;
  used_at: Date | null;
  act_id: string;
}
