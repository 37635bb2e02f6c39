import type { AnnouncementContent } from '../../documents/index.ts';
import { dayInWords } from '../../rules/days.ts';
import { withoutStop } from '../../rules/sentences.ts';
import type { Attendance, ServiceRecord } from './service-store.ts';

/** Chinese words for attendance at a sitting. */
export const attendanceNames: Readonly<Record<Attendance, string>> = {
  present: '出席',
  late: '迟到',
  left: '提前离场',
  on_leave: '请假',
  absent: '缺席',
  no_data: '没有数据',
};

/** Chinese words for the state of an opinion, as the deputy who raised it reads them. */
export const opinionWords: Readonly<Record<string, string>> = {
  raised: '已提出',
  handed_over: '已交办',
  answered: '已答复',
  reopened: '重新办理',
  closed: '已办结',
  declined: '未交办',
};

/** The figures at the head of a record. Sittings without data count neither as attended nor as missed. */
export interface ServiceFigures {
  readonly sittings: number;
  readonly attended: number;
  readonly unknown: number;
  readonly raised: number;
  readonly supported: number;
  readonly visits: number;
  readonly opinions: number;
  readonly trainings: number;
}

/** Counts a record. */
export function serviceFigures(record: ServiceRecord): ServiceFigures {
  const { sittings, suggestions } = record;
  const known = sittings.filter(({ attendance }) => attendance !== 'no_data');
  const came = known.filter(({ attendance }) => !['on_leave', 'absent'].includes(attendance));
  return {
    sittings: known.length,
    attended: came.length,
    unknown: sittings.length - known.length,
    raised: suggestions.filter(({ kind }) => kind === 'raised').length,
    supported: suggestions.filter(({ kind }) => kind === 'supported').length,
    visits: record.visits.length,
    opinions: record.opinions.length,
    trainings: record.trainings.length,
  };
}

/** One part of the statement: its sentence, and what it counts, one item a line. */
function part(head: string, items: readonly string[], none: string): readonly string[] {
  return items.length === 0 ? [`${head}${none}`] : [head, ...items];
}

/**
 * The draft of a deputy's yearly statement (述职): facts from the record, gaps that the deputy fills. It says
 * nothing of any vote, and where the record has no data it says so.
 */
export function statementContent(
  record: ServiceRecord,
  about: {
    readonly congress: string;
    readonly name: string;
    readonly year: number;
    readonly day: string;
  },
): AnnouncementContent {
  const figures = serviceFigures(record);
  const { congress, name, year } = about;
  const unknown = figures.unknown === 0 ? '' : `（另有${figures.unknown}次没有记录）`;
  return {
    title: `${year}年度履职述职报告（草稿）`,
    number: `${congress}代表　${name}`,
    paragraphs: [
      '（以下事实由履职档案生成，请核对、补充体会和打算后使用。）',
      figures.sittings === 0
        ? '一、参加会议。本年度没有可供统计的签到记录。'
        : `一、参加会议。本年度应参加全体会议${figures.sittings}次，出席${figures.attended}次${unknown}。`,
      ...part(
        '二、提出和附议建议。',
        record.suggestions.map(
          ({ kind, title, day }) =>
            `${dayInWords(day)}${kind === 'raised' ? '提出' : '附议'}“${title}”。`,
        ),
        '本年度没有登记。',
      ),
      ...part(
        '三、视察民生实事项目。',
        record.visits.map(
          ({ project, day, ask }) =>
            `${dayInWords(day)}视察“${project}”。${ask === null ? '' : `提出：${withoutStop(ask)}。`}`,
        ),
        '本年度没有记录。',
      ),
      ...part(
        '四、提出意见。',
        record.opinions.map(
          ({ number, content, state }) =>
            `第${number}号：${withoutStop(content)}（${opinionWords[state] ?? state}）。`,
        ),
        '本年度没有记录。',
      ),
      ...part(
        '五、参加培训。',
        record.trainings.map(
          ({ title, day, hours }) =>
            `${dayInWords(day)}参加“${title}”${hours === null ? '' : `，${Number(hours)}学时`}。`,
        ),
        '本年度没有登记。',
      ),
      '六、体会与不足。（请本人填写）',
      '七、下一年打算。（请本人填写）',
    ],
    table: null,
    closing: [],
    signatures: [name],
    date: dayInWords(about.day),
  };
}
