import type { RouteDeclaration } from '../web/route.ts';
import { entranceRoutes } from './routes/entrance.tsx';
import { peopleListRoutes } from './routes/people.tsx';

/** Every route about people: how they come in, who they are, which congresses there are. */
export const peopleRoutes: readonly RouteDeclaration[] = [...entranceRoutes, ...peopleListRoutes];
