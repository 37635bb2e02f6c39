import type { RouteDeclaration } from '../../web/route.ts';
import { opinionRoutes } from './routes/opinions.tsx';
import { rectificationRoutes } from './routes/rectifications.tsx';
import { supervisionRoutes } from './routes/supervision.tsx';
import { taskRoutes } from './routes/tasks.tsx';
import { visitNoteRoutes } from './routes/visit-note.tsx';
import { textRoutes } from './text/text-routes.tsx';

/** Every route of the stage `delivery`, one list for each of its tools. */
export const deliveryRoutes: readonly RouteDeclaration[] = [
  ...textRoutes,
  ...rectificationRoutes,
  ...supervisionRoutes,
  ...visitNoteRoutes,
  ...opinionRoutes,
  ...taskRoutes,
];
