import { chapterTitles, type RuleSheetDocument } from './document.ts';
import { allSettings } from './settings.ts';
import { levelNames, scopeNames, valueInWords } from './words.ts';

/** One setting that two sheets settle differently, in words. */
export interface Difference {
  readonly field: string;
  readonly label: string;
  readonly before: string;
  readonly after: string;
}

const notRegulated = '未作规定';

/**
 * What changed from one sheet to another, setting by setting in reading order: for the minute of a
 * change, and for what a meeting deviates from in a standing sheet. Empty for equal sheets.
 */
export function differences(
  before: RuleSheetDocument,
  after: RuleSheetDocument,
): readonly Difference[] {
  const heads: Difference[] = [
    {
      field: 'level',
      label: '层级',
      before: levelNames[before.level],
      after: levelNames[after.level],
    },
    {
      field: 'scope',
      label: '适用范围',
      before: scopeNames[before.scope],
      after: scopeNames[after.scope],
    },
  ];
  const settings = allSettings.map((setting): Difference => {
    const words = (document: RuleSheetDocument) => {
      const value = setting.valueIn(document);
      return value === undefined ? notRegulated : valueInWords(setting, value);
    };
    const label = `${chapterTitles[setting.chapter]}：${setting.label}`;
    return { field: setting.key, label, before: words(before), after: words(after) };
  });
  return [...heads, ...settings].filter((one) => one.before !== one.after);
}
