import { testRoutes } from './routes/tests.tsx';

/** All routes of the stage `satisfaction`. */
export const satisfactionRoutes = [...testRoutes];
