import { writeXlsx } from 'hucre/xlsx';
import { candidateHeadings } from './read-candidates.ts';
import { rollHeadings } from './read-roll.ts';

/** Writes one sheet of texts; every cell is text, so that nothing becomes a formula or a rounded number. */
export async function writeSpreadsheet(
  name: string,
  headings: readonly string[],
  rows: readonly (readonly string[])[],
): Promise<Uint8Array> {
  return await writeXlsx({
    sheets: [
      {
        name,
        columns: headings.map((heading) => ({ width: Math.max(10, heading.length * 3) })),
        rows: [[...headings], ...rows.map((row) => [...row])],
        freezePane: { rows: 1 },
      },
    ],
  });
}

function template(
  name: string,
  headings: readonly { readonly label: string; readonly required: boolean }[],
): Promise<Uint8Array> {
  return writeSpreadsheet(
    name,
    headings.map((one) => `${one.label}${one.required ? '*' : ''}`),
    [],
  );
}

/** The empty roll, to be filled in; columns with * are required. */
export function rollTemplate(): Promise<Uint8Array> {
  return template('代表名册', rollHeadings);
}

/** The empty list of candidate projects. */
export function candidateTemplate(): Promise<Uint8Array> {
  return template('候选项目', candidateHeadings);
}
