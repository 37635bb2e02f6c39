import { strToU8, type Zippable, zipSync } from 'fflate';

/** What a cell of a hand-made workbook holds. */
export type Written =
  | string
  | number
  | boolean
  | null
  | { readonly formula: string; readonly result: string | number }
  | { readonly number: number; readonly format: string }
  | { readonly error: string }
  | { readonly struck: string }
  | { readonly runs: readonly string[]; readonly phonetic: string };

/** One sheet of a hand-made workbook. */
export interface HandMadeSheet {
  readonly name?: string;
  readonly rows: readonly (readonly Written[])[];
  /** Ranges such as A1:C1. */
  readonly merges?: readonly string[];
  /** Rows that are hidden, from 1. */
  readonly hiddenRows?: readonly number[];
  readonly hidden?: boolean;
  /** Rows behind the content that are formatted and empty. */
  readonly formattedRows?: number;
}

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packages = 'http://schemas.openxmlformats.org/package/2006';
const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';

function escapeText(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;');
}

function letterOf(column: number): string {
  const low = String.fromCharCode(65 + (column % 26));
  return column < 26 ? low : `${letterOf(Math.floor(column / 26) - 1)}${low}`;
}

/** Parts of a workbook that grow while its sheets are written. */
interface Shared {
  readonly strings: string[];
  readonly formats: string[];
}

function styleOf(shared: Shared, format: string): number {
  if (!shared.formats.includes(format)) shared.formats.push(format);
  return shared.formats.indexOf(format) + 2;
}

function cellXml(shared: Shared, place: string, value: Written): string {
  const text = (item: string, style = 0) => {
    shared.strings.push(item);
    return `<c r="${place}" t="s" s="${style}"><v>${shared.strings.length - 1}</v></c>`;
  };
  if (value === null) return '';
  if (typeof value === 'string') {
    return text(`<t xml:space="preserve">${escapeText(value)}</t>`);
  }
  if (typeof value === 'number') return `<c r="${place}"><v>${value}</v></c>`;
  if (typeof value === 'boolean') return `<c r="${place}" t="b"><v>${value ? 1 : 0}</v></c>`;
  if ('error' in value) return `<c r="${place}" t="e"><v>${value.error}</v></c>`;
  if ('struck' in value) return text(`<t>${escapeText(value.struck)}</t>`, 1);
  if ('number' in value) {
    return `<c r="${place}" s="${styleOf(shared, value.format)}"><v>${value.number}</v></c>`;
  }
  if ('runs' in value) {
    const runs = value.runs.map((run) => `<r><rPr><b/></rPr><t>${escapeText(run)}</t></r>`);
    return text(`${runs.join('')}<rPh sb="0" eb="1"><t>${value.phonetic}</t></rPh>`);
  }
  const type = typeof value.result === 'string' ? ' t="str"' : '';
  const formula = escapeText(value.formula);
  return `<c r="${place}"${type}><f>${formula}</f><v>${escapeText(String(value.result))}</v></c>`;
}

function sheetXml(shared: Shared, sheet: HandMadeSheet): string {
  const rows = sheet.rows.map((cells, index) => {
    const hidden = sheet.hiddenRows?.includes(index + 1) === true ? ' hidden="1"' : '';
    const written = cells.map((cell, column) =>
      cellXml(shared, `${letterOf(column)}${index + 1}`, cell),
    );
    return `<row r="${index + 1}"${hidden}>${written.join('')}</row>`;
  });
  for (let row = 1; row <= (sheet.formattedRows ?? 0); row += 1) {
    const number = sheet.rows.length + row;
    rows.push(`<row r="${number}"><c r="A${number}" s="1"/></row>`);
  }
  const merges = sheet.merges ?? [];
  const merged = merges.map((range) => `<mergeCell ref="${range}"/>`).join('');
  return (
    `${declaration}<worksheet xmlns="${main}"><sheetData>${rows.join('')}</sheetData>` +
    `${merges.length === 0 ? '' : `<mergeCells count="${merges.length}">${merged}</mergeCells>`}</worksheet>`
  );
}

function stylesXml(formats: readonly string[]): string {
  const own = formats.map(
    (format, index) => `<numFmt numFmtId="${170 + index}" formatCode="${escapeText(format)}"/>`,
  );
  const cells = formats.map(
    (_, index) => `<xf numFmtId="${170 + index}" fontId="0" applyNumberFormat="1"/>`,
  );
  return (
    `${declaration}<styleSheet xmlns="${main}"><numFmts count="${own.length}">${own.join('')}</numFmts>` +
    '<fonts count="2"><font><sz val="11"/></font><font><strike/><sz val="11"/></font></fonts>' +
    '<fills count="1"><fill/></fills><borders count="1"><border/></borders>' +
    '<cellStyleXfs count="1"><xf/></cellStyleXfs>' +
    `<cellXfs count="${formats.length + 2}"><xf fontId="0"/><xf fontId="1" applyFont="1"/>${cells.join('')}</cellXfs>` +
    '</styleSheet>'
  );
}

/**
 * Makes an .xlsx file part by part, without the library that reads it, so that tests can hold what
 * real programs write. `parts` replaces or adds parts by path.
 */
export function makeWorkbook(
  sheets: readonly HandMadeSheet[],
  parts: Readonly<Record<string, Uint8Array>> = {},
): Uint8Array {
  const shared: Shared = { strings: [], formats: [] };
  const bodies = sheets.map((sheet) => sheetXml(shared, sheet));
  const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
  const overrides = bodies.map(
    (_, index) =>
      `<Override PartName="/xl/worksheets/sheet${index + 1}.xml" ContentType="${type}.worksheet+xml"/>`,
  );
  const named = sheets.map((sheet, index) => {
    const state = sheet.hidden === true ? ' state="hidden"' : '';
    const name = escapeText(sheet.name ?? `Sheet${index + 1}`);
    return `<sheet name="${name}" sheetId="${index + 1}"${state} r:id="rId${index + 1}"/>`;
  });
  const targets = [
    ...bodies.map((_, index) => ['worksheet', `worksheets/sheet${index + 1}.xml`] as const),
    ['sharedStrings', 'sharedStrings.xml'] as const,
    ['styles', 'styles.xml'] as const,
  ].map(
    ([kind, target], index) =>
      `<Relationship Id="rId${index + 1}" Type="${office}/${kind}" Target="${target}"/>`,
  );
  const files: Record<string, string> = {
    '[Content_Types].xml':
      `${declaration}<Types xmlns="${packages}/content-types">` +
      `<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
      `<Default Extension="xml" ContentType="application/xml"/>` +
      `<Override PartName="/xl/workbook.xml" ContentType="${type}.sheet.main+xml"/>${overrides.join('')}</Types>`,
    '_rels/.rels':
      `${declaration}<Relationships xmlns="${packages}/relationships">` +
      `<Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml':
      `${declaration}<workbook xmlns="${main}" xmlns:r="${office}">` +
      `<sheets>${named.join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `${declaration}<Relationships xmlns="${packages}/relationships">${targets.join('')}</Relationships>`,
    'xl/sharedStrings.xml': `${declaration}<sst xmlns="${main}">${shared.strings.map((one) => `<si>${one}</si>`).join('')}</sst>`,
    'xl/styles.xml': stylesXml(shared.formats),
  };
  bodies.forEach((body, index) => {
    files[`xl/worksheets/sheet${index + 1}.xml`] = body;
  });
  const contents: Zippable = Object.fromEntries(
    Object.entries(files).map(([path, text]) => [path, strToU8(text)]),
  );
  return zipSync({ ...contents, ...parts });
}
