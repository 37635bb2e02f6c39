import {
  type Channel,
  channels,
  type FiguresContent,
  type OriginKind,
  originKinds,
  type StateWhenVoted,
  statesWhenVoted,
} from '../rules/procedure-figures.ts';
import {
  dayColumn,
  exactColumn,
  freeColumn,
  judgeRepeats,
  type KnownTitles,
  readDay,
  readKnownNumber,
  readNumber,
  readRequired,
  readText,
  readWhole,
  readWord,
  required,
} from './cells.ts';
import type { ColumnDefinition } from './find-header.ts';
import {
  type FoundCell,
  type FoundRow,
  type MarkBad,
  readTable,
  type TableReading,
} from './read-table.ts';

/** What offices call the channels beside the program's own words. */
const channelSynonyms: Readonly<Record<Channel, readonly string[]>> = {
  online: ['网络征集', '线上', '网上'],
  phone: ['电话征集', '热线'],
  post: ['来信', '邮寄'],
  in_person: ['来访登记', '当面'],
  deputies: ['代表', '代表建议'],
  station: ['联络站', '代表联络站收集'],
  gathering: ['座谈', '走访', '屋场会'],
  departments: ['部门', '部门申报'],
  other: ['其它', '其他渠道'],
};

/** The figures of one year's procedure as a file states them. */
export interface FiguresLine extends FiguresContent {
  readonly year: number;
}

type FiguresKey = Exclude<keyof FiguresLine, 'channels'> | Channel;

const figuresColumns: readonly ColumnDefinition<FiguresKey>[] = [
  required(exactColumn('year', '年度', ['年份', '项目年度'])),
  dayColumn('solicitationStartsOn', '征集开始', ['征集开始日期', '征集开始时间']),
  dayColumn('solicitationEndsOn', '征集结束', ['征集结束日期', '征集结束时间']),
  ...channels.map(([channel, label]) => exactColumn(channel, label, channelSynonyms[channel])),
  dayColumn('noticeOn', '候选项目公示', ['公示日期', '公示时间', '候选项目公示日期']),
  dayColumn('papersOn', '材料送达代表', ['材料送达日期', '送达日期', '材料送达']),
  exactColumn('deliberationMinuted', '审议有没有记录', ['审议记录', '审议有无记录']),
  dayColumn('planPublishedOn', '实施计划公布', ['计划公布日期', '实施计划公布日期']),
  required(freeColumn('source', '来源', ['数据来源', '出处', '依据'])),
];

const yearReason = '年度应填四位年份，如 2023。';

function readYear(cell: FoundCell | undefined, bad: MarkBad): number {
  if (cell === undefined) throw new Error('a table was read without its required columns');
  if (cell.text === '') bad(cell, yearReason);
  const plain = { ...cell, text: cell.text.replace(/年(度)?$/, '') };
  return readWhole(plain, [2000, 2199], yearReason, (_, reason) => bad(cell, reason)) ?? 0;
}

/** Reads the figures of older years, one row for each; every year may be there once. */
export async function readFiguresFile(bytes: Uint8Array): Promise<TableReading<FiguresLine>> {
  return await readTable<FiguresKey, FiguresLine>(bytes, {
    columns: figuresColumns,
    section: null,
    judgeHeader: () => null,
    readRows: (rows, bad) => {
      const lines = rows.map((row) => readFigures(row, bad));
      const said = (row: number) => `与第 ${row} 行的年度相同，请合成一行。`;
      judgeRepeats(rows, lines, { key: 'year', of: (line) => line.year || null, said }, bad);
      return lines;
    },
  });
}

const minuted = { 有: 'yes', 是: 'yes', 没有: 'no', 无: 'no', 否: 'no' } as const;

