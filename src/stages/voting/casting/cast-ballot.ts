import { type Kysely, sql } from 'kysely';
import { z } from 'zod';
import { trackerOf } from '../../../ballot/ballot.ts';
import { hashJson } from '../../../ballot/hash.ts';
import type { Tables } from '../../../database/tables.ts';
import { ok, type Refusal, type Result, refuse } from '../../../rules/refusals.ts';
import { liveChannel } from '../../../trail/perform-act.ts';
import type { VerifyBallot } from '../../../web/dependencies.ts';
import { lockBox } from '../box-lock.ts';
import {
  findSealedElection,
  findSlip,
  isInBox,
  putIntoBox,
  type SealedElection,
  type SlipInBox,
} from './casting-store.ts';
import type { ReceiptSigner } from './receipt-signer.ts';
import {
  ballotInvalid,
  busy,
  receiptsBroken,
  refusalOfState,
  slipUnknown,
  slipUsed,
  slipVoid,
  wrongRound,
} from './refusals.ts';

/** What casting needs besides the database. */
export interface CastingTools {
  readonly verify: VerifyBallot;
  readonly receipts: ReceiptSigner;
}

/** What a ballot says of itself, before anything of it is believed. */
const claims = z.looseObject({
  election_uuid: z.string(),
  election_hash: z.string(),
  credential: z.string().regex(/^[1-9][0-9]{0,616}$/),
});

/**
 * Puts a ballot into the box and answers with its signed receipt, after the commit on stable storage
 * (ballots.md, "Beyond Belenios" 7). The same bytes again give the same receipt, in any state of the box.
 * No trail entry, no log line, no time; nothing but the slip's own row is written.
 *
 * Refuses, in this order: `wrong-round` (unknown uuid, or a ballot of another election), `not-open`,
 * `interrupted`, `closed`, `round-void`, `ballot-invalid` when it cannot be read at all, `slip-unknown`,
 * `slip-void`, `receipts-broken`, `busy`, `ballot-invalid` with the failing check, `slip-used`. The
 * last comes after the proof that the sender holds the slip: else anybody could ask, slip by slip, which of
 * the published ones have voted, and so learn the order of the ballots.
 */
export async function castBallot(
  database: Kysely<Tables>,
  tools: CastingTools,
  uuid: string,
  ballot: string,
): Promise<Result<{ receipt: string }>> {
  const election = await findSealedElection(database, uuid);
  if (election === null) return refuse(wrongRound);
  const claimed = readClaims(ballot);
  if (claimed !== null && !isOf(election, claimed)) return refuse(wrongRound);
  const tracker = trackerOf(ballot);
  const sign = await tools.receipts.of(uuid, election.receiptKey);
  if (await isInBox(database, election, tracker)) {
    return sign === null ? refuse(receiptsBroken) : ok({ receipt: sign(tracker) });
  }
  const early = await refusalBeforeProofs(database, election, claimed);
  if (early !== null) return refuse(early);
  if (sign === null) return refuse(receiptsBroken);
  const verdict = await tools.verify(election.electionJson, ballot);
  if (!verdict.ok) {
    return refuse(verdict.code === 'busy' ? busy : ballotInvalid(verdict.message));
  }
  const { credential } = verdict;
  const refused = await commit(database, uuid, { credential, tracker, ballot });
  return refused === null ? ok({ receipt: sign(tracker) }) : refuse(refused);
}

function readClaims(ballot: string): z.output<typeof claims> | null {
  try {
    return claims.parse(JSON.parse(ballot));
  } catch {
    return null;
  }
}

function isOf(election: SealedElection, claimed: z.output<typeof claims>): boolean {
  return (
    claimed.election_uuid === election.uuid &&
    claimed.election_hash === hashJson(election.electionJson)
  );
}

/** What is refused before a tenth of a second is spent on the proofs. */
async function refusalBeforeProofs(
  database: Kysely<Tables>,
  election: SealedElection,
  claimed: z.output<typeof claims> | null,
): Promise<Refusal | null> {
  const closed = refusalOfState(election.state);
  if (closed !== null) return closed;
  if (claimed === null) return ballotInvalid('收到的内容不是一张选票。');
  const slip = await findSlip(database, election, claimed.credential);
  if (slip === null) return slipUnknown;
  return slip.voided ? slipVoid : null;
}

/** The one transaction: under the shared lock of the box, state and slip are asked again, then written. */
async function commit(
  database: Kysely<Tables>,
  uuid: string,
  put: { readonly credential: string; readonly tracker: string; readonly ballot: string },
): Promise<Refusal | null> {
  return await database.transaction().execute(async (transaction) => {
    // Whatever the server's default is: no receipt before the ballot is on stable storage.
    await sql`select set_config('synchronous_commit', 'on', true)
      where current_setting('synchronous_commit') in ('off', 'local', 'remote_write')`.execute(
      transaction,
    );
    await lockBox(transaction, uuid, 'shared');
    const election = await findSealedElection(transaction, uuid);
    if (election === null) return wrongRound;
    const closed = refusalOfState(election.state);
    if (closed !== null) return closed;
    if (!(await putIntoBox(transaction, election, put))) {
      return refusalOfSlip(await findSlip(transaction, election, put.credential), put.tracker);
    }
    // Tells no more than the count on the hall screen.
    await sql`select pg_notify(${liveChannel}, ${`box:${uuid}`})`.execute(transaction);
    return null;
  });
}

/** Why a slip takes no ballot; null when it holds this very one, sent twice at once. */
function refusalOfSlip(slip: SlipInBox | null, tracker: string): Refusal | null {
  if (slip === null) return slipUnknown;
  if (slip.voided) return slipVoid;
  return slip.tracker === tracker ? null : slipUsed;
}
