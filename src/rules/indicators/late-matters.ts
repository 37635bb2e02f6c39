import { addDays, daysBetween } from '../days.ts';
import type { Evidence } from './indication.ts';
import type { Thresholds } from './thresholds.ts';
import type { ProjectRecord, YearRecord } from './year-record.ts';

/** Something that should have happened by a day that is past. */
export interface LateMatter {
  /** The stage of the year (1–10) that it belongs to. */
  readonly stage: number;
  readonly sentence: string;
  readonly dueOn: string;
  readonly evidence: Evidence;
}

function ofProject({ id, number }: ProjectRecord): Evidence {
  return { kind: 'project', projectId: id, number };
}

/** Whether work on a project still goes on: neither ended nor suspended nor done. */
export function isRunning({ state }: ProjectRecord): boolean {
  return state === 'adopted' || state === 'underway';
}

function lateOfProjects(record: YearRecord, { planDays }: Thresholds): readonly LateMatter[] {
  return record.projects.filter(isRunning).flatMap((project) => {
    const { number, keptHere, finishesOn, planPublishedOn } = project;
    const planDue = project.planDueOn ?? addDays(project.decidedOn, planDays);
    const planned = planPublishedOn ?? record.planPublishedOn;
    const late: LateMatter[] = [];
    if (keptHere && planned === null && planDue < record.today) {
      const sentence = `第${number}号项目还没有公布实施计划`;
      late.push({ stage: 7, sentence, dueOn: planDue, evidence: ofProject(project) });
    }
    if (finishesOn !== null && finishesOn < record.today) {
      const sentence = `第${number}号项目过了计划完成日期，还没有完工`;
      late.push({ stage: 7, sentence, dueOn: finishesOn, evidence: ofProject(project) });
    }
    return late;
  });
}

function lateAnswers(record: YearRecord): readonly LateMatter[] {
  const opinions = record.opinions.flatMap(({ id, number, dueOn, open }): LateMatter[] =>
    open && dueOn !== null && dueOn < record.today
      ? [
          {
            ...{ stage: 8, sentence: `第${number}号意见还没有答复`, dueOn },
            evidence: { kind: 'opinion', opinionId: id, number },
          },
        ]
      : [],
  );
  const rectifications = record.rectifications
    .filter(({ state, dueOn }) => ['issued', 'reopened'].includes(state) && dueOn < record.today)
    .map(({ id, issuerId, number, dueOn }): LateMatter => {
      const evidence = { kind: 'rectification', issuerId, rectificationId: id, number } as const;
      return { stage: 10, sentence: `整改${number}逾期没有答复`, dueOn, evidence };
    });
  return [...opinions, ...rectifications];
}

/** Everything of a year that is late today, the longest first, as far as the record tells. */
export function lateMatters(record: YearRecord, thresholds: Thresholds): readonly LateMatter[] {
  const announcements = record.votes.flatMap((vote): LateMatter[] => {
    if (vote.declaredOn === null || vote.announcedOn !== null) return [];
    const dueOn = addDays(vote.declaredOn, thresholds.announcementDays);
    if (dueOn >= record.today) return [];
    const evidence = { kind: 'round', meetingId: vote.meetingId, roundId: vote.roundId } as const;
    return [{ stage: 6, sentence: '票决结果还没有公告', dueOn, evidence }];
  });
  const all = [...announcements, ...lateOfProjects(record, thresholds), ...lateAnswers(record)];
  return all.sort((one, other) => daysBetween(other.dueOn, one.dueOn));
}
