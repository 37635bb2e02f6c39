import { deflateRawSync } from 'node:zlib';
import { strToU8, zipSync } from 'fflate';
import { writeXlsx } from 'hucre/xlsx';
import { announcementDocument } from '../../src/documents/index.ts';
import { encodeGb18030, encodeUtf8, encodeUtf16 } from '../support/chinese-encodings.ts';
import { makeWorkbook } from '../support/workbook.ts';

/** A file that is refused before any cell is looked at, with the sentence that answers it. */
export interface HostileFile {
  readonly make: () => Uint8Array | Promise<Uint8Array>;
  readonly code: string;
  readonly says: string;
}

/** An OLE2 container whose directory names one stream, as Excel 97, WPS and Word 97 write them. */
function container(stream: string): Uint8Array {
  const bytes = new Uint8Array(4096);
  bytes.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
  bytes.set(Buffer.from(stream, 'utf16le'), 1024);
  return bytes;
}

/** Changes the sizes that the directory of a zip states for one part. */
function restate(
  file: Uint8Array,
  path: string,
  change: (view: DataView, at: number) => void,
): Uint8Array {
  const bytes = Uint8Array.from(file);
  const view = new DataView(bytes.buffer);
  const name = Buffer.from(path);
  for (let at = 0; at < bytes.length - 46; at += 1) {
    if (view.getUint32(at, true) !== 0x02014b50) continue;
    if (Buffer.from(bytes.subarray(at + 46, at + 46 + name.length)).equals(name)) change(view, at);
  }
  return bytes;
}

const roll = () => makeWorkbook([{ rows: [['姓名'], ['张伟']] }]);
const sheetPath = 'xl/worksheets/sheet1.xml';
const start = strToU8('<worksheet><sheetData>');

/** A sheet of nothing but spaces that unpacks to some megabytes. */
function swollen(megabytes: number): Uint8Array {
  const body = new Uint8Array(megabytes * 1024 * 1024).fill(0x20);
  body.set(start);
  return body;
}

const old =
  '这是旧格式（.xls 或 WPS 的 .et）。请用 Excel 或 WPS 打开，选“另存为”，类型选“Excel 工作簿（*.xlsx）”，再上传。';
const damaged = '文件已损坏，读不出内容。请用 Excel 打开后重新另存为 .xlsx，再上传。';
const bomb = '文件解开后过大，没有读取。请把需要的内容复制到模板中再上传。';
const image = '这是图片。请上传 .xlsx 表格，不能识别照片。';
const archive = '这是压缩包，不是表格。请解压后上传其中的 .xlsx。';
const word = '这是 Word 文档。请把表格复制到模板中，另存为 .xlsx 再上传。';
const web = '这是网页或 XML 文件，只是名字像表格。请用 Excel 打开，另存为 .xlsx 再上传。';
const unknown = '认不出这个文件。请上传 .xlsx 或 .csv 表格；可以先下载模板对照。';
const empty = '文件是空的。请重新选择名册或项目表文件。';
const rows = '表格超过 5000 行或 60 列。请删去多余的行列后再上传。';

const notSpreadsheet = (says: string, make: HostileFile['make']): HostileFile => ({
  make,
  code: 'not-a-spreadsheet',
  says,
});

