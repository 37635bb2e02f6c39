import type { RouteDeclaration } from '../../web/route.ts';
import { rectificationRoutes } from './routes/rectifications.tsx';

/** Every route of the stage `delivery`. */
export const deliveryRoutes: readonly RouteDeclaration[] = [...rectificationRoutes];
