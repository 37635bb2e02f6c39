import type { Kysely } from 'kysely';
import type { Tables } from '../../../database/tables.ts';
import { findCongress } from '../../../people/index.ts';
import type { RuleSheetDocument } from '../../../rules/rule-sheet/document.ts';
import type {
  PublishedSlips,
  ReserveSet,
  ReserveSlips,
  RoundOfSlips,
  SlipDesk,
} from '../../../wire/slips.ts';
import {
  currentSitting,
  listSittings,
  loadMeeting,
  loadMeetingRuleSheet,
  loadStrip,
} from '../../meeting/index.ts';
import { livesPaper } from '../electronic-channel.ts';
import { listRounds, loadRound, type Round } from '../round-store.ts';
import { countSlips, listVoidSlips } from './slip-store.ts';

/** Whose device asks. */
export interface DeskHolder {
  readonly congressId: string;
  readonly meetingId: string;
  readonly name: string;
  readonly chief: boolean;
}

/** Loads what the slip page shows first. Everything in it is public or known in the hall. */
export async function loadSlipDesk(
  database: Kysely<Tables>,
  holder: DeskHolder,
  ballotOrigin: string,
): Promise<SlipDesk> {
  const { congressId, meetingId } = holder;
  const congress = await findCongress(database, congressId);
  const meeting = await loadMeeting(database, congressId, meetingId);
  const sheet = await loadMeetingRuleSheet(database, congressId, meetingId);
  const sitting = currentSitting(await listSittings(database, congressId, meetingId));
  const deputies = sitting === null ? 0 : (await loadStrip(database, congressId, sitting.id)).due;
  const rounds: RoundOfSlips[] = [];
  for (const round of await listRounds(database, congressId, meetingId)) {
    const shown = await roundOfSlips(database, round);
    if (shown !== null) rounds.push(shown);
  }
  return {
    congress: congress?.shortName ?? '',
    meeting: meeting?.name ?? '',
    holder: holder.name,
    chief: holder.chief,
    ballotOrigin,
    slipSecret: sheet?.document.keys?.slipSecret ?? 'in-code',
    suggested: { deputies, spare: spareFor(deputies) },
    rounds,
    reserves: await listReserves(database, holder, sheet?.document ?? null),
  };
}

/** One spare slip for each twenty deputies, five at least. */
function spareFor(deputies: number): number {
  return Math.max(5, Math.ceil(deputies / 20));
}

async function roundOfSlips(database: Kysely<Tables>, round: Round): Promise<RoundOfSlips | null> {
  const { electronic } = round;
  const election = electronic?.election ?? null;
  if (electronic === null || election === null) return null;
  if (round.state === 'cancelled' || round.state === 'void') return null;
  const { made: ahead } = await database
    .selectFrom('record.key_set')
    .select('slips_made as made')
    .where('congress_id', '=', round.congressId)
    .where('id', '=', election.keySetId)
    .executeTakeFirstOrThrow();
  const { unissued, reserve } = await countSlips(database, round.congressId, election.uuid);
  return {
    roundId: round.id,
    title: round.title,
    uuid: election.uuid,
    colour: electronic.colour ?? '',
    state: electronic.state,
    electionJson: election.electionJson,
    setupHash: election.setupHash,
    made: electronic.made,
    issued: electronic.issued,
    reserve: election.reserve,
    issuedLate: election.issuedLate,
    madeAhead: electronic.state === 'keyed' && ahead !== null,
    hybrid: livesPaper(round),
    voided: { unissued, reserve },
  };
}

async function listReserves(
  database: Kysely<Tables>,
  { congressId, meetingId }: DeskHolder,
  document: RuleSheetDocument | null,
): Promise<readonly ReserveSet[]> {
  const rows = await database
    .selectFrom('record.key_set as key_set')
    .innerJoin('record.ceremony as ceremony', (join) =>
      join
        .onRef('ceremony.congress_id', '=', 'key_set.congress_id')
        .onRef('ceremony.id', '=', 'key_set.ceremony_id'),
    )
    .select(['key_set.id', 'key_set.ordinal', 'key_set.uuid', 'key_set.colour'])
    .select('key_set.slips_made')
    .where('key_set.congress_id', '=', congressId)
    .where('ceremony.meeting_id', '=', meetingId)
    .where('ceremony.rehearsal', '=', false)
    .where('key_set.state', '=', 'ready')
    // The first set is the first round's: its slips carry that round's φ.
    .where('key_set.ordinal', '>', 1)
    .orderBy('key_set.ordinal')
    .execute();
  return rows.map((row) => ({
    keySetId: row.id,
    number: row.ordinal - 1,
    uuid: row.uuid,
    colour: row.colour ?? reserveColour(document, row.ordinal - 1),
    made: row.slips_made,
  }));
}

/** The colour that the rule sheet gives to slips and papers of the n-th reserve round, or empty. */
export function reserveColour(document: RuleSheetDocument | null, number: number): string {
  const vote = document?.vote;
  const colours = [vote?.firstReserveColour, vote?.secondReserveColour];
  return colours[number - 1] ?? '';
}

/** The set-up of a round as published, or null while it has no slips. */
export async function loadPublishedSlips(
  database: Kysely<Tables>,
  congressId: string,
  meetingId: string,
  roundId: string,
): Promise<PublishedSlips | null> {
  const round = await loadRound(database, congressId, meetingId, roundId);
  const election = round?.electronic?.election ?? null;
  if (election === null) return null;
  const { trustees_json: trustees, credentials_json: credentials } = await database
    .selectFrom('record.key_set')
    .select(['trustees_json', 'credentials_json'])
    .where('congress_id', '=', congressId)
    .where('id', '=', election.keySetId)
    .executeTakeFirstOrThrow();
  if (trustees === null || credentials === null) return null;
  return {
    election: election.electionJson,
    ...{ trustees, credentials, setupHash: election.setupHash },
    voided: await listVoidSlips(database, congressId, election.uuid),
  };
}

/** The published list of a reserve key set of a meeting, or null while there is none. */
export async function loadReserveSlips(
  database: Kysely<Tables>,
  congressId: string,
  meetingId: string,
  keySetId: string,
): Promise<ReserveSlips | null> {
  const row = await database
    .selectFrom('record.key_set as key_set')
    .innerJoin('record.ceremony as ceremony', (join) =>
      join
        .onRef('ceremony.congress_id', '=', 'key_set.congress_id')
        .onRef('ceremony.id', '=', 'key_set.ceremony_id'),
    )
    .select('key_set.credentials_json')
    .where('key_set.congress_id', '=', congressId)
    .where('key_set.id', '=', keySetId)
    .where('ceremony.meeting_id', '=', meetingId)
    .executeTakeFirst();
  const credentials = row?.credentials_json ?? null;
  return credentials === null ? null : { credentials };
}
