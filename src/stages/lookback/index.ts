import type { RouteDeclaration } from '../../web/route.ts';
import { checkRoutes } from './routes/checks.tsx';
import { findingRoutes } from './routes/findings.tsx';
import { programmeRoutes } from './routes/programme.tsx';
import { publicLookbackRoutes } from './routes/public.tsx';
import { questionRoutes } from './routes/questions.tsx';
import { reportRoutes } from './routes/report.tsx';
import { siteCheckRoutes } from './routes/site-check.tsx';

export { addQuestion, leaveQuestionOut } from './choose-questions.ts';
export { enterDraw } from './enter-draw.ts';
export {
  type Finding,
  gradeNames,
  isOpen,
  listFindings,
  listFindingsAbout,
  listFindingsOfProject,
} from './findings/finding-store.ts';
export { recordFinding, rectifyFinding, replyToFinding } from './findings/record-finding.ts';
export {
  type Lookback,
  listLookbacks,
  loadLookback,
  loadSample,
  lookbackStateNames,
  type ScopeEntry,
} from './lookback-store.ts';
export { draftLookback } from './plan-lookback.ts';
export { loadLookbackSection } from './project-section.ts';
export { listLookbacksFromAbove, listPublicLookbacks } from './public-list.ts';
export { publishScope } from './publish-scope.ts';
export { loadReport, makeReport } from './report/make-report.ts';
export type { ReportContent } from './report/report-content.ts';
export { recordSiteCheck, recordTalk } from './site/record-site-check.ts';

/** Every route of the stage `lookback`, its public pages included. */
export const lookbackRoutes: readonly RouteDeclaration[] = [
  ...programmeRoutes,
  ...questionRoutes,
  ...checkRoutes,
  ...siteCheckRoutes,
  ...findingRoutes,
  ...reportRoutes,
  ...publicLookbackRoutes,
];
