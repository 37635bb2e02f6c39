import { daysBetween } from '../days.ts';
import { tenThousandYuanOf } from '../money.ts';
import {
  asks,
  clear,
  type Indicator,
  moreThan,
  noData,
  numbered,
  percentOf,
  projectsAsEvidence,
} from './indication.ts';
import type { Channel, EarlierProject, ProjectRecord } from './year-record.ts';

const figures = [{ kind: 'figures' }] as const;
const candidates = [{ kind: 'candidates' }] as const;

/** Chinese names of the channels, as pages and sentences write them. */
export const channelNames: Readonly<Record<Channel, string>> = {
  online: '网上',
  phone: '电话',
  post: '信件',
  in_person: '当面',
  deputies: '代表',
  station: '代表联络站',
  gathering: '屋场会等会议',
  departments: '部门',
  other: '其他',
};

/** Solicitation shorter than the sheet asks for. */
export const shortSolicitation: Indicator = {
  title: '征集时间短',
  stage: 1,
  setting: 'followUp.solicitationDays',
  threshold: ({ solicitationDays }) => `公开征集不少于${solicitationDays}日`,
  judge: ({ solicitation }, { solicitationDays }) => {
    if (solicitation?.startsOn == null || solicitation.endsOn === null) {
      return noData('没有征集起止日期。');
    }
    const days = daysBetween(solicitation.startsOn, solicitation.endsOn) + 1;
    return days < solicitationDays
      ? asks(`征集只有${days}日，少于${solicitationDays}日：群众来得及知道、来得及提吗？`, figures)
      : clear(`征集${days}日。`, figures);
  },
};

/** Few suggestions for the number of candidates. */
export const fewSuggestions: Indicator = {
  title: '征集建议少',
  stage: 1,
  setting: 'review.leastSuggestions',
  threshold: ({ leastSuggestions }) => `平均每个候选项目至少${leastSuggestions}条建议`,
  judge: ({ solicitation, candidates: list }, { leastSuggestions }) => {
    if (solicitation === null || solicitation.channels.length === 0 || list.length === 0) {
      return noData('没有征集数量或者候选项目。');
    }
    const total = solicitation.channels.reduce((sum, one) => sum + one.suggestions, 0);
    const words = `征集建议${total}条，候选项目${list.length}个`;
    return total < leastSuggestions * list.length
      ? asks(`${words}：候选项目是从群众意愿里选出来的吗？`, figures)
      : clear(`${words}。`, figures);
  },
};

/** Candidates that trace to no resident and no deputy. */
export const untracedCandidates: Indicator = {
  title: '候选项目来源',
  stage: 3,
  setting: 'review.leastTraced',
  threshold: ({ leastTraced }) => `来自群众或者代表的候选项目不低于${leastTraced}%`,
  judge: ({ candidates: list }, { leastTraced }) => {
    const known = list.filter((one) => one.origins.length > 0);
    if (known.length === 0) return noData('没有登记候选项目的来源。');
    const traced = known.filter((one) =>
      one.origins.some((origin) => origin === 'residents' || origin === 'deputies'),
    );
    const open = list.length - known.length;
    const words = `${known.length}个候选项目中，来自群众或者代表的${traced.length}个（${percentOf(traced.length, known.length)}）${open === 0 ? '' : `，另有${open}个没有登记来源`}`;
    return traced.length * 100 < leastTraced * known.length
      ? asks(`${words}：其余的是谁提出来的？`, candidates)
      : clear(`${words}。`, candidates);
  },
};

/** Nearly all suggestions by one channel. */
export const oneChannel: Indicator = {
  title: '征集渠道单一',
  stage: 1,
  setting: 'review.mostOneChannel',
  threshold: ({ mostOneChannel }) => `一个渠道的建议不超过${mostOneChannel}%`,
  judge: ({ solicitation }, { mostOneChannel }) => {
    const channels = solicitation?.channels ?? [];
    const total = channels.reduce((sum, one) => sum + one.suggestions, 0);
    const order = Object.keys(channelNames);
    const [most] = [...channels].sort(
      (one, other) =>
        other.suggestions - one.suggestions ||
        order.indexOf(one.channel) - order.indexOf(other.channel),
    );
    if (most === undefined || total === 0) return noData('没有分渠道的征集数量。');
    const words = `${total}条建议中，“${channelNames[most.channel]}”渠道${most.suggestions}条（${percentOf(most.suggestions, total)}）`;
    return moreThan(most.suggestions, total, mostOneChannel)
      ? asks(`${words}：其他渠道有没有真正打开？`, figures)
      : clear(`${words}。`, figures);
  },
};

