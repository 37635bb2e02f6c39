import type { Refusal } from '../rules/refusals.ts';
import { readSpreadsheet } from './read-spreadsheet.ts';
import type { Sheet, SheetCell } from './spreadsheet.ts';

/** A column that a table may have. */
export interface ColumnDefinition<Key extends string> {
  readonly key: Key;
  readonly label: string;
  readonly synonyms: readonly string[];
  readonly required: boolean;
}

/** A bad cell with where it stands, as a preview marks it. */
export interface BadCell {
  /** Line of the file, from 1. */
  readonly row: number;
  /** Letter and heading, such as `B（姓名）`. */
  readonly column: string;
  readonly text: string;
  readonly reason: string;
}

/** A cell of a known column, tidied. */
export interface FoundCell {
  readonly text: string;
  readonly lostDigits: boolean;
  readonly row: number;
  readonly column: string;
}

/** One line of data by column. */
export type FoundRow<Key extends string> = {
  readonly line: number;
  readonly cells: Readonly<Partial<Record<Key, FoundCell>>>;
};

/** A file read whole, or everything that is wrong with it. */
export type TableReading<Row> =
  | {
      readonly ok: true;
      readonly rows: readonly Row[];
      /** Headings of columns that are not imported. */
      readonly ignored: readonly string[];
    }
  | {
      readonly ok: false;
      readonly refusals: readonly [Refusal, ...Refusal[]];
      readonly cells: readonly BadCell[];
    };

/** Removes what typing and copying leave behind; full-width digits and letters become half-width. */
export function tidy(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\u200b-\u200d\ufeff]/g, '')
    .replace(/[\u00a0\u3000\t]/g, ' ')
    .replace(/[！-～]/g, (sign) =>
      /[０-９Ａ-Ｚａ-ｚ]/.test(sign) ? String.fromCharCode(sign.charCodeAt(0) - 0xfee0) : sign,
    )
    .replace(/[ \r]*\n[ \r]*/g, '\n')
    .trim();
}

function headingOf(cell: SheetCell | undefined): string {
  return tidy(cell?.text ?? '')
    .replace(/[\s*＊:：]/g, '')
    .replace(/[(（].*[)）]$/, '');
}

function letterOf(column: number): string {
  const low = String.fromCharCode(65 + (column % 26));
  return column < 26 ? low : `${letterOf(Math.floor(column / 26) - 1)}${low}`;
}

interface Header<Key extends string> {
  readonly lastLine: number;
  readonly columns: ReadonlyMap<number, ColumnDefinition<Key>>;
  readonly headings: readonly string[];
  /** The headings as written, units in brackets included. */
  readonly written: readonly string[];
}

function findHeader<Key extends string>(
  sheet: Sheet,
  columns: readonly ColumnDefinition<Key>[],
): Header<Key> | null {
  const known = (heading: string) =>
    columns.find((one) => one.label === heading || one.synonyms.includes(heading));
  const required = columns.filter((one) => one.required);
  for (let line = 0; line < Math.min(sheet.rows.length, 20); line += 1) {
    const keysIn = (at: number) =>
      (sheet.rows[at] ?? []).map((cell) => known(headingOf(cell))?.key ?? null);
    const here = keysIn(line);
    const distinct = new Set(here.filter((key) => key !== null));
    const spread = new Set((sheet.rows[line] ?? []).map(headingOf)).size;
    // A title over the whole width is one text in many cells, never a header.
    if (distinct.size === 0 || (spread === 1 && here.length > 1)) continue;
    const below = keysIn(line + 1);
    const second = isSecondLine(sheet.rows[line + 1], below, here);
    const merged = here.map((key, column) => (second ? (below[column] ?? key) : key));
    if (!required.every((one) => merged.includes(one.key))) continue;
    const headings = (sheet.rows[line] ?? []).map((cell, column) => {
      const under = second ? headingOf(sheet.rows[line + 1]?.[column]) : '';
      return under === '' ? headingOf(cell) : under;
    });
    const written = [line, second ? line + 1 : line].flatMap((at) =>
      (sheet.rows[at] ?? []).map((cell) => tidy(cell.text)),
    );
    const found = new Map<number, ColumnDefinition<Key>>();
    merged.forEach((key, column) => {
      const definition = columns.find((one) => one.key === key);
      if (definition !== undefined) found.set(column, definition);
    });
    return { lastLine: second ? line + 1 : line, columns: found, headings, written };
  }
  return null;
}

/** A second header line holds headings only: known ones, or repeats of merged cells above. */
function isSecondLine(
  cells: readonly SheetCell[] | undefined,
  below: readonly (string | null)[],
  above: readonly (string | null)[],
): boolean {
  if (cells === undefined || below.every((key) => key === null)) return false;
  return cells.every(
    (cell, column) => tidy(cell.text) === '' || below[column] !== null || above[column] === null,
  );
}

