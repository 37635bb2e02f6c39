import {
  type ChapterName,
  type Chapters,
  chapterNames,
  type RuleSheetDocument,
} from './document.ts';
import { ballotSettings } from './settings/ballot.ts';
import { countingSettings } from './settings/counting.ts';
import { deadlinesSettings } from './settings/deadlines.ts';
import { followUpSettings } from './settings/follow-up.ts';
import { keysSettings } from './settings/keys.ts';
import { passingSettings } from './settings/passing.ts';
import { placesSettings } from './settings/places.ts';
import { resultSettings } from './settings/result.ts';
import { reviewSettings } from './settings/review.ts';
import { satisfactionSettings } from './settings/satisfaction.ts';
import type {
  AnyKind,
  SettingOf,
  SettingsOf,
  SettingValue,
  SettingWords,
  SheetContext,
  Step,
} from './settings/setting.ts';
import { tiesSettings } from './settings/ties.ts';

/** The whole catalogue by chapter and field, in the order in which the wizard asks. */
export const chapterSettings: { readonly [Name in ChapterName]: SettingsOf<Chapters[Name]> } = {
  vote: {
    ...placesSettings,
    ...ballotSettings,
    ...passingSettings,
    ...tiesSettings,
    ...countingSettings,
    ...resultSettings,
  },
  keys: keysSettings,
  satisfaction: satisfactionSettings,
  followUp: followUpSettings,
  review: reviewSettings,
  deadlines: deadlinesSettings,
};

/**
 * One setting as the wizard and the parser walk through it. `key` is `<chapter>.<field>`: the name of
 * its form field, and the `field` of every refusal about it.
 */
export type ListedSetting = SettingWords &
  AnyKind & {
    readonly key: string;
    readonly chapter: ChapterName;
    readonly name: string;
    /** The default in a place of this kind. */
    readonly initial: (context: SheetContext) => SettingValue;
    /** The value in a document; undefined where the chapter is missing. */
    readonly valueIn: (document: RuleSheetDocument) => SettingValue | undefined;
    /** Whether the setting has any effect in this document; false where its chapter is missing. */
    readonly relevantIn: (document: RuleSheetDocument) => boolean;
  };

function listChapter<Name extends ChapterName>(chapter: Name): ListedSetting[] {
  type Chapter = Chapters[Name];
  const settings: SettingsOf<Chapter> = chapterSettings[chapter];
  return Object.keys(settings).map((key) => {
    const name = key as keyof Chapter & string;
    const setting = settings[name] as SettingOf<SettingValue, Chapter> & AnyKind;
    const chapterIn = (document: RuleSheetDocument) => document[chapter] as Chapter | undefined;
    return {
      ...setting,
      key: `${chapter}.${name}`,
      chapter,
      name,
      valueIn: (document) => chapterIn(document)?.[name] as SettingValue | undefined,
      relevantIn: (document) => {
        const values = chapterIn(document);
        return values !== undefined && (setting.relevantWhen?.(values) ?? true);
      },
    };
  });
}

/** Every setting of every chapter, in reading order. */
export const allSettings: readonly ListedSetting[] = chapterNames.flatMap((name) =>
  listChapter(name),
);

const byKey: ReadonlyMap<string, ListedSetting> = new Map(
  allSettings.map((setting) => [setting.key, setting]),
);

/** The setting of a key such as `vote.places`; undefined for a key that the catalogue lacks. */
export function settingOf(key: string): ListedSetting | undefined {
  return byKey.get(key);
}

/** The settings of one page of the wizard. */
export function settingsOfStep(step: Step): readonly ListedSetting[] {
  return allSettings.filter((setting) => setting.step === step);
}

/** The chapter that a page of the wizard fills in. */
export function chapterOfStep(step: Step): ChapterName {
  const own: readonly Step[] = ['keys', 'satisfaction', 'followUp', 'review', 'deadlines'];
  return own.includes(step) ? (step as ChapterName) : 'vote';
}
