import { largestFigure, longestTitle } from '../limits.ts';
import { type Fraction, isFraction } from '../rule-sheet/fraction.ts';
import type { Fault } from './check-figures.ts';
import type { Figure } from './input.ts';

/**
 * One object of the file being read. Each reader below takes one field out of it; what it cannot
 * accept it adds to `faults` and answers with a stand-in, so that all faults are found in one go.
 */
export interface Fields {
  /** Where the object stands: empty at the top, else `projects[2]`. */
  readonly path: string;
  readonly values: Readonly<Record<string, unknown>>;
  readonly faults: Fault[];
}

/** Opens an object with these fields: refuses anything else, and every other field. */
export function openObject(
  value: unknown,
  path: string,
  allowed: readonly string[],
  faults: Fault[],
): Fields {
  if (!isObject(value)) {
    const message = `应为一个对象（{…}），现为${shown(value)}。`;
    faults.push({ code: 'not-an-object', field: path, message });
    return { path, values: {}, faults };
  }
  const fields = { path, values: value, faults };
  refuseOthers(fields, allowed);
  return fields;
}

/** Refuses every field of an object that the format does not have. */
export function refuseOthers(fields: Fields, allowed: readonly string[]): void {
  for (const name of Object.keys(fields.values)) {
    if (allowed.includes(name)) continue;
    const message = `格式里没有这一项，请删去或者改正名称；可用的有：${allowed.join('、')}。`;
    addFault(fields, name, 'unknown-field', message);
  }
}

/** Tells an object from null, a list and everything else that JSON may hold. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Adds a fault about one field of an object. */
export function addFault(fields: Fields, name: string, code: string, message: string): void {
  const field = fields.path === '' ? name : `${fields.path}.${name}`;
  fields.faults.push({ code, field, message });
}

/** Tells whether the object has the field at all. */
export function hasField(fields: Fields, name: string): boolean {
  return Object.hasOwn(fields.values, name);
}

/** Reads a whole number from `least` up; its stand-in is `least`. */
export function readNumber(fields: Fields, name: string, least: number): number {
  if (!hasField(fields, name)) {
    addFault(fields, name, 'missing-field', '缺少这一项，请补上一个整数。');
    return least;
  }
  const value = fields.values[name];
  if (isWhole(value, least)) return value;
  const message = `应为${least}到${largestFigure}的整数（不加引号），现为${shown(value)}。`;
  addFault(fields, name, 'not-a-whole-number', message);
  return least;
}

/** Reads a whole number or null for an unpublished one; its stand-in is null. */
export function readFigure(fields: Fields, name: string, least = 0): Figure {
  if (!hasField(fields, name)) {
    addFault(fields, name, 'missing-field', '缺少这一项；没有公布的数字请写 null。');
    return null;
  }
  return asFigure(fields, name, fields.values[name], least);
}

/** Reads a figure that may be left out altogether. */
export function readOptionalFigure(fields: Fields, name: string, least = 0): Figure {
  return hasField(fields, name) ? asFigure(fields, name, fields.values[name], least) : null;
}

/** Accepts a value as a figure; `name` says where it stands. */
export function asFigure(fields: Fields, name: string, value: unknown, least: number): Figure {
  if (value === null || isWhole(value, least)) return value;
  const message =
    `应为${least}到${largestFigure}的整数（不加引号），没有公布的写 null，` +
    `现为${shown(value)}。`;
  addFault(fields, name, 'not-a-whole-number', message);
  return null;
}

/** Reads one of a closed list of words; its stand-in is the first. */
export function readChoice<const Choice extends string>(
  fields: Fields,
  name: string,
  choices: readonly [Choice, ...Choice[]],
): Choice {
  const value = fields.values[name];
  const found = choices.find((choice) => choice === value);
  if (found !== undefined) return found;
  const now = hasField(fields, name) ? `现为${shown(value)}` : '现在没有这一项';
  const message = `应为 ${choices.map((choice) => `"${choice}"`).join('、')} 之一，${now}。`;
  addFault(fields, name, 'not-a-choice', message);
  return choices[0];
}

/** Reads a text that is not blank; its stand-in is empty. */
export function readTitle(fields: Fields, name: string): string {
  const value = fields.values[name];
  if (typeof value === 'string' && value.trim() !== '' && value.length <= longestTitle)
    return value;
  const now = hasField(fields, name) ? `现为${shown(value)}` : '现在没有这一项';
  addFault(fields, name, 'not-a-title', `应为1到${longestTitle}个字的文字，${now}。`);
  return '';
}

/** Reads an exact fraction such as `2/3`; its stand-in is 1/2. */
export function readFraction(fields: Fields, name: string): Fraction {
  const value = fields.values[name];
  if (typeof value === 'string' && isFraction(value)) return value;
  const message = `应为大于0、不大于1的分数，例如 "2/3"，现为${shown(value)}。`;
  addFault(fields, name, 'not-a-fraction', message);
  return '1/2';
}

/** Reads a list with at least one entry; its stand-in is empty. */
export function readList(fields: Fields, name: string): readonly unknown[] {
  const value = fields.values[name];
  if (Array.isArray(value) && value.length > 0) return value;
  const now = hasField(fields, name) ? `现为${shown(value)}` : '现在没有这一项';
  addFault(fields, name, 'not-a-list', `应为至少有一项的列表（[…]），${now}。`);
  return [];
}

function isWhole(value: unknown, least: number): value is number {
  return Number.isInteger(value) && Number(value) >= least && Number(value) <= largestFigure;
}

/** A value as it may stand in a sentence: JSON, cut where it is long. */
function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? '空';
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