/** Finished, started or assigned from above when it was voted on. */
export const readyWhenVoted: Indicator = {
  title: '票决前已定项目',
  stage: 2,
  setting: 'review.mostReady',
  threshold: ({ mostReady }) =>
    `已开工或者上级指定的不超过${mostReady}%（只有1个的不计），没有已完工的`,
  judge: ({ candidates: list }, { mostReady }) => {
    const adopted = list.filter((one) => one.adopted);
    const known = adopted.filter(
      (one) => one.stateWhenVoted !== 'unknown' || one.origins.includes('assigned'),
    );
    if (known.length === 0) return noData('没有登记项目票决时的状态。');
    const finished = known.filter((one) => one.stateWhenVoted === 'finished');
    const assigned = known.filter((one) => one.origins.includes('assigned'));
    const ready = known.filter(
      (one) => one.stateWhenVoted === 'started' || one.origins.includes('assigned'),
    );
    const words = `${known.length}个项目票决时，已完工${finished.length}个，已开工或者上级指定${ready.length}个（其中上级指定${assigned.length}个）`;
    // One project alone is no pattern, whatever its share of few.
    const pattern = ready.length > 1 && moreThan(ready.length, known.length, mostReady);
    return finished.length > 0 || pattern
      ? asks(`${words}：还需要代表来选吗？`, candidates)
      : clear(`${words}。`, candidates);
  },
};

/** Many projects of very little money. */
export const trivialProjects: Indicator = {
  title: '项目过小',
  stage: 2,
  setting: 'review.mostTrivial',
  threshold: ({ smallestProject, mostTrivial }) =>
    `总投资少于${smallestProject}万元的项目不超过${mostTrivial}%`,
  judge: ({ projects }, { smallestProject, mostTrivial }) => {
    const known = projects.flatMap((one) =>
      one.totalYuan === null ? [] : [{ ...one, yuan: one.totalYuan }],
    );
    if (known.length === 0) return noData('没有项目的总投资。');
    const small = known.filter(({ yuan }) => yuan < smallestProject * 10_000);
    const least = Math.min(...known.map(({ yuan }) => yuan));
    const words = `${known.length}个项目中，少于${smallestProject}万元的${small.length}个，最小的${tenThousandYuanOf(least)}万元`;
    return moreThan(small.length, known.length, mostTrivial)
      ? asks(`${words}：这些小事需要占票决的名额吗？`, projectsAsEvidence(small))
      : clear(`${words}。`, projectsAsEvidence(small));
  },
};

/** A name without years, ordinals and white space, so that 2025年 and 2026年 of one thing are one. */
function bareName(text: string | null): string {
  return (text ?? '')
    .normalize('NFKC')
    .replace(/\d+年?度?|第[一二三四五六七八九十]+期|[\s\p{P}]/gu, '');
}

function repeats(project: ProjectRecord, earlier: readonly EarlierProject[]): boolean {
  return earlier.some(
    (one) =>
      bareName(one.title) === bareName(project.title) &&
      bareName(one.place) === bareName(project.place),
  );
}

/** The same names at the same places as in earlier years. */
export const repeatedProjects: Indicator = {
  title: '年年重复',
  stage: 2,
  setting: 'review.mostRepeated',
  threshold: ({ mostRepeated }) => `与往年名称、地点都相同的项目不超过${mostRepeated}%`,
  judge: ({ projects, earlierProjects }, { mostRepeated }) => {
    if (projects.length === 0 || earlierProjects.length === 0) {
      return noData('没有往年的项目可以比较。');
    }
    const again = projects.filter((one) => repeats(one, earlierProjects));
    const words = `${projects.length}个项目中，与往年名称、地点都相同的${again.length}个${again.length === 0 ? '' : `（${numbered(again)}）`}`;
    return moreThan(again.length, projects.length, mostRepeated)
      ? asks(`${words}：是日常工作，还是新的实事？`, projectsAsEvidence(again))
      : clear(`${words}。`, projectsAsEvidence(again));
  },
};
