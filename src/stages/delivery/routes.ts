import type { RouteDeclaration } from '../../web/route.ts';
import { photoRoutes } from './photos/photo-routes.ts';
import { planRoutes } from './plan/plan-routes.tsx';
import { myProjectsRoutes } from './progress/my-projects.tsx';
import { progressRoutes } from './progress/progress-routes.tsx';
import { rectificationRoutes } from './routes/rectifications.tsx';
import { textRoutes } from './text/text-routes.tsx';

/** Every route of the stage `delivery`, one list for each of its tools. */
export const deliveryRoutes: readonly RouteDeclaration[] = [
  ...textRoutes,
  ...planRoutes,
  ...myProjectsRoutes,
  ...progressRoutes,
  ...photoRoutes,
  ...rectificationRoutes,
];
