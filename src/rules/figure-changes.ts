import {
  channels,
  type FiguresContent,
  type OriginKind,
  originKinds,
  type StateWhenVoted,
  statesWhenVoted,
} from './procedure-figures.ts';

/** What was entered of a year as lines of label and value, and what a replacement changes: figures are never lost. */
export type FigureLines = readonly (readonly [label: string, value: string])[];

/** The origins of the candidates of a year as they stood at one time. */
export interface OriginsContent {
  readonly source: string;
  readonly origins: readonly {
    readonly number: number;
    readonly title: string;
    readonly kinds: readonly OriginKind[];
    readonly suggestions: number | null;
    readonly stateWhenVoted: StateWhenVoted;
  }[];
}

function minutedWord(minuted: boolean | null): string | null {
  if (minuted === null) return null;
  return minuted ? '有' : '没有';
}

/** Figures as lines; what is not known has none. */
export function figuresLines(content: FiguresContent): FigureLines {
  const counted = channels.map(([channel, label]) => {
    const found = content.channels.find((one) => one.channel === channel);
    return [`${label}建议`, found === undefined ? null : `${found.suggestions} 条`] as const;
  });
  const lines: readonly (readonly [string, string | null])[] = [
    ['征集开始', content.solicitationStartsOn],
    ['征集结束', content.solicitationEndsOn],
    ...counted,
    ['候选项目公示', content.noticeOn],
    ['材料送达代表', content.papersOn],
    ['审议记录', minutedWord(content.deliberationMinuted)],
    ['实施计划公布', content.planPublishedOn],
    ['来源', content.source],
  ];
  return lines.flatMap(([label, value]) => (value === null ? [] : [[label, value] as const]));
}

function wordOf<Code extends string>(words: readonly (readonly [Code, string])[], code: Code) {
  return words.find(([one]) => one === code)?.[1] ?? code;
}

/** Origins as lines, one for each candidate of which something is known. */
export function originsLines({ origins, source }: OriginsContent): FigureLines {
  const lines = origins.map(({ number, title, kinds, suggestions, stateWhenVoted }) => {
    const count = suggestions === null ? '没有条数' : `建议 ${suggestions} 条`;
    const from = kinds.map((kind) => wordOf(originKinds, kind)).join('、');
    const state = `票决时${wordOf(statesWhenVoted, stateWhenVoted)}`;
    return [`${number}．${title}`, `${from}，${count}，${state}`] as const;
  });
  return [...lines, ['来源', source]];
}

/** One line that a replacement changes; null where a side does not have it. */
export interface LineChange {
  readonly label: string;
  readonly from: string | null;
  readonly to: string | null;
}

/** What differs between two states, line by line, in the order of the new one, then what is gone. */
export function lineChanges(before: FigureLines, after: FigureLines): readonly LineChange[] {
  const [old, fresh] = [new Map(before), new Map(after)];
  return [...new Set([...fresh.keys(), ...old.keys()])].flatMap((label) => {
    const [from, to] = [old.get(label) ?? null, fresh.get(label) ?? null];
    return from === to ? [] : [{ label, from, to }];
  });
}

/** A change in words, for a page and for the trail. */
export function changeInWords({ label, from, to }: LineChange): string {
  return `${label}由“${from ?? '没有数据'}”改为“${to ?? '没有数据'}”`;
}
