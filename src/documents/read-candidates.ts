import {
  dayColumn,
  exactColumn,
  freeColumn,
  judgeRepeats,
  judgeUnits,
  plainDecimal,
  readAmount,
  readNumber,
  readRequired,
  readText,
  required,
  statesTenThousandYuan,
} from './cells.ts';
import type { ColumnDefinition } from './find-header.ts';
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
  required(exactColumn('number', '编号', ['序号', '项目编号', '号'])),
  required(exactColumn('title', '项目名称', ['名称', '候选项目', '候选项目名称', '项目'])),
  required(
    freeColumn('content', '主要内容', [
      ...['项目内容', '项目主要内容', '建设内容', '主要建设内容', '内容'],
      ...['项目内容及规模', '建设内容及规模'],
    ]),
  ),
  exactColumn('quantity', '数量', ['建设数量', '项目数量']),
  exactColumn('unit', '计量单位', ['数量单位']),
  freeColumn('place', '地点', ['建设地点', '实施地点', '项目地点']),
  freeColumn('beneficiaries', '受益范围', ['受益对象', '受益人口', '受益群众', '受益面']),
  exactColumn('totalTenThousandYuan', '总投资', [
    ...['计划投资', '投资', '投资额', '总投资额', '估算投资', '总投资万元'],
  ]),
  freeColumn('funding', '资金来源', ['资金筹措', '经费来源']),
  exactColumn('department', '承办单位', [
    ...['责任单位', '牵头单位', '实施单位', '承办部门', '责任部门'],
  ]),
  dayColumn('finish', '完成时限', ['完成时间', '计划完成时间', '建设周期', '时限']),
  exactColumn('category', '类别', ['项目类别', '分类', '领域']),
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
      judgeTwins(rows, lines, bad);
      return lines;
    },
  });
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
      totalTenThousandYuan: readAmount(
        cells.totalTenThousandYuan,
        { label: '总投资', unitStated, decimals: 6 },
        bad,
      ),
      funding: readText(cells.funding, 200, bad),
      department: readText(cells.department, 100, bad),
      finish: readFinish(cells.finish, bad),
      category: readText(cells.category, 40, bad),
    },
  };
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

function judgeTwins(
  rows: readonly FoundRow<Key>[],
  lines: readonly CandidateLine[],
  bad: MarkBad,
): void {
  judgeRepeats(
    rows,
    lines,
    {
      ...{ key: 'number', of: (line) => line.number || null },
      said: (row) => `与第 ${row} 行的编号相同，请改正。`,
    },
    bad,
  );
  judgeRepeats(
    rows,
    lines,
    {
      ...{ key: 'title', of: (line) => line.content.title },
      said: (row) => `与第 ${row} 行的项目名称相同，请改名或删去一行。`,
    },
    bad,
  );
}
