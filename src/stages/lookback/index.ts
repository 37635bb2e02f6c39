import type { RouteDeclaration } from '../../web/route.ts';
import { checkRoutes } from './routes/checks.tsx';
import { findingRoutes } from './routes/findings.tsx';
import { programmeRoutes } from './routes/programme.tsx';
import { publicLookbackRoutes } from './routes/public.tsx';
import { reportRoutes } from './routes/report.tsx';

export {
  type Finding,
  gradeNames,
  isOpen,
  listFindings,
  listFindingsAbout,
  listFindingsOfProject,
} from './findings/finding-store.ts';
export { type Lookback, listLookbacks, lookbackStateNames } from './lookback-store.ts';
export { loadLookbackSection } from './project-section.ts';
export { loadReport } from './report/make-report.ts';
export type { ReportContent } from './report/report-content.ts';

/** Every route of the stage `lookback`, its public pages included. */
export const lookbackRoutes: readonly RouteDeclaration[] = [
  ...programmeRoutes,
  ...checkRoutes,
  ...findingRoutes,
  ...reportRoutes,
  ...publicLookbackRoutes,
];
