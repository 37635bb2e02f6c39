import type { Category } from './document.ts';
import { isFraction } from './fraction.ts';
import type { AnyKind, NumberKind, SettingValue, TextKind } from './settings/setting.ts';

/** Either the value with its type, or a Chinese sentence that says what is expected. */
export type CheckedValue =
  | { readonly ok: true; readonly value: SettingValue }
  | { readonly ok: false; readonly message: string };

/** A setting's label with its kind: all that a check needs. */
export type Checkable = AnyKind & { readonly label: string };

const longestCategoryName = 30;
const mostCategories = 30;

function good(value: SettingValue): CheckedValue {
  return { ok: true, value };
}

function bad(message: string): CheckedValue {
  return { ok: false, message };
}

/** Whether a text can be printed: whole characters, no control characters, line breaks if allowed. */
function isPrintable(text: string, lines: boolean): boolean {
  return text.isWellFormed() && !(lines ? /(?!\n)\p{C}/u : /[\p{C}\p{Zl}\p{Zp}]/u).test(text);
}

function checkNumber(kind: NumberKind, label: string, value: unknown): CheckedValue {
  if (value === null && kind.mayBeEmpty) return good(null);
  const { least, most, unit } = kind;
  const isWhole = typeof value === 'number' && Number.isInteger(value);
  if (isWhole && value >= least && value <= most) return good(value);
  const empty = kind.mayBeEmpty ? '，或者不填' : '';
  return bad(`“${label}”应是${least}到${most}之间的整数（${unit}）${empty}。`);
}

function checkText(kind: TextKind, label: string, value: unknown): CheckedValue {
  if (typeof value !== 'string') return bad(`“${label}”应是文字。`);
  if (!isPrintable(value, kind.lines)) {
    return bad(`“${label}”中有无法印出的字符，请删去后重新填写。`);
  }
  if (value.trim() !== value) return bad(`“${label}”的首尾不能有空白，请删去。`);
  if (value === '' && !kind.mayBeEmpty) return bad(`请填写“${label}”。`);
  const length = [...value].length;
  if (length <= kind.longest) return good(value);
  return bad(`“${label}”最多${kind.longest}个字，现有${length}个字，请缩短。`);
}

function checkSymbol(label: string, value: unknown): CheckedValue {
  const isSymbol =
    typeof value === 'string' && (value === '' || /^[\p{L}\p{N}\p{P}\p{S}]$/u.test(value));
  if (isSymbol) return good(value);
  return bad(`“${label}”只能是一个看得见的字符，例如○、×、√，或者不填。`);
}

function isCategory(value: unknown): value is Category {
  if (typeof value !== 'object' || value === null) return false;
  const { name, places, ...others } = value as Record<string, unknown>;
  return (
    typeof name === 'string' &&
    name !== '' &&
    name.trim() === name &&
    isPrintable(name, false) &&
    [...name].length <= longestCategoryName &&
    typeof places === 'number' &&
    Number.isInteger(places) &&
    places >= 1 &&
    places <= 500 &&
    Object.keys(others).length === 0
  );
}

function checkCategories(label: string, value: unknown): CheckedValue {
  if (Array.isArray(value) && value.length <= mostCategories && value.every(isCategory)) {
    return good(value.map(({ name, places }) => ({ name, places })));
  }
  return bad(
    `“${label}”每行一类，写作“类别:应选数”，类别最多${longestCategoryName}个字，应选数是1到500的整数，最多${mostCategories}类。`,
  );
}

/**
 * Checks one value against its setting: its type and its limits, not whether it agrees with the
 * other settings (`contradictions.ts`).
 */
export function checkValue(setting: Checkable, value: unknown): CheckedValue {
  switch (setting.kind) {
    case 'number':
      return checkNumber(setting, setting.label, value);
    case 'text':
      return checkText(setting, setting.label, value);
    case 'symbol':
      return checkSymbol(setting.label, value);
    case 'categories':
      return checkCategories(setting.label, value);
    case 'fraction':
      if (typeof value === 'string' && isFraction(value)) return good(value);
      return bad(`“${setting.label}”应写作大于0、不超过1的分数，例如1/2、2/3。`);
    case 'yes-no':
      if (typeof value === 'boolean') return good(value);
      return bad(`请选择“${setting.label}”的“是”或者“否”。`);
    case 'choice': {
      if (typeof value === 'string' && Object.hasOwn(setting.options, value)) return good(value);
      const labels = Object.values(setting.options).map(({ label }) => `“${label}”`);
      return bad(`请选择“${setting.label}”：${labels.join('、')}。`);
    }
  }
}
