import type { Refusal } from '../rules/refusals.ts';
import type { ColumnDefinition, Header } from './find-header.ts';
import { findRepeats } from './find-repeats.ts';
import {
  type FoundCell,
  type FoundRow,
  type MarkBad,
  readTable,
  type TableReading,
} from './read-table.ts';

/** One candidate project as a file states it. */
export interface CandidateLine {
  readonly number: number;
  readonly content: {
    readonly title: string;
    readonly content: string;
    /** A decimal number and its unit: both or neither. */
    readonly quantity?: string;
    readonly unit?: string;
    readonly place: string | null;
    readonly beneficiaries: string | null;
    readonly totalTenThousandYuan: string | null;
    readonly funding: string | null;
    readonly department: string | null;
    readonly finish: string | null;
    readonly category: string | null;
  };
}

type Key = 'number' | keyof CandidateLine['content'];

const columns: readonly ColumnDefinition<Key>[] = [
  {
    key: 'number',
    label: '编号',
    synonyms: ['序号', '项目编号', '号'],
    required: true,
    content: 'exact',
  },
  {
    key: 'title',
    label: '项目名称',
    synonyms: ['名称', '候选项目', '候选项目名称', '项目'],
    required: true,
    content: 'exact',
  },
  {
    key: 'content',
    label: '主要内容',
    synonyms: [
      '项目内容',
      '项目主要内容',
      '建设内容',
      '主要建设内容',
      '内容',
      '项目内容及规模',
      '建设内容及规模',
    ],
    required: true,
    content: 'free',
  },
  {
    key: 'quantity',
    label: '数量',
    synonyms: ['建设数量', '项目数量'],
    required: false,
    content: 'exact',
  },
  {
    key: 'unit',
    label: '计量单位',
    synonyms: ['数量单位'],
    required: false,
    content: 'exact',
  },
  {
    key: 'place',
    label: '地点',
    synonyms: ['建设地点', '实施地点', '项目地点'],
    required: false,
    content: 'free',
  },
  {
    key: 'beneficiaries',
    label: '受益范围',
    synonyms: ['受益对象', '受益人口', '受益群众', '受益面'],
    required: false,
    content: 'free',
  },
  {
    key: 'totalTenThousandYuan',
    label: '总投资',
    synonyms: ['计划投资', '投资', '投资额', '总投资额', '估算投资', '总投资万元'],
    required: false,
    content: 'exact',
  },
  {
    key: 'funding',
    label: '资金来源',
    synonyms: ['资金筹措', '经费来源'],
    required: false,
    content: 'free',
  },
  {
    key: 'department',
    label: '承办单位',
    synonyms: ['责任单位', '牵头单位', '实施单位', '承办部门', '责任部门'],
    required: false,
    content: 'exact',
  },
  {
    key: 'finish',
    label: '完成时限',
    synonyms: ['完成时间', '计划完成时间', '建设周期', '时限'],
    required: false,
    content: 'day',
  },
  {
    key: 'category',
    label: '类别',
    synonyms: ['项目类别', '分类', '领域'],
    required: false,
    content: 'exact',
  },
];

/** Reads a list of candidate projects; numbers and names must each be there once. */
export async function readCandidateFile(bytes: Uint8Array): Promise<TableReading<CandidateLine>> {
  let unitStated = false;
  return await readTable<Key, CandidateLine>(bytes, {
    columns,
    section: null,
    judgeHeader: (header) => {
      unitStated = statesTenThousandYuan(header);
      return judgeUnits(header);
    },
    readRows: (rows, bad) => {
      const lines = rows.map((row) => readLine(row, unitStated, bad));
      judgeRepeats(rows, lines, bad);
      return lines;
    },
  });
}

const otherUnit = /[(（](?:元|亿元|千元|百万元)[)）]|单位\s*[:：]\s*(?:元|亿元|千元|百万元)/;

function judgeUnits(header: Header<Key>): Refusal | null {
  const stated = [...header.written, ...header.above].find((text) => otherUnit.test(text));
  if (stated === undefined) return null;
  return {
    code: 'other-unit',
    message: `“${stated.slice(0, 30)}”的单位不是万元。请把金额换算成万元，表头写“总投资(万元)”，再上传。`,
  };
}

function statesTenThousandYuan(header: Header<Key>): boolean {
  return (
    header.written.some((text) => /(投资|资金|金额|经费|概算|预算).*万元/s.test(text)) ||
    header.above.some((text) => /单位\s*[:：]\s*万元/.test(text))
  );
}

function readLine({ cells }: FoundRow<Key>, unitStated: boolean, bad: MarkBad): CandidateLine {
  const { number, title, content } = cells;
  if (number === undefined || title === undefined || content === undefined) {
    throw new Error('a table was read without its required columns');
  }
  return {
    number: readNumber(number, bad),
    content: {
      title: readRequired(title, 60, bad).replace(/\n/g, ''),
      content: readRequired(content, 2000, bad),
      ...readQuantity(cells.quantity, cells.unit, bad),
      place: readText(cells.place, 200, bad),
      beneficiaries: readText(cells.beneficiaries, 200, bad),
      totalTenThousandYuan: readMoney(cells.totalTenThousandYuan, unitStated, bad),
      funding: readText(cells.funding, 200, bad),
      department: readText(cells.department, 100, bad),
      finish: readFinish(cells.finish, bad),
      category: readText(cells.category, 40, bad),
    },
  };
}

