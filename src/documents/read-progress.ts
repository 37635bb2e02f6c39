import {
  exactColumn,
  freeColumn,
  judgeRepeats,
  judgeUnits,
  type KnownTitles,
  readAmount,
  readKnownNumber,
  readPercent,
  readText,
  readWord,
  required,
} from './cells.ts';
import type { ColumnDefinition } from './find-header.ts';
import { type FoundRow, type MarkBad, readTable, type TableReading } from './read-table.ts';

/** The progress of one project as a file states it. */
export interface ProgressLine {
  readonly number: number;
  readonly standing: 'on_plan' | 'behind' | 'stopped' | 'finished';
  readonly percent: number | null;
  /** Money paid so far, in 万元. */
  readonly paid: string | null;
  readonly note: string | null;
}

type Key = keyof ProgressLine | 'title';

const columns: readonly ColumnDefinition<Key>[] = [
  required(exactColumn('number', '编号', ['序号', '项目编号', '号'])),
  exactColumn('title', '项目名称', ['名称', '项目']),
  required(exactColumn('standing', '进展情况', ['进展', '进度情况', '推进情况', '是否按计划'])),
  exactColumn('percent', '完成百分比', ['完成比例', '进度', '形象进度', '完成进度', '完成率']),
  exactColumn('paid', '累计支付', ['累计支付万元', '已支付', '累计完成投资', '已支付资金']),
  freeColumn('note', '说明', ['备注', '情况说明', '存在问题']),
];

const standings: Readonly<Record<string, ProgressLine['standing']>> = {
  按计划: 'on_plan',
  正常: 'on_plan',
  滞后: 'behind',
  停工: 'stopped',
  完成: 'finished',
  已完成: 'finished',
};

/** Reads a table of progress, one row for each of the known projects; every number may be there once. */
export async function readProgressFile(
  bytes: Uint8Array,
  known: KnownTitles,
): Promise<TableReading<ProgressLine>> {
  return await readTable<Key, ProgressLine>(bytes, {
    columns,
    section: null,
    judgeHeader: judgeUnits,
    readRows: (rows, bad) => {
      const lines = rows.map((row) => readLine(row, known, bad));
      judgeRepeats(
        rows,
        lines,
        {
          ...{ key: 'number', of: (line) => line.number || null },
          said: (row) => `与第 ${row} 行的编号相同，请改正。`,
        },
        bad,
      );
      return lines;
    },
  });
}

function readLine({ cells }: FoundRow<Key>, known: KnownTitles, bad: MarkBad): ProgressLine {
  const { standing } = cells;
  const stands = readWord(standing, standings, standingReason, bad);
  if (standing?.text === '') bad(standing, standingReason);
  return {
    number: readKnownNumber(cells, known, bad),
    standing: stands ?? 'on_plan',
    percent: readPercent(cells.percent, '完成百分比应填 0 到 100 的整数，如 45 或 45%。', bad),
    paid: readAmount(cells.paid, { label: '累计支付', unitStated: true, decimals: 4 }, bad),
    note: readText(cells.note, 1000, bad),
  };
}

const standingReason = '请填“按计划”“滞后”“停工”或“完成”。';
