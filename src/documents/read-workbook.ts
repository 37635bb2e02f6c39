import { unzipSync } from 'fflate';
import { type Cell, type CellValue, readXlsx, type Sheet as XlsxSheet } from 'hucre/xlsx';
import { ok, type Result } from '../rules/refusals.ts';
import {
  boundSheet,
  emptyCell,
  largestUnpacked,
  lostDigits,
  refuseFile,
  type Sheet,
  type SheetCell,
  type UnreadableKind,
} from './spreadsheet.ts';

/** The first number that a spreadsheet no longer keeps exactly: one of 16 digits. */
const firstInexact = 1e15;

/** What a zip holds and would unpack to, from its directory alone: nothing is unpacked. */
function inspect(bytes: Uint8Array): UnreadableKind | 'xlsx' {
  const names: string[] = [];
  let unpacked = 0;
  let hidesSize = false;
  unzipSync(bytes, {
    filter: ({ name, originalSize }) => {
      names.push(name);
      unpacked += originalSize;
      // An entry that hides its size from the directory could unpack to anything.
      hidesSize ||= originalSize === 0 && !name.endsWith('/');
      return false;
    },
  });
  if (unpacked > largestUnpacked) return 'bomb';
  if (names.some((name) => name.startsWith('word/'))) return 'word';
  if (names.some((name) => name.startsWith('ppt/'))) return 'slides';
  if (names.includes('xl/workbook.bin')) return 'binary';
  if (names.includes('xl/workbook.xml')) return hidesSize ? 'damaged' : 'xlsx';
  return names.includes('content.xml') ? 'ods' : 'zip';
}

/**
 * Reads the visible sheets of an .xlsx file. Formulas stay text, merged cells repeat the first of
 * them, and a number appears as its format shows it when that changes nothing of its value.
 *
 * Refuses with `file-too-large`, `other-office`, `old-excel`, `not-a-spreadsheet`, `file-damaged`.
 */
export async function readWorkbook(bytes: Uint8Array): Promise<Result<readonly Sheet[]>> {
  const kind = inspect(bytes);
  if (kind !== 'xlsx') return refuseFile(kind);
  const workbook = await readXlsx(bytes, {
    readStyles: true,
    sheets: (info) => info.hidden !== true && info.veryHidden !== true,
  });
  const sheets: Sheet[] = [];
  for (const sheet of workbook.sheets) {
    const rows = sheet.rows.map((row, index) =>
      row.map((value, column) => cellOf(value, sheet.cells?.get(`${index},${column}`))),
    );
    const hidden = [...(sheet.rowDefs ?? [])].filter(([, row]) => row.hidden === true);
    const bounded = boundSheet(
      sheet.name,
      repeatMerged(rows, sheet.merges ?? []),
      hidden.map(([index]) => index),
    );
    if (!bounded.ok) return bounded;
    sheets.push(bounded.value);
  }
  return ok(sheets);
}

/** Writes the first cell of every merged range into all of it, within the rows that there are. */
function repeatMerged(
  rows: SheetCell[][],
  merges: NonNullable<XlsxSheet['merges']>,
): readonly (readonly SheetCell[])[] {
  for (const { startRow, startCol, endRow, endCol } of merges) {
    const first = rows[startRow]?.[startCol];
    if (first === undefined) continue;
    const again: SheetCell = { ...first, repeated: true };
    for (const cells of rows.slice(startRow, endRow + 1)) {
      const width = Math.min(endCol + 1, cells.length);
      for (let column = startCol; column < width; column += 1) cells[column] = again;
    }
    const top = rows[startRow];
    if (top !== undefined) top[startCol] = first;
  }
  return rows;
}

function cellOf(value: CellValue | undefined, detail: Cell | undefined): SheetCell {
  const cell = contentOf(value, detail);
  const struck =
    detail?.style?.font?.strikethrough === true ||
    detail?.richText?.some((run) => run.font?.strikethrough === true) === true;
  if (!struck || cell.text.trim() === '') return cell;
  return { ...cell, flaw: '这一格有删除线，不能确定是否还算数。请去掉删除线，或删去这一行。' };
}

function contentOf(value: CellValue | undefined, detail: Cell | undefined): SheetCell {
  if (detail?.formula !== undefined) return formulaCell(detail.formula);
  if (value === null || value === undefined) return emptyCell;
  if (detail?.type === 'error') {
    return { text: String(value), kind: 'text', flaw: `这里是错误值 ${value}。请改成正确的内容。` };
  }
  if (typeof value === 'number') return numberCell(value, detail?.style?.numFmt ?? '');
  if (value instanceof Date) {
    return { text: dayOf(value, detail?.style?.numFmt ?? ''), kind: 'date', flaw: null };
  }
  if (typeof value === 'boolean') {
    const text = value ? 'TRUE' : 'FALSE';
    return { text, kind: 'text', flaw: `这里是逻辑值 ${text}。请改成文字。` };
  }
  const lost = /^\d(\.\d+)?E\+\d+$/i.test(value.trim());
  return { text: value, kind: 'text', flaw: lost ? lostDigits : null };
}

function formulaCell(formula: string): SheetCell {
  // A constant in quotes is how text is protected from being read as a number.
  const constant = /^"([^"]*)"$/.exec(formula)?.[1];
  if (constant !== undefined) return { text: constant, kind: 'text', flaw: null };
  const flaw =
    formula === ''
      ? '这里是与别处共用的公式，读不出内容。请复制后“选择性粘贴”为数值，再上传。'
      : null;
  return { text: `=${formula}`, kind: 'formula', flaw };
}

function numberCell(value: number, format: string): SheetCell {
  if (Math.abs(value) >= firstInexact) {
    return { text: String(value), kind: 'number', flaw: lostDigits };
  }
  const exact = Number(value.toPrecision(15));
  const bare = format.replace(/"[^"]*"/g, '');
  // A format that ends in a comma, or holds 0!.0, shows a thousandth of the number.
  if (/[0#?],+(?![0#?,])|!\./.test(bare)) {
    return {
      text: String(exact),
      kind: 'number',
      flaw: `这一格实际是 ${exact}，数字格式让它显示成别的大小。请改为常规格式，重新填写要用的数字。`,
    };
  }
  if (/%\s*$/.test(bare)) {
    return { text: `${Number((exact * 100).toPrecision(15))}%`, kind: 'number', flaw: null };
  }
  const padded = /^(?:"([^"]*)")?(0+|#|General|G\/通用格式)(?:"([^"]*)")?$/.exec(format);
  if (padded === null || !Number.isInteger(exact) || exact < 0) {
    return { text: String(exact), kind: 'number', flaw: null };
  }
  const [, before = '', digits = '', after = ''] = padded;
  const width = /^0+$/.test(digits) ? digits.length : 1;
  return {
    text: `${before}${String(exact).padStart(width, '0')}${after}`,
    kind: 'number',
    flaw: null,
  };
}

/** A date as Chinese offices write it; a format without days states only the month. */
function dayOf(date: Date, format: string): string {
  const month = `${date.getUTCFullYear()}年${date.getUTCMonth() + 1}月`;
  return /m/i.test(format) && !/d/i.test(format) ? month : `${month}${date.getUTCDate()}日`;
}
