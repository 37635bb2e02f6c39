import type { Kysely } from 'kysely';
import type { Tables } from '../../database/tables.ts';
import { type MeetingBody, quorumOf } from '../../rules/quorum.ts';
import type { Act } from '../../trail/perform-act.ts';
import { meetingBody } from './meeting-store.ts';
import { loadMeetingRuleSheet } from './rule-sheet/rule-sheet-store.ts';

/** The figures of a sitting: 应到 · 实到 · 请假 · 需要 · 还差, with the sentence beside them. */
export interface Strip {
  readonly sittingId: string;
  readonly sittingName: string;
  readonly due: number;
  readonly present: number;
  readonly onLeave: number;
  readonly left: number;
  readonly needed: number;
  readonly missing: number;
  readonly sentence: string;
  /** Whose sitting it is: deputies are called to it, or members of the standing committee. */
  readonly body: MeetingBody;
}

/**
 * Counts a sitting. Due: all deputies in office on the frozen roll, suspended ones only where the rule
 * sheet counts them (rules.md, Words). Present: checked in and not left. Observers never count. In a
 * meeting of the standing committee the roll is its members, and more than half of them must be there.
 */
export async function loadStrip(
  database: Kysely<Tables>,
  congressId: string,
  sittingId: string,
): Promise<Strip> {
  const sitting = await database
    .selectFrom('record.sitting as sitting')
    .innerJoin('record.meeting as meeting', (join) =>
      join
        .onRef('meeting.congress_id', '=', 'sitting.congress_id')
        .onRef('meeting.id', '=', 'sitting.meeting_id'),
    )
    .innerJoin('record.body as body', (join) =>
      join
        .onRef('body.congress_id', '=', 'meeting.congress_id')
        .onRef('body.id', '=', 'meeting.body_id'),
    )
    .select(['sitting.meeting_id', 'sitting.name', 'body.kind as body_kind'])
    .where('sitting.congress_id', '=', congressId)
    .where('sitting.id', '=', sittingId)
    .executeTakeFirstOrThrow();
  const sheet = await loadMeetingRuleSheet(database, congressId, sitting.meeting_id);
  const vote = sheet?.document.vote;
  const counted = vote?.suspended === 'counted' ? ['in_office', 'suspended'] : ['in_office'];
  const rows = await database
    .selectFrom('roll.meeting_deputy as deputy')
    .leftJoin('roll.presence as presence', (join) =>
      join
        .onRef('presence.congress_id', '=', 'deputy.congress_id')
        .onRef('presence.deputy_id', '=', 'deputy.id')
        .on('presence.sitting_id', '=', sittingId),
    )
    .select(['deputy.state as standing', 'presence.state'])
    .select((select) => select.fn.countAll<number>().as('count'))
    .where('deputy.congress_id', '=', congressId)
    .where('deputy.meeting_id', '=', sitting.meeting_id)
    .groupBy(['deputy.state', 'presence.state'])
    .execute();
  const sum = (matches: (row: (typeof rows)[number]) => boolean) =>
    rows.filter(matches).reduce((total, row) => total + Number(row.count), 0);
  const due = sum((row) => counted.includes(row.standing));
  const inState = (state: string) => sum((row) => row.standing !== 'ended' && row.state === state);
  const present = inState('present');
  const body = meetingBody(sitting.body_kind);
  const quorum = quorumOf({ due, present, share: vote?.quorum ?? '2/3', body });
  return {
    sittingId,
    sittingName: sitting.name,
    due,
    present,
    onLeave: inState('on_leave'),
    left: inState('left'),
    needed: quorum.needed,
    missing: quorum.missing,
    sentence: quorum.sentence,
    body,
  };
}

/** The attendance of a round, frozen when the issuing of its papers ends. */
export async function freezeAttendance(
  act: Act,
  sittingId: string,
): Promise<{ due: number; present: number; onLeave: number }> {
  const { due, present, onLeave } = await loadStrip(act.transaction, act.congressId, sittingId);
  return { due, present, onLeave };
}
