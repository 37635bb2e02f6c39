import { explanationSheet } from './read-table.ts';
import { writeSpreadsheet } from './write-spreadsheet.ts';

/** Rows of a template in which what is typed stays text. */
const preparedRows = 500;

/** Each column of the roll: heading, what belongs there, an example. */
const rollColumns: readonly (readonly [string, string, string])[] = [
  ['序号', '可以不填。1 到 9999 的整数，不能重复。', '1'],
  ['代表团', '可以整列不填；要填就每一行都填，不要只写在第一行。', '第一代表团'],
  ['姓名*', '必填。只写姓名，不写职务、民族和性别。', '张伟'],
  ['性别', '可以不填。填“男”或“女”。', '女'],
  ['单位及职务', '可以不填。', '青石村党支部书记'],
  ['选区', '可以不填。', '第三选区'],
  ['代表证号', '可以不填。同一代表团有两人同名时，靠它区分。', '0031'],
  ['手机', '可以不填。只填一个号码。', '0571-88880000'],
  ['备注', '可以不填。请不要填写身份证号。', ''],
];

const candidateColumns: readonly (readonly [string, string, string])[] = [
  ['编号*', '必填。1 到 999 的整数，会印在选票上，不能重复。', '1'],
  ['项目名称*', '必填。60 个字以内，会印在选票上。', '青石村自来水管网改造'],
  ['主要内容*', '必填。做什么、做多少，是以后检查的依据。', '更换主管 3.2 千米，入户 410 户'],
  ['数量', '可以不填。有总数的请填，以后按它核对完成了多少。只填一个数。', '410'],
  ['计量单位', '填了数量就要填。', '户'],
  ['地点', '可以不填。', '青石村'],
  ['受益范围', '可以不填。', '青石村 410 户 1350 人'],
  ['总投资(万元)', '可以不填。只填数字，单位是万元。', '85.5'],
  ['资金来源', '可以不填。', '镇财政 60 万元，其余村自筹'],
  ['承办单位', '可以不填。', '镇水利站'],
  ['完成时限', '可以不填。', '2026年10月底'],
  ['类别', '可以不填。', '农村饮水'],
];

const progressColumns: readonly (readonly [string, string, string])[] = [
  ['编号*', '必填。正式项目的编号。', '1'],
  ['项目名称', '只供对照，不导入。', '青石村自来水管网改造'],
  ['进展情况*', '必填。填“按计划”“滞后”“停工”或“完成”。', '按计划'],
  ['完成百分比', '可以不填，不填就按已完成的节点算。0 到 100 的整数。', '45'],
  ['累计支付(万元)', '可以不填。从开始到现在一共支付的，只增不减。', '85.5'],
  ['说明', '可以不填。1000 个字以内。', '主管已铺 1.5 千米'],
];

function template(
  name: string,
  columns: readonly (readonly [string, string, string])[],
): Promise<Uint8Array> {
  return writeSpreadsheet([
    { name, headings: columns.map(([heading]) => heading), rows: [], preparedRows },
    {
      name: explanationSheet,
      headings: ['列名', '怎样填写（带 * 的必填）', '例子'],
      rows: columns,
      widths: [16, 60, 34],
    },
  ]);
}

/** The empty roll, to be filled in; columns with * are required. */
export function rollTemplate(): Promise<Uint8Array> {
  return template('代表名册', rollColumns);
}

/** The empty list of candidate projects. */
export function candidateTemplate(): Promise<Uint8Array> {
  return template('候选项目', candidateColumns);
}

/** The table of a month's progress, with the numbers and names of the projects filled in. */
export function progressTemplate(
  projects: readonly { readonly number: number; readonly title: string }[],
): Promise<Uint8Array> {
  return writeSpreadsheet([
    {
      name: '进度',
      headings: [...progressColumns.map(([heading]) => heading)],
      rows: projects.map((one) => [String(one.number), one.title, '', '', '', '']),
    },
    {
      name: explanationSheet,
      headings: ['列名', '怎样填写（带 * 的必填）', '例子'],
      rows: progressColumns,
      widths: [16, 60, 34],
    },
  ]);
}
