import fc from 'fast-check';
import { expect, test } from 'vitest';
import { optionalText, requiredText } from '../../src/web/forms.ts';

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
