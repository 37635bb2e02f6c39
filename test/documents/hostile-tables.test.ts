import { describe, expect, test } from 'vitest';
import { readCandidateFile, readRollFile, type TableReading } from '../../src/documents/index.ts';
import { hostileCandidates } from './hostile-candidates.ts';
import { type HostileTable, hostileRolls } from './hostile-rolls.ts';

function judge(reading: TableReading<unknown>, { refused, bad }: HostileTable): void {
  expect(reading.ok).toBe(false);
  if (reading.ok) return;
  const cells = reading.cells.map((one) => [one.row, one.column, one.text, one.reason]);
  expect(cells).toEqual(bad ?? []);
  if (refused !== undefined) {
    expect(reading.refusals).toEqual([{ code: refused.code, message: refused.says }]);
    expect(reading.preview).toBeNull();
    return;
  }
  const [first] = reading.cells;
  expect(reading.refusals).toEqual([
    {
      code: 'bad-cells',
      message: `有 ${cells.length} 处需要改正，没有导入任何内容。第一处：第 ${first?.row} 行 ${first?.column}，${first?.reason}`,
    },
  ]);
  const marked = reading.preview?.rows.flatMap(({ row, cells: shown }) =>
    shown.flatMap((cell) => (cell.fault === null ? [] : [[row, cell.text, cell.fault]])),
  );
  expect(marked).toEqual(bad?.map(([row, , text, reason]) => [row, text, reason]));
}

describe('a roll that is hostile or ambiguous imports nothing', () => {
  test.each(Object.entries(hostileRolls))('%s', async (_name, table) => {
    judge(await readRollFile(table.make()), table);
  });
});

describe('a list of candidates that is hostile or ambiguous imports nothing', () => {
  test.each(Object.entries(hostileCandidates))('%s', async (_name, table) => {
    judge(await readCandidateFile(table.make()), table);
  });
});
