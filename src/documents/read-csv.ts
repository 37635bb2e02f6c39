import { CsvError, parse } from 'csv-parse/sync';
import { type Result, refuse } from '../rules/refusals.ts';
import { decodeText } from './recognise.ts';
import { boundSheet, lostDigits, mostRows, type Sheet, type SheetCell } from './spreadsheet.ts';

/**
 * Reads a CSV file in UTF-8, UTF-16 or GB 18030, separated by commas, tabs or semicolons.
 *
 * Refuses as `decodeText` does, and with `unclosed-quotes`, `file-too-large`.
 */
export function readCsv(bytes: Uint8Array): Result<Sheet> {
  const text = decodeText(bytes);
  if (!text.ok) return text;
  try {
    const rows: string[][] = parse(quoteProtected(text.value), {
      bom: true,
      delimiter: delimiterOf(text.value),
      relax_column_count: true,
      skip_empty_lines: false,
      max_record_size: 100_000,
      to: mostRows + 1,
    });
    return boundSheet(
      'CSV',
      rows.map((row) => row.map(cellOf)),
      [],
    );
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return refuse({
      code: 'unclosed-quotes',
      message:
        '文件中的引号不成对，分不清哪些内容是一格。请用 Excel 打开核对后，另存为 .xlsx 再上传。',
    });
  }
}

/** The separator that most of the first lines hold; a comma when it is undecided. */
function delimiterOf(text: string): string {
  const lines = text.split('\n', 20);
  const held = (sign: string) => lines.filter((line) => line.includes(sign)).length;
  const best = [',', '\t', ';'].map((sign) => ({ sign, lines: held(sign) }));
  return best.reduce((first, next) => (next.lines > first.lines ? next : first)).sign;
}

/** Quotes the cells that were protected as ="00123" as CSV wants it. */
function quoteProtected(text: string): string {
  return text.replace(/(?<=^|[,;\t\n])="([^"\n]*)"(?=[,;\t\r\n]|$)/g, '"=""$1"""');
}

function cellOf(written: string): SheetCell {
  // ="00123" is how text is protected from a spreadsheet; '00123 is what some programs export.
  const text = written.replace(/^="([^"=]*)"$/, '$1').replace(/^'(?=\d+$)/, '');
  const kind = /^\s*=/.test(text) ? 'formula' : 'text';
  return { text, kind, flaw: hasLostDigits(text.trim()) ? lostDigits : null };
}

/** A number that a spreadsheet has rounded on its way to the file: 3.3E+17, or zeros at its end. */
function hasLostDigits(text: string): boolean {
  if (/^\d(\.\d+)?E\+\d+$/i.test(text)) return true;
  return /^\d{16,}$/.test(text) && /^0+$/.test(text.slice(15));
}
