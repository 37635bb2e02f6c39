import type { Refusal } from '../rules/refusals.ts';
import type { ColumnDefinition, Header } from './find-header.ts';
import { findRepeats } from './find-repeats.ts';
import type { FoundCell, FoundRow, MarkBad } from './read-table.ts';

/** A column in which nothing may be guessed: no formula, no date that was made of something else. */
export function exactColumn<Key extends string>(
  key: Key,
  label: string,
  synonyms: readonly string[] = [],
): ColumnDefinition<Key> {
  return { key, label, synonyms, required: false, content: 'exact' };
}

/** A column of words. */
export function freeColumn<Key extends string>(
  key: Key,
  label: string,
  synonyms: readonly string[] = [],
): ColumnDefinition<Key> {
  return { key, label, synonyms, required: false, content: 'free' };
}

/** A column of days. */
export function dayColumn<Key extends string>(
  key: Key,
  label: string,
  synonyms: readonly string[] = [],
): ColumnDefinition<Key> {
  return { key, label, synonyms, required: false, content: 'day' };
}

/** The same column, without which a table is not what is looked for. */
export function required<Key extends string>(column: ColumnDefinition<Key>): ColumnDefinition<Key> {
  return { ...column, required: true };
}

/** A text that may be absent. */
export function readText(
  cell: FoundCell | undefined,
  longest: number,
  bad: MarkBad,
): string | null {
  if (cell === undefined || cell.text === '') return null;
  if ([...cell.text].length > longest) bad(cell, `超过 ${longest} 个字，请缩短。`);
  return cell.text;
}

/** A text that must be there; marked bad where it is not. */
export function readRequired(cell: FoundCell | undefined, longest: number, bad: MarkBad): string {
  const text = readText(cell, longest, bad);
  if (text === null && cell !== undefined) bad(cell, '没有填写。');
  return text ?? '';
}

/** A whole number within limits; null for an empty cell. */
export function readWhole(
  cell: FoundCell | undefined,
  [least, most]: readonly [number, number],
  reason: string,
  bad: MarkBad,
): number | null {
  if (cell === undefined || cell.text === '') return null;
  const digits = /^(\d{1,9})(?:\.0+)?$/.exec(cell.text)?.[1];
  if (digits !== undefined && Number(digits) >= least && Number(digits) <= most) {
    return Number(digits);
  }
  bad(cell, reason);
  return null;
}

/** The number of a project or candidate: 1 to 999, a dot or 号 behind it is no fault. 0 where it is bad. */
export function readNumber(cell: FoundCell, bad: MarkBad): number {
  const number = /^(\d{1,3})(?:\.0+)?[.、号]?$/.exec(cell.text)?.[1];
  if (number !== undefined && Number(number) > 0) return Number(number);
  bad(cell, cell.text === '' ? '没有填写。' : '编号应是 1 到 999 的整数。');
  return 0;
}

/** A share such as 45 or 45%; a bare fraction such as 0.45 could be either, and is refused. */
export function readPercent(
  cell: FoundCell | undefined,
  reason: string,
  bad: MarkBad,
): number | null {
  if (cell === undefined || cell.text === '') return null;
  const digits = /^(\d{1,3})(?:\.0+)?[%％]?$/.exec(cell.text)?.[1];
  if (digits !== undefined && Number(digits) <= 100) return Number(digits);
  bad(cell, reason);
  return null;
}

const dayPattern = /^(\d{4})(?:年|[-/.])(\d{1,2})(?:月|[-/.])(\d{1,2})日?$/;

/** A day as offices write it, or as Excel keeps it; `YYYY-MM-DD`. Null for an empty cell. */
export function readDay(cell: FoundCell | undefined, bad: MarkBad): string | null {
  if (cell === undefined || cell.text === '') return null;
  const text = cell.text.replace(/\s/g, '');
  const parts = dayPattern.exec(text) ?? /^(20\d\d)(\d\d)(\d\d)$/.exec(text);
  if (parts === null) {
    bad(cell, '请写到日，如 2026年3月1日 或 2026-03-01。');
    return null;
  }
  const [, year = '', month = '', dayOfMonth = ''] = parts;
  const day = `${year}-${month.padStart(2, '0')}-${dayOfMonth.padStart(2, '0')}`;
  const there = new Date(`${day}T00:00:00Z`);
  if (!Number.isNaN(there.getTime()) && there.toISOString().startsWith(day)) return day;
  bad(cell, '没有这一天，请改正。');
  return null;
}

