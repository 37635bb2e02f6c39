import { daysBetween } from '../days.ts';
import { asks, clear, type Evidence, type Indicator, noData } from './indication.ts';
import type { VoteRecord, YearRecord } from './year-record.ts';

function roundOf(vote: VoteRecord): readonly Evidence[] {
  return [{ kind: 'round', meetingId: vote.meetingId, roundId: vote.roundId }];
}

function meetingOf(record: YearRecord, kind: 'meeting' | 'rule-sheet'): readonly Evidence[] {
  return record.meeting === null ? [] : [{ kind, meetingId: record.meeting.id }];
}

/** As many candidates as places, or hardly more. */
export const noSurplus: Indicator = {
  title: '差额不足',
  stage: 5,
  setting: 'vote.leastSurplus',
  threshold: ({ leastSurplus }) => `差额不低于应选项目数的${leastSurplus}%`,
  judge: ({ votes }, { leastSurplus }) => {
    const [first] = votes;
    if (first === undefined) return noData('没有票决的应选数和候选数。');
    const { places, candidates } = first;
    const surplus = candidates - places;
    const words = `候选${candidates}个，应选${places}个`;
    if (surplus <= 0) return asks(`${words}，没有差额：代表有没有选择？`, roundOf(first));
    return surplus * 100 < leastSurplus * places
      ? asks(`${words}，只差${surplus}个：代表的选择够不够？`, roundOf(first))
      : clear(`${words}，差额${surplus}个。`, roundOf(first));
  },
};

/** Every adopted project with (nearly) all votes. */
export const unanimousVote: Indicator = {
  title: '全票通过',
  stage: 5,
  setting: 'review.unanimousPercent',
  threshold: ({ unanimousPercent }) =>
    `全部入选项目的赞成票都达到有效票的${unanimousPercent}%的，列入提示`,
  judge: ({ votes }, { unanimousPercent }) => {
    const [first] = votes;
    const adopted = first?.items.filter((one) => one.adopted === true) ?? [];
    const counts = adopted.map((one) => one.votesFor).filter((one) => one !== null);
    const valid = first?.valid ?? 0;
    if (first === undefined || valid === 0 || counts.length === 0) {
      return noData('没有票决的得票数。');
    }
    const least = Math.min(...counts);
    const words = `有效票${valid}张，${counts.length}个入选项目得票最少的${least}票`;
    return least * 100 >= unanimousPercent * valid
      ? asks(`${words}，个个全票：审议时有没有不同意见？`, roundOf(first))
      : clear(`${words}。`, roundOf(first));
  },
};

/** Notice or papers that reached the deputies late. */
export const latePapers: Indicator = {
  title: '通知、材料送达晚',
  stage: 3,
  setting: 'review.paperDays',
  threshold: ({ noticeDays, paperDays }) => `通知提前${noticeDays}日，材料提前${paperDays}日`,
  judge: (record, { noticeDays, paperDays }) => {
    const { meeting } = record;
    if (meeting === null) return noData('没有票决会议的记录。');
    const { startsOn, noticeOn, papersOn } = meeting;
    const parts = [
      { name: '通知', day: noticeOn, needed: noticeDays },
      { name: '材料', day: papersOn, needed: paperDays },
    ].flatMap(({ name, day, needed }) =>
      day === null ? [] : [{ name, needed, ahead: daysBetween(day, startsOn) }],
    );
    if (parts.length === 0) return noData('没有登记通知和材料送达的日期。');
    const words = parts.map(({ name, ahead }) => `${name}提前${ahead}日`).join('，');
    return parts.some(({ ahead, needed }) => ahead < needed)
      ? asks(`${words}送达：代表来得及看、来得及问吗？`, meetingOf(record, 'meeting'))
      : clear(`${words}。`, meetingOf(record, 'meeting'));
  },
};

/** No deliberation minuted. */
export const noDeliberation: Indicator = {
  title: '没有审议记录',
  stage: 4,
  setting: null,
  threshold: () => '代表审议候选项目，意见有记录',
  judge: (record) => {
    const minuted = record.meeting?.deliberationMinuted ?? null;
    if (minuted === null) return noData('没有登记审议情况。');
    return minuted
      ? clear('审议有记录。', meetingOf(record, 'meeting'))
      : asks('票决前没有审议记录：代表讨论过这些项目吗？', meetingOf(record, 'meeting'));
  },
};

/** A vote under rules that nobody adopted. */
export const noRuleSheet: Indicator = {
  title: '没有通过票决办法',
  stage: 4,
  setting: null,
  threshold: () => '票决办法经会议通过或者确认',
  judge: (record) => {
    const adopted = record.meeting?.ruleSheetAdopted ?? null;
    if (adopted === null) return noData('没有票决办法的记录。');
    return adopted
      ? clear('票决办法经会议通过。', meetingOf(record, 'rule-sheet'))
      : asks('票决办法没有经会议通过：按什么规则投的票？', meetingOf(record, 'rule-sheet'));
  },
};

/** Hardly more deputies present than the quorum asks for. */
export const attendanceNearQuorum: Indicator = {
  title: '出席人数接近法定下限',
  stage: 5,
  setting: 'review.quorumMargin',
  threshold: ({ quorumMargin }) => `实到超过法定人数的部分不少于应到的${quorumMargin}%`,
  judge: ({ votes }, { quorumMargin }) => {
    const [first] = votes;
    if (first === undefined || first.due === null || first.present === null) {
      return noData('没有应到、实到人数。');
    }
    if (first.needed === null) return noData('没有法定人数。');
    const { due, present, needed } = first;
    const words = `应到${due}人，实到${present}人，法定人数${needed}人`;
    return (present - needed) * 100 < quorumMargin * due
      ? asks(`${words}：其余代表为什么没有来？`, roundOf(first))
      : clear(`${words}。`, roundOf(first));
  },
};

/** An announcement later than the sheet says. */
export const lateAnnouncement: Indicator = {
  title: '公告晚',
  stage: 6,
  setting: 'vote.announcementDays',
  threshold: ({ announcementDays }) =>
    announcementDays === 0 ? '宣布当日公告' : `宣布后${announcementDays}日内公告`,
  judge: ({ votes, today }, { announcementDays }) => {
    const declared = votes.flatMap((vote) =>
      vote.declaredOn === null ? [] : [{ ...vote, declaredOn: vote.declaredOn }],
    );
    if (declared.length === 0) return noData('没有宣布结果的记录。');
    const late = declared.flatMap((vote) => {
      const days = daysBetween(vote.declaredOn, vote.announcedOn ?? today);
      return days > announcementDays ? [{ vote, days }] : [];
    });
    const [worst] = late.sort((first, second) => second.days - first.days);
    if (worst === undefined) return clear('公告按期发布。', declared.flatMap(roundOf));
    const words =
      worst.vote.announcedOn === null
        ? `宣布后${worst.days}日还没有公告`
        : `宣布后${worst.days}日才公告`;
    return asks(`${words}：群众什么时候能知道结果？`, roundOf(worst.vote));
  },
};
