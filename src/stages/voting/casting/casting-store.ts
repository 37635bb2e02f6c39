import { type Kysely, sql } from 'kysely';
import type { Tables } from '../../../database/tables.ts';
import { electronicStates } from '../../../rules/electronic-channel.ts';
import type { BoxState, CandidateDetails, OpenRound } from '../../../wire/ballot.ts';
import { candidateContent } from '../../candidates/index.ts';
import { boxStateOf } from './box-state.ts';

/** A sealed election whose box ballots are sent to. */
export interface SealedElection {
  readonly congressId: string;
  readonly roundId: string;
  readonly uuid: string;
  readonly electionJson: string;
  readonly receiptKey: string;
  readonly state: BoxState;
}

/** Elections with their rounds and where their electronic channels stand. */
function electionRows(database: Kysely<Tables>) {
  return database
    .selectFrom('record.electronic_channel as election')
    .innerJoin('record.round as round', (join) =>
      join
        .onRef('round.congress_id', '=', 'election.congress_id')
        .onRef('round.id', '=', 'election.round_id'),
    )
    .innerJoin('record.round_channel as channel', (join) =>
      join
        .onRef('channel.congress_id', '=', 'election.congress_id')
        .onRef('channel.round_id', '=', 'election.round_id')
        .on('channel.channel', '=', 'electronic'),
    );
}

/** The sealed election with this identifier, or null when there is none, or none yet. */
export async function findSealedElection(
  database: Kysely<Tables>,
  uuid: string,
): Promise<SealedElection | null> {
  const row = await electionRows(database)
    .innerJoin('board.election as board', (join) =>
      join
        .onRef('board.congress_id', '=', 'election.congress_id')
        .onRef('board.uuid', '=', 'election.uuid'),
    )
    .select(['election.congress_id', 'election.round_id', 'election.election_json'])
    .select(['round.state as round_state', 'channel.state as channel_state', 'board.receipt_key'])
    .where('election.uuid', '=', uuid)
    .executeTakeFirst();
  if (row === undefined) return null;
  const channel = electronicStates.find((one) => one === row.channel_state);
  if (channel === undefined) throw new Error(`a channel cannot be ${row.channel_state}`);
  const state = boxStateOf(row.round_state, channel);
  if (state === null) return null;
  return {
    congressId: row.congress_id,
    roundId: row.round_id,
    uuid,
    electionJson: row.election_json,
    receiptKey: row.receipt_key,
    state,
  };
}

/** What stands beside the election for its readers: names, set-up, details of the candidates. */
export async function loadRoundForReaders(
  database: Kysely<Tables>,
  { congressId, roundId, uuid }: SealedElection,
) {
  const names = await database
    .selectFrom('record.round as round')
    .innerJoin('record.meeting as meeting', (join) =>
      join
        .onRef('meeting.congress_id', '=', 'round.congress_id')
        .onRef('meeting.id', '=', 'round.meeting_id'),
    )
    .innerJoin('record.congress as congress', 'congress.congress_id', 'round.congress_id')
    .select(['congress.name as congress', 'meeting.name as meeting', 'round.title'])
    .where('round.congress_id', '=', congressId)
    .where('round.id', '=', roundId)
    .executeTakeFirstOrThrow();
  // The set-up is the first event of the archive and the record just before it.
  const setup = await database
    .selectFrom('board.archive_record')
    .select(['kind', 'content'])
    .where('congress_id', '=', congressId)
    .where('uuid', '=', uuid)
    .where('position', '<=', 4)
    .orderBy('position')
    .execute();
  const [record, event] = setup.slice(-2);
  if (record?.kind !== 'data' || event?.kind !== 'event') {
    throw new Error('the board has no set-up of this election');
  }
  const candidates = await loadDetails(database, congressId, roundId);
  return { ...names, setupRecord: record.content, setupEvent: event.content, candidates };
}

/** An adjustment that is decided says what it is in one text. */
const noFacts = {
  ...{ place: null, beneficiaries: null, totalTenThousandYuan: null },
  ...{ funding: null, department: null, finish: null },
};

