import type { Kysely, Selectable } from 'kysely';
import type { Tables } from '../../database/tables.ts';
import { type ElectronicState, electronicStates } from '../../rules/electronic-channel.ts';
import { type PaperState, paperStates } from '../../rules/paper-channel.ts';
import type { MeetingBody } from '../../rules/quorum.ts';
import { meetingBody } from '../meeting/index.ts';
import { parseTotals, type Totals } from './totals.ts';

/** The paper channel of a round: how many papers stand where. Null is "not known yet". */
export interface PaperChannel {
  readonly state: PaperState;
  readonly colour: string | null;
  readonly printed: number | null;
  readonly issued: number | null;
  readonly spoiled: number | null;
  readonly returned: number | null;
  readonly void: number | null;
  readonly destroyed: number;
  readonly totals: Totals | null;
  readonly version: number;
}

/** The election behind the electronic channel, from the moment that it has keys. */
export interface ElectionOfRound {
  readonly keySetId: string;
  /** Identifier of the election (specification §4.2). */
  readonly uuid: string;
  /** The very text whose hash is φ (§4.10). */
  readonly electionJson: string;
  /** Hash of the Setup event that the fingerprint shows; null until the slips are published. */
  readonly setupHash: string | null;
  /** Seconds since 1970 that every record of the archive carries. */
  readonly archiveTime: number | null;
  /** Slips kept back for late arrivals, of which so many were handed out. */
  readonly reserve: number | null;
  readonly issuedLate: number;
  /** Unissued slips that were published as void before casting, and at its end. */
  readonly voidedBefore: number | null;
  readonly voidedAfter: number | null;
  readonly slipBox: unknown;
  /** Hash of the signed paper sheet of a hybrid round: the box is opened after it. */
  readonly paperSheetHash: string | null;
  readonly archiveHash: string | null;
  readonly proofsHash: string | null;
  readonly keyDestroyedAt: Date | null;
  readonly version: number;
}

/** The electronic channel of a round: how many slips and ballots stand where. */
export interface ElectronicChannel {
  readonly state: ElectronicState;
  /** Colour of the slips. */
  readonly colour: string | null;
  /** Slips made, spare ones included. */
  readonly made: number | null;
  /** Slips handed out, those from the reserve included. */
  readonly issued: number | null;
  /** Ballots in the box, known from its closing on. */
  readonly ballots: number | null;
  readonly totals: Totals | null;
  readonly version: number;
  readonly election: ElectionOfRound | null;
}

/** One line of the paper: its fixed number and the text that is voted on. */
export interface RoundItem {
  readonly number: number;
  readonly title: string;
  readonly candidateVersionId: string | null;
  /** The project that is graded, or whose adjustment is decided; null in a vote on candidates. */
  readonly projectId: string | null;
  /** The sub-item (子项目) of the project that is graded; null for the whole of it. */
  readonly part: string | null;
  /** The adjustment (调整) that is decided; null in a vote and in a test. */
  readonly adjustmentId: string | null;
  /** What a paper says beneath the title; null where the sealed list of candidates says it. */
  readonly detail: string | null;
}

/** A mark that may stand on a paper, with the symbol that is printed for it. */
export interface RoundOption {
  readonly code: string;
  readonly symbol: string;
}

/** A round with everything that its pages show. */
export interface Round {
  readonly id: string;
  readonly congressId: string;
  readonly meetingId: string;
  readonly sittingId: string;
  readonly bodyId: string;
  /** Whose round it is, for its quorum and majority. */
  readonly body: MeetingBody;
  readonly kind: 'vote' | 'satisfaction' | 'decision';
  readonly form: 'upto' | 'exactly' | 'each' | 'grades';
  readonly number: number;
  readonly title: string;
  readonly ruleSheetVersionId: string;
  readonly candidateListId: string | null;
  readonly parentId: string | null;
  readonly parentReason: 'revote' | 'second_round' | 'vote_again' | null;
  readonly places: number;
  readonly most: number;
  /** The fewest projects that a ballot which chooses must mark. */
  readonly least: number;
  readonly recommendsOnly: boolean;
  readonly state: RoundState;
  readonly stateReason: string | null;
  readonly due: number | null;
  /** The category of a 分类式 ballot that this round decides; null for a whole ballot. */
  readonly category: string | null;
  readonly present: number | null;
  readonly onLeave: number | null;
  readonly attendanceFrozenAt: Date | null;
  readonly outcome: unknown;
  readonly publishedAt: Date | null;
  readonly version: number;
  readonly items: readonly RoundItem[];
  readonly options: readonly RoundOption[];
  /** Null in a round without paper. */
  readonly paper: PaperChannel | null;
  /** Null in a round without electronic ballots. */
  readonly electronic: ElectronicChannel | null;
}

export type RoundState = Tables['record.round']['state'];

/** Loads one round of a meeting, or null when there is none with this id in this meeting. */
export async function loadRound(
  database: Kysely<Tables>,
  congressId: string,
  meetingId: string,
  roundId: string,
): Promise<Round | null> {
  const rounds = await listRounds(database, congressId, meetingId);
  return rounds.find((round) => round.id === roundId) ?? null;
}

