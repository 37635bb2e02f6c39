import type { RouteDeclaration } from '../web/route.ts';
import { appraisalRoutes } from './appraisal/routes.tsx';
import { bundleRoutes } from './bundle/routes.tsx';
import { overviewRoutes } from './county/overview.tsx';
import { hallRoutes } from './hall/hall.tsx';
import { homeRoutes } from './home.tsx';
import { indicatorRoutes } from './indicators/indicators.tsx';
import { consoleRoutes } from './meeting-console.tsx';
import { plateRoutes } from './project/plate.tsx';
import { projectRoutes } from './project/project.tsx';
import { projectListRoutes } from './project/project-list.tsx';
import { publicCongressRoutes } from './public/public-congress.tsx';
import { publicHandlingsRoutes } from './public/public-handlings.tsx';
import { serviceRoutes } from './service/routes.tsx';
import { termRoutes } from './term/routes.tsx';
import { yearRoutes } from './year.tsx';
import { yearReportRoutes } from './yearly-report/routes.tsx';

/** Every route of the desk: front door, congress, console of a meeting. */
export const deskRoutes: readonly RouteDeclaration[] = [
  ...homeRoutes,
  ...yearRoutes,
  ...consoleRoutes,
  ...hallRoutes,
  ...plateRoutes,
  ...projectListRoutes,
  ...projectRoutes,
  ...indicatorRoutes,
  ...publicCongressRoutes,
  ...publicHandlingsRoutes,
  ...bundleRoutes,
  ...overviewRoutes,
  ...serviceRoutes,
  ...appraisalRoutes,
  ...yearReportRoutes,
  ...termRoutes,
];

export { reminderSources, startJobs } from './jobs/start-jobs.ts';
