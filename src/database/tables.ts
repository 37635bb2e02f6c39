import type {
  BatchTable,
  CountingTable,
  DifferenceTable,
  EntryPaperTable,
  EntryTable,
  EntryTallyTable,
} from './tables/count.ts';
import type {
  AcceptanceTable,
  AdjustmentTable,
  CandidateOriginTable,
  ChannelFigureTable,
  DeputySuggestionTable,
  FigureChangeTable,
  MilestoneReachedTable,
  MilestoneTable,
  PlanFundingTable,
  PlanGoalTable,
  ProcedureFiguresTable,
  ProgressReportTable,
  ProjectPhotoTable,
  ProjectPlanTable,
  ProjectTable,
  ProjectTextTable,
  ReminderTable,
  TrainingDeputyTable,
  TrainingTable,
  WorkCalendarTable,
} from './tables/delivery.ts';
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
  FindingReplyTable,
  FindingTable,
  IndicatorAnswerTable,
  IndicatorPublicationTable,
  LookbackCheckTable,
  LookbackDrawTable,
  LookbackScopeTable,
  LookbackTable,
  PartyJudgementTable,
  ResidentProblemTable,
  ResidentRateTable,
  ResidentRatingTable,
  ResidentTalkTable,
  SatisfactionResultTable,
  SiteCheckTable,
  YearReportTable,
} from './tables/review.ts';
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
import type {
  KeySupervisionTable,
  OpinionAnswerTable,
  OpinionRaiserTable,
  OpinionRatingTable,
  OpinionTable,
  PaperOfEntryTable,
  RectificationAnswerTable,
  RectificationRecheckTable,
  RectificationTable,
  RectificationWordingTable,
  SupervisedHandlingTable,
  SupervisionGroupTable,
  SupervisionMemberTable,
  SupervisionRecordProjectTable,
  SupervisionRecordTable,
  UnfinishedExplanationTable,
  VisitParticipantTable,
  VisitPlanTable,
  VisitPublicationTable,
  VisitTable,
} from './tables/supervision.ts';
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
  'record.procedure_figures': ProcedureFiguresTable;
  'record.channel_figure': ChannelFigureTable;
  'record.figure_change': FigureChangeTable;
  'record.work_calendar': WorkCalendarTable;
  'record.candidate_origin': CandidateOriginTable;
  'people.deputy_suggestion': DeputySuggestionTable;
  'people.training': TrainingTable;
  'people.training_deputy': TrainingDeputyTable;
  'record.project': ProjectTable;
  'record.project_text': ProjectTextTable;
  'record.project_plan': ProjectPlanTable;
  'record.plan_goal': PlanGoalTable;
  'record.plan_funding': PlanFundingTable;
  'record.milestone': MilestoneTable;
  'record.milestone_reached': MilestoneReachedTable;
  'record.progress_report': ProgressReportTable;
  'record.acceptance': AcceptanceTable;
  'record.project_photo': ProjectPhotoTable;
  'record.reminder': ReminderTable;
  'record.adjustment': AdjustmentTable;
  'record.supervision_group': SupervisionGroupTable;
  'people.supervision_member': SupervisionMemberTable;
  'record.visit_plan': VisitPlanTable;
  'record.visit': VisitTable;
  'record.entry_paper': PaperOfEntryTable;
  'record.visit_publication': VisitPublicationTable;
  'people.visit_participant': VisitParticipantTable;
  'record.opinion': OpinionTable;
  'people.opinion_raiser': OpinionRaiserTable;
  'record.opinion_answer': OpinionAnswerTable;
  'record.opinion_rating': OpinionRatingTable;
  'record.supervised_handling': SupervisedHandlingTable;
  'record.supervision_record': SupervisionRecordTable;
  'record.supervision_record_project': SupervisionRecordProjectTable;
  'record.rectification': RectificationTable;
  'record.rectification_answer': RectificationAnswerTable;
  'record.rectification_recheck': RectificationRecheckTable;
  'record.rectification_wording': RectificationWordingTable;
  'record.key_supervision': KeySupervisionTable;
  'record.unfinished_explanation': UnfinishedExplanationTable;
  'record.year_report': YearReportTable;
  'record.satisfaction_result': SatisfactionResultTable;
  'contact.resident_rating': ResidentRatingTable;
  'contact.resident_rate': ResidentRateTable;
  'contact.resident_problem': ResidentProblemTable;
  'record.party_judgement': PartyJudgementTable;
  'record.lookback': LookbackTable;
  'record.lookback_scope': LookbackScopeTable;
  'record.lookback_draw': LookbackDrawTable;
  'record.lookback_check': LookbackCheckTable;
  'record.site_check': SiteCheckTable;
  'record.resident_talk': ResidentTalkTable;
  'record.finding': FindingTable;
  'record.finding_reply': FindingReplyTable;
  'record.indicator_answer': IndicatorAnswerTable;
  'record.indicator_publication': IndicatorPublicationTable;
}
