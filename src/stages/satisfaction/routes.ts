import { satisfactionImportRoutes } from './routes/imports.tsx';
import { judgingRoutes } from './routes/judging.tsx';
import { residentDeskRoutes } from './routes/resident-desk.tsx';
import { residentRoutes } from './routes/residents.tsx';
import { testRoutes } from './routes/tests.tsx';
import { satisfactionYearRoutes } from './routes/year.tsx';

/** All routes of the stage `satisfaction`. */
export const satisfactionRoutes = [
  ...testRoutes,
  ...judgingRoutes,
  ...satisfactionYearRoutes,
  ...satisfactionImportRoutes,
  ...residentRoutes,
  ...residentDeskRoutes,
];
