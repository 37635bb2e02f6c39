import type { RouteDeclaration } from '../../web/route.ts';
import { countingRoutes } from './routes/counting.tsx';
import { entryRoutes } from './routes/entries.tsx';
import { keyRoutes } from './routes/keys.tsx';
import { roundKeyRoutes } from './routes/round-keys.tsx';
import { roundRoutes } from './routes/rounds.tsx';

/** Every route of the stage `voting`. */
export const votingRoutes: readonly RouteDeclaration[] = [
  ...roundRoutes,
  ...countingRoutes,
  ...entryRoutes,
  ...keyRoutes,
  ...roundKeyRoutes,
];
