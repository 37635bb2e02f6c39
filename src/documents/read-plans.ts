import { judgePlan } from '../rules/plan.ts';
import { quantityShape } from '../rules/project-text.ts';
import {
  dayColumn,
  exactColumn,
  freeColumn,
  judgeUnits,
  type KnownTitles,
  readAmount,
  readDay,
  readKnownNumber,
  readPercent,
  readRequired,
  readText,
  readWhole,
  required,
  statesTenThousandYuan,
} from './cells.ts';
import type { ColumnDefinition } from './find-header.ts';
import {
  type FoundCell,
  type FoundRow,
  type MarkBad,
  readTable,
  type TableReading,
} from './read-table.ts';

/** The plan of one project as a file states it: over one row or several. */
export interface PlanLine {
  readonly number: number;
  readonly department: string;
  readonly personInCharge: string;
  readonly goal: string;
  readonly safeguards: string;
  readonly startsOn: string;
  readonly finishesOn: string;
  readonly milestones: readonly {
    readonly title: string;
    readonly dueOn: string;
    readonly weight: number;
  }[];
  readonly goals: readonly {
    readonly year: number;
    readonly goal: string;
    readonly quantity: string | null;
    readonly unit: string | null;
  }[];
  readonly funding: readonly { readonly origin: string; readonly amount: string }[];
}

/** How many milestones, yearly goals and sources of money a plan may have, as its page shows them. */
export const planLines = { milestone: 10, goal: 5, funding: 5 } as const;

const headKeys = [
  ...(['department', 'personInCharge', 'goal', 'safeguards', 'startsOn', 'finishesOn'] as const),
];
const listKeys = {
  milestone: ['step', 'due', 'weight'],
  goal: ['year', 'yearGoal', 'quantity', 'unit'],
  funding: ['origin', 'amount'],
} as const;
type List = keyof typeof listKeys;
type Key = 'number' | 'title' | (typeof headKeys)[number] | (typeof listKeys)[List][number];
type Row = FoundRow<Key>;

const columns: readonly ColumnDefinition<Key>[] = [
  required(exactColumn('number', '编号', ['序号', '项目编号', '号'])),
  exactColumn('title', '项目名称', ['名称', '项目']),
  required(exactColumn('department', '承办单位', ['责任单位', '牵头单位', '实施单位', '承办部门'])),
  required(exactColumn('personInCharge', '责任人', ['负责人', '联系人'])),
  required(freeColumn('goal', '总目标', ['目标', '目标任务', '工作目标'])),
  required(freeColumn('safeguards', '保障措施', ['保障', '工作措施', '推进措施'])),
  required(dayColumn('startsOn', '开工日期', ['开始日期', '开工时间', '开始时间'])),
  required(dayColumn('finishesOn', '完成日期', ['完工日期', '完成时间', '完成时限', '完工时间'])),
  required(exactColumn('step', '节点', ['节点名称', '工作节点', '时间节点名称', '步骤'])),
  required(dayColumn('due', '节点日期', ['节点时间', '节点完成日期'])),
  required(exactColumn('weight', '节点比重', ['比重', '权重', '占比'])),
  exactColumn('origin', '资金来源', ['经费来源', '来源']),
  exactColumn('amount', '金额', ['资金', '资金金额', '投资', '投资额']),
  exactColumn('year', '目标年度', ['年度']),
  freeColumn('yearGoal', '年度目标', ['当年目标']),
  exactColumn('quantity', '数量', ['目标数量']),
  exactColumn('unit', '计量单位', ['单位']),
];

/**
 * Reads a table of plans. A project takes as many rows as it has milestones, sources of money or yearly goals: its
 * further rows leave the number and what is said once empty, or repeat it (merged cells do).
 */
export async function readPlanFile(
  bytes: Uint8Array,
  known: KnownTitles,
): Promise<TableReading<PlanLine>> {
  let unitStated = false;
  return await readTable<Key, PlanLine>(bytes, {
    columns,
    section: null,
    judgeHeader: (header) => {
      unitStated = statesTenThousandYuan(header);
      return judgeUnits(header);
    },
    readRows: (rows, bad) => {
      const groups = groupRows(rows, bad);
      return groups.map((group) => readPlan(group, { known, unitStated }, bad));
    },
  });
}

/** The rows of one project, the first of them saying what is said once. */
type Group = readonly [Row, ...Row[]];

function groupRows(rows: readonly Row[], bad: MarkBad): readonly Group[] {
  const groups: [Row, ...Row[]][] = [];
  for (const row of rows) {
    const last = groups.at(-1);
    const number = row.cells.number;
    const goesOn = last !== undefined && continues(row, last[0]);
    if (goesOn) {
      last.push(row);
      judgeFurther(row, last[0], bad);
      continue;
    }
    const twin = groups.find((group) => group[0].cells.number?.text === number?.text);
    if (twin !== undefined && number !== undefined && number.text !== '') {
      bad(number, `与第 ${twin[0].row} 行的编号相同。同一个项目的各行要连在一起。`);
    }
    groups.push([row]);
  }
  return groups;
}

function continues(row: Row, first: Row): boolean {
  const number = row.cells.number?.text ?? '';
  return number === '' || number === first.cells.number?.text;
}

/** What a further row says of what is said once must be nothing, or the same. */
function judgeFurther(row: Row, first: Row, bad: MarkBad): void {
  for (const key of ['title', ...headKeys] as const) {
    const cell = row.cells[key];
    if (cell === undefined || cell.text === '' || cell.text === first.cells[key]?.text) continue;
    bad(cell, `与第 ${first.row} 行同一个项目写的不同。请只写一次，或写成一样的。`);
  }
}

