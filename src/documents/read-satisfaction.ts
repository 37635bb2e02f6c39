import { type GradeCode, type GradeCounts, gradeCodes, gradeNames } from '../rules/grades.ts';
import {
  dayColumn,
  exactColumn,
  freeColumn,
  judgeRepeats,
  type KnownTitles,
  readDay,
  readKnownNumber,
  readRequired,
  readWhole,
  readWord,
  required,
} from './cells.ts';
import type { ColumnDefinition } from './find-header.ts';
import { type FoundRow, type MarkBad, readTable, type TableReading } from './read-table.ts';

/** The figures of one project in an older satisfaction test, as a file states them. */
export interface ResultLine {
  readonly number: number;
  readonly counts: GradeCounts;
}

type ResultKey = 'number' | 'title' | GradeCode;

const projectColumns = [
  required(exactColumn('number', '编号', ['序号', '项目编号', '号'])),
  exactColumn('title', '项目名称', ['名称', '项目']),
] as const;
const said = (row: number) => `与第 ${row} 行的编号相同，请改正。`;

const resultColumns: readonly ColumnDefinition<ResultKey>[] = [
  ...projectColumns,
  ...gradeCodes.map((code) =>
    required(
      exactColumn(code, gradeNames[code], [`${gradeNames[code]}票`, `${gradeNames[code]}票数`]),
    ),
  ),
];

/** Reads the result of an older test, one row for each of the known projects. */
export async function readResultsFile(
  bytes: Uint8Array,
  known: KnownTitles,
): Promise<TableReading<ResultLine>> {
  return await readTable<ResultKey, ResultLine>(bytes, {
    columns: resultColumns,
    section: null,
    judgeHeader: () => null,
    readRows: (rows, bad) => {
      const lines = rows.map((row) => readResult(row, known, bad));
      judgeRepeats(rows, lines, { key: 'number', of: (line) => line.number || null, said }, bad);
      return lines;
    },
  });
}

function readResult({ cells }: FoundRow<ResultKey>, known: KnownTitles, bad: MarkBad): ResultLine {
  const count = (code: GradeCode) => {
    const cell = cells[code];
    const reason = '票数应填 0 到 9999 的整数；没有人投的填 0。';
    if (cell?.text === '') bad(cell, reason);
    return readWhole(
      cell === undefined ? cell : { ...cell, text: cell.text.replace(/票$/, '') },
      [0, 9999],
      reason,
      (_, why) => cell !== undefined && bad(cell, why),
    );
  };
  return {
    number: readKnownNumber(cells, known, bad),
    counts: {
      satisfied: count('satisfied') ?? 0,
      fairly_satisfied: count('fairly_satisfied') ?? 0,
      dissatisfied: count('dissatisfied') ?? 0,
    },
  };
}

/** An older judgement of a project by the party committee, as a file states it. */
export interface JudgementLine {
  readonly number: number;
  readonly grade: GradeCode;
  readonly reason: string;
  readonly judgedOn: string;
}

type JudgementKey = keyof JudgementLine | 'title';

const judgementColumns: readonly ColumnDefinition<JudgementKey>[] = [
  ...projectColumns,
  required(exactColumn('grade', '等次', ['评价', '评价等次', '党委评价'])),
  required(freeColumn('reason', '理由', ['评价理由', '评语', '评价意见'])),
  required(dayColumn('judgedOn', '评价日期', ['日期', '评价时间'])),
];

/** Reads older judgements of the party committee, one row for each of the known projects. */
export async function readJudgementsFile(
  bytes: Uint8Array,
  known: KnownTitles,
): Promise<TableReading<JudgementLine>> {
  return await readTable<JudgementKey, JudgementLine>(bytes, {
    columns: judgementColumns,
    section: null,
    judgeHeader: () => null,
    readRows: (rows, bad) => {
      const lines = rows.map((row) => readJudgement(row, known, bad));
      judgeRepeats(rows, lines, { key: 'number', of: (line) => line.number || null, said }, bad);
      return lines;
    },
  });
}

const gradeWords = Object.fromEntries(gradeCodes.map((code) => [gradeNames[code], code]));

function readJudgement(
  { cells }: FoundRow<JudgementKey>,
  known: KnownTitles,
  bad: MarkBad,
): JudgementLine {
  const { grade, judgedOn } = cells;
  const grades = '请填“满意”“基本满意”或“不满意”。';
  if (grade?.text === '') bad(grade, grades);
  if (judgedOn?.text === '') bad(judgedOn, '没有填写。');
  const reason = readRequired(cells.reason, 1000, bad);
  if (cells.reason !== undefined && reason.length === 1) bad(cells.reason, '请写明理由。');
  return {
    number: readKnownNumber(cells, known, bad),
    grade: readWord(grade, gradeWords, grades, bad) ?? 'satisfied',
    reason,
    judgedOn: readDay(judgedOn, bad) ?? '',
  };
}
