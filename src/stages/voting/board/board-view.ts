import type { Kysely } from 'kysely';
import { parseElection } from '../../../ballot/election.ts';
import { fingerprintOf } from '../../../ballot/fingerprint/fingerprint.ts';
import type { Tables } from '../../../database/tables.ts';
import { type ElectronicState, electronicStateNames } from '../../../rules/electronic-channel.ts';
import { loadRound, type Round } from '../round-store.ts';
import { findOnBoard } from './archive-store.ts';
import { countVoidSlips, digestOf, listTrackers } from './box-store.ts';

/** What anybody may know of an electronic box at any moment. */
export interface BoardView {
  readonly uuid: string;
  readonly title: string;
  readonly state: ElectronicState;
  readonly stateName: string;
  readonly fingerprint: string;
  readonly setupHash: string;
  /** Public half of the key that signs receipts, in base 10. */
  readonly receiptKey: string;
  readonly questions: number;
  readonly slipsMade: number | null;
  readonly slipsIssued: number | null;
  readonly slipsVoid: number;
  /** Trackers of the ballots in the box, sorted: their number is the number of ballots. */
  readonly trackers: readonly string[];
  readonly digest: string;
  readonly archiveHash: string | null;
  readonly proofsHash: string | null;
  readonly paperSheetHash: string | null;
}

/** Loads what the public board shows of an election; null before its set-up is sealed. */
export async function loadBoardView(
  database: Kysely<Tables>,
  uuid: string,
): Promise<BoardView | null> {
  const found = await findOnBoard(database, uuid);
  const round = found === null ? null : await roundOfElection(database, found);
  const electronic = round?.electronic;
  const election = electronic?.election;
  if (found === null || round === null || electronic == null || election == null) return null;
  const place = { congressId: found.congressId, uuid };
  const [trackers, slipsVoid] = await Promise.all([
    listTrackers(database, place),
    countVoidSlips(database, place),
  ]);
  const parsed = parseElection(election.electionJson);
  return {
    uuid,
    title: round.title,
    state: electronic.state,
    stateName: electronicStateNames[electronic.state],
    fingerprint: fingerprintOf(found.setupHash),
    setupHash: found.setupHash,
    receiptKey: found.receiptKey,
    questions: parsed.ok ? parsed.value.questions.length : 0,
    slipsMade: electronic.made,
    slipsIssued: electronic.issued,
    slipsVoid,
    trackers,
    digest: digestOf(trackers),
    archiveHash: election.archiveHash,
    proofsHash: election.proofsHash,
    paperSheetHash: election.paperSheetHash,
  };
}

async function roundOfElection(
  database: Kysely<Tables>,
  { congressId, roundId }: { readonly congressId: string; readonly roundId: string },
): Promise<Round | null> {
  const { meeting_id } = await database
    .selectFrom('record.round')
    .select('meeting_id')
    .where('congress_id', '=', congressId)
    .where('id', '=', roundId)
    .executeTakeFirstOrThrow();
  return await loadRound(database, congressId, meeting_id, roundId);
}

/** A typed tracker without the spaces and signs that people put between groups; null when it is none. */
export function readTracker(typed: string): string | null {
  const plain = typed.normalize('NFKC').replace(/[\s·.-]/g, '');
  return /^[A-Za-z0-9+/]{4,43}$/.test(plain) ? plain : null;
}
