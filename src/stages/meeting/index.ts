export { checkInDeputy } from './check-in/check-in-deputy.ts';
export { grantLeave } from './check-in/grant-leave.ts';
export { leaveEarly } from './check-in/leave-early.ts';
export { listAttendees } from './check-in/presence-store.ts';
export { undoPresence } from './check-in/undo-presence.ts';
export { createMeeting } from './create-meeting.ts';
export { createSitting } from './create-sitting.ts';
export { adoptScrutineers } from './decisions/adopt-scrutineers.ts';
export {
  type BodyFigures,
  type DecisionFigures,
  decisionMethods,
  recordBodyDecision,
  recordCountedDecision,
  recordDecision,
} from './decisions/record-decision.ts';
export { holdMeeting } from './hold-meeting.ts';
export { loadMeetingPage, type MeetingPageData, meetingPath } from './meeting-page.ts';
export {
  currentSitting,
  listMeetings,
  listSittings,
  loadMeeting,
  type Meeting,
  meetingBody,
  type Sitting,
} from './meeting-store.ts';
export { moveSitting } from './move-sitting.ts';
export { meetingEnded } from './refusals.ts';
export { freezeRoll } from './roll/freeze-roll.ts';
export { importRoll } from './roll/import-roll.ts';
export { listSeats, rollFingerprint } from './roll/roll-store.ts';
export { decisionFields, figuresOf } from './routes/decision-form.ts';
export { meetingRoutes } from './routes.ts';
export { adoptRuleSheet } from './rule-sheet/adopt-rule-sheet.ts';
export { changeRuleSheet } from './rule-sheet/change-rule-sheet.ts';
export { draftRuleSheet } from './rule-sheet/draft-rule-sheet.ts';
export {
  loadCongressSettings,
  loadReviewSettings,
  loadSettingsOfYears,
  loadYearSettings,
  loadYearThresholds,
} from './rule-sheet/load-review-settings.ts';
export { markRuleSheetPrinted } from './rule-sheet/mark-rule-sheet-printed.ts';
export {
  loadMeetingRuleSheet,
  type MeetingRuleSheet,
  sheetBinds,
} from './rule-sheet/rule-sheet-store.ts';
export { freezeAttendance, loadStrip, type Strip } from './strip.ts';
