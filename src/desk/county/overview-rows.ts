import { fairFigures } from '../../rules/indicators/fair-comparison.ts';
import { tenThousandYuanOf } from '../../rules/money.ts';
import type { OverviewPlace } from './load-overview.ts';

const ownHeadings = [
  ...['单位', '年度', '当前环节', '项目数', '完工', '总投资（万元）', '逾期', '风险提示'],
  ...['已说明', '没有数据的提示', '整改逾期', '满意', '基本满意', '不满意', '未测评'],
  ...['每个项目视察次数', '每个项目意见条数', '每千万元视察次数', '每千万元逾期件数'],
] as const;

const belowHeadings = [
  ...['下辖单位', '下辖没有记录', '下辖逾期', '下辖提示', '下辖整改逾期', '下辖项目', '下辖完工'],
  ...['下辖满意', '下辖基本满意', '下辖不满意', '下辖未测评'],
] as const;

/** Columns that hold no number. */
export const exportedTexts: ReadonlySet<string> = new Set(['单位', '年度', '当前环节']);

/** Columns of the exported overview; what lies below only where something does. */
export function exportHeadings(places: readonly OverviewPlace[]): readonly string[] {
  return [...ownHeadings, ...(hasBelow(places) ? belowHeadings : [])];
}

function hasBelow(places: readonly OverviewPlace[]): boolean {
  return places.some(({ below }) => below !== null);
}

/** What a spreadsheet shows where there is no data. */
const none = '没有数据';

/** One line a place; a place without a year says so in every column. */
export function exportRows(
  places: readonly OverviewPlace[],
  year: number,
): readonly (readonly string[])[] {
  const wide = hasBelow(places);
  return places.map(({ name, summary, answered, below }) => {
    const graded = below?.verdicts;
    const under = [
      ...[below?.places, below?.unrecorded, below?.late, below?.questions],
      ...[below?.overdueRectifications, below?.projects, below?.completed],
      ...[graded?.satisfied, graded?.fairlySatisfied, graded?.dissatisfied, graded?.untested],
    ];
    const tail = wide ? under.map((one) => (one === undefined ? '' : String(one))) : [];
    if (summary === null) return [name, String(year), ...Array(17).fill(none), ...tail];
    const { verdicts, totalYuan } = summary;
    const fair = fairFigures(summary);
    return [
      ...[name, String(year), summary.stageName, summary.projects, summary.completed],
      ...[totalYuan === null ? none : tenThousandYuanOf(totalYuan), summary.late],
      ...[summary.questions.length, answered, summary.withoutData],
      ...[summary.overdueRectifications, verdicts.satisfied, verdicts.fairlySatisfied],
      ...[verdicts.dissatisfied, verdicts.untested, fair.visitsPerProject ?? none],
      ...[fair.opinionsPerProject ?? none, fair.visitsPerTenMillion ?? none],
      fair.latePerTenMillion ?? none,
      ...tail,
    ].map(String);
  });
}
