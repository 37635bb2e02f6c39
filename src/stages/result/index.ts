import type { RouteDeclaration } from '../../web/route.ts';
import { resultActRoutes } from './routes/acts.tsx';
import { publicRoutes } from './routes/public.tsx';

export {
  type AdjustmentToMake,
  adjustProject,
  lockProject,
} from './adjustments/adjusted-project.ts';
export {
  adjustmentHash,
  lockAdjustmentRow,
  moveAdjustment,
  publishAdjustmentPapers,
} from './adjustments/adjustment-rows.ts';
export { announceResult } from './announce-result.ts';
export { announcementWords } from './announcement-words.ts';
export { declareResult } from './declare-result.ts';
export { makeReport } from './make-report.ts';
export { explanatoryText, votedText, writeProjectText } from './project-text.ts';
export { currentReport, listReports } from './report-store.ts';
export { loadResultChain } from './result-chain.ts';
export { signByCode } from './sign-report.ts';
export { issueSigningCode } from './signing-codes.ts';
export { largestScan, mediaTypeOf, type Scan } from './store-scan.ts';
export { writeProject } from './write-project.ts';

/** Every route of the stage `result`, the public page included. */
export const resultRoutes: readonly RouteDeclaration[] = [...resultActRoutes, ...publicRoutes];
export { departmentNamed, followDecidedDepartment } from './adjustments/decided-department.ts';
