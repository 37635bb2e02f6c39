import type { BallotForm, Category, Channels, Level, Scope } from '../document.ts';
import type { Fraction } from '../fraction.ts';

/** Any value that a setting may hold. */
export type SettingValue = string | number | boolean | null | readonly Category[];

/** Pages of the wizard, in their order. */
export const steps = [
  'places',
  'ballot',
  'passing',
  'ties',
  'counting',
  'result',
  'keys',
  'satisfaction',
  'followUp',
  'review',
  'deadlines',
] as const;

export type Step = (typeof steps)[number];

/** Chinese titles of the wizard's pages. */
export const stepTitles: Readonly<Record<Step, string>> = {
  places: '应选与候选',
  ballot: '选票与划票',
  passing: '会议有效与通过',
  ties: '同票与缺额',
  counting: '监票与计票',
  result: '结果公布与其他',
  keys: '电子票决',
  satisfaction: '满意度测评',
  followUp: '征集、公开与督办',
  review: '回头看与风险提示',
  deadlines: '办理时限与催办',
};

/** How well a default is founded: L read in the law, V in a published text, C common, unverified. */
export type SourceMark = 'L' | 'V' | 'C';

/** Where a default comes from. */
export interface Source {
  readonly mark: SourceMark;
  readonly text: string;
}

/** Chinese words of the marks, for the line under a default. */
export const sourceMarkNames: Readonly<Record<SourceMark, string>> = {
  L: '法律规定',
  V: '已公布的地方文本或报道',
  C: '常见做法，未经核实，可以修改',
};

/** What a default may depend on. */
export interface SheetContext {
  readonly level: Level;
  readonly scope: Scope;
  readonly channels: Channels;
  /** Absent: the usual form for these channels. */
  readonly form?: BallotForm;
  /** Name of the province, which decides some terms (甘肃: 审议监督). */
  readonly province?: string;
  readonly places?: number;
  readonly candidates?: number;
}

/** One choice of a closed list. */
export interface Option {
  readonly label: string;
  readonly help?: string;
}

export interface ChoiceKind<Value extends string> {
  readonly kind: 'choice';
  readonly options: { readonly [Choice in Value]: Option };
}

/** A whole number. An empty one is stored as null. */
export interface NumberKind<MayBeEmpty extends boolean = boolean> {
  readonly kind: 'number';
  readonly least: number;
  readonly most: number;
  readonly unit: string;
  readonly mayBeEmpty: MayBeEmpty;
}

export interface FractionKind {
  readonly kind: 'fraction';
}

/** Free text; `lines` allows several. */
export interface TextKind {
  readonly kind: 'text';
  readonly longest: number;
  readonly lines: boolean;
  readonly mayBeEmpty: boolean;
}

/** One printed character, or empty for "leave blank". */
export interface SymbolKind {
  readonly kind: 'symbol';
  readonly suggestions: readonly string[];
}

export interface YesNoKind {
  readonly kind: 'yes-no';
}

/** Categories with their places, typed one a line as `名称:数目`. */
export interface CategoriesKind {
  readonly kind: 'categories';
}

/** The kind that fits a type of value. */
export type KindOf<Value> = [Value] extends [boolean]
  ? YesNoKind
  : [Value] extends [number]
    ? NumberKind<false>
    : [Value] extends [number | null]
      ? NumberKind<true>
      : [Value] extends [Fraction]
        ? FractionKind
        : [Value] extends [readonly Category[]]
          ? CategoriesKind
          : string extends Value
            ? TextKind | SymbolKind
            : ChoiceKind<Extract<Value, string>>;

/** Any kind, for code that walks through the whole catalogue. */
export type AnyKind =
  | ChoiceKind<string>
  | NumberKind
  | FractionKind
  | TextKind
  | SymbolKind
  | YesNoKind
  | CategoriesKind;

/** What every setting says about itself. */
export interface SettingWords {
  readonly step: Step;
  readonly label: string;
  readonly help: string;
  /** Where the default comes from. */
  readonly source: Source;
}

/** One setting of a chapter: its words, its kind, its default and when it has any effect. */
export type SettingOf<Value, Chapter> = SettingWords &
  KindOf<Value> & {
    readonly initial: (context: SheetContext) => Value;
    /** Absent: always. A setting without effect keeps its default. */
    readonly relevantWhen?: (chapter: Chapter) => boolean;
  };

/** The settings of a chapter, or of some of its fields. */
export type SettingsOf<Chapter, Name extends keyof Chapter = keyof Chapter> = {
  readonly [One in Name]: SettingOf<Chapter[One], Chapter>;
};

/** Marks a source read in the law. */
export function law(text: string): Source {
  return { mark: 'L', text };
}

/** Marks a source read in a published local text or report. */
export function published(text: string): Source {
  return { mark: 'V', text };
}

/** Marks a common practice that nobody has verified. */
export function common(text: string): Source {
  return { mark: 'C', text };
}
