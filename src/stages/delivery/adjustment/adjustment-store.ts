import type { Kysely } from 'kysely';
import type { Tables } from '../../../database/tables.ts';
import type { AdjustmentKind, AdjustmentState } from '../../../rules/adjustment.ts';
import { type RoundState, roundEnded } from '../../../rules/lifecycle.ts';
import type { VotedText } from '../../../rules/project-text.ts';
import { meetingBody } from '../../meeting/index.ts';
import { votedText } from '../project-store.ts';

/** A request to adjust a project, with what became of it. */
export interface Adjustment {
  readonly id: string;
  readonly kind: AdjustmentKind;
  readonly requestedBy: string;
  readonly requestedByName: string;
  readonly reason: string;
  /** The whole voted text as it would read; null unless the text is to change. */
  readonly proposed: VotedText | null;
  readonly requestedOn: string;
  readonly paperId: string | null;
  /** Whether everybody may read it: it was published with the notice. */
  readonly paperPublic: boolean;
  readonly state: AdjustmentState;
  readonly decidedOn: string | null;
  /** Who decided, with the counts; null before. */
  readonly decision: {
    readonly title: string;
    readonly meetingName: string;
    readonly decidedBy: 'congress' | 'standing-committee';
    readonly due: number;
    readonly present: number;
    readonly votesFor: number;
    readonly votesAgainst: number;
    readonly votesAbstain: number;
  } | null;
  /** The round that votes or voted on it; null where none does. */
  readonly round: {
    readonly id: string;
    readonly meetingId: string;
    readonly meetingName: string;
    readonly title: string;
    readonly state: RoundState;
  } | null;
  readonly published: boolean;
  readonly publishedWhere: string | null;
  readonly reportedOn: string | null;
  readonly reportedMeetingName: string | null;
}

/** The adjustments of a project, the newest first. */
export async function listAdjustments(
  database: Kysely<Tables>,
  congressId: string,
  projectId: string,
): Promise<readonly Adjustment[]> {
  const rows = await adjustmentRows(database, congressId, projectId).execute();
  return rows.map((row) => ({
    ...{ id: row.id, kind: row.kind, reason: row.reason, state: row.state },
    ...{ requestedBy: row.requested_by, requestedByName: row.asker_name },
    proposed: row.proposed === null ? null : votedText.parse(row.proposed),
    ...{ requestedOn: row.requested_on, paperId: row.paper_id, decidedOn: row.decided_on },
    decision:
      row.title === null
        ? null
        : {
            ...{ title: row.title, meetingName: row.meeting_name ?? '' },
            decidedBy: meetingBody(row.body_kind ?? 'plenary'),
            ...{ due: row.due ?? 0, present: row.present ?? 0, votesFor: row.votes_for ?? 0 },
            ...{ votesAgainst: row.votes_against ?? 0, votesAbstain: row.votes_abstain ?? 0 },
          },
    round:
      row.round_id === null || row.meeting_id === null || row.round_state === null
        ? null
        : {
            ...{ id: row.round_id, meetingId: row.meeting_id, state: row.round_state },
            ...{ title: row.round_title ?? '', meetingName: row.held_name ?? '' },
          },
    ...{ published: row.published_at !== null, paperPublic: row.paper_published_at !== null },
    publishedWhere: row.published_where,
    ...{ reportedOn: row.reported_on, reportedMeetingName: row.told_name },
  }));
}

