import { parentPort, workerData } from 'node:worker_threads';
import { parse } from 'csv-parse/sync';
import { unzipSync } from 'fflate';
import { readXlsx } from 'hucre/xlsx';
import { ok, type Result } from '../rules/refusals.ts';
import {
  decodeText,
  largestUnpacked,
  mostColumns,
  mostRows,
  recognise,
  refuseFile,
  type Sheet,
  type SheetCell,
} from './spreadsheet.ts';

/** A number with more digits than a spreadsheet keeps. */
const mostExact = 1e15;

function cellOf(value: unknown): SheetCell {
  if (typeof value === 'number') {
    return { text: String(value), lostDigits: Math.abs(value) >= mostExact };
  }
  if (value instanceof Date) {
    const day = value.toISOString().slice(0, 10).split('-').map(Number);
    return { text: `${day[0]}年${day[1]}月${day[2]}日`, lostDigits: false };
  }
  const text = value === null || value === undefined ? '' : String(value);
  // A long number that went through a spreadsheet on its way to a CSV file reads 3.3E+17.
  return { text, lostDigits: /^\d(\.\d+)?E\+\d+$/i.test(text.trim()) };
}

type Kind = 'xlsx' | 'bomb' | 'word' | 'ods' | 'binary' | 'zip';

/** What a zip holds and what it would unpack to, from its directory alone: nothing is unpacked. */
function inspect(bytes: Uint8Array): Kind {
  const names: string[] = [];
  let unpacked = 0;
  unzipSync(bytes, {
    filter: (file) => {
      names.push(file.name);
      unpacked += file.originalSize;
      return false;
    },
  });
  if (unpacked > largestUnpacked) return 'bomb';
  if (names.includes('xl/workbook.xml')) return 'xlsx';
  if (names.includes('xl/workbook.bin')) return 'binary';
  if (names.some((name) => name.startsWith('word/'))) return 'word';
  return names.includes('content.xml') ? 'ods' : 'zip';
}

async function readWorkbook(bytes: Uint8Array): Promise<Result<readonly Sheet[]>> {
  const kind = inspect(bytes);
  if (kind !== 'xlsx') return refuseFile(kind);
  const workbook = await readXlsx(bytes, {
    readStyles: true,
    maxRows: mostRows + 1,
    sheets: (info) => info.hidden !== true && info.veryHidden !== true,
  });
  const sheets: Sheet[] = [];
  for (const sheet of workbook.sheets) {
    const width = Math.max(0, ...sheet.rows.map((row) => row.length));
    if (sheet.rows.length > mostRows || width > mostColumns) return refuseFile('rows');
    const rows = sheet.rows.map((row, rowIndex) =>
      Array.from({ length: width }, (_, column) => {
        const cell = sheet.cells?.get(`${rowIndex},${column}`);
        // A formula is never worked out: what the file says it came to, else its own text.
        if (cell?.formula !== undefined) {
          return cellOf(cell.formulaResult ?? row[column] ?? `=${cell.formula}`);
        }
        return cellOf(row[column]);
      }),
    );
    for (const { startRow, startCol, endRow, endCol } of sheet.merges ?? []) {
      const first = rows[startRow]?.[startCol];
      for (let row = startRow; row <= endRow && first !== undefined; row += 1) {
        for (let column = startCol; column <= endCol; column += 1) {
          const cells = rows[row];
          if (cells !== undefined && column < cells.length) cells[column] = first;
        }
      }
    }
    sheets.push({ name: sheet.name, rows });
  }
  return ok(sheets);
}

function readText(bytes: Uint8Array): Result<readonly Sheet[]> {
  const text = decodeText(bytes);
  if (!text.ok) return text;
  const [head = ''] = text.value.split('\n');
  const delimiter = head.includes('\t')
    ? '\t'
    : head.includes(';') && !head.includes(',')
      ? ';'
      : ',';
  const rows: string[][] = parse(text.value, {
    bom: true,
    delimiter,
    relax_column_count: true,
    skip_empty_lines: false,
    max_record_size: 100_000,
  });
  const width = Math.max(0, ...rows.map((row) => row.length));
  if (rows.length > mostRows || width > mostColumns) return refuseFile('rows');
  const cells = rows.map((row) => Array.from({ length: width }, (_, index) => cellOf(row[index])));
  return ok([{ name: 'CSV', rows: cells }]);
}

async function read(bytes: Uint8Array): Promise<Result<readonly Sheet[]>> {
  const kind = recognise(bytes);
  if (!kind.ok) return kind;
  try {
    return kind.value === 'zip' ? await readWorkbook(bytes) : readText(bytes);
  } catch {
    return refuseFile('damaged');
  }
}

parentPort?.postMessage(await read(workerData as Uint8Array));
