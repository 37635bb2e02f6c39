import type { Header } from './find-header.ts';
import type { SortedRows } from './sort-rows.ts';
import type { Sheet } from './spreadsheet.ts';
import { letterOf, maskIdentityNumbers, tidy } from './tidy-text.ts';

/** A table as read, to be shown with its faults before anything is written. */
export interface SheetPreview {
  readonly sheet: string;
  readonly headings: readonly {
    readonly letter: string;
    readonly heading: string;
    /** The column that it is read as, or null when it is not imported. */
    readonly readAs: string | null;
  }[];
  readonly rows: readonly {
    /** Row of the file, from 1. */
    readonly row: number;
    readonly cells: readonly { readonly text: string; readonly fault: string | null }[];
  }[];
}

interface Fault {
  readonly row: number;
  readonly columnIndex: number;
  readonly reason: string;
}

/** The rows of data, and any other row that holds a fault, with each fault at its cell. */
export function previewSheet<Key extends string>(
  sheet: Sheet,
  header: Header<Key>,
  sorted: SortedRows,
  faults: readonly Fault[],
): SheetPreview {
  const reasons = new Map(
    faults.map(({ row, columnIndex, reason }) => [`${row},${columnIndex}`, reason]),
  );
  const shown = new Set([
    ...sorted.data.map(({ index }) => index),
    ...faults.map(({ row }) => row - 1),
  ]);
  return {
    sheet: sheet.name,
    headings: header.headings.map((heading, column) => ({
      letter: letterOf(column),
      heading,
      readAs: header.columns.get(column)?.label ?? null,
    })),
    rows: [...shown]
      .sort((one, other) => one - other)
      .map((index) => ({
        row: index + 1,
        cells: (sheet.rows[index] ?? []).map((cell, column) => ({
          text: maskIdentityNumbers(tidy(cell.text)),
          fault: reasons.get(`${index + 1},${column}`) ?? null,
        })),
      })),
  };
}
