import fc from 'fast-check';
import { buildChapter } from '../../../src/rules/rule-sheet/default-sheet.ts';
import {
  type Category,
  type ChapterName,
  type Chapters,
  chapterNames,
  chapterSince,
  laterVersion,
  type RuleSheetDocument,
} from '../../../src/rules/rule-sheet/document.ts';
import type { SettingValue } from '../../../src/rules/rule-sheet/settings/setting.ts';
import { allSettings, type ListedSetting } from '../../../src/rules/rule-sheet/settings.ts';

const words = ['', '甲', '另有说明', '受益人口多的优先'] as const;
const marks = ['', '○', '×', '√', '△', 'o', '〇'] as const;
const fractions = ['1/2', '2/3', '3/5', '3/4', '1/3', '4/5', '1/1'] as const;

const categories: fc.Arbitrary<readonly Category[]> = fc.uniqueArray(
  fc.record({
    name: fc.constantFrom('道路', '教育', '环境', '养老'),
    places: fc.integer({ min: 1, max: 9 }),
  }),
  { maxLength: 4, selector: ({ name }) => name },
);

/** Any value that a setting may hold. */
export function valuesOf(setting: ListedSetting): fc.Arbitrary<SettingValue> {
  switch (setting.kind) {
    case 'choice':
      return fc.constantFrom(...Object.keys(setting.options));
    case 'number': {
      const numbers = fc.integer({ min: setting.least, max: setting.most });
      return setting.mayBeEmpty ? fc.option(numbers, { nil: null }) : numbers;
    }
    case 'fraction':
      return fc.constantFrom(...fractions);
    case 'text':
      return fc.constantFrom(...words).filter((text) => setting.mayBeEmpty || text !== '');
    case 'symbol':
      return fc.constantFrom(...marks);
    case 'yes-no':
      return fc.boolean();
    case 'categories':
      return categories;
  }
}

function chapter<Name extends ChapterName>(name: Name): fc.Arbitrary<Chapters[Name]> {
  const settings = allSettings.filter((setting) => setting.chapter === name);
  const values = Object.fromEntries(settings.map((one) => [one.key, valuesOf(one)]));
  return fc.record(values).map((drawn) => buildChapter(name, (key) => drawn[key] as SettingValue));
}

/** Any document of the right shape, contradictory ones included, with any chapters missing. */
export const sheets: fc.Arbitrary<RuleSheetDocument> = fc
  .record({
    level: fc.constantFrom('city', 'county', 'township', 'street'),
    scope: fc.constantFrom('meeting', 'standing'),
    vote: chapter('vote'),
    keys: chapter('keys'),
    satisfaction: chapter('satisfaction'),
    followUp: chapter('followUp'),
    review: chapter('review'),
    deadlines: chapter('deadlines'),
    kept: fc.subarray([...chapterNames]),
  })
  .map(({ level, scope, kept, ...chapters }) => ({
    schemaVersion: kept.map((name) => chapterSince[name]).reduce(laterVersion, 1),
    level: level as RuleSheetDocument['level'],
    scope: scope as RuleSheetDocument['scope'],
    ...Object.fromEntries(kept.map((name) => [name, chapters[name]])),
  }));
