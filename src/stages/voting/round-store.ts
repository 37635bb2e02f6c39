import type { Kysely } from 'kysely';
import type { Tables } from '../../database/tables.ts';
import { parseTotals, type Totals } from './totals.ts';

/** The paper channel of a round: how many papers stand where. Null is "not known yet". */
export interface PaperChannel {
  readonly state:
    | 'preparing'
    | 'proofread'
    | 'printed'
    | 'issuing'
    | 'issued'
    | 'returned'
    | 'counted'
    | 'void';
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

/** One line of the paper: its fixed number and the text that is voted on. */
export interface RoundItem {
  readonly number: number;
  readonly title: string;
  readonly candidateVersionId: string | null;
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
  readonly paper: PaperChannel;
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
    .selectFrom('record.round')
    .selectAll()
    .where('congress_id', '=', congressId)
    .where('meeting_id', '=', meetingId)
    .orderBy('number')
    .execute();
  if (rows.length === 0) return [];
  const ids = rows.map((row) => row.id);
  const [items, options, channels] = await Promise.all([
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
      .where('channel', '=', 'paper')
      .execute(),
  ]);
  return rows.map((row) => {
    const channel = channels.find((one) => one.round_id === row.id);
    if (channel === undefined) throw new Error(`round ${row.id} has no paper channel`);
    return {
      id: row.id,
      congressId,
      meetingId,
      sittingId: row.sitting_id,
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
        })),
      options: options
        .filter((option) => option.round_id === row.id)
        .map((option) => ({ code: option.code, symbol: option.symbol })),
      paper: {
        state: channel.state,
        colour: channel.colour,
        printed: channel.printed,
        issued: channel.issued,
        spoiled: channel.spoiled,
        returned: channel.returned,
        void: channel.void,
        destroyed: channel.destroyed,
        totals: channel.totals === null ? null : parseTotals(channel.totals),
        version: channel.version,
      },
    };
  });
}
