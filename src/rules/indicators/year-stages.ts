import { dayInWords } from '../days.ts';
import { roundStateNames } from '../lifecycle.ts';
import { isRunning, type LateMatter, lateMatters } from './late-matters.ts';
import type { Thresholds } from './thresholds.ts';
import type { RunningRound, YearRecord } from './year-record.ts';

/** The ten stages of a year, in their order (rules.md, "Stages"). */
export const stageNames = [
  ...(['征集', '初筛', '候选', '审议', '票决'] as const),
  ...(['公告', '实施', '监督', '测评', '回头看'] as const),
] as const;

/** `unknown`: later stages were reached, but the record says nothing of this one. */
export type StageState = 'done' | 'now' | 'todo' | 'late' | 'unknown';

/** Where one stage of a year stands, with what is known of it. */
export interface YearStage {
  readonly name: (typeof stageNames)[number];
  readonly state: StageState;
  readonly note: string;
}

/** The ten stages, the one that the year is in, what comes next and why, and what is late. */
export interface YearStages {
  readonly stages: readonly YearStage[];
  /** From 1. */
  readonly current: number;
  readonly next: { readonly step: string; readonly why: string };
  readonly late: readonly LateMatter[];
}

type Known = readonly [StageState, string];

function counted(done: number, all: number, unit: string): string {
  return `${done}/${all}${unit}`;
}

function beforeTheVote(record: YearRecord): readonly Known[] {
  const { solicitation, candidates, meeting, projects, votes, running, today } = record;
  const voting = running.some(({ kind }) => kind === 'vote');
  const voted = voting || votes.length > 0 || projects.length > 0;
  const listed = candidates.length > 0;
  const traced = candidates.filter(({ origins }) => origins.length > 0).length;
  const ends = solicitation?.endsOn ?? null;
  const minuted = meeting?.deliberationMinuted ?? null;
  const started = meeting !== null && meeting.startsOn <= today;
  return [
    ends === null
      ? [listed || voted ? 'unknown' : 'now', '']
      : [ends < today ? 'done' : 'now', `至${ends}`],
    traced > 0
      ? ['done', counted(traced, candidates.length, '个有来源')]
      : [listed || voted ? 'unknown' : 'todo', ''],
    listed
      ? [voted || started ? 'done' : 'now', `${candidates.length}个`]
      : [voted ? 'unknown' : 'todo', ''],
    minuted === true
      ? ['done', '有记录']
      : [voted ? 'unknown' : started && listed ? 'now' : 'todo', ''],
  ];
}

function voteAndAnnouncement(record: YearRecord): readonly Known[] {
  const { votes, projects, meeting, today } = record;
  const declared = votes.filter((one) => one.declaredOn !== null);
  const announced = declared.filter((one) => one.announcedOn !== null);
  const entered = votes.length === 0 && projects.length > 0;
  const started = meeting !== null && meeting.startsOn <= today;
  const adopted = projects.length === 0 ? '' : `确定${projects.length}个`;
  return [
    declared.length > 0 || entered
      ? ['done', adopted]
      : [started && meeting.deliberationMinuted === true ? 'now' : 'todo', ''],
    entered
      ? ['unknown', '']
      : declared.length > 0 && announced.length === declared.length
        ? ['done', dayOfYear(announced.at(-1)?.announcedOn ?? '', record.year)]
        : [declared.length > 0 ? 'now' : 'todo', ''],
  ];
}

/** A day in words, without its year where that is the year of the stages. */
function dayOfYear(day: string, year: number): string {
  return dayInWords(day).replace(`${year}年`, '');
}

