import { ok, type Result } from '../rules/refusals.ts';
import { readCsv } from './read-csv.ts';
import { recognise } from './recognise.ts';
import { refuseFile, type Sheet } from './spreadsheet.ts';

/** Reads one file that is sent by `read-spreadsheet.ts`, in a process of its own, and sends the answer back. */
async function read(bytes: Uint8Array): Promise<Result<readonly Sheet[]>> {
  const kind = recognise(bytes);
  if (!kind.ok) return kind;
  try {
    if (kind.value === 'zip') {
      // Loading what reads workbooks takes longer than reading a CSV file.
      const { readWorkbook } = await import('./read-workbook.ts');
      return await readWorkbook(bytes);
    }
    const sheet = readCsv(bytes);
    return sheet.ok ? ok([sheet.value]) : sheet;
  } catch (error) {
    return refuseFile(error instanceof RangeError || isTooLarge(error) ? 'bomb' : 'damaged');
  }
}

/** The reader's own limits: cells of a sheet, and parts that unpack to more than they declare. */
function isTooLarge(error: unknown): boolean {
  return error instanceof Error && /over the \d+ limit|exceeds limit/.test(error.message);
}

process.once('message', (bytes) => {
  // The parent sends the file and nothing else.
  void read(bytes as Uint8Array).then((result) => process.send?.(result));
});