/** Lists the rounds of a meeting in their order; the earlier ones stay readable for ever. */
export async function listRounds(
  database: Kysely<Tables>,
  congressId: string,
  meetingId: string,
): Promise<readonly Round[]> {
  const rows = await database
    .selectFrom('record.round as round')
    .innerJoin('record.body as body', (join) =>
      join
        .onRef('body.congress_id', '=', 'round.congress_id')
        .onRef('body.id', '=', 'round.body_id'),
    )
    .selectAll('round')
    .select('body.kind as body_kind')
    .where('round.congress_id', '=', congressId)
    .where('round.meeting_id', '=', meetingId)
    .orderBy('round.number')
    .execute();
  if (rows.length === 0) return [];
  const ids = rows.map((row) => row.id);
  const { items, options, channels, elections } = await loadParts(database, congressId, ids);
  return rows.map((row) => {
    const channelOf = (name: ChannelRow['channel']) =>
      channels.find((one) => one.round_id === row.id && one.channel === name);
    const election = elections.find((one) => one.round_id === row.id);
    return {
      id: row.id,
      congressId,
      meetingId,
      sittingId: row.sitting_id,
      bodyId: row.body_id,
      body: meetingBody(row.body_kind),
      kind: row.kind,
      form: row.form,
      number: row.number,
      title: row.title,
      ruleSheetVersionId: row.rule_sheet_version_id,
      candidateListId: row.candidate_list_id,
      parentId: row.parent_id,
      parentReason: row.parent_reason,
      places: row.places,
      most: row.most,
      least: row.least,
      category: row.category,
      recommendsOnly: row.recommends_only,
      state: row.state,
      stateReason: row.state_reason,
      due: row.due,
      present: row.present,
      onLeave: row.on_leave,
      attendanceFrozenAt: row.attendance_frozen_at,
      outcome: row.outcome,
      publishedAt: row.published_at,
      version: row.version,
      items: items
        .filter((item) => item.round_id === row.id)
        .map((item) => ({
          number: item.number,
          title: item.title,
          candidateVersionId: item.candidate_version_id,
          projectId: item.project_id,
          part: item.part,
          adjustmentId: item.adjustment_id,
          detail: item.detail,
        })),
      options: options
        .filter((option) => option.round_id === row.id)
        .map((option) => ({ code: option.code, symbol: option.symbol })),
      paper: paperOf(channelOf('paper')),
      electronic: electronicOf(channelOf('electronic'), election),
    };
  });
}

/** What stands beside the rounds: their items, options and channels, four queries for any number. */
async function loadParts(database: Kysely<Tables>, congressId: string, ids: readonly string[]) {
  const [items, options, channels, elections] = await Promise.all([
    database
      .selectFrom('record.round_item')
      .selectAll()
      .where('congress_id', '=', congressId)
      .where('round_id', 'in', ids)
      .orderBy('number')
      .execute(),
    database
      .selectFrom('record.round_option')
      .selectAll()
      .where('congress_id', '=', congressId)
      .where('round_id', 'in', ids)
      .orderBy('position')
      .execute(),
    database
      .selectFrom('record.round_channel')
      .selectAll()
      .where('congress_id', '=', congressId)
      .where('round_id', 'in', ids)
      .execute(),
    database
      .selectFrom('record.electronic_channel')
      .selectAll()
      .where('congress_id', '=', congressId)
      .where('round_id', 'in', ids)
      .execute(),
  ]);
  return { items, options, channels, elections };
}

type ChannelRow = Selectable<Tables['record.round_channel']>;
type ElectionRow = Selectable<Tables['record.electronic_channel']>;

function paperOf(channel: ChannelRow | undefined): PaperChannel | null {
  if (channel === undefined) return null;
  const state = paperStates.find((one) => one === channel.state);
  if (state === undefined) throw new Error(`papers cannot be ${channel.state}`);
  return {
    state,
    colour: channel.colour,
    printed: channel.printed,
    issued: channel.issued,
    spoiled: channel.spoiled,
    returned: channel.returned,
    void: channel.void,
    destroyed: channel.destroyed,
    totals: channel.totals === null ? null : parseTotals(channel.totals),
    version: channel.version,
  };
}

function electronicOf(
  channel: ChannelRow | undefined,
  election: ElectionRow | undefined,
): ElectronicChannel | null {
  if (channel === undefined) return null;
  const state = electronicStates.find((one) => one === channel.state);
  if (state === undefined) throw new Error(`an electronic channel cannot be ${channel.state}`);
  return {
    state,
    colour: channel.colour,
    made: channel.printed,
    issued: channel.issued,
    ballots: channel.returned,
    totals: channel.totals === null ? null : parseTotals(channel.totals),
    version: channel.version,
    election: election === undefined ? null : electionOf(election),
  };
}

function electionOf(row: ElectionRow): ElectionOfRound {
  return {
    keySetId: row.key_set_id,
    uuid: row.uuid,
    electionJson: row.election_json,
    setupHash: row.setup_hash,
    archiveTime: row.archive_time === null ? null : Number(row.archive_time),
    reserve: row.reserve,
    issuedLate: row.issued_late,
    voidedBefore: row.voided_before,
    voidedAfter: row.voided_after,
    slipBox: row.slip_box,
    paperSheetHash: row.paper_sheet_hash,
    archiveHash: row.archive_hash,
    proofsHash: row.proofs_hash,
    keyDestroyedAt: row.key_destroyed_at,
    version: row.version,
  };
}