function refuseTable(code: string, message: string): TableReading<never> {
  return { ok: false, refusals: [{ code, message }], cells: [] };
}

const totals = /^(合计|总计|小计|共计|注|备注|说明|填表|制表|审核)/;

function isFooter(cells: readonly SheetCell[]): boolean {
  const texts = new Set(cells.map((cell) => tidy(cell.text)).filter((text) => text !== ''));
  const [only = ''] = texts;
  return texts.size === 1 && totals.test(only);
}

/** The rows of a sheet under its header; blank lines and unmistakable notes at the end are left out. */
function rowsOf<Key extends string>(sheet: Sheet, header: Header<Key>): readonly FoundRow<Key>[] {
  const rows: FoundRow<Key>[] = [];
  sheet.rows.forEach((cells, index) => {
    if (index <= header.lastLine) return;
    if (cells.every((cell) => tidy(cell.text) === '') || isFooter(cells)) return;
    const found: Partial<Record<Key, FoundCell>> = {};
    for (const [column, definition] of header.columns) {
      const cell = cells[column];
      found[definition.key] = {
        text: tidy(cell?.text ?? ''),
        lostDigits: cell?.lostDigits ?? false,
        row: index + 1,
        column: `${letterOf(column)}（${definition.label}）`,
      };
    }
    rows.push({ line: index + 1, cells: found });
  });
  return rows;
}

/** Reads one row into its value, or names its bad cells through `bad`. */
export type RowReader<Key extends string, Row> = (
  row: FoundRow<Key>,
  bad: (cell: FoundCell, reason: string) => void,
) => Row;

/**
 * Reads a table from a file: finds its header (titles above it, two header lines, any order of
 * columns), then every row. Nothing is guessed: one bad cell, and nothing is taken.
 */
export async function readTable<Key extends string, Row>(
  bytes: Uint8Array,
  definitions: readonly ColumnDefinition<Key>[],
  reader: RowReader<Key, Row>,
): Promise<TableReading<Row>> {
  const sheets = await readSpreadsheet(bytes);
  if (!sheets.ok) return { ok: false, refusals: sheets.refusals, cells: [] };
  const tables = sheets.value.flatMap((sheet) => {
    const header = findHeader(sheet, definitions);
    return header === null ? [] : [{ sheet, header, rows: rowsOf(sheet, header) }];
  });
  const required = definitions.filter((one) => one.required).map((one) => `“${one.label}”`);
  const [table, another] = tables.filter((one) => one.rows.length > 0);
  if (table === undefined) {
    return tables.length > 0
      ? refuseTable('no-rows', '表头下面没有内容。请填写后再上传。')
      : refuseTable(
          'no-header',
          `没有找到表头${required.join('、')}。请对照模板，把表头写成模板中的名称。`,
        );
  }
  if (another !== undefined) {
    return refuseTable(
      'several-tables',
      `工作表“${table.sheet.name}”和“${another.sheet.name}”都像是要导入的表。请只保留一张再上传。`,
    );
  }
  return readRows(table.header, table.rows, reader);
}

function readRows<Key extends string, Row>(
  header: Header<Key>,
  rows: readonly FoundRow<Key>[],
  reader: RowReader<Key, Row>,
): TableReading<Row> {
  if (header.headings.some((heading) => /身份证/.test(heading))) {
    return refuseTable(
      'identity-numbers',
      '表中有身份证号一列。本系统不收集身份证号，请删去这一列再上传。',
    );
  }
  const otherUnit = header.written.find((heading) => /[(（](元|亿元|千元)[)）]/.test(heading));
  if (otherUnit !== undefined) {
    return refuseTable(
      'other-unit',
      `表头“${otherUnit}”的单位不是万元。请把金额换算成万元，表头写“总投资(万元)”，再上传。`,
    );
  }
  const keys = [...header.columns.values()].map((one) => one.key);
  const twice = [...header.columns.values()].find(
    (one) => keys.filter((key) => key === one.key).length > 1,
  );
  if (twice !== undefined) {
    return refuseTable(
      'heading-twice',
      `表头“${twice.label}”出现了两次，无法确定用哪一列。请删去或改名其中一列。`,
    );
  }
  const cells: BadCell[] = [];
  const values = rows.map((row) =>
    reader(row, (cell, reason) =>
      cells.push({ row: cell.row, column: cell.column, text: cell.text, reason }),
    ),
  );
  const [first] = cells;
  if (first === undefined) {
    const ignored = header.headings.filter(
      (heading, column) => heading !== '' && !header.columns.has(column),
    );
    return { ok: true, rows: values, ignored: [...new Set(ignored)] };
  }
  const message = `有 ${cells.length} 处需要改正，没有导入任何内容。第一处：第 ${first.row} 行 ${first.column}，${first.reason}`;
  return { ok: false, refusals: [{ code: 'bad-cells', message }], cells };
}
