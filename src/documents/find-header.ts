import type { Sheet, SheetCell } from './spreadsheet.ts';
import { tidy, tidyHeading } from './tidy-text.ts';

/** A column that a table may have. */
export interface ColumnDefinition<Key extends string> {
  readonly key: Key;
  readonly label: string;
  readonly synonyms: readonly string[];
  readonly required: boolean;
  /**
   * What its cells are: `free` text takes formulas and dates as text, `day` takes dates, `exact`
   * takes neither.
   */
  readonly content: 'free' | 'day' | 'exact';
}

/** The headings of a sheet: where they stand and which column is which. */
export interface Header<Key extends string> {
  readonly firstRow: number;
  readonly lastRow: number;
  readonly columns: ReadonlyMap<number, ColumnDefinition<Key>>;
  /** Column that stands twice under the same meaning, so that neither can be chosen. */
  readonly twice: ColumnDefinition<Key> | null;
  /** One heading for each column, without marks and units. */
  readonly headings: readonly string[];
  /** The headings as written, units in brackets included. */
  readonly written: readonly string[];
  /** Every text above the headings: titles and a common unit. */
  readonly above: readonly string[];
}

/** How far down a sheet its headings may begin. */
const lastPossibleRow = 20;

/**
 * Finds the headings of a sheet, in one row or in two of which the upper groups columns; null when no
 * row holds every required column.
 */
export function findHeader<Key extends string>(
  sheet: Sheet,
  definitions: readonly ColumnDefinition<Key>[],
): Header<Key> | null {
  const known = (heading: string) =>
    definitions.find((one) => one.label === heading || one.synonyms.includes(heading)) ?? null;
  for (let row = 0; row < Math.min(sheet.rows.length, lastPossibleRow); row += 1) {
    const upper = headingsOf(sheet.rows[row]);
    // A title over the whole width is one text in many cells, never a row of headings.
    if (upper.length > 1 && new Set(upper).size === 1) continue;
    if (upper.every((heading) => known(heading) === null)) continue;
    const lower = headingsOf(sheet.rows[row + 1]);
    const inTwoRows = isSecondRow(upper, lower, known);
    const headings = upper.map((heading, column) =>
      inTwoRows && lower[column] !== undefined && lower[column] !== '' ? lower[column] : heading,
    );
    const found = headings.map(known);
    const required = definitions.filter((one) => one.required);
    if (!required.every((one) => found.includes(one))) continue;
    const lastRow = inTwoRows ? row + 1 : row;
    return {
      firstRow: row,
      lastRow,
      ...chooseColumns(headings, found),
      headings,
      written: textsOf(sheet.rows.slice(row, lastRow + 1)),
      above: textsOf(sheet.rows.slice(0, row)),
    };
  }
  return null;
}

function headingsOf(cells: readonly SheetCell[] | undefined): readonly string[] {
  return (cells ?? []).map((cell) => tidyHeading(cell.text));
}

function textsOf(rows: readonly (readonly SheetCell[])[]): readonly string[] {
  return rows.flat().flatMap((cell) => (cell.text.trim() === '' ? [] : [tidy(cell.text)]));
}

/**
 * A second row of headings holds nothing but headings: known ones, repeats of a merged cell above,
 * or parts of a group whose own name means no column.
 */
function isSecondRow(
  upper: readonly string[],
  lower: readonly string[],
  known: (heading: string) => unknown,
): boolean {
  if (!lower.some((heading, column) => known(heading) !== null && heading !== upper[column])) {
    return false;
  }
  return lower.every((heading, column) => {
    if (heading === '' || heading === upper[column] || known(heading) !== null) return true;
    return known(upper[column] ?? '') === null;
  });
}

/**
 * The column for each meaning. Of several, the one that is called exactly by its name is taken, and
 * the others are left alone; several that are equally good cannot be decided.
 */
function chooseColumns<Key extends string>(
  headings: readonly string[],
  found: readonly (ColumnDefinition<Key> | null)[],
): Pick<Header<Key>, 'columns' | 'twice'> {
  const columns = new Map<number, ColumnDefinition<Key>>();
  let twice: ColumnDefinition<Key> | null = null;
  for (const definition of new Set(found)) {
    if (definition === null) continue;
    const places = [...found.keys()].filter((column) => found[column] === definition);
    const exact = places.filter((column) => headings[column] === definition.label);
    const chosen = places.length > 1 && exact.length > 0 ? exact : places;
    if (chosen.length > 1) twice ??= definition;
    for (const column of chosen) columns.set(column, definition);
  }
  return { columns, twice };
}
