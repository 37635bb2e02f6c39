import { randomUUID } from 'node:crypto';
import { ok, type Refusal, type Result, refuse } from '../../../rules/refusals.ts';
import type { Act } from '../../../trail/perform-act.ts';
import { currentSitting, listSittings, loadMeeting } from '../meeting-store.ts';
import { noSuchMeeting } from '../refusals.ts';
import { loadStrip } from '../strip.ts';

/** The ways in which a congress decides in the hall. */
export const decisionMethods = {
  show_of_hands: '举手',
  ballot: '投票',
  electronic: '表决器',
  acclamation: '鼓掌',
} as const;

/** The numbers of a decision as announced in the hall. */
export interface DecisionFigures {
  readonly method: keyof typeof decisionMethods;
  readonly votesFor: number;
  readonly votesAgainst: number;
  readonly votesAbstain: number;
}

/** What a decision is about. */
export interface DecisionSubject {
  readonly meetingId: string;
  readonly subject: 'rule_sheet' | 'scrutineers' | 'recount' | 'adjustment' | 'other';
  readonly subjectId: string | null;
  readonly subjectHash: string | null;
  readonly title: string;
}

function noQuorum(sentence: string): Refusal {
  return { code: 'no-quorum', message: `不能表决：${sentence}` };
}

/**
 * Records a decision taken in the hall with its numbers. It carries with more than half of all deputies
 * (地方组织法 Art. 25: 全体代表过半数).
 *
 * Refuses, in order, with `no-such-meeting`, `no-sitting`, `no-quorum`, `votes-exceed-present`.
 */
export async function recordDecision(
  act: Act,
  subject: DecisionSubject,
  figures: DecisionFigures,
): Promise<Result<{ decisionId: string; carried: boolean }>> {
  const meeting = await loadMeeting(act.transaction, act.congressId, subject.meetingId);
  if (meeting === null) return refuse(noSuchMeeting);
  const sitting = currentSitting(
    await listSittings(act.transaction, act.congressId, subject.meetingId),
  );
  if (sitting === null) {
    return refuse({ code: 'no-sitting', message: '还没有安排全体会议，不能登记表决。' });
  }
  const strip = await loadStrip(act.transaction, act.congressId, sitting.id);
  if (strip.missing > 0) return refuse(noQuorum(strip.sentence));
  const { votesFor, votesAgainst, votesAbstain, method } = figures;
  const sum = votesFor + votesAgainst + votesAbstain;
  if (sum > strip.present) {
    return refuse({
      code: 'votes-exceed-present',
      message: `赞成、反对、弃权合计 ${sum} 票，多于实到 ${strip.present} 人。请核对后改正。`,
      field: 'votes_for',
    });
  }
  const carried = votesFor * 2 > strip.due;
  const decisionId = randomUUID();
  await act.transaction
    .insertInto('record.decision')
    .values({
      congress_id: act.congressId,
      id: decisionId,
      meeting_id: subject.meetingId,
      sitting_id: sitting.id,
      body_id: meeting.bodyId,
      subject: subject.subject,
      subject_id: subject.subjectId,
      subject_hash: subject.subjectHash,
      title: subject.title,
      method,
      due: strip.due,
      present: strip.present,
      votes_for: votesFor,
      votes_against: votesAgainst,
      votes_abstain: votesAbstain,
      carried,
      act_id: act.id,
    })
    .execute();
  act.record({
    event: 'decision-recorded',
    subjects: { meeting: subject.meetingId, decision: decisionId },
    detail: {
      title: subject.title,
      due: strip.due,
      present: strip.present,
      votes_for: votesFor,
      votes_against: votesAgainst,
      votes_abstain: votesAbstain,
      result: carried ? '通过' : '未获通过',
    },
  });
  act.touch(`meeting:${subject.meetingId}`);
  return ok({ decisionId, carried });
}
