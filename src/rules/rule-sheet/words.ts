import type { Level, Scope, VoteChapter } from './document.ts';
import type { AnyKind, SettingValue } from './settings/setting.ts';

/** Chinese names of the levels. */
export const levelNames: Readonly<Record<Level, string>> = {
  city: '设区的市',
  county: '县（市、区）',
  township: '乡镇',
  street: '街道',
};

/** Chinese names of the scopes. */
export const scopeNames: Readonly<Record<Scope, string>> = {
  meeting: '只用于本次会议',
  standing: '常设，每次会议确认',
};

/** A value as it stands in a form field, which is how `readSettings` reads it back. */
export function valueAsTyped(value: SettingValue): string {
  if (value === null) return '';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  return value.map(({ name, places }) => `${name}:${places}`).join('\n');
}

/** What a value means, in Chinese, for lists of settings and of differences. */
export function valueInWords(setting: AnyKind, value: SettingValue): string {
  if (setting.kind === 'choice') return setting.options[String(value)]?.label ?? String(value);
  if (setting.kind === 'yes-no') return value === true ? '是' : '否';
  if (setting.kind === 'symbol') return symbolInWords(String(value));
  const text = valueAsTyped(value).replaceAll('\n', '；');
  if (text === '') return '未填';
  return setting.kind === 'number' ? `${text}${setting.unit}` : text;
}

/** A mark as a rule says it: 划“○”, or 不作任何记号 for an empty symbol. */
export function symbolInWords(symbol: string): string {
  return symbol === '' ? '不作任何记号' : `划“${symbol}”`;
}

/** The word for this kind of vote: 票决, 表决 or 审议监督. */
export function termInWords(vote: VoteChapter): string {
  return { ballot: '票决', vote: '表决', deliberation: '审议监督' }[vote.term];
}
