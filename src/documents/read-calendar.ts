import {
  dayColumn,
  exactColumn,
  freeColumn,
  judgeRepeats,
  readDay,
  readRequired,
  readWord,
  required,
} from './cells.ts';
import type { ColumnDefinition } from './find-header.ts';
import { type FoundRow, type MarkBad, readTable, type TableReading } from './read-table.ts';

/** One day of a year's notice: a holiday, or a weekend day that is worked. */
export interface CalendarLine {
  readonly day: string;
  readonly kind: 'holiday' | 'workday';
}

type CalendarKey = 'day' | 'kind' | 'name';

const columns: readonly ColumnDefinition<CalendarKey>[] = [
  required(dayColumn('day', '日期', ['日子', '放假日期', '调休日期'])),
  required(exactColumn('kind', '安排', ['放假或上班', '类别', '类型'])),
  freeColumn('name', '节日', ['节假日', '名称']),
];

const kinds = {
  放假: 'holiday',
  休息: 'holiday',
  休: 'holiday',
  上班: 'workday',
  班: 'workday',
} as const;

/** Reads the holidays and make-up working days of one year, one day in each row. */
export async function readCalendarFile(
  bytes: Uint8Array,
  year: number,
): Promise<TableReading<CalendarLine>> {
  return await readTable<CalendarKey, CalendarLine>(bytes, {
    columns,
    section: null,
    judgeHeader: () => null,
    readRows: (rows, bad) => {
      const lines = rows.map((row) => readLine(row, year, bad));
      const said = (row: number) => `与第 ${row} 行是同一天，请删去一行。`;
      judgeRepeats(rows, lines, { key: 'day', of: (line) => line.day, said }, bad);
      return lines;
    },
  });
}

function readLine({ cells }: FoundRow<CalendarKey>, year: number, bad: MarkBad): CalendarLine {
  readRequired(cells.day, 40, bad);
  readRequired(cells.kind, 10, bad);
  const day = readDay(cells.day, bad) ?? '';
  const kind = readWord(cells.kind, kinds, '请填“放假”或“上班”。', bad) ?? 'holiday';
  if (cells.day !== undefined && day !== '') {
    // The holiday of New Year's Day may begin in the last days of December.
    const inside = day.startsWith(`${year}-`) || day.startsWith(`${year - 1}-12-`);
    if (!inside) bad(cells.day, `不是 ${year} 年的日期，请核对年度。`);
    const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
    if (kind === 'workday' && weekday !== 0 && weekday !== 6) {
      bad(cells.day, '这一天不是周六、周日，本来就上班，不用写。');
    }
  }
  return { day, kind };
}
