import {
  type BallotForm,
  type Channels,
  type ChapterName,
  type Chapters,
  chapterNames,
  chapterSince,
  type Level,
  laterVersion,
  type RuleSheetDocument,
  type Scope,
  usesElectronic,
} from './document.ts';
import type { SettingValue, SheetContext } from './settings/setting.ts';
import { allSettings } from './settings.ts';

/** What a clerk has said before the wizard starts. Absent: a paper vote of this meeting. */
export interface SheetWishes {
  readonly level: Level;
  readonly scope?: Scope;
  readonly channels?: Channels;
  readonly form?: BallotForm;
  readonly province?: string;
  readonly places?: number;
  readonly candidates?: number;
}

/**
 * Builds a chapter from the values of its fields. The catalogue names every field of the chapter with
 * a value of its type (checked when it is compiled), which is what the assertion relies on.
 */
export function buildChapter<Name extends ChapterName>(
  chapter: Name,
  valueFor: (key: string) => SettingValue,
): Chapters[Name] {
  const fields = allSettings
    .filter((setting) => setting.chapter === chapter)
    .map((setting) => [setting.name, valueFor(setting.key)]);
  return Object.fromEntries(fields) as Chapters[Name];
}

/** One chapter with every default for a place and a way of voting. */
export function defaultChapter<Name extends ChapterName>(
  chapter: Name,
  context: SheetContext,
): Chapters[Name] {
  const defaults = new Map(
    allSettings.map((setting) => [setting.key, setting.initial(context)] as const),
  );
  return buildChapter(chapter, (key) => defaults.get(key) ?? null);
}

/**
 * A whole sheet of defaults: the vote, the satisfaction test, the follow-up, the review and the deadlines,
 * and the keys too where ballots are electronic. It holds no contradiction once places and candidates leave a surplus.
 */
export function defaultRuleSheet(wishes: SheetWishes): RuleSheetDocument {
  const context: SheetContext = { scope: 'meeting', channels: 'paper', ...wishes };
  const vote = defaultChapter('vote', context);
  return {
    schemaVersion: 3,
    level: context.level,
    scope: context.scope,
    vote,
    ...(usesElectronic(vote) ? { keys: defaultChapter('keys', context) } : {}),
    satisfaction: defaultChapter('satisfaction', context),
    followUp: defaultChapter('followUp', context),
    review: defaultChapter('review', context),
    deadlines: defaultChapter('deadlines', context),
  };
}

/** What the defaults of a document depend on; a document without a vote counts as one on paper. */
export function contextOf(document: RuleSheetDocument): SheetContext {
  return {
    level: document.level,
    scope: document.scope,
    channels: document.vote?.channels ?? 'paper',
    ...(document.vote === undefined ? {} : { form: document.vote.form }),
  };
}

/**
 * Regulates a chapter with its defaults; one that is already there stays as it is. A chapter that the
 * sheet's version lacks makes it one of the version that has it.
 */
export function withChapter(document: RuleSheetDocument, chapter: ChapterName): RuleSheetDocument {
  if (document[chapter] !== undefined) return document;
  const schemaVersion = laterVersion(document.schemaVersion, chapterSince[chapter]);
  return { ...document, schemaVersion, [chapter]: defaultChapter(chapter, contextOf(document)) };
}

/** Leaves a chapter unregulated (未作规定). */
export function withoutChapter(
  document: RuleSheetDocument,
  chapter: ChapterName,
): RuleSheetDocument {
  const { [chapter]: _dropped, ...rest } = document;
  return rest;
}

/**
 * Puts settings without effect back to their defaults, so that a sheet states all that it holds: a
 * cap typed before the ballot's form was changed must not stay hidden in what is adopted.
 */
export function settle(document: RuleSheetDocument): RuleSheetDocument {
  let settled = document;
  for (const setting of allSettings) {
    if (settled[setting.chapter] === undefined || setting.relevantIn(settled)) continue;
    const chapter = {
      ...settled[setting.chapter],
      [setting.name]: setting.initial(contextOf(settled)),
    };
    settled = { ...settled, [setting.chapter]: chapter };
  }
  return settled;
}

/** The chapters that a document regulates, in reading order. */
export function regulatedChapters(document: RuleSheetDocument): readonly ChapterName[] {
  return chapterNames.filter((chapter) => document[chapter] !== undefined);
}
