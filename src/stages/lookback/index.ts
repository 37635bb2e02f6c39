import type { RouteDeclaration } from '../../web/route.ts';
import { checkRoutes } from './routes/checks.tsx';
import { findingRoutes } from './routes/findings.tsx';
import { programmeRoutes } from './routes/programme.tsx';
import { publicLookbackRoutes } from './routes/public.tsx';
import { reportRoutes } from './routes/report.tsx';

/** Every route of the stage `lookback`, its public pages included. */
export const lookbackRoutes: readonly RouteDeclaration[] = [
  ...programmeRoutes,
  ...checkRoutes,
  ...findingRoutes,
  ...reportRoutes,
  ...publicLookbackRoutes,
];
