import type { Header } from './find-header.ts';
import type { Sheet, SheetCell } from './spreadsheet.ts';
import { tidy, tidyHeading } from './tidy-text.ts';

/** What the rows under the headings are. */
export interface SortedRows {
  /** Rows of data, by their index in the sheet, with the section that they stand under. */
  readonly data: readonly { readonly index: number; readonly section: string | null }[];
  /** Rows left out, with what they say, for the preview. */
  readonly leftOut: readonly string[];
  /** Rows that state a number of rows which is not the number that there are. */
  readonly wrongCounts: readonly { readonly index: number; readonly reason: string }[];
}

/** A row that names a section, such as 第一代表团（12人） or 一、城关代表团. */
const sectionPattern =
  /^(?:[一二三四五六七八九十]+、)?(.{1,40}(?:代表团|代表小组|代表组))(?:[(（](\d+)(?:人|名|位)[)）])?$/;
const totalPattern = /^(?:合计|总计|共计|小计|共)[:：]?(?:(\d+)(?:人|名|位|个|项|件))?$/;
const notePattern =
  /^(?:注|备注|说明|填表说明|填表人|制表人?|审核人?|填报单位|联系人|日期|打印日期)\s*[:：]/;

/**
 * Sorts the rows under the headings: data, blank rows, headings repeated on each printed page,
 * section rows (only when `sections` is set), and totals and notes at the end. Only what is
 * unmistakable is left out; everything else is data, and has to be good.
 */
export function sortRows<Key extends string>(
  sheet: Sheet,
  header: Header<Key>,
  sections: boolean,
): SortedRows {
  const rows = sheet.rows
    .map((cells, index) => ({ cells, index, texts: textsOf(cells) }))
    .filter(({ index, texts }) => index > header.lastRow && texts.length > 0)
    .filter(({ cells }) => !isHeading(cells, header));
  const leftOut: string[] = [];
  const wrongCounts: { index: number; reason: string }[] = [];
  const totals: { index: number; count: number }[] = [];
  let end = rows.length;
  while (end > 0) {
    const row = rows[end - 1];
    if (row === undefined) break;
    const total = totalOf(row.texts);
    if (total === null && !isNote(row.texts)) break;
    if (total !== null && total.count !== null)
      totals.push({ index: row.index, count: total.count });
    leftOut.unshift(`第 ${row.index + 1} 行“${row.texts.join(' ').slice(0, 30)}”`);
    end -= 1;
  }
  const data: { index: number; section: string | null }[] = [];
  let section: { index: number; name: string; count: number | null; rows: number } | null = null;
  const closeSection = () => {
    if (section === null || section.count === null || section.count === section.rows) return;
    const reason = `这里写的是 ${section.count} 人，下面有 ${section.rows} 行。请核对。`;
    wrongCounts.push({ index: section.index, reason });
  };
  for (const { index, texts } of rows.slice(0, end)) {
    const named = sections && texts.length === 1 ? sectionPattern.exec(texts[0] ?? '') : null;
    if (named === null) {
      data.push({ index, section: section?.name ?? null });
      if (section !== null) section.rows += 1;
      continue;
    }
    closeSection();
    const count = named[2] === undefined ? null : Number(named[2]);
    section = { index, name: named[1] ?? '', count, rows: 0 };
  }
  closeSection();
  for (const { index, count } of totals.filter((one) => one.count !== data.length)) {
    wrongCounts.push({ index, reason: `合计写的是 ${count}，表中有 ${data.length} 行。请核对。` });
  }
  return { data, leftOut, wrongCounts };
}

/** The different texts of a row; merged cells repeat theirs and count once. */
function textsOf(cells: readonly SheetCell[]): readonly string[] {
  return [...new Set(cells.map((cell) => tidy(cell.text)).filter((text) => text !== ''))];
}

function isHeading<Key extends string>(cells: readonly SheetCell[], header: Header<Key>): boolean {
  return [...header.columns.keys()].every(
    (column) => tidyHeading(cells[column]?.text ?? '') === header.headings[column],
  );
}

/** A row of totals: its first text says so, and all others are numbers. */
function totalOf(texts: readonly string[]): { readonly count: number | null } | null {
  const [first = '', ...others] = texts;
  const total = totalPattern.exec(first.replace(/\s/g, ''));
  if (total === null) return null;
  const figures = others.every((text) =>
    /^[=\d][\w\d.,:()]*(?:人|名|位|个|项|件|万元?|元)?$/.test(text),
  );
  if (!figures) return null;
  const counts = [
    total[1],
    ...others.map((text) => /^(\d+)(?:人|名|位|个|项|件)$/.exec(text)?.[1]),
  ];
  const count = counts.find((one) => one !== undefined);
  return { count: count === undefined ? null : Number(count) };
}

function isNote(texts: readonly string[]): boolean {
  return texts.length > 0 && notePattern.test(texts[0] ?? '') && texts.length <= 4;
}