function readFigures({ cells }: FoundRow<FiguresKey>, bad: MarkBad): FiguresLine {
  const startsOn = readDay(cells.solicitationStartsOn, bad);
  const endsOn = readDay(cells.solicitationEndsOn, bad);
  if (cells.solicitationEndsOn !== undefined && startsOn !== null && endsOn !== null) {
    if (endsOn < startsOn) bad(cells.solicitationEndsOn, '征集结束早于征集开始，请改正。');
  }
  const kept = readWord(cells.deliberationMinuted, minuted, '请填“有”或“没有”。', bad);
  return {
    year: readYear(cells.year, bad),
    ...{ solicitationStartsOn: startsOn, solicitationEndsOn: endsOn },
    ...{ noticeOn: readDay(cells.noticeOn, bad), papersOn: readDay(cells.papersOn, bad) },
    deliberationMinuted: kept === null ? null : kept === 'yes',
    planPublishedOn: readDay(cells.planPublishedOn, bad),
    channels: channels.flatMap(([channel]) => {
      const reason = '条数只填整数；没有记录的留空，不要填 0。';
      const suggestions = readWhole(cells[channel], [0, 999_999], reason, bad);
      return suggestions === null ? [] : [{ channel, suggestions }];
    }),
    source: readSource(cells.source, bad),
  };
}

function readSource(cell: FoundCell | undefined, bad: MarkBad): string {
  const source = readRequired(cell, 120, bad).replace(/\n/g, ' ');
  if (cell !== undefined && source.length === 1) bad(cell, '请写明来源，如“2024年征集工作台账”。');
  return source;
}

const stateWords: Readonly<Record<string, StateWhenVoted>> = Object.fromEntries(
  statesWhenVoted.map(([code, word]) => [word, code]),
);

/** Where one candidate of an older year came from, as a file states it. */
export interface OriginLine {
  readonly number: number;
  readonly title: string;
  readonly kinds: readonly OriginKind[];
  readonly suggestions: number | null;
  readonly stateWhenVoted: StateWhenVoted;
}

type OriginKey = keyof OriginLine;

const originColumns: readonly ColumnDefinition<OriginKey>[] = [
  required(exactColumn('number', '编号', ['序号', '候选编号', '号'])),
  required(exactColumn('title', '项目名称', ['候选项目', '候选项目名称', '名称', '项目'])),
  required(exactColumn('kinds', '从哪里来', ['项目来源', '提出方', '来源', '提出人'])),
  exactColumn('suggestions', '建议条数', ['条数', '对应建议条数']),
  exactColumn('stateWhenVoted', '票决时状态', ['表决时状态', '票决时是否开工']),
];

/**
 * Reads the origins of the candidates of one year. `known` are the year's candidates; null where the program
 * holds none, and the file brings them.
 */
export async function readOriginsFile(
  bytes: Uint8Array,
  known: KnownTitles | null,
): Promise<TableReading<OriginLine>> {
  return await readTable<OriginKey, OriginLine>(bytes, {
    columns: originColumns,
    section: null,
    judgeHeader: () => null,
    readRows: (rows, bad) => {
      const lines = rows.map((row) => readOrigin(row, known, bad));
      const said = (row: number) => `与第 ${row} 行的编号相同，请改正。`;
      judgeRepeats(rows, lines, { key: 'number', of: (line) => line.number || null, said }, bad);
      return lines;
    },
  });
}

function readOrigin(
  { cells }: FoundRow<OriginKey>,
  known: KnownTitles | null,
  bad: MarkBad,
): OriginLine {
  const { number, kinds } = cells;
  if (number === undefined || kinds === undefined) {
    throw new Error('a table was read without its required columns');
  }
  const states = '请填“未开工”“已开工”“已完工”或“不清楚”。';
  const reason = '建议条数只填整数；没有记录的留空。';
  return {
    number: known === null ? readNumber(number, bad) : readKnownNumber(cells, known, bad),
    title: readRequired(cells.title, 60, bad).replace(/\n/g, ''),
    kinds: readKinds(kinds, bad),
    suggestions: readWhole(cells.suggestions, [0, 999_999], reason, bad),
    stateWhenVoted: readWord(cells.stateWhenVoted, stateWords, states, bad) ?? 'unknown',
  };
}

function readKinds(cell: FoundCell, bad: MarkBad): OriginLine['kinds'] {
  const reason = '请填“群众”“代表”“政府”“部门”“上级交办”，几个之间用顿号。';
  const named = (readText(cell, 60, bad) ?? '').split(/[、，,;；/\s]+/).filter((one) => one !== '');
  const kinds = named.flatMap((one) => originKinds.find(([, word]) => word === one)?.[0] ?? []);
  if (named.length === 0 || kinds.length !== named.length) bad(cell, reason);
  return [...new Set(kinds)];
}
