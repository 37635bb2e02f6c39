import type { RouteDeclaration } from '../web/route.ts';
import { departmentRoutes } from './routes/departments.tsx';
import { entranceRoutes } from './routes/entrance.tsx';
import { peopleListRoutes } from './routes/people.tsx';

/** Every route about people: how they come in, who they are, which congresses there are. */
export const peopleRoutes: readonly RouteDeclaration[] = [
  ...entranceRoutes,
  ...peopleListRoutes,
  ...departmentRoutes,
];