/** Files that are no readable spreadsheet, or too much of one. */
export const hostileFiles: Readonly<Record<string, HostileFile>> = {
  'an empty file': { make: () => new Uint8Array(), code: 'file-empty', says: empty },
  'a CSV file of blanks': { make: () => encodeUtf8(' \r\n \n'), code: 'file-empty', says: empty },
  'a file over 5 MB': {
    make: () => new Uint8Array(5 * 1024 * 1024 + 1).fill(0x41),
    code: 'file-too-large',
    says: '文件超过 5 MB。请删去图片和用不到的工作表，另存为 .xlsx 后再上传。',
  },
  'an .xls of Excel 97': { make: () => container('Workbook'), code: 'old-excel', says: old },
  'an .et of WPS': { make: () => container('ETExtData'), code: 'old-excel', says: old },
  'an .xls of Excel 4': {
    make: () => Uint8Array.of(0x09, 0x04, 0x06, 0x00, 0x00, 0x00, 0x10, 0x00),
    code: 'old-excel',
    says: old,
  },
  'an .xlsb': {
    make: () => zipSync({ 'xl/workbook.bin': Uint8Array.of(1, 2, 3) }),
    code: 'old-excel',
    says: '这是 .xlsb 格式。请打开后另存为“Excel 工作簿（*.xlsx）”，再上传。',
  },
  'an .xlsx with a password': {
    make: () =>
      writeXlsx({
        sheets: [{ name: '名册', rows: [['姓名'], ['张伟']] }],
        encryption: { password: '123456', spinCount: 1000 },
      }),
    code: 'file-encrypted',
    says: '文件设了打开密码。请打开后在“另存为”中去掉密码，再上传。',
  },
  'an .ods': {
    make: () => zipSync({ 'content.xml': strToU8('<office:document-content/>') }),
    code: 'other-office',
    says: '这是 .ods 格式。请打开后另存为“Excel 工作簿（*.xlsx）”，再上传。',
  },
  'a .docx': {
    make: () =>
      announcementDocument({
        ...{ title: '名册', number: null, paragraphs: ['张伟'], table: null, closing: [] },
        ...{ signatures: ['青石镇人大主席团'], date: '2026年3月5日' },
      }),
    code: 'other-office',
    says: word,
  },
  'a .doc': { make: () => container('WordDocument'), code: 'other-office', says: word },
  'an .rtf': { make: () => encodeUtf8('{\\rtf1 张伟}'), code: 'other-office', says: word },
  'a .pptx': {
    make: () => zipSync({ 'ppt/presentation.xml': strToU8('<p:presentation/>') }),
    code: 'other-office',
    says: '这是演示文稿。请把表格复制到模板中，另存为 .xlsx 再上传。',
  },
  'a PDF': notSpreadsheet('这是 PDF。请上传原来的 .xlsx 表格。', () => encodeUtf8('%PDF-1.7\n')),
  'a photo of a roll': notSpreadsheet(image, () => Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 0, 16)),
  'a screenshot': notSpreadsheet(image, () => Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d)),
  'a photo of a telephone (HEIC)': notSpreadsheet(image, () =>
    Uint8Array.of(0, 0, 0, 24, 0x66, 0x74, 0x79, 0x70, 0x68, 0x65, 0x69, 0x63),
  ),
  'a spreadsheet inside a zip': notSpreadsheet(archive, () => zipSync({ '名册.xlsx': roll() })),
  'a RAR archive': notSpreadsheet(archive, () => encodeUtf8('Rar!\u001a\u0007')),
  'a web page named .xls': notSpreadsheet(web, () =>
    encodeGb18030('<html><table><tr><td>姓名</td></tr><tr><td>张伟</td></tr></table></html>'),
  ),
  'XML of Excel 2003': notSpreadsheet(web, () =>
    encodeUtf8('\ufeff<?xml version="1.0"?><Workbook><Worksheet/></Workbook>'),
  ),
  'a web archive named .xls': notSpreadsheet(web, () =>
    encodeUtf8('MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n'),
  ),
  'UTF-16 without its mark': notSpreadsheet(unknown, () =>
    encodeUtf16('姓名,性别\n张伟,男\n', false),
  ),
  'bytes that are text in no encoding': {
    make: () => Uint8Array.of(0xe5, 0xa7, 0xff, 0xff, 0x2c, 0x0a),
    code: 'unknown-encoding',
    says: '读不出文字编码。请用 Excel 打开，另存为 .xlsx 再上传。',
  },
  'a zip bomb that states its size': {
    make: () => makeWorkbook([{ rows: [] }], { [sheetPath]: swollen(80) }),
    code: 'file-too-large',
    says: bomb,
  },
  'a zip bomb that understates its size': {
    make: () =>
      restate(makeWorkbook([{ rows: [] }], { [sheetPath]: swollen(80) }), sheetPath, (view, at) =>
        view.setUint32(at + 24, 4096, true),
      ),
    code: 'file-too-large',
    says: bomb,
  },
  'a zip bomb that states no size at all': {
    make: () =>
      restate(makeWorkbook([{ rows: [] }], { [sheetPath]: swollen(80) }), sheetPath, (view, at) =>
        view.setUint32(at + 24, 0, true),
      ),
    code: 'file-damaged',
    says: damaged,
  },
  'two cells at opposite corners of the largest sheet': {
    make: () =>
      makeWorkbook([{ rows: [] }], {
        [sheetPath]: strToU8(
          '<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>',
        ),
      }),
    code: 'file-too-large',
    says: bomb,
  },
  'a workbook that fills the memory of its reader': {
    make: () => {
      const row = `<row>${'<c s="1"/>'.repeat(64)}</row>`;
      const body = `<worksheet><sheetData>${row.repeat(80_000)}</sheetData></worksheet>`;
      return makeWorkbook([{ rows: [] }], { [sheetPath]: strToU8(body) });
    },
    code: 'file-too-large',
    says: bomb,
  },
  'a file cut off in the middle': {
    make: () => roll().subarray(0, 900),
    code: 'file-damaged',
    says: damaged,
  },
  'a part whose bytes were changed': {
    make: () => {
      const bytes = makeWorkbook([{ rows: [['姓名'], ['张伟']] }], {
        'xl/sharedStrings.xml': strToU8(
          '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>姓名</t></si><si><t>张伟</t></si></sst>',
        ),
      });
      return restate(bytes, 'xl/sharedStrings.xml', (view, at) =>
        view.setUint32(at + 16, view.getUint32(at + 16, true) ^ 1, true),
      );
    },
    code: 'file-damaged',
    says: damaged,
  },
  'a stream where a workbook should be': {
    make: () => zipSync({ 'xl/workbook.xml': new Uint8Array(deflateRawSync('x')) }),
    code: 'file-damaged',
    says: damaged,
  },
  'a roll of 6,000 rows': {
    make: () => encodeUtf8(`姓名\n${'张伟\n'.repeat(6_000)}`),
    code: 'file-too-large',
    says: rows,
  },
  'a roll of 70 columns': {
    make: () =>
      makeWorkbook([{ rows: [['姓名', ...Array.from({ length: 69 }, () => '列')], ['张伟']] }]),
    code: 'file-too-large',
    says: rows,
  },
  'a CSV file with an unclosed quote': {
    make: () => encodeUtf8('姓名,备注\n张伟,"优秀\n王芳,\n'),
    code: 'unclosed-quotes',
    says: '文件中的引号不成对，分不清哪些内容是一格。请用 Excel 打开核对后，另存为 .xlsx 再上传。',
  },
};
