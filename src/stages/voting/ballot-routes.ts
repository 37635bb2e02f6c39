import type { BallotRoute } from '../../web/ballot-site/route.ts';

/** Every route of the stage `voting` on the ballot site. */
export const votingBallotRoutes: readonly BallotRoute[] = [];
