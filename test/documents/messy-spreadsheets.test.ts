import { describe, expect, test } from 'vitest';
import {
  candidateTemplate,
  readCandidateFile,
  readRollFile,
  rollTemplate,
} from '../../src/documents/index.ts';
import candidateRows from '../vectors/spreadsheets/candidate-rows.json' with { type: 'json' };
import rollRows from '../vectors/spreadsheets/roll-rows.json' with { type: 'json' };
import { messyCandidates } from './messy-candidates.ts';
import { fillTemplate, messyRolls } from './messy-rolls.ts';

/** A committed row as an object, by the names of its columns. */
function named(columns: readonly string[], cells: readonly unknown[]) {
  return Object.fromEntries(columns.map((column, index) => [column, cells[index]]));
}

const expectedRolls: Readonly<Record<string, readonly (readonly unknown[])[]>> = rollRows.cases;
const expectedCandidates: Readonly<Record<string, readonly (readonly unknown[])[]>> =
  candidateRows.cases;

const filledRoll = async () =>
  fillTemplate(await rollTemplate(), [
    ['1', '一团', '张伟', '男', '青石村党支部书记', '第一选区', '0031', '13800000001', ''],
    ['2', '二团', '王芳', '女', '=1+1', '第二选区', '123456789012345678901', '', '请假'],
  ]);

const filledCandidates = async () =>
  fillTemplate(await candidateTemplate(), [
    [
      '1',
      '自来水改造',
      '更换主管 3.2 千米',
      '410',
      '户',
      '青石村',
      '410 户',
      '85.50',
      '镇财政',
      '镇水利站',
      '2026年10月底',
      '饮水',
    ],
  ]);

describe('messy rolls are read completely right', () => {
  const cases = { 'the template filled in': filledRoll, ...messyRolls };

  test('every committed expectation has its file', () => {
    expect(Object.keys(cases).sort()).toEqual(Object.keys(expectedRolls).sort());
  });

  test.each(Object.entries(cases))('%s', async (name, make) => {
    const reading = await readRollFile(await make());
    expect(reading).toMatchObject({ ok: true });
    if (!reading.ok) return;
    expect(reading.rows).toEqual(expectedRolls[name]?.map((row) => named(rollRows.columns, row)));
    expect(reading.preview.rows).toHaveLength(reading.rows.length);
    expect(
      reading.preview.rows.flatMap((row) => row.cells.map((cell) => cell.fault)),
    ).not.toContain(expect.any(String));
  });
});

describe('messy lists of candidates are read completely right', () => {
  const cases = { 'the template filled in': filledCandidates, ...messyCandidates };

  test('every committed expectation has its file', () => {
    expect(Object.keys(cases).sort()).toEqual(Object.keys(expectedCandidates).sort());
  });

  test.each(Object.entries(cases))('%s', async (name, make) => {
    const reading = await readCandidateFile(await make());
    expect(reading).toMatchObject({ ok: true });
    if (!reading.ok) return;
    expect(reading.rows).toEqual(
      expectedCandidates[name]?.map(([number, ...content]) => ({
        number,
        content: named(candidateRows.columns, content),
      })),
    );
  });
});

test('a reading says which columns and rows were not taken', async () => {
  const other = await readRollFile(
    messyRolls[
      'other order of columns, unit and position apart, columns that are not wanted'
    ]?.() ?? new Uint8Array(),
  );
  expect(other).toMatchObject({ ok: true, ignored: ['民族', '出生年月'], leftOut: [] });
  const noted = await readRollFile(
    messyRolls[
      'titles above, blank rows between, headings repeated on each page, totals and notes below'
    ]?.() ?? new Uint8Array(),
  );
  expect(noted).toMatchObject({
    ok: true,
    leftOut: [
      '第 10 行“合计 3人”',
      '第 11 行“注：本名册按姓氏笔画排列。”',
      '第 12 行“填表人：周某 审核：吴某”',
    ],
  });
});
