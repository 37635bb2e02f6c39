export { type Adjustment, listAdjustments } from './adjustment/adjustment-store.ts';
export { createDecisionRound } from './adjustment/create-round.ts';
export { decideAdjustment } from './adjustment/decide-adjustment.ts';
export { loadAdjustments } from './adjustment/load-adjustments.ts';
export { loadDrift } from './adjustment/load-drift.ts';
export { requestAdjustment, withdrawAdjustment } from './adjustment/request-adjustment.ts';
export { publishAdjustment, reportAdjustment } from './adjustment/tell-adjustment.ts';
export { enterFigures } from './figures/enter-figures.ts';
export { enterOrigins } from './figures/enter-origins.ts';
export { loadFigures, loadOrigins, type ProcedureFigures } from './figures/figures-store.ts';
export {
  newestYear,
  projectsOfYear,
  rowsOfYear,
  titlesOfYear,
} from './imports/projects-of-year.ts';
export { acceptProposal, declineProposal } from './next-year/decide-proposal.ts';
export { explainUnfinished } from './next-year/explain-unfinished.ts';
export { listYearEnds, type YearEnd } from './next-year/next-year-store.ts';
export { answerOpinion } from './opinions/answer-opinion.ts';
export { declineOpinion, handOverOpinion } from './opinions/hand-over-opinion.ts';
export { listOpinions, loadOpinion, type Opinion } from './opinions/opinion-store.ts';
export { loadPublishedOpinions } from './opinions/published-opinions.ts';
export { raiseInside, raiseOpinion } from './opinions/raise-opinion.ts';
export { rateAnswer } from './opinions/rate-answer.ts';
export { listDepartments, listServingOrganisations } from './organisation-store.ts';
export { listOwnMatters } from './own-matters.ts';
export { notAPhoto } from './photos/add-photo.ts';
export {
  listPhotos,
  loadPhotoBytes,
  type PhotoFacts,
  type ProjectPhoto,
  storePhoto,
} from './photos/photo-store.ts';
export { enterPlan, type PlanContent, writePlan } from './plan/enter-plan.ts';
export { loadPlanSection } from './plan/plan-section.ts';
export {
  firstPublishedOn,
  loadPlan,
  loadPlans,
  type Milestone,
  type Plan,
} from './plan/plan-store.ts';
export { publishPlan } from './plan/publish-plan.ts';
export { acceptProject, completeProject } from './progress/accept-project.ts';
export { openMonth } from './progress/open-month.ts';
export { loadProgressSection } from './progress/progress-section.ts';
export {
  type Acceptance,
  loadAcceptances,
  loadReports,
  loadWork,
  markOf,
  type ProgressReport,
  type Standing,
  standingNames,
  type WorkOfProject,
} from './progress/progress-store.ts';
export { reachMilestone } from './progress/reach-milestone.ts';
export { type ReportContent, reportProgress } from './progress/report-progress.ts';
export {
  loadProjectPage,
  mayReadProject,
  projectPath,
  projectWorkers,
  workerOf,
} from './project-page.ts';
export {
  explanatoryText,
  listProjects,
  listProjectsOfDepartments,
  loadProject,
  loadProjectByPlate,
  type Project,
  type ProjectState,
  platePath,
  projectStateNames,
  votedText,
} from './project-store.ts';
export { answerRectification } from './rectification/answer-rectification.ts';
export { issueRectification, type NewRectification } from './rectification/issue-rectification.ts';
export { loadPublicEntries } from './rectification/public-entries.ts';
export {
  type Recheck,
  recheckInside,
  recheckRectification,
} from './rectification/recheck-rectification.ts';
export {
  listIssuedRectifications,
  listProjectRectifications,
  listReceivedRectifications,
  listRectificationsFrom,
  loadRectification,
  type Rectification,
  type RectificationAnswer,
} from './rectification/rectification-store.ts';
export { noSuchProject, notYourProject, projectChanged, projectEnded } from './refusals.ts';
export { deliverySources } from './reminders/open-items.ts';
export { remind } from './reminders/remind.ts';
export {
  listReminders,
  listRemindersBelow,
  listRemindersOfDepartments,
  type OpenReminder,
  reminderPath,
} from './reminders/reminder-store.ts';
export type { ReminderSource } from './reminders/source.ts';
export { departmentsOf, readersAndDepartments } from './routes/access.ts';
export { deliveryRoutes } from './routes.ts';
export { extendHandling, liftHandling, listHandling } from './supervision/handling.ts';
export { leaveGroups, listLosingGroups } from './supervision/leave-groups.ts';
export {
  loadRectificationSection,
  loadSupervisionSection,
} from './supervision/load-sections.ts';
export { noteVisit } from './supervision/note-visit.ts';
export { planVisit } from './supervision/plan-visit.ts';
export { recordSupervision } from './supervision/record-supervision.ts';
export { setGroup } from './supervision/set-group.ts';
export {
  listGroups,
  listHandlings,
  listSupervisionRecords,
  listVisitPlans,
  listVisits,
} from './supervision/supervision-store.ts';
export { loadTextSection } from './text/text-section.ts';
export { listProjectTexts, type ProjectText } from './text/text-store.ts';
export { type DiffPiece, wordDiff } from './text/word-diff.ts';
export { listWaiting, type WaitingItem } from './waiting.ts';
export { type ProjectWorker, projectForWork } from './worker.ts';
