import type { Kysely } from 'kysely';
import type { Tables } from '../../../database/tables.ts';
import { ok, type Result, refuse } from '../../../rules/refusals.ts';
import { addTestBallot, findSealedElection } from './casting-store.ts';
import { refusalOfState, wrongRound } from './refusals.ts';

/**
 * Counts a test ballot (试票): all that the server learns of it is that there was one. Anybody may send
 * this, so the figure shows how much testing was done and proves nothing.
 *
 * Refuses with `wrong-round`, `not-open`, `interrupted`, `closed`, `round-void`.
 */
export async function countTestBallot(
  database: Kysely<Tables>,
  uuid: string,
): Promise<Result<null>> {
  const election = await findSealedElection(database, uuid);
  if (election === null) return refuse(wrongRound);
  const refused = refusalOfState(election.state);
  if (refused !== null) return refuse(refused);
  await addTestBallot(database, election);
  return ok(null);
}
