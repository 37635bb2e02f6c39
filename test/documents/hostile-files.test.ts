import { describe, expect, test } from 'vitest';
import { readCandidateFile, readRollFile, readSpreadsheet } from '../../src/documents/index.ts';
import { encodeUtf8 } from '../support/chinese-encodings.ts';
import { hostileFiles } from './hostile-files.ts';

describe('a file that is no readable spreadsheet is refused with what to do', () => {
  test.each(Object.entries(hostileFiles))('%s', async (_name, { make, code, says }) => {
    const bytes = await make();
    const refusals = [{ code, message: says }];
    expect(await readRollFile(bytes)).toEqual({ ok: false, refusals, cells: [], preview: null });
  });
});

test('a list of candidates is refused in the same way', async () => {
  const pdf = hostileFiles['a PDF'];
  expect(await readCandidateFile(encodeUtf8('%PDF-1.4'))).toMatchObject({
    ok: false,
    refusals: [{ code: 'not-a-spreadsheet', message: pdf?.says }],
  });
});

test('many files at once are all answered', async () => {
  const files = Array.from({ length: 6 }, (_, index) => encodeUtf8(`姓名\n张伟\n第${index}号\n`));
  const answers = await Promise.all(files.map((file) => readSpreadsheet(file)));
  expect(answers.map((one) => one.ok && one.value[0]?.rows[2]?.[0]?.text)).toEqual(
    files.map((_, index) => `第${index}号`),
  );
});
