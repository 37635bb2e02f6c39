import { addDays, daysBetween } from '../days.ts';
import {
  asks,
  clear,
  type Evidence,
  type Indicator,
  moreThan,
  noData,
  percentOf,
  projectsAsEvidence,
} from './indication.ts';
import type { OpinionRecord, RectificationRecord } from './year-record.ts';

function opinionsAsEvidence(opinions: readonly OpinionRecord[]): readonly Evidence[] {
  return opinions.map(({ id, number }) => ({ kind: 'opinion', opinionId: id, number }));
}

/** Late: an answer that came after its own deadline, or one that is owed and overdue, however it was reopened. */
function isLate({ dueOn, answers, open }: OpinionRecord, today: string): boolean {
  const answeredLate = answers.some((one) => one.dueOn !== null && one.answeredOn > one.dueOn);
  return answeredLate || (open && dueOn !== null && today > dueOn);
}

/** Opinions unanswered or answered late. */
export const lateOpinions: Indicator = {
  title: '意见逾期',
  stage: 8,
  setting: 'review.mostLateOpinions',
  threshold: ({ mostLateOpinions }) => `逾期答复和逾期未答复的意见不超过${mostLateOpinions}%`,
  judge: ({ opinions, today }, { mostLateOpinions }) => {
    const due = opinions.filter(
      ({ dueOn, answers }) => dueOn !== null && (answers.length > 0 || dueOn < today),
    );
    if (due.length === 0) return noData('没有已到期或者已答复的交办意见。');
    const late = due.filter((one) => isLate(one, today));
    const open = late.filter((one) => one.open);
    const entered = opinions.filter((one) => one.ratedByClerk).length;
    const words = [
      `${due.length}条意见中，逾期${late.length}条（${percentOf(late.length, due.length)}）`,
      `其中至今未答复${open.length}条`,
      ...(entered === 0 ? [] : [`${entered}条的评价由工作人员代录`]),
    ].join('，');
    return moreThan(late.length, due.length, mostLateOpinions)
      ? asks(`${words}：代表的意见有人管吗？`, opinionsAsEvidence(late))
      : clear(`${words}。`, opinionsAsEvidence(late));
  },
};

/** A test in which nobody had a word to say. */
export const allSatisfied: Indicator = {
  title: '测评一边倒',
  stage: 9,
  setting: 'review.unanimousPercent',
  threshold: ({ unanimousPercent }) =>
    `全部项目满意票都达到${unanimousPercent}%，而全年没有一条意见的，列入提示`,
  judge: ({ projects, opinions }, { unanimousPercent }) => {
    const tested = projects.flatMap((project) => {
      const test = project.tests.at(-1);
      if (test === undefined) return [];
      const votes = test.satisfied + test.fairlySatisfied + test.dissatisfied;
      return votes === 0 ? [] : [{ project, votes, satisfied: test.satisfied }];
    });
    const [first] = [...tested].sort(
      (one, other) => one.satisfied * other.votes - other.satisfied * one.votes,
    );
    if (first === undefined) return noData('没有满意度测评。');
    const evidence = projectsAsEvidence(tested.map(({ project }) => project));
    const words = `测评${tested.length}个项目，满意票最少的${percentOf(first.satisfied, first.votes)}，全年意见${opinions.length}条`;
    const onesided = first.satisfied * 100 >= unanimousPercent * first.votes;
    return onesided && opinions.length === 0
      ? asks(`${words}：真的没有一点要改进的吗？`, evidence)
      : clear(`${words}。`, evidence);
  },
};

function rectificationsAsEvidence(items: readonly RectificationRecord[]): readonly Evidence[] {
  return items.map(({ id, issuerId, number }) => ({
    kind: 'rectification',
    issuerId,
    rectificationId: id,
    number,
  }));
}

/** Rectifications answered and not re-checked. */
export const uncheckedRectification: Indicator = {
  title: '整改没有复查',
  stage: 10,
  setting: 'review.recheckDays',
  threshold: ({ recheckDays }) => `整改答复后${recheckDays}日内复查`,
  judge: ({ rectifications, today }, { recheckDays }) => {
    const answered = rectifications.flatMap((one) =>
      one.lastAnswerOn === null ? [] : [{ ...one, answeredOn: one.lastAnswerOn }],
    );
    if (answered.length === 0) return noData('没有已答复的整改。');
    const waiting = answered.filter(
      ({ state, answeredOn }) => state === 'answered' && addDays(answeredOn, recheckDays) < today,
    );
    if (waiting.length === 0) {
      return clear(`${answered.length}项整改答复后都已复查，或者还在期限内。`, []);
    }
    const longest = Math.max(...waiting.map(({ answeredOn }) => daysBetween(answeredOn, today)));
    return asks(
      `${waiting.length}项整改答复后没有复查，最长${longest}天：改没改，谁去看过？`,
      rectificationsAsEvidence(waiting),
    );
  },
};
