import type { ColumnDefinition } from './find-header.ts';
import { findRepeats, type Repeat } from './find-repeats.ts';
import { type FoundRow, type MarkBad, readTable, type TableReading } from './read-table.ts';
import { readName, readOneLine, readOrder, readPhone, readSex } from './roll-cells.ts';

/** One deputy as a roll file states it. */
export interface RollLine {
  readonly order: number | null;
  readonly delegation: string | null;
  readonly name: string;
  readonly sex: '男' | '女' | null;
  readonly unitAndPosition: string | null;
  readonly constituency: string | null;
  readonly deputyNumber: string | null;
  readonly phone: string | null;
  readonly note: string | null;
}

/** Real rolls also give 单位 and 职务 in two columns. */
type Key = keyof RollLine | 'unit' | 'position';

const columns: readonly ColumnDefinition<Key>[] = [
  {
    key: 'order',
    label: '序号',
    synonyms: ['编号', '号', '顺序号', '顺序'],
    required: false,
    content: 'exact',
  },
  {
    key: 'delegation',
    label: '代表团',
    synonyms: ['所属代表团', '所在代表团', '团', '团别', '代表小组', '代表组', '所属小组'],
    required: false,
    content: 'exact',
  },
  {
    key: 'name',
    label: '姓名',
    synonyms: ['代表姓名', '名字', '代表名'],
    required: true,
    content: 'exact',
  },
  { key: 'sex', label: '性别', synonyms: [], required: false, content: 'exact' },
  {
    key: 'unitAndPosition',
    label: '单位及职务',
    synonyms: [
      '工作单位及职务',
      '单位职务',
      '工作单位职务',
      '单位和职务',
      '工作单位和职务',
      '单位及职务职称',
      '单位、职务',
    ],
    required: false,
    content: 'free',
  },
  { key: 'unit', label: '单位', synonyms: ['工作单位'], required: false, content: 'free' },
  { key: 'position', label: '职务', synonyms: ['现任职务'], required: false, content: 'free' },
  {
    key: 'constituency',
    label: '选区',
    synonyms: ['选举单位', '所在选区', '选区名称', '原选区', '选区或选举单位'],
    required: false,
    content: 'free',
  },
  {
    key: 'deputyNumber',
    label: '代表证号',
    synonyms: ['证号', '代表证编号', '代表证号码'],
    required: false,
    content: 'exact',
  },
  {
    key: 'phone',
    label: '手机',
    synonyms: ['手机号', '手机号码', '联系电话', '电话', '电话号码', '联系方式'],
    required: false,
    content: 'exact',
  },
  { key: 'note', label: '备注', synonyms: ['说明'], required: false, content: 'free' },
];

const headingWords = new Set(columns.flatMap((one) => [one.label, ...one.synonyms]));

/**
 * Reads a roll of deputies. Two of one name are told apart by delegation, then by 代表证号; those who
 * cannot be told apart are bad cells, each of them.
 */
export async function readRollFile(bytes: Uint8Array): Promise<TableReading<RollLine>> {
  return await readTable<Key, RollLine>(bytes, {
    columns,
    section: 'delegation',
    judgeHeader: (header) => {
      const keys = new Set([...header.columns.values()].map((one) => one.key));
      if (!keys.has('unitAndPosition') || !(keys.has('unit') || keys.has('position'))) return null;
      return {
        code: 'heading-twice',
        message:
          '表中既有“单位及职务”，又另有“单位”或“职务”，无法确定用哪一列。请只保留“单位及职务”一列。',
      };
    },
    readRows: (rows, bad) => {
      const lines = rows.map((row) => readLine(row, bad));
      judgeDelegations(rows, lines, bad);
      judgeRepeats(rows, lines, bad);
      return lines;
    },
  });
}

function readLine({ cells, section }: FoundRow<Key>, bad: MarkBad): RollLine {
  if (cells.name === undefined) throw new Error('a table was read without its required column');
  const name = readName(cells.name, bad);
  if (headingWords.has(name)) bad(cells.name, '这是一个列名，不是姓名。请对照模板，每人填写一行。');
  const unit = readOneLine(cells.unit, 100, bad);
  const position = readOneLine(cells.position, 100, bad);
  const joined = [unit, position].filter((text) => text !== null).join('');
  return {
    order: readOrder(cells.order, bad),
    delegation: readOneLine(cells.delegation, 60, bad)?.replace(/\s+/g, '') ?? section,
    name,
    sex: readSex(cells.sex, bad),
    unitAndPosition:
      readOneLine(cells.unitAndPosition, 200, bad) ?? (joined === '' ? null : joined),
    constituency: readOneLine(cells.constituency, 100, bad),
    deputyNumber: readOneLine(cells.deputyNumber, 40, bad)?.replace(/\s/g, '') ?? null,
    phone: readPhone(cells.phone, bad),
    note: readOneLine(cells.note, 200, bad),
  };
}

/** Where some rows state their delegation, a blank is a merged cell that was lost, or forgotten. */
function judgeDelegations(
  rows: readonly FoundRow<Key>[],
  lines: readonly RollLine[],
  bad: MarkBad,
): void {
  if (lines.every((line) => line.delegation === null)) return;
  for (const [index, line] of lines.entries()) {
    const cell = rows[index]?.cells.delegation ?? rows[index]?.cells.name;
    if (line.delegation !== null || cell === undefined) continue;
    bad(cell, '别的行写了代表团，这一行没有。请每一行都填写，不要只写在第一行。');
  }
}

function judgeRepeats(
  rows: readonly FoundRow<Key>[],
  lines: readonly RollLine[],
  bad: MarkBad,
): void {
  const mark = (
    key: 'order' | 'deputyNumber' | 'name',
    repeats: readonly Repeat[],
    reason: (row: number) => string,
  ) => {
    for (const { index, twin } of repeats) {
      const cell = rows[index]?.cells[key];
      if (cell !== undefined) bad(cell, reason(rows[twin]?.row ?? 0));
    }
  };
  mark(
    'order',
    findRepeats(lines, (line) => line.order),
    (row) => `与第 ${row} 行的序号相同，请改正。`,
  );
  mark(
    'deputyNumber',
    findRepeats(lines, (line) => line.deputyNumber),
    (row) => `与第 ${row} 行的代表证号相同，请核对。`,
  );
  mark(
    'name',
    findRepeats(lines, (line) => line.name, toldApart),
    (row) => `与第 ${row} 行同名，分不清是不是同一个人。请填写代表团或代表证号；重复的请删去一行。`,
  );
}

function toldApart(one: RollLine, other: RollLine): boolean {
  const differ = (first: string | null, second: string | null) =>
    first !== null && second !== null && first !== second;
  return differ(one.delegation, other.delegation) || differ(one.deputyNumber, other.deputyNumber);
}
