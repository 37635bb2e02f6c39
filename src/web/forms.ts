import { z } from 'zod';
import type { Refusal } from '../rules/refusals.ts';

// No page shows the library's own English sentence, whatever a schema forgot to say.
z.config({ customError: () => '这一项填写有误，请核对后改正。' });

/** What was typed, by field name, to be shown again. Files and passwords are never kept. */
export type Typed = Readonly<Record<string, string>>;

/** A parsed form, or the refusals at their fields with everything typed. */
export type ParsedForm<Value> =
  | { readonly ok: true; readonly value: Value; readonly typed: Typed }
  | {
      readonly ok: false;
      readonly refusals: readonly [Refusal, ...Refusal[]];
      readonly typed: Typed;
    };

/** Control characters but tab and line ends, signs that are none, and what turns the order of reading round. */
const unprintable = /[^\P{Cc}\t\n\r]|[\ufffe\uffff\u202a-\u202e]/gu;

/**
 * Text from outside without what can neither be stored nor printed: PostgreSQL takes no U+0000 and no half of a
 * character, Word opens no file with a control character in it, and a sign that turns the order of reading
 * round makes a page say what was not written.
 */
export function printable(text: string): string {
  return text.toWellFormed().replace(unprintable, '');
}

/** Text as it is kept: composed (NFC), trimmed, lines ended by LF alone, where a browser sends CRLF. */
export function keptText(text: string): string {
  return text.normalize('NFC').replace(/\r\n?/g, '\n').trim();
}

/** Trims, composes (NFC) and limits a line of text; empty is refused with the given sentence. */
export function requiredText(message: string, max = 200) {
  return z
    .string({ error: message })
    .transform(keptText)
    .pipe(z.string().min(1, message).max(max, `最多 ${max} 个字，请缩短。`));
}

/** A text that may be empty; empty becomes null. */
export function optionalText(max = 500) {
  return z
    .string()
    .optional()
    .transform((text) => keptText(text ?? ''))
    .pipe(z.string().max(max, `最多 ${max} 个字，请缩短。`))
    .transform((text) => (text === '' ? null : text));
}

/** Why something is taken back, taken down or erased: a sentence, never nothing. */
export function reasonField(message: string) {
  return requiredText(message, 500).pipe(z.string().min(2, message));
}

/** Full-width digits become half-width ones: an input method in Chinese writes them. */
export function halfWidthDigits(text: string): string {
  return text.replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0));
}

/** A decimal number as text of a shape, full-width digits allowed; null when it is left empty. */
export function optionalDecimal(shape: RegExp, message: string) {
  return z
    .string()
    .optional()
    .transform((text) => halfWidthDigits(text ?? '').trim())
    .transform((text) => (text === '' ? null : text))
    .refine((text) => text === null || shape.test(text), { message, abort: true });
}

/** A whole number within limits, full-width digits allowed. */
export function wholeNumber(label: string, min: number, max: number) {
  const message = `${label}应填 ${min} 到 ${max} 之间的整数。`;
  return z
    .string({ error: message })
    .transform((text) => halfWidthDigits(text).trim())
    .pipe(z.string().regex(/^\d{1,9}$/, message))
    .transform(Number)
    .pipe(z.number().min(min, message).max(max, message));
}

/** A whole number within limits that may be left empty; empty or absent becomes null. */
export function optionalNumber(label: string, min: number, max: number) {
  return z
    .string()
    .optional()
    .transform((text) => (text ?? '').trim())
    .pipe(z.union([z.literal('').transform(() => null), wholeNumber(label, min, max)]));
}

/** A single box to tick: true when it was. */
export const ticked = z
  .string()
  .optional()
  .transform((value) => value === 'yes');

/** An id that the page itself put into the form. */
export const idField = z.uuid('表单不完整，请刷新页面后再试。');

/**
 * A stated time from a `datetime-local` field, read as Asia/Shanghai. Empty is null: "now".
 */
export const statedTime = z
  .string()
  .optional()
  .transform((text) => (text ?? '').trim())
  .pipe(
    z.union([
      z.literal(''),
      z
        .string()
        .regex(
          /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$/,
          '请填写日期和时间，如 2026-01-20 09:30。',
        ),
    ]),
  )
  .transform((text, context) => {
    if (text === '') return null;
    const time = new Date(`${text.length === 16 ? `${text}:00` : text}+08:00`);
    if (Number.isNaN(time.getTime())) {
      context.addIssue({ code: 'custom', message: '没有这一天或这一时刻，请改正。' });
      return z.NEVER;
    }
    return time;
  });

/** A calendar day as `YYYY-MM-DD`. */
export function dayField(label: string) {
  return z
    .string({ error: `请填写${label}。` })
    .trim()
    .regex(/^\d{4}-\d{2}-\d{2}$/, `请填写${label}，如 2026-01-20。`)
    .refine((text) => {
      const day = new Date(`${text}T00:00:00Z`);
      return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
    }, `${label}没有这一天，请改正。`);
}

/** Every form of an act carries its id, and the stated time when it is entered later (补录). */
export const actFields = { act_id: idField, happened_at: statedTime } as const;

/** The row version that the form was made from. */
export const versionField = z.coerce.number().int().min(1, '表单不完整，请刷新页面后再试。');

/** The mark of what the form showed (`src/rules/as-read.ts`); only programs that send no form of a page leave it out. */
export const asReadField = z
  .string()
  .regex(/^[0-9a-f]{16}$/, '表单不完整，请刷新页面后再试。')
  .optional();

/** Parses fields by a schema; every fault becomes a refusal at its field, in order. */
export function parseFields<Schema extends z.ZodType>(
  schema: Schema,
  fields: Readonly<Record<string, unknown>>,
): ParsedForm<z.output<Schema>> {
  const typed = keepTyped(fields);
  const parsed = schema.safeParse(fields);
  if (parsed.success) return { ok: true, value: parsed.data, typed };
  const seen = new Set<string>();
  const refusals: Refusal[] = [];
  for (const issue of parsed.error.issues) {
    const field = issue.path.map(String).join('.');
    if (seen.has(field)) continue;
    seen.add(field);
    refusals.push({ code: 'field-invalid', message: issue.message, field });
  }
  const [first, ...others] = refusals;
  if (first === undefined) throw new Error('zod failed without an issue');
  return { ok: false, refusals: [first, ...others], typed };
}

function keepTyped(fields: Readonly<Record<string, unknown>>): Typed {
  const kept: Record<string, string> = {};
  for (const [name, value] of Object.entries(fields)) {
    if (name.includes('password')) continue;
    if (typeof value === 'string') kept[name] = value;
    // Several boxes of one name: kept as words, the way the field reads them again.
    if (Array.isArray(value)) kept[name] = value.filter((one) => typeof one === 'string').join(' ');
  }
  return kept;
}