function readNumber(cell: FoundCell, bad: MarkBad): number {
  const number = /^(\d{1,3})(?:\.0+)?[.、号]?$/.exec(cell.text)?.[1];
  if (number !== undefined && Number(number) > 0) return Number(number);
  bad(cell, '编号应是 1 到 999 的整数，会印在选票上。');
  return 0;
}

function readText(cell: FoundCell | undefined, longest: number, bad: MarkBad): string | null {
  if (cell === undefined || cell.text === '') return null;
  if ([...cell.text].length > longest) bad(cell, `超过 ${longest} 个字，请缩短。`);
  return cell.text;
}

function readRequired(cell: FoundCell, longest: number, bad: MarkBad): string {
  const text = readText(cell, longest, bad);
  if (text === null) bad(cell, '没有填写。');
  return text ?? '';
}

/** Reads `12`, `1,200.5` or `12公里`; a number needs its unit, in its own cell or in the column beside it. */
function readQuantity(
  cell: FoundCell | undefined,
  unitCell: FoundCell | undefined,
  bad: MarkBad,
): { readonly quantity?: string; readonly unit?: string } {
  const beside = readText(unitCell, 20, bad);
  if (cell === undefined || cell.text === '') {
    if (unitCell !== undefined && beside !== null) bad(unitCell, '写了计量单位，没有写数量。');
    return {};
  }
  const text = cell.text.replace(/\s/g, '').replace(/，/g, ',');
  const parts = /^(\d{1,9}|\d{1,3}(?:,\d{3}){1,2})(?:\.(\d{1,2}))?([\p{Letter}㎡²³]{1,20})?$/u.exec(
    text,
  );
  if (parts === null || Number(text.replace(/[^\d.]/g, '')) === 0) {
    bad(cell, '数量只填一个数，如 12 或 12公里；没有总数的请留空。');
    return {};
  }
  const unit = parts[3] ?? beside;
  if (unit === null || (beside !== null && beside !== unit)) {
    bad(cell, unit === null ? '数量要有计量单位，如 12公里。' : '数量里的单位与计量单位不同。');
    return {};
  }
  return { quantity: plainDecimal(parts[1] ?? '', parts[2] ?? ''), unit };
}

/** Digits without thousands separators and without zeros at their ends. */
function plainDecimal(wholePart: string, fractionPart: string): string {
  const whole = wholePart.replace(/,/g, '').replace(/^0+(?=\d)/, '');
  const fraction = fractionPart.replace(/0+$/, '');
  return fraction === '' ? whole : `${whole}.${fraction}`;
}

/** Reads an amount of 万元, as digits without thousands separators and without zeros at its ends. */
function readMoney(cell: FoundCell | undefined, unitStated: boolean, bad: MarkBad): string | null {
  if (cell === undefined || cell.text === '') return null;
  const amount = cell.text.replace(/\s/g, '').replace(/^[¥￥]/, '');
  const number = amount.replace(/万元?$/, '').replace(/，/g, ',');
  const parts = /^(\d{1,9}|\d{1,3}(?:,\d{3}){1,2})(?:\.(\d{1,6}))?$/.exec(number);
  if (parts === null) {
    bad(cell, '总投资只填以万元为单位的数字，如 120 或 85.5。');
    return null;
  }
  if (!unitStated && number === amount) {
    bad(cell, '没有写明单位是不是万元。请把表头写成“总投资(万元)”。');
  }
  return plainDecimal(parts[1] ?? '', parts[2] ?? '');
}

/** Reads when a project is to be finished; a number must be a year, or year and month, beyond doubt. */
function readFinish(cell: FoundCell | undefined, bad: MarkBad): string | null {
  const text = readText(cell, 60, bad);
  if (cell === undefined || text === null || cell.kind !== 'number') return text;
  if (/^20\d\d$/.test(text)) return `${text}年`;
  const month = /^(20\d\d)\.([2-9]|0[1-9]|1[12])$/.exec(text);
  if (month !== null) return `${month[1]}年${Number(month[2])}月`;
  bad(cell, '这个数字分不清是哪年哪月（如 2026.1 也可能是 2026.10）。请写成 2026年10月。');
  return text;
}

function judgeRepeats(
  rows: readonly FoundRow<Key>[],
  lines: readonly CandidateLine[],
  bad: MarkBad,
): void {
  for (const { index, twin } of findRepeats(lines, (line) => line.number || null)) {
    const cell = rows[index]?.cells.number;
    if (cell !== undefined) bad(cell, `与第 ${rows[twin]?.row} 行的编号相同，请改正。`);
  }
  for (const { index, twin } of findRepeats(lines, (line) => line.content.title)) {
    const cell = rows[index]?.cells.title;
    if (cell !== undefined) {
      bad(cell, `与第 ${rows[twin]?.row} 行的项目名称相同，请改名或删去一行。`);
    }
  }
}