function afterTheVote(record: YearRecord): readonly Known[] {
  const { projects, opinions, lookbacks } = record;
  const kept = projects.filter(({ state }) => state !== 'ended' && state !== 'suspended');
  if (kept.length === 0) return [0, 1, 2, 3].map(() => ['todo', '']);
  const done = kept.filter((one) => !isRunning(one)).length;
  const watched = kept.filter(({ visits }) => visits.length > 0).length;
  const tested = kept.filter(({ tests }) => tests.length > 0).length;
  const finished = done === kept.length;
  const seen = watched > 0 || opinions.length > 0;
  const closed = lookbacks.filter((one) => one.closed).length;
  return [
    [finished ? 'done' : 'now', counted(done, kept.length, '完工')],
    seen
      ? [finished ? 'done' : 'now', counted(watched, kept.length, '看过')]
      : [finished ? 'unknown' : 'now', ''],
    tested === kept.length
      ? ['done', counted(tested, kept.length, '测评')]
      : [finished ? 'now' : 'todo', tested === 0 ? '' : counted(tested, kept.length, '测评')],
    lookbacks.length === 0
      ? ['todo', '']
      : [closed === lookbacks.length ? 'done' : 'now', counted(closed, lookbacks.length, '办结')],
  ];
}

const steps: readonly (readonly [step: string, why: string])[] = [
  ['征集建议', '项目从群众来：先公开征集，录入起止日期和各渠道数量。'],
  ['筛选建议', '候选项目要能追溯到建议：登记每个候选项目的来源。'],
  ['形成候选项目', '候选项目经审查后送代表，留出看和问的时间。'],
  ['审议候选项目', '代表先审议、后票决，意见要有记录。'],
  ['组织票决', '会议已到，按票决办法投票、计票、宣布。'],
  ['发布公告', '结果宣布以后及时公告，公告时生成正式项目。'],
  ['推进项目实施', '还有项目没有完工：公布计划，按月报告进度。'],
  ['视察项目', '还没有代表视察的记录：监督小组至少一季一督查。'],
  ['组织满意度测评', '项目已经完工，办得好不好由代表和群众评。'],
  ['开展回头看', '测评以后再看一遍：项目还好不好用，程序有没有走形式。'],
];

/** What comes next: a round that is going on, then what is late, then the first stage that is not done. */
function nextOf(
  stages: readonly YearStage[],
  late: readonly LateMatter[],
  [running]: readonly RunningRound[],
) {
  if (running !== undefined) {
    const { title, state } = running;
    return { step: `办完“${title}”`, why: `这一轮${roundStateNames[state]}。` };
  }
  const [first] = late;
  if (first !== undefined) {
    return { step: `${first.sentence}，先办这件`, why: `应在${dayInWords(first.dueOn)}以前办好。` };
  }
  const index = stages.findIndex(({ state }) => state === 'now' || state === 'todo');
  const [step, why] = steps[index] ?? ['这一年已经办完', '十个环节都有记录。'];
  return { step, why };
}

/** The stage, from 0, that a round belongs to: a vote, a test, or a decision on projects that are carried out. */
const stageOfRound = { vote: 4, satisfaction: 8, decision: 6 } as const;

/** A round that is going on makes its stage the one in hand, whatever was done of it before. */
function withRunning(known: readonly Known[], running: readonly RunningRound[]): readonly Known[] {
  return known.map((one, index): Known => {
    const round = running.find(({ kind }) => stageOfRound[kind] === index);
    if (round === undefined) return one;
    return ['now', `${round.kind === 'decision' ? '调整' : ''}${roundStateNames[round.state]}`];
  });
}

/** Reads from the record where a year stands in its ten stages. What is not recorded is `unknown`. */
export function yearStages(record: YearRecord, thresholds: Thresholds): YearStages {
  const late = lateMatters(record, thresholds);
  const { running } = record;
  const known = withRunning(
    [...beforeTheVote(record), ...voteAndAnnouncement(record), ...afterTheVote(record)],
    running,
  );
  const stages = stageNames.map((name, index): YearStage => {
    const [state, note] = known[index] ?? ['todo', ''];
    const behind = late.filter(({ stage }) => stage === index + 1).length;
    return behind > 0 ? { name, state: 'late', note: `${behind}件逾期` } : { name, state, note };
  });
  const reached = known.findLastIndex(([state]) => state === 'now' || state === 'done');
  const [held] = running;
  const waiting =
    held === undefined ? known.findIndex(([state]) => state === 'now') : stageOfRound[held.kind];
  const current = (waiting >= 0 ? waiting : Math.max(0, reached)) + 1;
  return { stages, current, next: nextOf(stages, late, running), late };
}
