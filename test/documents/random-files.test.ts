import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readCandidateFile, readRollFile } from '../../src/documents/index.ts';
import { candidateRow } from '../../src/stages/candidates/candidate-row.ts';
import { rollRow } from '../../src/stages/meeting/roll/roll-row.ts';
import { encodeUtf8 } from '../support/chinese-encodings.ts';
import { makeWorkbook } from '../support/workbook.ts';

/** What stands in cells: good values, values that are nearly good, and anything at all. */
const cell = fc.oneof(
  fc.constantFrom('张伟', '王芳', '1', '２', '男', '一团', '', ' ', '0031', '合计', '姓名', '=1+1'),
  fc.constantFrom(
    '张伟 李娜',
    '3.3E+17',
    '\ud800',
    '\u202e',
    '注：',
    '第一代表团（2人）',
    '\0',
    '𠮷祥',
  ),
  fc.string({ unit: 'binary', maxLength: 12 }),
);
const table = fc.array(fc.array(cell, { minLength: 4, maxLength: 4 }), { maxLength: 6 });

function csv(rows: readonly (readonly string[])[]): Uint8Array {
  const quoted = rows.map((row) => row.map((one) => `"${one.replaceAll('"', '""')}"`).join(','));
  return encodeUtf8(quoted.join('\n'));
}

test('whatever a roll holds, it is read into rows that can be imported, or refused', async () => {
  await fc.assert(
    fc.asyncProperty(table, async (rows) => {
      const reading = await readRollFile(csv([['序号', '姓名', '代表团', '备注'], ...rows]));
      if (reading.ok) {
        expect(reading.rows.length).toBeGreaterThan(0);
        for (const row of reading.rows) expect(rollRow.parse(row)).toEqual(row);
      } else {
        expect(reading.refusals.every((one) => one.message.endsWith('。'))).toBe(true);
      }
    }),
    { numRuns: 30 },
  );
});

test('whatever a list of candidates holds, the same', async () => {
  await fc.assert(
    fc.asyncProperty(table, async (rows) => {
      const headings = ['编号', '项目名称', '主要内容', '总投资(万元)'];
      const reading = await readCandidateFile(csv([headings, ...rows]));
      if (reading.ok) {
        for (const row of reading.rows) expect(candidateRow.parse(row)).toEqual(row);
      } else {
        expect(reading.refusals.every((one) => one.message.endsWith('。'))).toBe(true);
      }
    }),
    { numRuns: 20 },
  );
});

test('a workbook with any of its bytes changed is answered, and never with another name', async () => {
  const good = makeWorkbook([{ rows: [['姓名'], ['张伟'], ['王芳']] }]);
  const damage = fc.array(fc.tuple(fc.nat(good.length - 1), fc.integer({ min: 1, max: 255 })), {
    minLength: 1,
    maxLength: 8,
  });
  await fc.assert(
    fc.asyncProperty(damage, async (changes) => {
      const bytes = Uint8Array.from(good);
      for (const [place, change] of changes) bytes[place] = (bytes[place] ?? 0) ^ change;
      const reading = await readRollFile(bytes);
      if (reading.ok) expect(reading.rows.map((row) => row.name)).toEqual(['张伟', '王芳']);
      else expect(reading.refusals[0].message.endsWith('。')).toBe(true);
    }),
    { numRuns: 30 },
  );
});
