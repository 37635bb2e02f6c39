import type { RouteDeclaration } from '../../web/route.ts';
import { resultActRoutes } from './routes/acts.tsx';
import { publicRoutes } from './routes/public.tsx';

/** Every route of the stage `result`, the public page included. */
export const resultRoutes: readonly RouteDeclaration[] = [...resultActRoutes, ...publicRoutes];
