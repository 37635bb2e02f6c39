import { ok, type Refusal, type Result, refuse } from '../../rules/refusals.ts';
import type { VoteChapter } from '../../rules/rule-sheet/document.ts';
import type { Act } from '../../trail/perform-act.ts';
import {
  holdMeeting,
  loadMeetingRuleSheet,
  type Meeting,
  type MeetingRuleSheet,
  meetingEnded,
} from '../meeting/index.ts';
import { listRounds, type Round } from './round-store.ts';

/** What a meeting gives to every round that is created in it, of whatever kind. */
export interface RoundFrame {
  readonly meeting: Meeting;
  readonly sheet: MeetingRuleSheet;
  /** The sheet's chapter about the vote: colours, channels, symbols. */
  readonly vote: VoteChapter;
  /** The meeting's rounds up to now, of all kinds. */
  readonly rounds: readonly Round[];
}

/**
 * Loads the frame of a new round and holds the meeting until the act ends. Refuses, in order, with `meeting-ended` and with `noSheet` when the meeting has no
 * rule sheet or its sheet says nothing of the vote. A meeting that is not there is a mistake of the caller.
 */
export async function loadRoundFrame(
  act: Act,
  meetingId: string,
  noSheet: Refusal,
): Promise<Result<RoundFrame>> {
  const meeting = await holdMeeting(act, meetingId);
  if (meeting === null) throw new Error('the path named a meeting that is not there');
  if (meeting.state === 'ended') return refuse(meetingEnded);
  const sheet = await loadMeetingRuleSheet(act.transaction, act.congressId, meetingId);
  const vote = sheet?.document.vote;
  if (sheet === null || vote === undefined) return refuse(noSheet);
  const rounds = await listRounds(act.transaction, act.congressId, meetingId);
  return ok({ meeting, sheet, vote, rounds });
}

/** The title of a meeting's next round of a kind that has no title of its own: the second one says that it is. */
export function titleOfNext(
  words: string,
  kind: Round['kind'],
  { rounds }: Pick<RoundFrame, 'rounds'>,
): string {
  const earlier = rounds.filter((round) => round.kind === kind).length;
  return earlier === 0 ? words : `${words}（第${earlier + 1}次）`;
}
