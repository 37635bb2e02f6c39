import type { Kysely } from 'kysely';
import type { Tables } from '../../../database/tables.ts';

/** A decision taken in the hall. */
export interface Decision {
  readonly id: string;
  readonly subject: 'rule_sheet' | 'scrutineers' | 'recount' | 'adjustment' | 'other';
  readonly title: string;
  readonly method: 'show_of_hands' | 'ballot' | 'electronic' | 'acclamation';
  readonly due: number;
  readonly present: number;
  readonly votesFor: number;
  readonly votesAgainst: number;
  readonly votesAbstain: number;
  readonly carried: boolean;
  readonly happenedAt: Date;
}

/** The decisions of a meeting in the order of their entry. */
export async function listDecisions(
  database: Kysely<Tables>,
  congressId: string,
  meetingId: string,
): Promise<readonly Decision[]> {
  const rows = await database
    .selectFrom('record.decision as decision')
    .innerJoin('record.act as act', (join) =>
      join
        .onRef('act.congress_id', '=', 'decision.congress_id')
        .onRef('act.id', '=', 'decision.act_id'),
    )
    .selectAll('decision')
    .select('act.happened_at')
    .where('decision.congress_id', '=', congressId)
    .where('decision.meeting_id', '=', meetingId)
    .orderBy('act.recorded_at')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    subject: row.subject,
    title: row.title,
    method: row.method,
    due: row.due,
    present: row.present,
    votesFor: row.votes_for,
    votesAgainst: row.votes_against,
    votesAbstain: row.votes_abstain,
    carried: row.carried,
    happenedAt: row.happened_at,
  }));
}
