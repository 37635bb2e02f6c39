import type { RouteDeclaration } from '../../web/route.ts';
import { planRoutes } from './plan/plan-routes.tsx';
import { rectificationRoutes } from './routes/rectifications.tsx';
import { textRoutes } from './text/text-routes.tsx';

/** Every route of the stage `delivery`, one list for each of its tools. */
export const deliveryRoutes: readonly RouteDeclaration[] = [
  ...textRoutes,
  ...planRoutes,
  ...rectificationRoutes,
];