async function loadDetails(
  database: Kysely<Tables>,
  congressId: string,
  roundId: string,
): Promise<readonly CandidateDetails[]> {
  const rows = await database
    .selectFrom('record.round_item as item')
    .leftJoin('record.candidate_version as version', (join) =>
      join
        .onRef('version.congress_id', '=', 'item.congress_id')
        .onRef('version.id', '=', 'item.candidate_version_id'),
    )
    .select(['item.number', 'item.detail', 'version.content'])
    .where('item.congress_id', '=', congressId)
    .where('item.round_id', '=', roundId)
    .orderBy('item.number')
    .execute();
  return rows.flatMap(({ number, detail, content }) => {
    if (content !== null) {
      const { title: _, category: __, ...details } = candidateContent.parse(content);
      return [{ number, ...details }];
    }
    return detail === null ? [] : [{ number, ...noFacts, content: detail }];
  });
}

/** The rounds whose boxes are open now, by congress and title. */
export async function listOpenRounds(database: Kysely<Tables>): Promise<readonly OpenRound[]> {
  return await electionRows(database)
    .innerJoin('record.meeting as meeting', (join) =>
      join
        .onRef('meeting.congress_id', '=', 'round.congress_id')
        .onRef('meeting.id', '=', 'round.meeting_id'),
    )
    .innerJoin('record.congress as congress', 'congress.congress_id', 'round.congress_id')
    .select(['election.uuid', 'congress.name as congress', 'meeting.name as meeting'])
    .select('round.title')
    .where('channel.state', 'in', ['sealed', 'issuing', 'casting'])
    .where('round.state', 'in', ['ready', 'open', 'interrupted'])
    .orderBy('congress.name')
    .orderBy('round.number')
    .execute();
}

/** A slip's row in the box. */
export interface SlipInBox {
  readonly voided: boolean;
  /** Tracker of the ballot that it was used for. */
  readonly tracker: string | null;
}

/** The slip with this public credential (base 10), or null when it is not on the list. */
export async function findSlip(
  database: Kysely<Tables>,
  { congressId, uuid }: SealedElection,
  credential: string,
): Promise<SlipInBox | null> {
  const row = await database
    .selectFrom('box.slip')
    .select(['void_reason', 'tracker'])
    .where('congress_id', '=', congressId)
    .where('uuid', '=', uuid)
    .where('credential', '=', credential)
    .executeTakeFirst();
  return row === undefined ? null : { voided: row.void_reason !== null, tracker: row.tracker };
}

/** Whether a ballot with this tracker lies in the box. */
export async function isInBox(
  database: Kysely<Tables>,
  { congressId, uuid }: SealedElection,
  tracker: string,
): Promise<boolean> {
  const row = await database
    .selectFrom('box.slip')
    .select('tracker')
    .where('congress_id', '=', congressId)
    .where('uuid', '=', uuid)
    .where('tracker', '=', tracker)
    .executeTakeFirst();
  return row !== undefined;
}

/** Puts a ballot into its slip's row. False when the slip is void, used or unknown: nothing changed. */
export async function putIntoBox(
  database: Kysely<Tables>,
  { congressId, uuid }: SealedElection,
  put: { readonly credential: string; readonly tracker: string; readonly ballot: string },
): Promise<boolean> {
  const updated = await database
    .updateTable('box.slip')
    .set({ ballot: put.ballot, tracker: put.tracker })
    .where('congress_id', '=', congressId)
    .where('uuid', '=', uuid)
    .where('credential', '=', put.credential)
    .where('void_reason', 'is', null)
    .where('ballot', 'is', null)
    .executeTakeFirst();
  return updated.numUpdatedRows === 1n;
}

/** Counts one test ballot more. */
export async function addTestBallot(
  database: Kysely<Tables>,
  { congressId, uuid }: SealedElection,
): Promise<void> {
  await database
    .updateTable('box.test_ballots')
    .set({ tests: sql`tests + 1` })
    .where('congress_id', '=', congressId)
    .where('uuid', '=', uuid)
    .execute();
}
