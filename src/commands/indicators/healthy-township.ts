import { addDays } from '../../rules/days.ts';
import type {
  CandidateRecord,
  Channel,
  OpinionRecord,
  Origin,
  ProjectRecord,
  ReportRecord,
  YearRecord,
} from '../../rules/indicators/year-record.ts';
import type { Seeded } from '../demo/county/seeded.ts';

const titles = [
  ...['村内道路硬化', '饮用水管网延伸', '幸福老年助餐点', '卫生院康复室', '小学操场改造'],
  ...['口袋公园建设', '农贸市场改造', '公共停车位新增', '文化礼堂修缮', '机耕路整修'],
  ...['公厕改建', '路灯亮化', '农村桥梁改造', '垃圾分类站点', '河道清淤', '儿童之家'],
] as const;
const villages = ['云溪村', '石桥村', '上塘村', '下塘村', '东岭村', '西岭村', '新河村'] as const;
const channels: readonly Channel[] = ['online', 'phone', 'deputies', 'station', 'gathering'];

/** A day of the year before the vote's, or of the vote's, as `YYYY-MM-DD`. */
function dayOf(year: number, month: number, day: number): string {
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

function candidateOf(random: Seeded, number: number, adopted: boolean): CandidateRecord {
  const from: Origin[] = [];
  if (random.chance(65)) from.push('residents');
  if (random.chance(40)) from.push('deputies');
  if (from.length === 0) from.push(random.pick(['government', 'departments']));
  const stateWhenVoted = random.chance(3) ? 'started' : 'not_started';
  const title = titles[number % titles.length] ?? titles[0];
  return { id: `candidate-${number}`, number, title, adopted, origins: from, stateWhenVoted };
}

/** Monthly reports from the plan to completion, money behind progress, some months missing. */
function reportsOf(
  random: Seeded,
  work: { readonly from: string; readonly until: string; readonly totalYuan: number },
  quantity: number,
): readonly ReportRecord[] {
  const reports: ReportRecord[] = [];
  const first = Number(work.from.slice(5, 7));
  const last = Number(work.until.slice(5, 7));
  for (let month = first; month <= last; month += 1) {
    if (month !== last && random.chance(8)) continue;
    const percent = month === last ? 100 : Math.round((100 * (month - first)) / (last - first));
    const paid = Math.max(0, percent - random.between(0, 32));
    reports.push({
      month: work.from.slice(0, 5) + String(month).padStart(2, '0'),
      percent,
      place: null,
      paidYuan: random.chance(85) ? Math.round((work.totalYuan * paid) / 100) : null,
      quantity: month === last ? String(quantity) : null,
      finished: month === last,
    });
  }
  return reports;
}

function visitsOf(random: Seeded, from: string, until: string): readonly string[] {
  const visits: string[] = [];
  for (let day = addDays(from, random.between(20, 80)); day < until; ) {
    visits.push(day);
    day = addDays(day, random.between(50, 95));
  }
  return visits;
}

function projectOf(
  random: Seeded,
  place: { readonly year: number; readonly votedOn: string; readonly testedOn: string },
  candidate: CandidateRecord,
): ProjectRecord {
  const { year, votedOn, testedOn } = place;
  const voted = random.between(2, 60);
  const built = random.chance(1) ? Math.ceil(voted * 1.2) : voted;
  const totalYuan = random.chance(4)
    ? random.between(1, 4) * 10_000
    : random.between(8, 600) * 10_000;
  const completedOn = dayOf(year, random.between(10, 12), random.between(1, 28));
  const planPublishedOn = addDays(votedOn, random.between(4, random.chance(2) ? 36 : 29));
  const work = { from: planPublishedOn, until: completedOn, totalYuan };
  const satisfied = random.between(22, 46);
  return {
    ...{ id: `project-${candidate.number}`, number: candidate.number, title: candidate.title },
    place: random.pick(villages),
    state: 'accepted',
    keptHere: true,
    decidedOn: votedOn,
    totalYuan,
    quantity: String(voted),
    unit: '处',
    planDueOn: addDays(votedOn, 30),
    planPublishedOn,
    ...{ votedFinish: `${year}年底前`, plannedYuan: null, plannedQuantity: null },
    ...{ votedDepartment: null, department: null },
    finishesOn: dayOf(year, 11, 30),
    completedOn,
    reports: reportsOf(random, work, built),
    visits: visitsOf(random, votedOn, completedOn),
    tests: [
      {
        ...{ testedOn, satisfied, fairlySatisfied: random.between(1, 8) },
        ...{ dissatisfied: random.between(0, 3), verdict: 'satisfied' },
      },
    ],
    adjustmentOpen: false,
  };
}

function opinionsOf(random: Seeded, year: number): readonly OpinionRecord[] {
  return Array.from({ length: random.between(3, 16) }, (_, index) => {
    const dueOn = dayOf(year, random.between(4, 11), random.between(1, 28));
    const answeredOn = addDays(dueOn, random.chance(6) ? random.between(1, 20) : -5);
    return {
      ...{ id: `opinion-${index + 1}`, number: index + 1, projectId: null },
      ...{ dueOn, answers: [{ dueOn, answeredOn }], ratedByClerk: false, open: false },
    };
  });
}

/** The meeting's and the vote's part of a healthy year. */
function voteOf(random: Seeded, votedOn: string, candidates: readonly CandidateRecord[]) {
  const due = random.between(42, 110);
  const needed = Math.ceil((due * 2) / 3);
  const present = Math.max(needed, Math.floor((due * random.between(82, 98)) / 100));
  const places = candidates.filter(({ adopted }) => adopted).length;
  return {
    ...{ roundId: 'round-1', meetingId: 'meeting-1', places, candidates: candidates.length },
    ...{ due, present, needed, valid: present },
    declaredOn: votedOn,
    announcedOn: addDays(votedOn, random.between(0, 3)),
    items: candidates.map(({ number, title, adopted }) => ({
      ...{ number, title, adopted },
      votesFor: Math.floor((present * random.between(adopted ? 60 : 20, adopted ? 99 : 55)) / 100),
    })),
  };
}

/**
 * The year of an invented township that takes the matter seriously: it makes small slips (a missing month,
 * a late answer, one small project), as everybody does, so that false alarms can be measured.
 */
export function healthyTownship(random: Seeded, year: number): YearRecord {
  const places = random.between(4, 10);
  const surplus = Math.max(1, Math.ceil((places * random.between(20, 45)) / 100));
  const votedOn = dayOf(year, 1, random.between(10, 28));
  const candidates = Array.from({ length: places + surplus }, (_, index) =>
    candidateOf(random, index + 1, index < places),
  );
  const startsOn = dayOf(year - 1, random.between(8, 10), random.between(1, 28));
  const length = random.chance(4) ? random.between(24, 29) : random.between(30, 60);
  const suggestions = candidates.length * random.between(2, 9);
  const testedOn = dayOf(year + 1, 1, 12);
  const projects = candidates
    .filter(({ adopted }) => adopted)
    .map((candidate) => projectOf(random, { year, votedOn, testedOn }, candidate));
  return {
    ...{ congressId: 'township', yearId: 'year', year, today: dayOf(year + 1, 1, 31) },
    solicitation: {
      startsOn,
      endsOn: addDays(startsOn, length - 1),
      channels: share(random, suggestions),
    },
    candidates,
    meeting: {
      ...{ id: 'meeting-1', startsOn: votedOn },
      noticeOn: addDays(votedOn, -random.between(7, 14)),
      papersOn: addDays(votedOn, -random.between(1, 7)),
      ...{ deliberationMinuted: true, ruleSheetAdopted: true },
    },
    votes: [voteOf(random, votedOn, candidates)],
    running: [],
    projects,
    planPublishedOn: null,
    earlierProjects: earlier(random, projects, year),
    opinions: opinionsOf(random, year),
    lookbacks: [],
    rectifications: Array.from({ length: random.between(0, 2) }, (_, index) => ({
      ...{ id: `rectification-${index + 1}`, issuerId: 'township', number: index + 1 },
      ...{ dueOn: dayOf(year, 12, 1), lastAnswerOn: dayOf(year, 11, 20) },
      state: random.chance(8) ? 'answered' : 'closed',
    })),
  };
}

function share(random: Seeded, suggestions: number) {
  const weights = channels.map((channel) => ({ channel, weight: random.between(1, 10) }));
  const all = weights.reduce((sum, one) => sum + one.weight, 0);
  return weights.map(({ channel, weight }) => ({
    channel,
    suggestions: Math.ceil((suggestions * weight) / all),
  }));
}

function earlier(random: Seeded, projects: readonly ProjectRecord[], year: number) {
  return projects.map((one) => ({
    year: year - 1,
    title: one.title,
    place: random.chance(7) ? one.place : '集镇',
  }));
}
