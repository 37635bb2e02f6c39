import type { RouteDeclaration } from '../../web/route.ts';
import { calendarRoutes } from './calendar/calendar-routes.tsx';
import { figuresRoutes } from './figures/figures-routes.tsx';
import { figuresImportRoutes } from './imports/figures-import-routes.tsx';
import { olderProjectsRoutes } from './imports/older-projects-routes.tsx';
import { planImportRoutes } from './imports/plan-import-routes.tsx';
import { progressImportRoutes } from './imports/progress-import-routes.tsx';
import { nextYearRoutes } from './next-year/next-year-routes.tsx';
import { paperRoutes } from './papers/paper-routes.ts';
import { photoRoutes } from './photos/photo-routes.ts';
import { planRoutes } from './plan/plan-routes.tsx';
import { myProjectsRoutes } from './progress/my-projects.tsx';
import { progressRoutes } from './progress/progress-routes.tsx';
import { adjustmentRoutes } from './routes/adjustments.tsx';
import { decisionRoundRoutes } from './routes/decision-rounds.tsx';
import { opinionRoutes } from './routes/opinions.tsx';
import { rectificationRoutes } from './routes/rectifications.tsx';
import { supervisionRoutes } from './routes/supervision.tsx';
import { taskRoutes } from './routes/tasks.tsx';
import { visitNoteRoutes } from './routes/visit-note.tsx';
import { textRoutes } from './text/text-routes.tsx';

/** Every route of the stage `delivery`, one list for each of its tools. */
export const deliveryRoutes: readonly RouteDeclaration[] = [
  ...textRoutes,
  ...planRoutes,
  ...myProjectsRoutes,
  ...progressRoutes,
  ...photoRoutes,
  ...paperRoutes,
  ...figuresRoutes,
  ...figuresImportRoutes,
  ...calendarRoutes,
  ...planImportRoutes,
  ...progressImportRoutes,
  ...olderProjectsRoutes,
  ...rectificationRoutes,
  ...supervisionRoutes,
  ...visitNoteRoutes,
  ...opinionRoutes,
  ...taskRoutes,
  ...adjustmentRoutes,
  ...decisionRoundRoutes,
  ...nextYearRoutes,
];
