import { ok, type Refusal, type Result, refuse } from '../rules/refusals.ts';

/** One cell as read: its text, and whether a number in it has lost digits. */
export interface SheetCell {
  readonly text: string;
  /** A number of more than 15 digits: a spreadsheet has already rounded it. */
  readonly lostDigits: boolean;
}

/** One sheet as rows of cells; merged cells repeat the text of the first of them. */
export interface Sheet {
  readonly name: string;
  readonly rows: readonly (readonly SheetCell[])[];
}

/** The largest file that is read, in bytes. */
export const largestSpreadsheet = 5 * 1024 * 1024;
/** The most that its parts may unpack to, in bytes. */
export const largestUnpacked = 60 * 1024 * 1024;
export const mostRows = 5_000;
export const mostColumns = 60;

const kinds: Readonly<Record<string, Refusal>> = {
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
};

/** Refuses a file by the code of what it is. */
export function refuseFile(kind: string): Result<never> {
  return refuse(kinds[kind] ?? { code: 'not-a-spreadsheet', message: '认不出这个文件。' });
}

function startsWith(bytes: Uint8Array, ...signature: readonly number[]): boolean {
  return signature.every((byte, index) => bytes[index] === byte);
}

/** What a file is by its first bytes, whatever its name says. */
export function recognise(bytes: Uint8Array): Result<'zip' | 'text'> {
  if (bytes.length === 0) return refuseFile('empty');
  if (bytes.length > largestSpreadsheet) return refuseFile('large');
  if (startsWith(bytes, 0x50, 0x4b, 0x03, 0x04)) return ok('zip');
  if (startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0)) {
    const inside = new TextDecoder('utf-16le').decode(bytes);
    const shifted = new TextDecoder('utf-16le').decode(bytes.subarray(1));
    const encrypted = `${inside}${shifted}`.includes('EncryptedPackage');
    return refuseFile(encrypted ? 'encrypted' : 'old');
  }
  if (startsWith(bytes, 0x25, 0x50, 0x44, 0x46)) return refuseFile('pdf');
  const images = [
    [0x89, 0x50, 0x4e, 0x47],
    [0xff, 0xd8, 0xff],
    [0x47, 0x49, 0x46, 0x38],
    [0x42, 0x4d],
  ];
  if (images.some((signature) => startsWith(bytes, ...signature))) return refuseFile('image');
  return ok('text');
}

/** Decodes a text file: UTF-8 or UTF-16 by its mark, else UTF-8, else GB 18030 (GBK). */
export function decodeText(bytes: Uint8Array): Result<string> {
  const decode = (encoding: string) => {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch {
      return null;
    }
  };
  const marked = startsWith(bytes, 0xff, 0xfe)
    ? 'utf-16le'
    : startsWith(bytes, 0xfe, 0xff)
      ? 'utf-16be'
      : null;
  const text = marked === null ? (decode('utf-8') ?? decode('gb18030')) : decode(marked);
  if (text === null) return refuseFile('encoding');
  if (text.includes('\0')) return refuseFile('unknown');
  if (/^\s*(<!doctype|<html|<\?xml|<table)/i.test(text)) return refuseFile('web');
  if (text.trim() === '') return refuseFile('empty');
  return ok(text);
}
