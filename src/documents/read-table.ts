import type { Refusal } from '../rules/refusals.ts';
import { type ColumnDefinition, findHeader, type Header } from './find-header.ts';
import { previewSheet, type SheetPreview } from './preview-sheet.ts';
import { readSpreadsheet } from './read-spreadsheet.ts';
import { type SortedRows, sortRows } from './sort-rows.ts';
import { emptyCell, type Sheet, type SheetCell } from './spreadsheet.ts';
import { holdsIdentityNumber, letterOf, maskIdentityNumbers, tidy } from './tidy-text.ts';

/** A bad cell with where it stands, as a preview marks it. */
export interface BadCell {
  /** Row of the file, from 1. */
  readonly row: number;
  /** Letter and heading, such as `B（姓名）`. */
  readonly column: string;
  /** What stands there; an identity-card number is masked. */
  readonly text: string;
  /** A Chinese sentence: what is wrong and how to mend it. */
  readonly reason: string;
}

/** A cell of a known column, tidied. */
export interface FoundCell {
  readonly text: string;
  readonly kind: SheetCell['kind'];
  /** Whether a merged range repeats its first cell here. */
  readonly repeated: boolean;
  readonly row: number;
  readonly columnIndex: number;
  readonly column: string;
}

/** One row of data by column. */
export interface FoundRow<Key extends string> {
  /** Row of the file, from 1. */
  readonly row: number;
  /** The section row that it stands under, such as 第一代表团. */
  readonly section: string | null;
  readonly cells: Readonly<Partial<Record<Key, FoundCell>>>;
}

/** A file read whole, or everything that is wrong with it. */
export type TableReading<Row> =
  | {
      readonly ok: true;
      readonly rows: readonly Row[];
      /** Headings of columns that are not imported. */
      readonly ignored: readonly string[];
      /** Rows that are not imported, with what they say: totals and notes at the end. */
      readonly leftOut: readonly string[];
      readonly preview: SheetPreview;
    }
  | {
      readonly ok: false;
      readonly refusals: readonly [Refusal, ...Refusal[]];
      readonly cells: readonly BadCell[];
      /** The table as read, or null when none was found. */
      readonly preview: SheetPreview | null;
    };

/** Names a cell as bad; only the first reason for a cell is kept. */
export type MarkBad = (cell: FoundCell, reason: string) => void;

/** What a kind of table consists of and how its rows are read. */
export interface TableDefinition<Key extends string, Row> {
  readonly columns: readonly ColumnDefinition<Key>[];
  /** The column that section rows stand for, when the file has no such column. */
  readonly section: Key | null;
  /** Looks at the headings before any row: units, for example. */
  readonly judgeHeader: (header: Header<Key>) => Refusal | null;
  /** Reads all rows into their values, or names their bad cells through `bad`. */
  readonly readRows: (rows: readonly FoundRow<Key>[], bad: MarkBad) => readonly Row[];
}

/** A sheet that the explanations of our own templates stand on. */
export const explanationSheet = '填写说明';

/**
 * Reads a table from a file: finds its headings (titles above, two rows of them, any order), then
 * every row. Nothing is guessed: one bad cell, and nothing is taken.
 *
 * Refuses as `readSpreadsheet` does, and with `no-header`, `no-rows`, `several-tables`,
 * `identity-numbers`, `heading-twice`, what `judgeHeader` says, `bad-cells`.
 */
