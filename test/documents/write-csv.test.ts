import { expect, test } from 'vitest';
import { writeCsv } from '../../src/documents/index.ts';

test('cells with commas, quotes and line breaks are quoted, formulas disarmed, numbers left alone', () => {
  const text = writeCsv([
    ['单位', 'a,b', '他说"好"', '两\n行'],
    ['=1+1', '@x', '-5', '-3.5%', '+2'],
  ]);
  expect(text).toBe('\u{feff}单位,"a,b","他说""好""","两\n行"\r\n\'=1+1,\'@x,-5,-3.5%,\'+2\r\n');
});
