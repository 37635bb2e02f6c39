import type { BallotRoute } from '../../web/ballot-site/route.ts';
import { boardBallotRoutes } from './board/board-routes.ts';
import { castingRoutes } from './casting/routes.ts';
import { keyStationRoutes } from './keys/station-api.ts';
import { openingRoutes } from './opening/opening-routes.ts';
import { slipStationRoutes } from './slips/station-routes.ts';
import { stationRoutes } from './station-routes.ts';

/** Every route of the stage `voting` on the ballot site. */
export const votingBallotRoutes: readonly BallotRoute[] = [
  ...castingRoutes,
  ...stationRoutes,
  ...keyStationRoutes,
  ...slipStationRoutes,
  ...openingRoutes,
  ...boardBallotRoutes,
];