export async function readTable<Key extends string, Row>(
  bytes: Uint8Array,
  definition: TableDefinition<Key, Row>,
): Promise<TableReading<Row>> {
  const sheets = await readSpreadsheet(bytes);
  if (!sheets.ok) return { ok: false, refusals: sheets.refusals, cells: [], preview: null };
  const { columns } = definition;
  const tables = sheets.value
    .filter((sheet) => sheet.name !== explanationSheet)
    .flatMap((sheet) => {
      const header = findHeader(sheet, columns);
      if (header === null) return [];
      const has = [...header.columns.values()].some((one) => one.key === definition.section);
      return [
        { sheet, header, sorted: sortRows(sheet, header, definition.section !== null && !has) },
      ];
    });
  const [table, another] = tables.filter((one) => one.sorted.data.length > 0);
  if (table === undefined) return refuseEmpty(columns, tables.length > 0);
  if (another !== undefined) {
    const names = `“${table.sheet.name}”和“${another.sheet.name}”`;
    return refuseTable({
      code: 'several-tables',
      message: `工作表${names}都像是要导入的表。请只保留一张再上传。`,
    });
  }
  const refusal = judgeTable(table) ?? definition.judgeHeader(table.header);
  return refusal === null ? readSorted(table, definition) : refuseTable(refusal);
}

interface Table<Key extends string> {
  readonly sheet: Sheet;
  readonly header: Header<Key>;
  readonly sorted: SortedRows;
}

function refuseTable(refusal: Refusal): TableReading<never> {
  return { ok: false, refusals: [refusal], cells: [], preview: null };
}

function refuseEmpty(
  columns: readonly ColumnDefinition<string>[],
  hasHeader: boolean,
): TableReading<never> {
  if (hasHeader) {
    return refuseTable({ code: 'no-rows', message: '表头下面没有内容。请填写后再上传。' });
  }
  const required = columns.filter((one) => one.required).map((one) => `“${one.label}”`);
  return refuseTable({
    code: 'no-header',
    message: `没有找到表头${required.join('、')}。请对照模板，把表头写成模板中的名称。`,
  });
}

function judgeTable<Key extends string>({ sheet, header, sorted }: Table<Key>): Refusal | null {
  const heading = header.headings.findIndex((one) => /身份证|身份号码|证件号/.test(one));
  const unknown = sorted.data.flatMap(({ index }) =>
    (sheet.rows[index] ?? []).filter(
      (cell, column) => !header.columns.has(column) && holdsIdentityNumber(cell.text),
    ),
  );
  if (heading >= 0 || unknown.length > 0) {
    return {
      code: 'identity-numbers',
      message: '表中有身份证号一列。本系统不收集身份证号，请删去这一列再上传。',
    };
  }
  if (header.twice === null) return null;
  return {
    code: 'heading-twice',
    message: `表头“${header.twice.label}”出现了两次，无法确定用哪一列。请删去或改名其中一列。`,
  };
}

function readSorted<Key extends string, Row>(
  table: Table<Key>,
  definition: TableDefinition<Key, Row>,
): TableReading<Row> {
  const { sheet, header, sorted } = table;
  const bad = new Map<string, BadCell & { readonly columnIndex: number }>();
  const mark: MarkBad = ({ row, columnIndex, column, text }, reason) => {
    const place = `${row},${columnIndex}`;
    const shown = maskIdentityNumbers(text);
    if (!bad.has(place)) bad.set(place, { row, column, columnIndex, text: shown, reason });
  };
  const merged = new Set(
    sorted.data.map(({ index }) => index + 1).filter((row) => isMergedText(sheet, row - 1)),
  );
  const rows = sorted.data.map(({ index, section }): FoundRow<Key> => {
    const cells: Partial<Record<Key, FoundCell>> = {};
    for (const [column, one] of header.columns) cells[one.key] = findCell(table, index, column);
    return { row: index + 1, section, cells };
  });
  for (const { index, reason } of sorted.wrongCounts) mark(findCell(table, index, 0), reason);
  for (const { index } of sorted.data) judgeRow(table, index, mark);
  // A row that is one merged text is named once, not again for each column.
  const values = definition.readRows(rows, (cell, reason) => {
    if (!merged.has(cell.row)) mark(cell, reason);
  });
  const cells = [...bad.values()].sort(
    (one, other) => one.row - other.row || one.columnIndex - other.columnIndex,
  );
  const preview = previewSheet(sheet, header, sorted, cells);
  const [first] = cells;
  if (first === undefined) {
    const ignored = header.headings.filter(
      (heading, column) => heading !== '' && !header.columns.has(column),
    );
    const { leftOut } = sorted;
    return { ok: true, rows: values, ignored: [...new Set(ignored)], leftOut, preview };
  }
  const message = `有 ${cells.length} 处需要改正，没有导入任何内容。第一处：第 ${first.row} 行 ${first.column}，${first.reason}`;
  return { ok: false, refusals: [{ code: 'bad-cells', message }], cells, preview };
}

