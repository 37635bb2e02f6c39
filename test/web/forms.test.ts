import fc from 'fast-check';
import { expect, test } from 'vitest';
import { optionalText, printable, requiredText } from '../../src/web/forms.ts';
import { fileNameOf } from '../../src/web/upload.ts';

test('both kinds of text are kept the same, however a browser or a spreadsheet ends its lines', () => {
  const line = fc.stringMatching(/^[一-龥a-z0-9，。 ]{1,12}$/);
  fc.assert(
    fc.property(fc.array(line, { minLength: 1, maxLength: 5 }), (lines) => {
      const kept = lines.join('\n').trim();
      fc.pre(kept !== '');
      for (const end of ['\n', '\r\n', '\r']) {
        const typed = lines.join(end);
        expect(requiredText('空').parse(typed)).toBe(kept);
        expect(optionalText().parse(typed)).toBe(kept);
      }
    }),
  );
});

test('the limit counts what is kept, not the line ends of a browser', () => {
  expect(requiredText('空', 3).safeParse('一\r\n二').success).toBe(true);
});

test('a text is printable whatever was sent, and what was printable stays as it was', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const kept = printable(text);
      expect(kept.isWellFormed()).toBe(true);
      // What XML 1.0 takes, and with it Word and Excel.
      expect(kept).toMatch(/^[\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]*$/u);
      expect(printable(kept)).toBe(kept);
    }),
  );
  expect(printable('第1行\r\n第2行\t，“好”😀𠮷')).toBe('第1行\r\n第2行\t，“好”😀𠮷');
});

test('a long file name keeps its ending and whole characters', () => {
  const name = fileNameOf(new File([], `${'😀'.repeat(130)}.pdf`));
  expect(name).toBe(`${'😀'.repeat(116)}.pdf`);
});
