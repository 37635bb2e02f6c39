import { randomUUID } from 'node:crypto';
import { quorumOf } from '../../../rules/quorum.ts';
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

/** The members and those present of a body smaller than the plenary: the presidium, a committee. */
export interface BodyFigures {
  readonly kind: 'presidium' | 'standing_committee';
  readonly members: number;
  readonly present: number;
}

/** The words of the bodies. */
export const decidingBodyNames = {
  plenary: '大会',
  presidium: '主席团',
  standing_committee: '常委会',
} as const;

/**
 * Records a decision of the presidium or the standing committee with its numbers, as announced by it. It
 * carries with more than half of all its members (地方组织法 Art. 51, for the presidium C).
 *
 * Refuses, in order, with `no-such-meeting`, `no-such-body`, `present-exceed-members`, `no-quorum`
 * (not more than half of the members), `votes-exceed-present`.
 */
export async function recordBodyDecision(
  act: Act,
  subject: DecisionSubject,
  figures: DecisionFigures,
  body: BodyFigures,
): Promise<Result<{ decisionId: string; carried: boolean }>> {
  const meeting = await loadMeeting(act.transaction, act.congressId, subject.meetingId);
  if (meeting === null) return refuse(noSuchMeeting);
  const name = decidingBodyNames[body.kind];
  const found = await act.transaction
    .selectFrom('record.body')
    .select('id')
    .where('congress_id', '=', act.congressId)
    .where('term_id', '=', meeting.termId)
    .where('kind', '=', body.kind)
    .executeTakeFirst();
  if (found === undefined) {
    const message = `本级人大没有${name}，请改选作出决定的机构。`;
    return refuse({ code: 'no-such-body', message, field: 'body' });
  }
  if (body.present > body.members) {
    const message = `${name}实到 ${body.present} 人，多于组成人员 ${body.members} 人。请核对后改正。`;
    return refuse({ code: 'present-exceed-members', message, field: 'body_present' });
  }
  const attendance = { due: body.members, present: body.present, share: '1/2' } as const;
  if (!quorumOf({ ...attendance, body: 'standing-committee' }).met) {
    return refuse(
      noQuorum(`${name}组成人员 ${body.members} 人，实到 ${body.present} 人，不过半数。`),
    );
  }
  return await writeDecision(act, subject, figures, {
    ...{ due: body.members, present: body.present, title: `${name}：${subject.title}` },
    ...{ bodyId: found.id, sittingId: null },
  });
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
  return await writeDecision(act, subject, figures, {
    ...{ due: strip.due, present: strip.present, title: subject.title },
    ...{ bodyId: meeting.bodyId, sittingId: sitting.id },
  });
}

/**
 * Records a decision that a round of secret ballots came to: its counts stand in the signed report, which
 * is its evidence. Whether it carries was decided by the count, not here.
 */
export async function recordCountedDecision(
  act: Act,
  subject: DecisionSubject,
  counted: Omit<DecisionFigures, 'method'> & {
    readonly due: number;
    readonly present: number;
    readonly bodyId: string;
    readonly sittingId: string;
    readonly reportId: string;
    readonly carried: boolean;
  },
): Promise<string> {
  const { votesFor, votesAgainst, votesAbstain, carried, ...deciding } = counted;
  const figures = { method: 'ballot', votesFor, votesAgainst, votesAbstain } as const;
  return await insertDecision(
    act,
    subject,
    figures,
    { ...deciding, title: subject.title },
    carried,
  );
}

/** Who decided, out of how many, under which title. */
interface Deciding {
  readonly due: number;
  readonly present: number;
  readonly title: string;
  readonly bodyId: string;
  readonly sittingId: string | null;
  /** The count report of a secret ballot; absent where the counts were announced in the hall. */
  readonly reportId?: string;
}

async function writeDecision(
  act: Act,
  subject: DecisionSubject,
  figures: DecisionFigures,
  deciding: Deciding,
): Promise<Result<{ decisionId: string; carried: boolean }>> {
  const { votesFor, votesAgainst, votesAbstain } = figures;
  const { due, present } = deciding;
  const sum = votesFor + votesAgainst + votesAbstain;
  if (sum > present) {
    return refuse({
      code: 'votes-exceed-present',
      message: `赞成、反对、弃权合计 ${sum} 票，多于实到 ${present} 人。请核对后改正。`,
      field: 'votes_for',
    });
  }
  const carried = votesFor * 2 > due;
  return ok({
    decisionId: await insertDecision(act, subject, figures, deciding, carried),
    carried,
  });
}

async function insertDecision(
  act: Act,
  subject: DecisionSubject,
  { method, votesFor, votesAgainst, votesAbstain }: DecisionFigures,
  { due, present, title, ...deciding }: Deciding,
  carried: boolean,
): Promise<string> {
  const decisionId = randomUUID();
  await act.transaction
    .insertInto('record.decision')
    .values({
      congress_id: act.congressId,
      id: decisionId,
      meeting_id: subject.meetingId,
      sitting_id: deciding.sittingId,
      body_id: deciding.bodyId,
      subject: subject.subject,
      subject_id: subject.subjectId,
      subject_hash: subject.subjectHash,
      title,
      method,
      due,
      present,
      votes_for: votesFor,
      votes_against: votesAgainst,
      votes_abstain: votesAbstain,
      carried,
      report_id: deciding.reportId ?? null,
      act_id: act.id,
    })
    .execute();
  act.record({
    event: 'decision-recorded',
    subjects: { meeting: subject.meetingId, decision: decisionId },
    detail: {
      title,
      due,
      present,
      votes_for: votesFor,
      votes_against: votesAgainst,
      votes_abstain: votesAbstain,
      result: carried ? '通过' : '未获通过',
    },
  });
  act.touch(`meeting:${subject.meetingId}`);
  return decisionId;
}
