import type { Generated } from 'kysely';
import type { NullableJsonColumn } from './json.ts';

/** Tables of the electronic channel; what they mean is said in its migration. */

export interface CeremonyTable {
  congress_id: string;
  id: string;
  meeting_id: string;
  holders: number;
  threshold: number;
  key_sets: number;
  rehearsal: Generated<boolean>;
  state: 'running' | 'complete' | 'cancelled';
  state_reason: string | null;
  act_id: string;
  version: Generated<number>;
}

export interface KeyHolderTable {
  congress_id: string;
  ceremony_id: string;
  position: number;
  person_id: string;
  act_id: string;
}

export interface CeremonyMessageTable {
  congress_id: string;
  ceremony_id: string;
  position: number;
  step: 'certificate' | 'polynomial' | 'share' | 'backup';
  content: string;
  act_id: string;
}

export interface KeySetTable {
  congress_id: string;
  id: string;
  ceremony_id: string;
  ordinal: number;
  uuid: string;
  server_key: string;
  receipt_key: string;
  trustees_json: string | null;
  public_key: string | null;
  credentials_json: string | null;
  slips_made: number | null;
  slips_spare: number | null;
  colour: string | null;
  state: 'making' | 'ready' | 'used' | 'spoiled' | 'destroyed';
  act_id: string;
  version: Generated<number>;
}

export interface StationTable {
  congress_id: string;
  id: string;
  meeting_id: string;
  person_id: string;
  token_hash: string;
  created_at: Date;
  last_seen_at: Date | null;
  expires_at: Date;
  revoked_at: Date | null;
  act_id: string;
}

export interface ElectronicChannelTable {
  congress_id: string;
  round_id: string;
  key_set_id: string;
  uuid: string;
  election_json: string;
  setup_hash: string | null;
  /** Seconds since 1970 that every record of the archive carries. */
  archive_time: string | number | null;
  reserve: number | null;
  issued_late: Generated<number>;
  voided_before: number | null;
  voided_after: number | null;
  slip_box: NullableJsonColumn;
  paper_sheet_hash: string | null;
  archive_hash: string | null;
  proofs_hash: string | null;
  key_destroyed_at: Date | null;
  act_id: string;
  version: Generated<number>;
}

export interface SetupConfirmationTable {
  congress_id: string;
  round_id: string;
  setup_hash: string;
  person_id: string;
  same: boolean;
  act_id: string;
}

export interface SlipTable {
  congress_id: string;
  uuid: string;
  credential: string;
  void_reason: 'unissued' | 'reserve' | 'exchanged' | null;
  tracker: string | null;
  ballot: string | null;
}

export interface TestBallotsTable {
  congress_id: string;
  uuid: string;
  tests: number;
}

export interface BoardElectionTable {
  congress_id: string;
  uuid: string;
  round_id: string;
  setup_hash: string;
  archive_seconds: string | number;
  receipt_key: string;
}

export interface ArchiveRecordTable {
  congress_id: string;
  uuid: string;
  position: number;
  kind: 'data' | 'event';
  hash: string;
  content: string;
}

export interface StrongProofsTable {
  congress_id: string;
  uuid: string;
  owner: number;
  content: string;
}
