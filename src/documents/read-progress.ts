import type { ColumnDefinition } from './find-header.ts';
import { findRepeats } from './find-repeats.ts';
import {
  type FoundCell,
  type FoundRow,
  type MarkBad,
  readTable,
  type TableReading,
} from './read-table.ts';

/** The progress of one project as a file states it. */
export interface ProgressLine {
  readonly number: number;
  readonly standing: 'on_plan' | 'behind' | 'stopped' | 'finished';
  readonly percent: number | null;
  /** Money paid so far, in 万元. */
  readonly paid: string | null;
  readonly note: string | null;
}

type Key = keyof ProgressLine;

const columns: readonly ColumnDefinition<Key>[] = [
  {
    ...{ key: 'number', label: '编号', required: true, content: 'exact' },
    synonyms: ['序号', '项目编号', '号'],
  },
  {
    ...{ key: 'standing', label: '进展情况', required: true, content: 'exact' },
    synonyms: ['进展', '进度情况', '推进情况', '是否按计划'],
  },
  {
    ...{ key: 'percent', label: '完成百分比', required: false, content: 'exact' },
    synonyms: ['完成比例', '进度', '形象进度', '完成进度', '完成率'],
  },
  {
    ...{ key: 'paid', label: '累计支付', required: false, content: 'exact' },
    synonyms: ['累计支付万元', '已支付', '累计完成投资', '已支付资金'],
  },
  {
    ...{ key: 'note', label: '说明', required: false, content: 'free' },
    synonyms: ['备注', '情况说明', '存在问题'],
  },
];

const standings: Readonly<Record<string, ProgressLine['standing']>> = {
  按计划: 'on_plan',
  正常: 'on_plan',
  滞后: 'behind',
  停工: 'stopped',
  完成: 'finished',
  已完成: 'finished',
};

/** Reads a table of progress, one row for each project; every number must be there once. */
export async function readProgressFile(bytes: Uint8Array): Promise<TableReading<ProgressLine>> {
  return await readTable<Key, ProgressLine>(bytes, {
    columns,
    section: null,
    judgeHeader: () => null,
    readRows: (rows, bad) => {
      const lines = rows.map((row) => readLine(row, bad));
      for (const { index, twin } of findRepeats(lines, (line) => line.number || null)) {
        const cell = rows[index]?.cells.number;
        if (cell !== undefined) bad(cell, `与第 ${rows[twin]?.row} 行的编号相同，请改正。`);
      }
      return lines;
    },
  });
}

function readLine({ cells }: FoundRow<Key>, bad: MarkBad): ProgressLine {
  const { number, standing } = cells;
  if (number === undefined || standing === undefined) {
    throw new Error('a table was read without its required columns');
  }
  const digits = /^(\d{1,3})(?:\.0+)?$/.exec(number.text)?.[1];
  if (digits === undefined || Number(digits) === 0) bad(number, '编号应是 1 到 999 的整数。');
  const stands = standings[standing.text];
  if (stands === undefined) bad(standing, '请填“按计划”“滞后”“停工”或“完成”。');
  return {
    number: Number(digits ?? 0),
    standing: stands ?? 'on_plan',
    percent: readPercent(cells.percent, bad),
    paid: readPaid(cells.paid, bad),
    note: readNote(cells.note, bad),
  };
}

function readPercent(cell: FoundCell | undefined, bad: MarkBad): number | null {
  if (cell === undefined || cell.text === '') return null;
  const digits = /^(\d{1,3})(?:\.0+)?[%％]?$/.exec(cell.text)?.[1];
  if (digits !== undefined && Number(digits) <= 100) return Number(digits);
  bad(cell, '完成百分比应填 0 到 100 的整数，如 45 或 45%。');
  return null;
}

function readPaid(cell: FoundCell | undefined, bad: MarkBad): string | null {
  if (cell === undefined || cell.text === '') return null;
  const amount = cell.text.replace(/[\s,，]/g, '').replace(/万元?$/, '');
  if (/^\d{1,9}(\.\d{1,4})?$/.test(amount)) return amount;
  bad(cell, '累计支付只填以万元为单位的数字，最多四位小数，如 85.5。');
  return null;
}

function readNote(cell: FoundCell | undefined, bad: MarkBad): string | null {
  if (cell === undefined || cell.text === '') return null;
  if ([...cell.text].length > 1000) bad(cell, '超过 1000 个字，请缩短。');
  return cell.text;
}