/** Adjustments of a project with who asked, the decision, the round and the paper. */
function adjustmentRows(database: Kysely<Tables>, congressId: string, projectId: string) {
  return database
    .selectFrom('record.adjustment as one')
    .innerJoin('record.act as act', (join) =>
      join.onRef('act.congress_id', '=', 'one.congress_id').onRef('act.id', '=', 'one.act_id'),
    )
    .innerJoin('record.organisation as asker', 'asker.id', 'one.requested_by')
    .leftJoin('record.decision as decision', (join) =>
      join
        .onRef('decision.congress_id', '=', 'one.congress_id')
        .onRef('decision.id', '=', 'one.decision_id'),
    )
    .leftJoin('record.body as body', (join) =>
      join
        .onRef('body.congress_id', '=', 'decision.congress_id')
        .onRef('body.id', '=', 'decision.body_id'),
    )
    .leftJoin('record.meeting as meeting', (join) =>
      join
        .onRef('meeting.congress_id', '=', 'decision.congress_id')
        .onRef('meeting.id', '=', 'decision.meeting_id'),
    )
    .leftJoin('record.meeting as told', (join) =>
      join
        .onRef('told.congress_id', '=', 'one.congress_id')
        .onRef('told.id', '=', 'one.reported_meeting_id'),
    )
    .leftJoin('record.round as round', (join) =>
      join
        .onRef('round.congress_id', '=', 'one.congress_id')
        .onRef('round.id', '=', 'one.round_id'),
    )
    .leftJoin('record.meeting as held', (join) =>
      join
        .onRef('held.congress_id', '=', 'round.congress_id')
        .onRef('held.id', '=', 'round.meeting_id'),
    )
    .leftJoin('record.attachment as paper', (join) =>
      join
        .onRef('paper.congress_id', '=', 'one.congress_id')
        .onRef('paper.id', '=', 'one.paper_id'),
    )
    .selectAll('one')
    .select('paper.published_at as paper_published_at')
    .select(['round.meeting_id', 'round.title as round_title', 'round.state as round_state'])
    .select('held.name as held_name')
    .select(['asker.name as asker_name', 'told.name as told_name'])
    .select(['decision.title', 'decision.due', 'decision.present', 'decision.votes_for'])
    .select(['decision.votes_against', 'decision.votes_abstain'])
    .select(['body.kind as body_kind', 'meeting.name as meeting_name'])
    .where('one.congress_id', '=', congressId)
    .where('one.project_id', '=', projectId)
    .orderBy('act.recorded_at', 'desc');
}

/** The paper of a request; null when it has none, or none that is public. */
export async function loadAdjustmentPaper(
  database: Kysely<Tables>,
  congressId: string,
  projectId: string,
  adjustmentId: string,
  publicOnly: boolean,
): Promise<{ bytes: Uint8Array; mediaType: string; fileName: string } | null> {
  const row = await database
    .selectFrom('record.adjustment as one')
    .innerJoin('record.attachment as paper', (join) =>
      join
        .onRef('paper.congress_id', '=', 'one.congress_id')
        .onRef('paper.id', '=', 'one.paper_id'),
    )
    .select(['paper.bytes', 'paper.media_type', 'paper.file_name'])
    .where('one.congress_id', '=', congressId)
    .where('one.project_id', '=', projectId)
    .where('one.id', '=', adjustmentId)
    .$if(publicOnly, (query) => query.where('paper.published_at', 'is not', null))
    .executeTakeFirst();
  if (row === undefined) return null;
  return { bytes: row.bytes, mediaType: row.media_type, fileName: row.file_name };
}

/** A request that waits for its decision, as a meeting may put it to the vote. */
export interface OpenAdjustment {
  readonly id: string;
  readonly kind: AdjustmentKind;
  readonly projectId: string;
  readonly yearId: string;
  readonly year: number;
  readonly number: number;
  readonly title: string;
  readonly reason: string;
  /** The round that votes on it now; null where none does. */
  readonly roundTitle: string | null;
}

/** The requests of a congress that wait for their decision, by year and number of their projects. */
export async function listOpenAdjustments(
  database: Kysely<Tables>,
  congressId: string,
): Promise<readonly OpenAdjustment[]> {
  const rows = await database
    .selectFrom('record.adjustment as one')
    .innerJoin('record.project as project', (join) =>
      join
        .onRef('project.congress_id', '=', 'one.congress_id')
        .onRef('project.id', '=', 'one.project_id'),
    )
    .innerJoin('record.year as year', (join) =>
      join
        .onRef('year.congress_id', '=', 'project.congress_id')
        .onRef('year.id', '=', 'project.year_id'),
    )
    .innerJoin('record.project_text as text', (join) =>
      join
        .onRef('text.congress_id', '=', 'project.congress_id')
        .onRef('text.id', '=', 'project.current_text_id'),
    )
    .leftJoin('record.round as round', (join) =>
      join
        .onRef('round.congress_id', '=', 'one.congress_id')
        .onRef('round.id', '=', 'one.round_id'),
    )
    .select(['one.id', 'one.kind', 'one.reason', 'one.project_id', 'year.id as year_id'])
    .select(['year.year', 'project.number', 'text.voted', 'round.title', 'round.state'])
    .where('one.congress_id', '=', congressId)
    .where('one.state', '=', 'requested')
    .orderBy('year.year', 'desc')
    .orderBy('project.number')
    .execute();
  return rows.map((row) => ({
    ...{ id: row.id, kind: row.kind, reason: row.reason, projectId: row.project_id },
    ...{ yearId: row.year_id, year: row.year, number: row.number },
    title: votedText.parse(row.voted).title,
    roundTitle: row.state === null || roundEnded(row.state) ? null : row.title,
  }));
}
