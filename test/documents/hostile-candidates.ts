import { makeWorkbook, type Written } from '../support/workbook.ts';
import type { HostileTable } from './hostile-rolls.ts';

const money = '总投资只填以万元为单位的数字，如 120 或 85.5。';
const finish = '这个数字分不清是哪年哪月（如 2026.1 也可能是 2026.10）。请写成 2026年10月。';

function sheet(...rows: (readonly Written[])[]): () => Uint8Array {
  return () => makeWorkbook([{ rows }]);
}

/** A list with one bad cell in its fourth column. */
function oneBad(
  heading: string,
  label: string,
  cell: Written,
  text: string,
  says: string,
): HostileTable {
  return {
    make: sheet(
      ['编号', '项目名称', '主要内容', heading],
      [1, '项目甲', '内容甲', null],
      [2, '项目乙', '内容乙', cell],
    ),
    bad: [[3, `D（${label}）`, text, says]],
  };
}

const inTenThousand = (cell: Written, text: string, says = money) =>
  oneBad('总投资(万元)', '总投资', cell, text, says);

/** Lists of candidates that are hostile or can be read in two ways. */
export const hostileCandidates: Readonly<Record<string, HostileTable>> = {
  'no column of contents': {
    make: sheet(['编号', '项目名称'], [1, '项目甲']),
    refused: {
      code: 'no-header',
      says: '没有找到表头“编号”、“项目名称”、“主要内容”。请对照模板，把表头写成模板中的名称。',
    },
  },
  'amounts in yuan by their heading': {
    make: sheet(['编号', '项目名称', '主要内容', '总投资（元）'], [1, '甲', '乙', 850000]),
    refused: {
      code: 'other-unit',
      says: '“总投资（元）”的单位不是万元。请把金额换算成万元，表头写“总投资(万元)”，再上传。',
    },
  },
  'amounts in yuan by a line above': {
    make: sheet(['单位：元'], ['编号', '项目名称', '主要内容', '投资额'], [1, '甲', '乙', 850000]),
    refused: {
      code: 'other-unit',
      says: '“单位：元”的单位不是万元。请把金额换算成万元，表头写“总投资(万元)”，再上传。',
    },
  },
  'a quantity without its unit': oneBad('数量', '数量', 12, '12', '数量要有计量单位，如 12公里。'),
  'a quantity that is a text': oneBad(
    '数量',
    '数量',
    '新建3座、改建2座',
    '新建3座、改建2座',
    '数量只填一个数，如 12 或 12公里；没有总数的请留空。',
  ),
  'a quantity of nothing': oneBad(
    '数量',
    '数量',
    '0公里',
    '0公里',
    '数量只填一个数，如 12 或 12公里；没有总数的请留空。',
  ),
  'a unit without a quantity': oneBad(
    '计量单位',
    '计量单位',
    '公里',
    '公里',
    '写了计量单位，没有写数量。',
  ),
  'a quantity with two units': {
    make: sheet(
      ['编号', '项目名称', '主要内容', '数量', '计量单位'],
      [1, '项目甲', '内容甲', '12公里', '米'],
    ),
    bad: [[2, 'D（数量）', '12公里', '数量里的单位与计量单位不同。']],
  },
  'amounts without any unit': oneBad(
    '总投资',
    '总投资',
    85,
    '85',
    '没有写明单位是不是万元。请把表头写成“总投资(万元)”。',
  ),
  'an amount in 亿元': inTenThousand('1.2亿元', '1.2亿元'),
  'an amount in yuan in its cell': inTenThousand('850000元', '850000元'),
  'about an amount': inTenThousand('约120', '约120'),
  'an amount with a comma in the wrong place': inTenThousand('12,34', '12,34'),
  'a negative amount': inTenThousand(-5, '-5'),
  'a percentage instead of an amount': inTenThousand({ number: 0.5, format: '0%' }, '50%'),
  'an amount shown as another by its format': inTenThousand(
    { number: 1200000, format: '0!.0,"万元"' },
    '1200000',
    '这一格实际是 1200000，数字格式让它显示成别的大小。请改为常规格式，重新填写要用的数字。',
  ),
  'October written as a number': oneBad('完成时限', '完成时限', 2026.1, '2026.1', finish),
  'a date that lost its format': oneBad('完成时限', '完成时限', 46326, '46326', finish),
  'numbers of the paper that are no numbers, or come twice': {
    make: sheet(
      ['编号', '项目名称', '主要内容'],
      ['一', '项目甲', '内容甲'],
      [2, '项目乙', '内容乙'],
      ['２', '项目丙', '内容丙'],
      [1.5, '项目丁', '内容丁'],
    ),
    bad: [
      [2, 'A（编号）', '一', '编号应是 1 到 999 的整数。'],
      [3, 'A（编号）', '2', '与第 4 行的编号相同，请改正。'],
      [4, 'A（编号）', '2', '与第 3 行的编号相同，请改正。'],
      [5, 'A（编号）', '1.5', '编号应是 1 到 999 的整数。'],
    ],
  },
  'one project twice': {
    make: sheet(
      ['编号', '项目名称', '主要内容'],
      [1, '项目甲', '内容甲'],
      [2, '项目\n甲', '内容乙'],
    ),
    bad: [
      [2, 'B（项目名称）', '项目甲', '与第 3 行的项目名称相同，请改名或删去一行。'],
      [3, 'B（项目名称）', '项目\n甲', '与第 2 行的项目名称相同，请改名或删去一行。'],
    ],
  },
  'a project without contents, a name longer than the paper takes': {
    make: sheet(
      ['编号', '项目名称', '主要内容'],
      [1, '项目甲', null],
      [2, '长'.repeat(61), '内容乙'],
    ),
    bad: [
      [2, 'C（主要内容）', '', '没有填写。'],
      [3, 'B（项目名称）', '长'.repeat(61), '超过 60 个字，请缩短。'],
    ],
  },
  'a number of 16 digits as an amount': inTenThousand(
    1234567890123456,
    '1234567890123456',
    '超过 15 位的数字已经丢失尾数，不能还原。请把这一列设为“文本”格式后重新填写。',
  ),
};
