import { type CellStyle, type CellValue, type WriteSheet, writeXlsx } from 'hucre/xlsx';

/** One sheet to be written. */
export interface WrittenSheet {
  readonly name: string;
  readonly headings: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Width of each column in characters; by the heading when not given. */
  readonly widths?: readonly number[];
  /** Empty rows below that are prepared to keep what is typed there as text. */
  readonly preparedRows?: number;
}

/** The number format of text: what stands or is typed there stays as it is, 0031 and =… included. */
const textFormat = '@';
const headingStyle: CellStyle = { font: { bold: true }, numFmt: textFormat };

/**
 * Writes sheets of texts as .xlsx. Every cell is text, so that nothing becomes a formula or a rounded
 * number; a heading row is bold and stays in view. Sheet names are cut to what spreadsheets accept.
 */
export async function writeSpreadsheet(sheets: readonly WrittenSheet[]): Promise<Uint8Array> {
  return await writeXlsx({ sheets: sheets.map(sheetToWrite) });
}

/** A name that spreadsheets accept: 31 characters, without the signs that references use. */
function sheetName(name: string): string {
  return name
    .replace(/[:*?/\\[\]\p{Cc}]/gu, ' ')
    .slice(0, 31)
    .replace(/\p{Surrogate}/u, '');
}

function sheetToWrite(sheet: WrittenSheet): WriteSheet {
  const { headings, rows, widths, preparedRows = 0 } = sheet;
  const cells = new Map<string, { value: CellValue; style: CellStyle }>();
  headings.forEach((value, column) => {
    cells.set(`0,${column}`, { value, style: headingStyle });
    for (let row = rows.length + 1; row <= rows.length + preparedRows; row += 1) {
      cells.set(`${row},${column}`, { value: null, style: { numFmt: textFormat } });
    }
  });
  return {
    name: sheetName(sheet.name),
    columns: headings.map((heading, column) => ({
      width: widths?.[column] ?? Math.max(12, [...heading].length * 3),
      numFmt: textFormat,
    })),
    rows: [[...headings], ...rows.map((row) => [...row])],
    cells,
    freezePane: { rows: 1 },
  };
}
