import type {
  BatchTable,
  CountingTable,
  DifferenceTable,
  EntryPaperTable,
  EntryTable,
  EntryTallyTable,
} from './tables/count.ts';
import type {
  ArchiveRecordTable,
  BoardElectionTable,
  CeremonyMessageTable,
  CeremonyTable,
  ElectronicChannelTable,
  KeyHolderTable,
  KeySetTable,
  SetupConfirmationTable,
  SlipTable,
  StationTable,
  StrongProofsTable,
  TestBallotsTable,
} from './tables/electronic.ts';
import type {
  AccountTable,
  AssignmentTable,
  BodyMemberTable,
  InvitationTable,
  PersonTable,
  SeatTable,
  SignInFailureTable,
  SignInTable,
  SigningCodeTable,
} from './tables/people.ts';
import type {
  ActTable,
  AgendaItemTable,
  AttachmentTable,
  BodyTable,
  CandidateListItemTable,
  CandidateListTable,
  CandidateTable,
  CandidateVersionTable,
  CongressSuccessionTable,
  CongressTable,
  DecisionTable,
  MeetingRuleSheetTable,
  MeetingTable,
  OrganisationTable,
  RuleSheetTable,
  RuleSheetVersionTable,
  SittingTable,
  TermTable,
  VoidedPapersTable,
  YearTable,
} from './tables/record.ts';
import type {
  MeetingDeputyTable,
  ObserverTable,
  PresenceEventTable,
  PresenceTable,
  SupplementTable,
} from './tables/roll.ts';
import type {
  AnnouncementTable,
  CandidateFateTable,
  CountReportTable,
  DeclarationTable,
  ReportSignatureTable,
  RoundChannelTable,
  RoundItemTable,
  RoundOptionTable,
  RoundTable,
  SealingTable,
  TieDecisionTable,
} from './tables/rounds.ts';
import type { TrailDetailTable, TrailEntryTable } from './tables/trail.ts';

/** Every table of the database by its qualified name, for Kysely. */
export interface Tables {
  'board.archive_record': ArchiveRecordTable;
  'board.election': BoardElectionTable;
  'board.strong_proofs': StrongProofsTable;
  'box.slip': SlipTable;
  'box.test_ballots': TestBallotsTable;
  'count.batch': BatchTable;
  'count.counting': CountingTable;
  'count.difference': DifferenceTable;
  'count.entry': EntryTable;
  'count.entry_paper': EntryPaperTable;
  'count.entry_tally': EntryTallyTable;
  'people.account': AccountTable;
  'people.assignment': AssignmentTable;
  'people.body_member': BodyMemberTable;
  'people.invitation': InvitationTable;
  'people.person': PersonTable;
  'people.seat': SeatTable;
  'people.sign_in': SignInTable;
  'people.station': StationTable;
  'people.sign_in_failure': SignInFailureTable;
  'people.signing_code': SigningCodeTable;
  'record.act': ActTable;
  'record.agenda_item': AgendaItemTable;
  'record.announcement': AnnouncementTable;
  'record.attachment': AttachmentTable;
  'record.body': BodyTable;
  'record.candidate': CandidateTable;
  'record.ceremony': CeremonyTable;
  'record.ceremony_message': CeremonyMessageTable;
  'record.candidate_fate': CandidateFateTable;
  'record.candidate_list': CandidateListTable;
  'record.candidate_list_item': CandidateListItemTable;
  'record.candidate_version': CandidateVersionTable;
  'record.congress': CongressTable;
  'record.congress_succession': CongressSuccessionTable;
  'record.count_report': CountReportTable;
  'record.decision': DecisionTable;
  'record.declaration': DeclarationTable;
  'record.electronic_channel': ElectronicChannelTable;
  'record.key_holder': KeyHolderTable;
  'record.key_set': KeySetTable;
  'record.meeting': MeetingTable;
  'record.meeting_rule_sheet': MeetingRuleSheetTable;
  'record.organisation': OrganisationTable;
  'record.report_signature': ReportSignatureTable;
  'record.round': RoundTable;
  'record.round_channel': RoundChannelTable;
  'record.round_item': RoundItemTable;
  'record.round_option': RoundOptionTable;
  'record.rule_sheet': RuleSheetTable;
  'record.rule_sheet_version': RuleSheetVersionTable;
  'record.sealing': SealingTable;
  'record.setup_confirmation': SetupConfirmationTable;
  'record.tie_decision': TieDecisionTable;
  'record.sitting': SittingTable;
  'record.term': TermTable;
  'record.voided_papers': VoidedPapersTable;
  'record.year': YearTable;
  'roll.meeting_deputy': MeetingDeputyTable;
  'roll.observer': ObserverTable;
  'roll.presence': PresenceTable;
  'roll.presence_event': PresenceEventTable;
  'roll.supplement': SupplementTable;
  'trail.detail': TrailDetailTable;
  'trail.entry': TrailEntryTable;
}