/** One of a few words; null for an empty cell. */
export function readWord<Code extends string>(
  cell: FoundCell | undefined,
  words: Readonly<Record<string, Code>>,
  reason: string,
  bad: MarkBad,
): Code | null {
  if (cell === undefined || cell.text === '') return null;
  const code = Object.hasOwn(words, cell.text) ? words[cell.text] : undefined;
  if (code === undefined) bad(cell, reason);
  return code ?? null;
}

const otherUnit = /[(（](?:元|亿元|千元|百万元)[)）]|单位\s*[:：]\s*(?:元|亿元|千元|百万元)/;

/** Refuses a table whose headings, or a line above them, state another unit of money than 万元. */
export function judgeUnits<Key extends string>(header: Header<Key>): Refusal | null {
  const stated = [...header.written, ...header.above].find((text) => otherUnit.test(text));
  if (stated === undefined) return null;
  return {
    code: 'other-unit',
    message: `“${stated.slice(0, 30)}”的单位不是万元。请把金额换算成万元，表头写“总投资(万元)”，再上传。`,
  };
}

/** Whether a table says that its amounts are 万元. */
export function statesTenThousandYuan<Key extends string>(header: Header<Key>): boolean {
  return (
    header.written.some((text) => /(投资|资金|金额|经费|概算|预算|支付).*万元/s.test(text)) ||
    header.above.some((text) => /单位\s*[:：]\s*万元/.test(text))
  );
}

/**
 * An amount of 万元, as digits without thousands separators and without zeros at its ends. Where neither the
 * table nor the cell says that it is 万元, it is bad: `label` names the column.
 */
export function readAmount(
  cell: FoundCell | undefined,
  about: { readonly label: string; readonly unitStated: boolean; readonly decimals: number },
  bad: MarkBad,
): string | null {
  if (cell === undefined || cell.text === '') return null;
  const amount = cell.text.replace(/\s/g, '').replace(/^[¥￥]/, '');
  const number = amount.replace(/万元?$/, '').replace(/，/g, ',');
  const parts = /^(\d{1,9}|\d{1,3}(?:,\d{3}){1,2})(?:\.(\d+))?$/.exec(number);
  const fraction = (parts?.[2] ?? '').replace(/0+$/, '');
  if (parts === null || fraction.length > about.decimals) {
    bad(cell, `${about.label}只填以万元为单位的数字，如 120 或 85.5。`);
    return null;
  }
  if (!about.unitStated && number === amount) {
    bad(cell, `没有写明单位是不是万元。请把表头写成“${about.label}(万元)”。`);
  }
  return plainDecimal(parts[1] ?? '', fraction);
}

/** Digits without thousands separators and without zeros at their ends. */
export function plainDecimal(wholePart: string, fractionPart: string): string {
  const whole = wholePart.replace(/,/g, '').replace(/^0+(?=\d)/, '');
  const fraction = fractionPart.replace(/0+$/, '');
  return fraction === '' ? whole : `${whole}.${fraction}`;
}

/** Marks every value of a column that stands there twice; `null` values are not looked at. */
export function judgeRepeats<Key extends string, Line>(
  rows: readonly FoundRow<Key>[],
  lines: readonly Line[],
  {
    key,
    of,
    said,
  }: {
    readonly key: Key;
    readonly of: (line: Line) => string | number | null;
    /** What is said of a repeat of the row with this number. */
    readonly said: (row: number) => string;
  },
  bad: MarkBad,
): void {
  for (const { index, twin } of findRepeats(lines, of)) {
    const cell = rows[index]?.cells[key];
    if (cell !== undefined) bad(cell, said(rows[twin]?.row ?? 0));
  }
}

/** What is known of a project or candidate that a table's rows are compared with. */
export type KnownTitles = ReadonlyMap<number, string>;

/**
 * The number of a row, of a project that is known. A name beside it that is another project's is marked too:
 * rows that slipped by one line must never be taken for their neighbours.
 */
export function readKnownNumber(
  cells: { readonly number?: FoundCell; readonly title?: FoundCell },
  known: KnownTitles,
  bad: MarkBad,
): number {
  const { number: cell, title } = cells;
  if (cell === undefined) throw new Error('a table was read without its required columns');
  const number = readNumber(cell, bad);
  if (number === 0) return 0;
  const name = known.get(number);
  if (name === undefined) {
    bad(cell, `这一年没有编号为 ${number} 的项目。请核对编号和年度。`);
    return number;
  }
  if (title === undefined || title.text === '') return number;
  const [written, kept] = [bare(title.text), bare(name)];
  if (!written.includes(kept) && !kept.includes(written)) {
    bad(title, `第 ${number} 号项目是“${name}”。请核对编号和名称是不是错了行。`);
  }
  return number;
}

/** A name without spaces and marks. */
function bare(text: string): string {
  return text.replace(/[\s\p{P}]/gu, '');
}
