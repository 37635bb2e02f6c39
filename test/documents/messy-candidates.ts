import { encodeGb18030 } from '../support/chinese-encodings.ts';
import { makeWorkbook } from '../support/workbook.ts';

/** Lists of candidate projects as offices really send them; each must be read completely right. */
export const messyCandidates: Readonly<Record<string, () => Uint8Array>> = {
  'a title, the unit above the table, amounts as numbers and as texts': () =>
    makeWorkbook([
      {
        rows: [
          ['青石镇2026年民生实事候选项目表'],
          [null, null, null, '单位：万元'],
          ['序号', '项目名称', '建设内容', '投资额', '责任单位'],
          [1, '自来水改造', '更换主管 3.2 千米', 0.1 + 0.2, '水利站'],
          [2, '村道拓宽', '拓宽至 6 米', '1,200.50', '交通办'],
          [3, '文化广场', '新建 800 平方米', { number: 85.5, format: '#,##0.00' }, '文化站'],
          ['合计', null, null, { formula: 'SUM(D4:D6)', result: 1286.3 }, null],
        ],
        merges: ['A1:E1', 'A7:C7'],
      },
    ]),
  'two rows of headings, contents of several lines, departments merged': () =>
    makeWorkbook([
      {
        rows: [
          ['编号*', '项目', null, '总投资\n（万元）', '承办单位', '类别'],
          [null, '项目名称*', '主要\n内容*', null, null, null],
          [1, '自来水\n改造', '1. 更换主管；\n2. 入户 410 户。', 60, '镇水利站', '饮水'],
          [2, '山塘清淤', '清淤 3 座', 45, null, null],
          [3, '路灯安装', '安装 120 盏', 18, '镇城建办', '道路'],
        ],
        merges: ['A1:A2', 'B1:C1', 'D1:D2', 'E1:E2', 'F1:F2', 'E3:E4', 'F3:F4'],
      },
    ]),
  'dates, months, years and words in 完成时限': () =>
    makeWorkbook([
      {
        rows: [
          ['编号', '项目名称', '主要内容', '完成时限'],
          [1, '项目甲', '内容甲', { number: 46326, format: 'yyyy/m/d' }],
          [2, '项目乙', '内容乙', { number: 46326, format: 'yyyy"年"m"月"' }],
          [3, '项目丙', '内容丙', 2026.12],
          [4, '项目丁', '内容丁', 2026],
          [5, '项目戊', '内容戊', '2026年10月底前'],
        ],
      },
    ]),
  'a serial number beside the number of the paper, units in the cells': () =>
    makeWorkbook([
      {
        rows: [
          ['序号', '编号', '候选项目名称', '主要内容', '总投资', '受益对象'],
          [1, '12号', '项目甲', '内容甲', '120万元', '全镇'],
          [
            2,
            '０３',
            '项目乙',
            '内容乙',
            { number: 85, format: '0"万元"' },
            { number: 0.35, format: '0%' },
          ],
        ],
      },
    ]),
  'quantities with their unit in the cell or beside it, and none': () =>
    makeWorkbook([
      {
        rows: [
          ['编号', '项目名称', '主要内容', '数量', '计量单位'],
          [1, '项目甲', '内容甲', '１２ 公里', null],
          [2, '项目乙', '内容乙', '1,200.50', '平方米'],
          [3, '项目丙', '内容丙', { number: 3, format: '0"座"' }, null],
          [4, '项目丁', '内容丁', null, null],
          [5, '项目戊', '内容戊', 410, '户'],
        ],
      },
    ]),
  'CSV in GBK with lines inside cells': () =>
    encodeGb18030(
      '编号,项目名称,主要内容,地点,总投资(万元),资金来源\r\n1,敬老院扩建,"新建 2 层，\r\n床位 40 张",青石村,"1,080",县镇两级\r\n2,停车场,车位 60 个,镇区,96.0,\r\n',
    ),
};
