import { judgingRoutes } from './routes/judging.tsx';
import { testRoutes } from './routes/tests.tsx';
import { satisfactionYearRoutes } from './routes/year.tsx';

/** All routes of the stage `satisfaction`. */
export const satisfactionRoutes = [...testRoutes, ...judgingRoutes, ...satisfactionYearRoutes];
