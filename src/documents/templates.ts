import { channels } from '../rules/procedure-figures.ts';
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

const planColumns: readonly (readonly [string, string, string])[] = [
  ['编号*', '必填。正式项目的编号；一个项目写几行的，从第二行起可以不填。', '1'],
  ['项目名称', '只供对照，名称和编号对不上会提醒。', '青石村自来水管网改造'],
  ['承办单位*', '必填，写在项目的第一行。名单里没有的，导入时一并登记。', '镇水利站'],
  ['责任人*', '必填，写在项目的第一行。', '张伟'],
  ['总目标*', '必填，写在项目的第一行。', '410 户通上自来水'],
  ['保障措施*', '必填，写在项目的第一行。', '每周例会，专账管理'],
  ['开工日期*', '必填，写在项目的第一行，写到日。', '2026-03-01'],
  ['完成日期*', '必填，写在项目的第一行，写到日。', '2026-10-31'],
  ['节点*', '每个节点一行，按先后排列，最多 10 个。', '主管铺设完成'],
  ['节点日期*', '写到日，在开工和完成之间。', '2026-06-30'],
  ['节点比重(%)*', '1 到 100 的整数，一个项目合计 100。', '60'],
  ['资金来源', '每个来源一行，最多 5 个。', '镇财政'],
  ['金额(万元)', '填了来源就要填。只填数字，单位是万元。', '60'],
  ['目标年度', '跨年度的项目，每年一行。', '2026'],
  ['年度目标', '填了年度就要填。', '完成主管和 200 户'],
  ['数量', '可以不填。只填数字。', '200'],
  ['计量单位', '填了数量就要填。', '户'],
];

const figuresColumns: readonly (readonly [string, string, string])[] = [
  ['年度*', '必填。每年一行。', '2023'],
  ['征集开始', '可以不填。写到日；没有记录的留空。', '2022-09-01'],
  ['征集结束', '可以不填。', '2022-10-15'],
  ...channels.map(
    ([, label]) => [label, '可以不填。收到的建议条数；没有记录的留空，不要填 0。', '12'] as const,
  ),
  ['候选项目公示', '可以不填。公示的日期。', '2022-11-20'],
  ['材料送达代表', '可以不填。会议材料送到代表的日期。', '2022-12-28'],
  ['审议有没有记录', '可以不填。填“有”或“没有”；不清楚的留空。', '有'],
  ['实施计划公布', '可以不填。公布的日期。', '2023-02-10'],
  ['来源*', '必填。数字从哪里来。', '2022年征集工作台账'],
];

const originColumns: readonly (readonly [string, string, string])[] = [
  ['编号*', '必填。候选项目的编号。', '1'],
  ['项目名称*', '必填。', '青石村自来水管网改造'],
  ['从哪里来*', '必填。填“群众”“代表”“政府”“部门”“上级交办”，几个之间用顿号。', '群众、代表'],
  ['建议条数', '可以不填。对应多少条建议；没有记录的留空。', '6'],
  ['票决时状态', '可以不填。填“未开工”“已开工”或“已完工”。', '未开工'],
];

const resultColumns: readonly (readonly [string, string, string])[] = [
  ['编号*', '必填。正式项目的编号；没有测评的项目不要写。', '1'],
  ['项目名称', '只供对照，名称和编号对不上会提醒。', '青石村自来水管网改造'],
  ['满意*', '必填。票数；没有人投的填 0。', '40'],
  ['基本满意*', '必填。', '5'],
  ['不满意*', '必填。', '2'],
];

const judgementColumns: readonly (readonly [string, string, string])[] = [
  ['编号*', '必填。正式项目的编号。', '1'],
  ['项目名称', '只供对照，名称和编号对不上会提醒。', '青石村自来水管网改造'],
  ['等次*', '必填。填“满意”“基本满意”或“不满意”。', '满意'],
  ['理由*', '必填。1000 个字以内。', '按期通水，水质达标'],
  ['评价日期*', '必填，写到日。', '2024-01-10'],
];

const calendarColumns: readonly (readonly [string, string, string])[] = [
  ['日期*', '必填，每天一行，写到日。', '2027-02-06'],
  ['安排*', '必填。填“放假”或“上班”；照常的周六、周日和工作日不用写。', '放假'],
  ['节日', '可以不填，不导入。', '春节'],
];

function template(
  name: string,
  columns: readonly (readonly [string, string, string])[],
  rows: readonly (readonly string[])[] = [],
): Promise<Uint8Array> {
  return writeSpreadsheet([
    { name, headings: columns.map(([heading]) => heading), rows, preparedRows },
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

/** A project whose number and name a table is handed out with. */
interface Named {
  readonly number: number;
  readonly title: string;
}

/** A table with one row for each project, its number and name filled in. */
function filledTemplate(
  name: string,
  columns: readonly (readonly [string, string, string])[],
  projects: readonly Named[],
): Promise<Uint8Array> {
  return template(
    name,
    columns,
    projects.map((one) => [
      ...[String(one.number), one.title],
      ...Array.from({ length: columns.length - 2 }, () => ''),
    ]),
  );
}

/** The table of a month's progress. */
export function progressTemplate(projects: readonly Named[]): Promise<Uint8Array> {
  return filledTemplate('进度', progressColumns, projects);
}

/** The table of a year's plans. */
export function planTemplate(projects: readonly Named[]): Promise<Uint8Array> {
  return filledTemplate('实施计划', planColumns, projects);
}

/** The figures of older years. */
export function figuresTemplate(): Promise<Uint8Array> {
  return template('往年程序数字', figuresColumns);
}

/** The origins of a year's candidates. */
export function originsTemplate(candidates: readonly Named[]): Promise<Uint8Array> {
  return filledTemplate('候选项目来源', originColumns, candidates);
}

/** The result of an older satisfaction test. */
export function resultsTemplate(projects: readonly Named[]): Promise<Uint8Array> {
  return filledTemplate('测评结果', resultColumns, projects);
}

/** Older judgements of the party committee. */
export function judgementsTemplate(projects: readonly Named[]): Promise<Uint8Array> {
  return filledTemplate('党委评价', judgementColumns, projects);
}

/** The holidays and make-up working days of a year. */
export function calendarTemplate(): Promise<Uint8Array> {
  return template('节假日安排', calendarColumns);
}