function findCell<Key extends string>(
  { sheet, header }: Table<Key>,
  index: number,
  column: number,
): FoundCell {
  const cell = sheet.rows[index]?.[column] ?? emptyCell;
  const label = header.columns.get(column)?.label ?? header.headings[column] ?? '';
  return {
    text: tidy(cell.text),
    kind: cell.kind,
    repeated: cell.repeated === true,
    row: index + 1,
    columnIndex: column,
    column: label === '' ? letterOf(column) : `${letterOf(column)}（${label}）`,
  };
}

/** Whether a row is one text over several cells. */
function isMergedText(sheet: Sheet, index: number): boolean {
  const texts = (sheet.rows[index] ?? [])
    .map((cell) => tidy(cell.text))
    .filter((one) => one !== '');
  return texts.length > 1 && new Set(texts).size === 1;
}

/** Marks what no column can take, before the cells are read for what they mean. */
function judgeRow<Key extends string>(table: Table<Key>, index: number, mark: MarkBad): void {
  const { sheet, header } = table;
  const cells = sheet.rows[index] ?? [];
  const [firstColumn = 0] = header.columns.keys();
  if (sheet.hiddenRows.includes(index)) {
    mark(
      findCell(table, index, firstColumn),
      '这一行在文件中被隐藏（可能是筛选）。请显示全部行，核对后再上传；不要的行请删去。',
    );
  }
  if (isMergedText(sheet, index)) {
    mark(
      findCell(table, index, firstColumn),
      '这一行只有一段合并的文字，不是表中的一行内容。请删去这一行。',
    );
  }
  for (const [column, cell] of cells.entries()) {
    const reason = reasonAgainst(cell, header.columns.get(column) ?? null);
    if (reason !== null) mark(findCell(table, index, column), reason);
    else if (tidy(cell.text) !== '' && header.headings[column] === '') {
      mark(
        findCell(table, index, column),
        '这一格上面没有表头，不知道是什么内容。请补上表头或删去。',
      );
    }
  }
}

/** Code points that are no characters: private use, broken halves, replacement marks. */
const unreadable = /[\p{Private_Use}\p{Surrogate}\ufffd]/u;
// Control characters are what this looks for: they come from damaged files.
const control = /[\p{Cc}]/u;

function reasonAgainst<Key extends string>(
  cell: SheetCell,
  column: ColumnDefinition<Key> | null,
): string | null {
  const text = tidy(cell.text);
  if (column === null || text === '') return null;
  if (cell.flaw !== null) return cell.flaw;
  if (unreadable.test(text)) {
    return '有显示不出的字（造字或乱码）。请用输入法重新输入这个字。';
  }
  if (control.test(text.replace(/\n/g, ''))) {
    return '有看不见的控制字符。请重新输入这一格。';
  }
  if (holdsIdentityNumber(text) || /^\d{17}[\dXx]$/.test(text)) {
    return '这像是身份证号。本系统不收集身份证号，请删去。';
  }
  if (cell.kind === 'formula' && column.content !== 'free') {
    return '这里是公式。请复制这一列，“选择性粘贴”为数值，再上传。';
  }
  if (cell.kind === 'date' && column.content === 'exact') {
    return '这一格被表格软件当成了日期，原来的内容已经改变。请把这一列设为“文本”格式后重新填写。';
  }
  return null;
}
