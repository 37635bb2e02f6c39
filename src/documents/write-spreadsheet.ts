import { type CellStyle, type CellValue, type WriteSheet, writeXlsx } from 'hucre/xlsx';

/** One sheet to be written. */
export interface WrittenSheet {
  readonly name: string;
  readonly headings: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Width of each column in characters; by what it holds when not given. */
  readonly widths?: readonly number[];
  /** Which columns hold numbers to count with; none when not given. What is no plain number there stays text. */
  readonly numeric?: readonly boolean[];
  /** Empty rows below that are prepared to keep what is typed there as text. */
  readonly preparedRows?: number;
}

/** The number format of text: what stands or is typed there stays as it is, 0031 and =… included. */
const textFormat = '@';
const headingStyle: CellStyle = { font: { bold: true }, numFmt: textFormat };

/**
 * Writes sheets of texts as .xlsx. Every cell is text, so that nothing becomes a formula or a rounded
 * number, but for plain numbers of columns that say so; a heading row is bold and stays in view. Sheet names are cut to what spreadsheets accept.
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

/** A number of so few digits that a spreadsheet holds it exactly. */
const plainNumber = /^-?(0|[1-9]\d{0,11})(\.\d{1,2})?$/;

/** Room for the longest of these texts; Chinese characters are twice as wide as digits. */
function widthOf(texts: readonly string[]): number {
  const wide = texts.map((text) =>
    [...text].reduce((sum, sign) => sum + ((sign.codePointAt(0) ?? 0) > 255 ? 2 : 1), 2),
  );
  return Math.min(40, Math.max(12, ...wide));
}

function sheetToWrite(sheet: WrittenSheet): WriteSheet {
  const { headings, rows, widths, numeric = [], preparedRows = 0 } = sheet;
  const cells = new Map<string, { value: CellValue; style: CellStyle }>();
  headings.forEach((value, column) => {
    cells.set(`0,${column}`, { value, style: headingStyle });
    for (let row = rows.length + 1; row <= rows.length + preparedRows; row += 1) {
      cells.set(`${row},${column}`, { value: null, style: { numFmt: textFormat } });
    }
  });
  rows.forEach((texts, row) => {
    texts.forEach((text, column) => {
      if (numeric[column] !== true || !plainNumber.test(text)) return;
      // As many places after the point as the text has: 3.0 stays 3.0.
      const numFmt = text.replace(/^-?\d+/, '0').replace(/\d/g, '0');
      cells.set(`${row + 1},${column}`, { value: Number(text), style: { numFmt } });
    });
  });
  return {
    name: sheetName(sheet.name),
    columns: headings.map((heading, column) => ({
      width: widths?.[column] ?? widthOf([heading, ...rows.map((row) => row[column] ?? '')]),
      numFmt: numeric[column] === true ? 'General' : textFormat,
    })),
    rows: [[...headings], ...rows.map((row) => [...row])],
    cells,
    freezePane: { rows: 1 },
  };
}
