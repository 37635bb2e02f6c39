import type { BallotRoute } from '../../web/ballot-site/route.ts';
import { keyStationRoutes } from './keys/station-api.ts';
import { stationRoutes } from './station-routes.ts';

/** Every route of the stage `voting` on the ballot site. */
export const votingBallotRoutes: readonly BallotRoute[] = [...stationRoutes, ...keyStationRoutes];