/** The rows of a project that bring something to one of its lists; a merged cell brings it once. */
function linesOf(group: Group, list: List): readonly Row[] {
  return group.filter((row) =>
    listKeys[list].some((key) => {
      const cell = row.cells[key];
      return cell !== undefined && cell.text !== '' && !cell.repeated;
    }),
  );
}

interface About {
  readonly known: KnownTitles;
  readonly unitStated: boolean;
}

function readPlan(group: Group, { known, unitStated }: About, bad: MarkBad): PlanLine {
  const [{ cells }] = group;
  const day = (cell: FoundCell | undefined) => {
    if (cell?.text === '') bad(cell, '没有填写。');
    return readDay(cell, bad) ?? '';
  };
  const rows = {
    milestone: linesOf(group, 'milestone'),
    goal: linesOf(group, 'goal'),
    funding: linesOf(group, 'funding'),
  };
  judgeLength(rows, bad);
  const plan: PlanLine = {
    number: readKnownNumber(cells, known, bad),
    department: readRequired(cells.department, 80, bad).replace(/\n/g, ''),
    personInCharge: readRequired(cells.personInCharge, 60, bad),
    goal: readRequired(cells.goal, 2000, bad),
    safeguards: readRequired(cells.safeguards, 2000, bad),
    startsOn: day(cells.startsOn),
    finishesOn: day(cells.finishesOn),
    milestones: rows.milestone.map((row) => ({
      title: readStep(row.cells.step, bad),
      dueOn: day(row.cells.due),
      weight: readWeight(row.cells.weight, bad),
    })),
    goals: rows.goal.map((row) => readGoal(row, bad)),
    funding: rows.funding.map((row) => readFunding(row, unitStated, bad)),
  };
  judgeWhole(plan, rows, cells, bad);
  return plan;
}

type Lists = Readonly<Record<List, readonly Row[]>>;

function judgeLength(rows: Lists, bad: MarkBad): void {
  for (const list of ['milestone', 'goal', 'funding'] as const) {
    const cell = rows[list][planLines[list]]?.cells[listKeys[list][0]];
    if (cell !== undefined) bad(cell, `一个项目最多 ${planLines[list]} 条，请合并。`);
  }
}

function readStep(cell: FoundCell | undefined, bad: MarkBad): string {
  const title = readRequired(cell, 120, bad).replace(/\n/g, '');
  if (cell !== undefined && title.length === 1) bad(cell, '请写 2 到 120 个字的名称。');
  return title;
}

function readWeight(cell: FoundCell | undefined, bad: MarkBad): number {
  const reason = '比重应填 1 到 100 的整数，如 20 或 20%。';
  const weight = readPercent(cell, reason, bad);
  if (cell !== undefined && (weight === 0 || cell.text === '')) bad(cell, reason);
  return weight ?? 0;
}

function readGoal({ cells }: Row, bad: MarkBad): PlanLine['goals'][number] {
  const { year, yearGoal, quantity, unit } = cells;
  const reason = '请填年份，如 2026。';
  if (year?.text === '') bad(year, reason);
  const amount = readQuantity(quantity, bad);
  const counted = readText(unit, 20, bad);
  if (quantity !== undefined && (amount === null) !== (counted === null)) {
    bad(quantity, '数量和计量单位要么都填，要么都不填。');
  }
  return {
    year: readWhole(year, [2000, 2199], reason, bad) ?? 0,
    goal: readRequired(yearGoal, 500, bad),
    ...{ quantity: amount, unit: counted },
  };
}

function readQuantity(cell: FoundCell | undefined, bad: MarkBad): string | null {
  if (cell === undefined || cell.text === '') return null;
  const plain = cell.text.replace(/[,，\s]/g, '');
  if (quantityShape.test(plain)) return plain;
  bad(cell, '数量只填数字，最多两位小数。');
  return null;
}

function readFunding(
  { cells }: Row,
  unitStated: boolean,
  bad: MarkBad,
): PlanLine['funding'][number] {
  const about = { label: '金额', unitStated, decimals: 4 };
  const amount = readAmount(cells.amount, about, bad);
  if (cells.amount?.text === '') bad(cells.amount, '没有填写。');
  return { origin: readRequired(cells.origin, 80, bad), amount: amount ?? '0' };
}

/** Judges a plan by the rule of its form; every fault is marked at the cell that it is about. */
function judgeWhole(plan: PlanLine, rows: Lists, first: Row['cells'], bad: MarkBad): void {
  if (plan.startsOn === '' || plan.finishesOn === '') return;
  const numbered = <Line>(lines: readonly Line[]) =>
    lines.map((one, index) => ({ ...one, line: index + 1 }));
  const draft = {
    ...{ startsOn: plan.startsOn, finishesOn: plan.finishesOn },
    ...{ milestones: numbered(plan.milestones), goals: numbered(plan.goals) },
  };
  const keys = { title: 'step', due: 'due', weight: 'weight', year: 'year' } as const;
  for (const { field = '', message } of judgePlan(draft)) {
    const [, list, line, key] =
      /^(milestone|goal)-(\d+)-(title|due|weight|year)$/.exec(field) ?? [];
    const row = rows[list === 'goal' ? 'goal' : 'milestone'][Number(line) - 1];
    const cell = row?.cells[keys[key as keyof typeof keys]];
    const at = cell ?? (field === 'finishes_on' ? first.finishesOn : first.number);
    if (at !== undefined) bad(at, message);
  }
  const origins = plan.funding.map((one) => one.origin);
  for (const [index, row] of rows.funding.entries()) {
    const cell = row.cells.origin;
    if (cell === undefined || origins.indexOf(plan.funding[index]?.origin ?? '') === index)
      continue;
    bad(cell, '这个来源写了两次，请合成一条。');
  }
}
