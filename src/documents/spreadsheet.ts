import { type Refusal, type Result, refuse } from '../rules/refusals.ts';

/** What a cell holds; a formula is its own text, never worked out. */
export type CellKind = 'text' | 'number' | 'date' | 'formula';

/** One cell as read. */
export interface SheetCell {
  readonly text: string;
  readonly kind: CellKind;
  /** Why no column can take this cell (lost digits, an error value, …), as a Chinese sentence. */
  readonly flaw: string | null;
  /** True where a merged range repeats its first cell. */
  readonly repeated?: true;
}

/** One sheet as rows of cells; merged cells repeat the first of them. */
export interface Sheet {
  readonly name: string;
  readonly rows: readonly (readonly SheetCell[])[];
  /** Indexes of the rows that the file hides, by hand or by a filter. */
  readonly hiddenRows: readonly number[];
}

/** The largest file that is read, in bytes. */
export const largestSpreadsheet = 5 * 1024 * 1024;
/** The most that its parts may unpack to, in bytes. */
export const largestUnpacked = 60 * 1024 * 1024;
export const mostRows = 5_000;
export const mostColumns = 60;

/** An empty cell. */
export const emptyCell: SheetCell = { text: '', kind: 'text', flaw: null };

/** Why a number of more than 15 digits is not taken. */
export const lostDigits =
  '超过 15 位的数字已经丢失尾数，不能还原。请把这一列设为“文本”格式后重新填写。';

const kinds = {
  empty: { code: 'file-empty', message: '文件是空的。请重新选择名册或项目表文件。' },
  large: {
    code: 'file-too-large',
    message: '文件超过 5 MB。请删去图片和用不到的工作表，另存为 .xlsx 后再上传。',
  },
  old: {
    code: 'old-excel',
    message:
      '这是旧格式（.xls 或 WPS 的 .et）。请用 Excel 或 WPS 打开，选“另存为”，类型选“Excel 工作簿（*.xlsx）”，再上传。',
  },
  encrypted: {
    code: 'file-encrypted',
    message: '文件设了打开密码。请打开后在“另存为”中去掉密码，再上传。',
  },
  binary: {
    code: 'old-excel',
    message: '这是 .xlsb 格式。请打开后另存为“Excel 工作簿（*.xlsx）”，再上传。',
  },
  ods: {
    code: 'other-office',
    message: '这是 .ods 格式。请打开后另存为“Excel 工作簿（*.xlsx）”，再上传。',
  },
  word: {
    code: 'other-office',
    message: '这是 Word 文档。请把表格复制到模板中，另存为 .xlsx 再上传。',
  },
  slides: {
    code: 'other-office',
    message: '这是演示文稿。请把表格复制到模板中，另存为 .xlsx 再上传。',
  },
  zip: { code: 'not-a-spreadsheet', message: '这是压缩包，不是表格。请解压后上传其中的 .xlsx。' },
  pdf: { code: 'not-a-spreadsheet', message: '这是 PDF。请上传原来的 .xlsx 表格。' },
  image: { code: 'not-a-spreadsheet', message: '这是图片。请上传 .xlsx 表格，不能识别照片。' },
  web: {
    code: 'not-a-spreadsheet',
    message: '这是网页或 XML 文件，只是名字像表格。请用 Excel 打开，另存为 .xlsx 再上传。',
  },
  unknown: {
    code: 'not-a-spreadsheet',
    message: '认不出这个文件。请上传 .xlsx 或 .csv 表格；可以先下载模板对照。',
  },
  bomb: {
    code: 'file-too-large',
    message: '文件解开后过大，没有读取。请把需要的内容复制到模板中再上传。',
  },
  damaged: {
    code: 'file-damaged',
    message: '文件已损坏，读不出内容。请用 Excel 打开后重新另存为 .xlsx，再上传。',
  },
  rows: {
    code: 'file-too-large',
    message: `表格超过 ${mostRows} 行或 ${mostColumns} 列。请删去多余的行列后再上传。`,
  },
  encoding: {
    code: 'unknown-encoding',
    message: '读不出文字编码。请用 Excel 打开，另存为 .xlsx 再上传。',
  },
} as const satisfies Readonly<Record<string, Refusal>>;

/** Everything that a file may turn out to be instead of a table. */
export type UnreadableKind = keyof typeof kinds;

/** Refuses a file by what it is. */
export function refuseFile(kind: UnreadableKind): Result<never> {
  return refuse(kinds[kind]);
}

/**
 * A sheet without the empty rows and columns behind its content, which formatting leaves in many
 * files. Refuses with `file-too-large` when what remains has too many rows or columns.
 */
export function boundSheet(
  name: string,
  rows: readonly (readonly SheetCell[])[],
  hiddenRows: readonly number[],
): Result<Sheet> {
  let height = 0;
  let width = 0;
  for (const [index, row] of rows.entries()) {
    const last = row.findLastIndex((cell) => cell.text.trim() !== '');
    if (last < 0) continue;
    height = index + 1;
    width = Math.max(width, last + 1);
  }
  if (height > mostRows || width > mostColumns) return refuseFile('rows');
  const bounded = rows
    .slice(0, height)
    .map((row) => Array.from({ length: width }, (_, column) => row[column] ?? emptyCell));
  return {
    ok: true,
    value: { name, rows: bounded, hiddenRows: hiddenRows.filter((row) => row < height) },
  };
}
