import type { RouteDeclaration } from '../../web/route.ts';
import { boardRoutes } from './routes/board.tsx';
import { countingRoutes } from './routes/counting.tsx';
import { electronicRoutes } from './routes/electronic.tsx';
import { entryRoutes } from './routes/entries.tsx';
import { keyRoutes } from './routes/keys.tsx';
import { openingStaffRoutes } from './routes/opening.tsx';
import { roundKeyRoutes } from './routes/round-keys.tsx';
import { roundRoutes } from './routes/rounds.tsx';

/** Every route of the stage `voting`. */
export const votingRoutes: readonly RouteDeclaration[] = [
  ...roundRoutes,
  ...electronicRoutes,
  ...countingRoutes,
  ...entryRoutes,
  ...openingStaffRoutes,
  ...boardRoutes,
  ...keyRoutes,
  ...roundKeyRoutes,
];
