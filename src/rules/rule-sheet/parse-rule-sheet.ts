import { ok, type Refusal, type Result, refuse } from '../refusals.ts';
import { checkValue } from './check-value.ts';
import { buildChapter } from './default-sheet.ts';
import {
  type ChapterName,
  chapterNames,
  chapterSince,
  chapterTitles,
  type RuleSheetDocument,
  schemaVersions,
} from './document.ts';
import type { SettingValue } from './settings/setting.ts';
import { allSettings } from './settings.ts';
import { levelNames, scopeNames } from './words.ts';

type Fields = Readonly<Record<string, unknown>>;

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Own fields only: a name such as `constructor` must not be found in the prototype. */
function fieldOf(fields: Fields, name: string): unknown {
  return Object.hasOwn(fields, name) ? fields[name] : undefined;
}

function unknownFields(fields: Fields, known: readonly string[], prefix: string): Refusal[] {
  return Object.keys(fields)
    .filter((name) => !known.includes(name))
    .map((name) => ({
      code: 'unknown-field',
      message: `办法中有不认识的内容“${name}”，请删去。`,
      field: `${prefix}${name}`,
    }));
}

function oneOf<Name extends string>(
  fields: Fields,
  field: string,
  names: Readonly<Record<Name, string>>,
  refusals: Refusal[],
): Name | undefined {
  const value = fieldOf(fields, field);
  if (typeof value === 'string' && Object.hasOwn(names, value)) return value as Name;
  const expected = Object.entries<string>(names).map(([name, words]) => `${name}（${words}）`);
  refusals.push({
    code: 'bad-value',
    message: `办法的“${field}”应是其中之一：${expected.join('、')}。`,
    field,
  });
  return undefined;
}

function readChapter(chapter: ChapterName, raw: unknown, refusals: Refusal[]) {
  if (!isFields(raw)) {
    const message = `“${chapterTitles[chapter]}”一章应是一组设定；不作规定的，请整章删去。`;
    refusals.push({ code: 'bad-chapter', message, field: chapter });
    return undefined;
  }
  const settings = allSettings.filter((setting) => setting.chapter === chapter);
  const names = settings.map(({ name }) => name);
  const faults = unknownFields(raw, names, `${chapter}.`);
  const values = new Map<string, SettingValue>();
  for (const setting of settings) {
    const value = fieldOf(raw, setting.name);
    const checked = checkValue(setting, value);
    if (checked.ok) values.set(setting.key, checked.value);
    else {
      const code = value === undefined ? 'missing-setting' : 'bad-value';
      faults.push({ code, message: checked.message, field: setting.key });
    }
  }
  refusals.push(...faults);
  if (faults.length > 0) return undefined;
  return buildChapter(chapter, (key) => values.get(key) ?? null);
}

/** Returns the value, or refuses with all that was found. */
export function unlessRefused<Value>(
  refusals: readonly Refusal[],
  value: () => Value,
): Result<Value> {
  const [first, ...others] = refusals;
  return first === undefined ? ok(value()) : refuse(first, ...others);
}

/**
 * Reads a stored or imported rule sheet strictly and lists every fault with its field. A missing
 * chapter is "not regulated"; a missing setting inside a chapter is a fault. A version knows no chapter that
 * came later. Whether the settings agree with each other is for `contradictions`.
 *
 * Refusals, in order: `not-a-sheet`; `newer-schema` (nothing else is read then); `bad-value` of level
 * and scope; `unknown-field`; then by chapter `bad-chapter`, `unknown-field`, `missing-setting`,
 * `bad-value`.
 */
export function parseRuleSheet(input: unknown): Result<RuleSheetDocument> {
  if (!isFields(input)) {
    return refuse({ code: 'not-a-sheet', message: '这不是票决办法：应是一个JSON对象。' });
  }
  const stated = fieldOf(input, 'schemaVersion');
  const schemaVersion = schemaVersions.find((version) => version === stated);
  if (schemaVersion === undefined) {
    const message = `这份办法的格式版本不是${schemaVersions.join('、')}，请用写出它的程序版本打开，或者升级本系统。`;
    return refuse({ code: 'newer-schema', message, field: 'schemaVersion' });
  }
  const refusals: Refusal[] = [];
  const level = oneOf(input, 'level', levelNames, refusals);
  const scope = oneOf(input, 'scope', scopeNames, refusals);
  const known = chapterNames.filter((name) => chapterSince[name] <= schemaVersion);
  refusals.push(...unknownFields(input, ['schemaVersion', 'level', 'scope', ...known], ''));
  const chapters = known
    .filter((chapter) => Object.hasOwn(input, chapter))
    .map((chapter) => [chapter, readChapter(chapter, input[chapter], refusals)] as const);
  return unlessRefused(
    refusals,
    () => ({ schemaVersion, level, scope, ...Object.fromEntries(chapters) }) as RuleSheetDocument,
  );
}
