import { encodeUtf8 } from '../support/chinese-encodings.ts';
import { makeWorkbook, type Written } from '../support/workbook.ts';

/** A table that is refused as a whole, or for its bad cells: row, column, text, sentence. */
export interface HostileTable {
  readonly make: () => Uint8Array;
  readonly refused?: { readonly code: string; readonly says: string };
  readonly bad?: readonly (readonly [number, string, string, string])[];
}

const lost = '超过 15 位的数字已经丢失尾数，不能还原。请把这一列设为“文本”格式后重新填写。';
const strange = '有显示不出的字（造字或乱码）。请用输入法重新输入这个字。';
const identity = '这像是身份证号。本系统不收集身份证号，请删去。';
const signs = '姓名中有多余的符号或字母，请只写姓名。';
const merged = '这一行只有一段合并的文字，不是表中的一行内容。请删去这一行。';
const namesake = (row: number) =>
  `与第 ${row} 行同名，分不清是不是同一个人。请填写代表团或代表证号；重复的请删去一行。`;
const order = '序号应是 1 到 9999 的整数。';

/** A number with a right check digit that belongs to nobody: the region 000000 does not exist. */
const inventedIdentityNumber = '000000198001010013';

function sheet(...rows: (readonly Written[])[]): () => Uint8Array {
  return () => makeWorkbook([{ rows }]);
}

/** A roll with one bad cell in its third column, 姓名 and 性别 before it. */
function oneBad(heading: string, cell: Written, text: string, says: string): HostileTable {
  return {
    make: sheet(['姓名', '性别', heading], ['王芳', '女', null], ['张伟', '男', cell]),
    bad: [[3, `C（${heading}）`, text, says]],
  };
}

function badName(cell: Written, text: string, says: string): HostileTable {
  return {
    make: sheet(['姓名', '性别'], ['王芳', '女'], [cell, '男']),
    bad: [[3, 'A（姓名）', text, says]],
  };
}

/** Rolls that are hostile or can be read in two ways; nothing of them may be imported. */
export const hostileRolls: Readonly<Record<string, HostileTable>> = {
  'no heading that means a name': {
    make: sheet(['青石镇代表'], ['序号', '性别'], [1, '男']),
    refused: {
      code: 'no-header',
      says: '没有找到表头“姓名”。请对照模板，把表头写成模板中的名称。',
    },
  },
  'headings and nothing under them': {
    make: sheet(['序号', '姓名'], [null, ' ']),
    refused: { code: 'no-rows', says: '表头下面没有内容。请填写后再上传。' },
  },
  'two sheets that could both be the roll': {
    make: () =>
      makeWorkbook([
        { name: '县代表', rows: [['姓名'], ['张伟']] },
        { name: '镇代表', rows: [['姓名'], ['王芳']] },
      ]),
    refused: {
      code: 'several-tables',
      says: '工作表“县代表”和“镇代表”都像是要导入的表。请只保留一张再上传。',
    },
  },
  'a column of identity-card numbers': {
    make: sheet(['姓名', '身份证号码'], ['张伟', null]),
    refused: {
      code: 'identity-numbers',
      says: '表中有身份证号一列。本系统不收集身份证号，请删去这一列再上传。',
    },
  },
  'identity-card numbers under another heading': {
    make: sheet(['姓名', '号码'], ['张伟', inventedIdentityNumber]),
    refused: {
      code: 'identity-numbers',
      says: '表中有身份证号一列。本系统不收集身份证号，请删去这一列再上传。',
    },
  },
  'an identity-card number inside a remark': oneBad(
    '备注',
    `证号 ${inventedIdentityNumber}。`,
    '证号 000***************。',
    identity,
  ),
  'an identity-card number as the number of a deputy': oneBad(
    '代表证号',
    '330102198001011234',
    '330***************',
    identity,
  ),
  'a number of 18 digits in a number cell': oneBad(
    '代表证号',
    330102198001011200,
    '330***************',
    lost,
  ),
  'a number of 16 digits in a number cell': oneBad(
    '代表证号',
    1234567890123456,
    '1234567890123456',
    lost,
  ),
  'a CSV file in which long numbers were rounded': {
    make: () => encodeUtf8('姓名,代表证号\n张伟,3.30102E+17\n王芳,33010219800101000000\n'),
    bad: [
      [2, 'B（代表证号）', '3.30102E+17', lost],
      [3, 'B（代表证号）', '33010219800101000000', lost],
    ],
  },
  'two lists side by side': {
    make: sheet(['序号', '姓名', '序号', '姓名'], [1, '张伟', 2, '王芳']),
    refused: {
      code: 'heading-twice',
      says: '表头“序号”出现了两次，无法确定用哪一列。请删去或改名其中一列。',
    },
  },
  'two telephone columns of equal standing': {
    make: sheet(['姓名', '办公', '联系电话', '电话'], ['张伟', null, '1', '2']),
    refused: {
      code: 'heading-twice',
      says: '表头“手机”出现了两次，无法确定用哪一列。请删去或改名其中一列。',
    },
  },
  'unit and position together and apart': {
    make: sheet(['姓名', '单位及职务', '职务'], ['张伟', '青石村', '书记']),
    refused: {
      code: 'heading-twice',
      says: '表中既有“单位及职务”，又另有“单位”或“职务”，无法确定用哪一列。请只保留“单位及职务”一列。',
    },
  },
  'one name twice and nothing to tell them apart': {
    make: sheet(['姓名', '代表团'], ['张伟', '一团'], ['王芳', '一团'], ['张　伟', '一团']),
    bad: [
      [2, 'A（姓名）', '张伟', namesake(4)],
      [4, 'A（姓名）', '张 伟', namesake(2)],
    ],
  },
  'one name twice, only one of them with a number': {
    make: sheet(['姓名', '代表证号'], ['张伟', '1'], ['张伟', null]),
    bad: [
      [2, 'A（姓名）', '张伟', namesake(3)],
      [3, 'A（姓名）', '张伟', namesake(2)],
    ],
  },
  'a number of a deputy given twice': {
    make: sheet(['姓名', '代表证号'], ['张伟', '0031'], ['王芳', '００３１']),
    bad: [
      [2, 'B（代表证号）', '0031', '与第 3 行的代表证号相同，请核对。'],
      [3, 'B（代表证号）', '0031', '与第 2 行的代表证号相同，请核对。'],
    ],
  },
  'a place in the roll given twice, one that is zero, one that is no number': {
    make: sheet(['序号', '姓名'], [1, '张伟'], ['1', '王芳'], [0, '李娜'], ['一', '周杰']),
    bad: [
      [2, 'A（序号）', '1', '与第 3 行的序号相同，请改正。'],
      [3, 'A（序号）', '1', '与第 2 行的序号相同，请改正。'],
      [4, 'A（序号）', '0', order],
      [5, 'A（序号）', '一', order],
    ],
  },
  'a delegation written on the first of its rows only': {
    make: () => encodeUtf8('代表团,姓名\n一团,张伟\n,王芳\n'),
    bad: [
      [3, 'A（代表团）', '', '别的行写了代表团，这一行没有。请每一行都填写，不要只写在第一行。'],
    ],
  },
  'a comma too many in a CSV line': {
    make: () => encodeUtf8('姓名,单位,备注\n张伟,青石村,党支部书记,党员\n'),
    bad: [[2, 'D', '党员', '这一格上面没有表头，不知道是什么内容。请补上表头或删去。']],
  },
  'a row without a name': badName(null, '', '姓名没有填写。'),
  'two people in one cell': badName(
    '张伟 李娜',
    '张伟 李娜',
    '姓名中有空格，可能是两个人。一个人请去掉空格，两个人请分成两行。',
  ),
  'two people in one cell with a sign between': badName('张伟、李娜', '张伟、李娜', signs),
  'a name with its sex': badName('张伟（男）', '张伟（男）', signs),
  'a name with a letter to tell it apart': badName('张伟A', '张伟A', signs),
  'a name with digits': badName('张伟2', '张伟2', '姓名中有数字，请改正。'),
  'a surname alone': badName('张', '张', '姓名只有一个字，请核对。'),
  'a character lost as a question mark': badName('刘?', '刘?', strange.replace('有', '姓名中有')),
  'a self-made character': badName('刘\ue863', '刘\ue863', strange),
  'a name that is a formula': badName(
    { formula: 'B1&"伟"', result: '张伟' },
    '=B1&"伟"',
    '这里是公式。请复制这一列，“选择性粘贴”为数值，再上传。',
  ),
  'a name that is an entity of XML': {
    make: () =>
      makeWorkbook([{ rows: [] }], {
        'xl/worksheets/sheet1.xml': encodeUtf8(
          '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "张伟">]><worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>姓名</t></is></c></row><row r="2"><c r="A2" t="inlineStr"><is><t>&a;</t></is></c></row></sheetData></worksheet>',
        ),
      }),
    bad: [[2, 'A（姓名）', '&a;', signs]],
  },
  'a remark that is a shared formula without its own text': {
    make: () =>
      makeWorkbook([{ rows: [] }], {
        'xl/worksheets/sheet1.xml': encodeUtf8(
          '<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>姓名</t></is></c><c r="B1" t="inlineStr"><is><t>备注</t></is></c></row><row r="2"><c r="A2" t="inlineStr"><is><t>张伟</t></is></c><c r="B2" t="str"><f t="shared" si="0"/><v>x</v></c></row></sheetData></worksheet>',
        ),
      }),
    bad: [
      [
        2,
        'B（备注）',
        '=',
        '这里是与别处共用的公式，读不出内容。请复制后“选择性粘贴”为数值，再上传。',
      ],
    ],
  },
  'an error value': oneBad(
    '备注',
    { error: '#REF!' },
    '#REF!',
    '这里是错误值 #REF!。请改成正确的内容。',
  ),
  'a truth value': oneBad('备注', true, 'TRUE', '这里是逻辑值 TRUE。请改成文字。'),
  'a control character': oneBad(
    '备注',
    '党员_x0000_',
    '党员\u0000',
    '有看不见的控制字符。请重新输入这一格。',
  ),
  'a number of a deputy that became a date': oneBad(
    '代表证号',
    { number: 46086, format: 'm"月"d"日"' },
    '2026年3月5日',
    '这一格被表格软件当成了日期，原来的内容已经改变。请把这一列设为“文本”格式后重新填写。',
  ),
  'a deputy struck out': badName(
    { struck: '李娜' },
    '李娜',
    '这一格有删除线，不能确定是否还算数。请去掉删除线，或删去这一行。',
  ),
  'a row hidden by a filter': {
    make: () => makeWorkbook([{ rows: [['姓名'], ['张伟'], ['王芳'], ['李娜']], hiddenRows: [3] }]),
    bad: [
      [
        3,
        'A（姓名）',
        '王芳',
        '这一行在文件中被隐藏（可能是筛选）。请显示全部行，核对后再上传；不要的行请删去。',
      ],
    ],
  },
  'a sex in a letter': {
    make: sheet(['姓名', '性别'], ['张伟', 'M']),
    bad: [[2, 'B（性别）', 'M', '性别只填“男”或“女”。']],
  },
  'two telephone numbers in one cell': oneBad(
    '手机',
    '13800000001/13800000002',
    '13800000001/13800000002',
    '应是一个电话号码，只有数字。两个号码请留一个。',
  ),
  'a remark longer than its place': oneBad(
    '备注',
    '优'.repeat(201),
    '优'.repeat(201),
    '超过 200 个字，请缩短。',
  ),
  'a card for each deputy instead of a row': {
    make: sheet(['姓名', '张伟'], ['性别', '男'], ['手机', '13800000001']),
    refused: {
      code: 'no-header',
      says: '没有找到表头“姓名”。请对照模板，把表头写成模板中的名称。',
    },
  },
  'other headings on the second page': {
    make: sheet(['姓名', '性别'], ['张伟', '男'], ['代表姓名', '性别'], ['王芳', '女']),
    bad: [
      [3, 'A（姓名）', '代表姓名', '这是一个列名，不是姓名。请对照模板，每人填写一行。'],
      [3, 'B（性别）', '性别', '性别只填“男”或“女”。'],
    ],
  },
  'a row that names a delegation where there is a column for it': {
    make: () =>
      makeWorkbook([
        {
          rows: [
            ['姓名', '代表团'],
            ['第一代表团', null],
            ['张伟', '一团'],
          ],
          merges: ['A2:B2'],
        },
      ]),
    bad: [[2, 'A（姓名）', '第一代表团', merged]],
  },
  'a note among the deputies': {
    make: () =>
      makeWorkbook([
        {
          rows: [
            ['序号', '姓名'],
            [1, '张伟'],
            ['以下 2 人为补选', null],
            [2, '王芳'],
          ],
          merges: ['A3:B3'],
        },
      ]),
    bad: [[3, 'A（序号）', '以下 2 人为补选', merged]],
  },
  'a delegation that states another number of deputies': {
    make: sheet(['姓名', '性别'], ['第一代表团（3人）'], ['张伟', '男'], ['王芳', '女']),
    bad: [[2, 'A（姓名）', '第一代表团（3人）', '这里写的是 3 人，下面有 2 行。请核对。']],
  },
  'a total that states another number of deputies': {
    make: sheet(['序号', '姓名'], [1, '张伟'], [2, '王芳'], ['合计', '47人']),
    bad: [[4, 'A（序号）', '合计', '合计写的是 47，表中有 2 行。请核对。']],
  },
  'a subtotal between the deputies': {
    make: sheet(['序号', '姓名'], [1, '张伟'], ['小计', null], [2, '王芳']),
    bad: [
      [3, 'A（序号）', '小计', order],
      [3, 'B（姓名）', '', '姓名没有填写。'],
    ],
  },
};
