import type { RuleSheetDocument } from '../document.ts';

/** Names that stand in the text of a 办法. */
export interface SheetNames {
  /** The place, for example 示例县云溪镇. */
  readonly place: string;
  /** For example 示例县云溪镇第二十届人民代表大会第三次会议; absent reads 本次会议. */
  readonly meeting?: string;
}

/** An article before it has its number. */
export interface ArticleText {
  /** Title of the part (总则, 选票 …) in which it stands. */
  readonly part: string;
  readonly paragraphs: readonly string[];
  /** Keys of the settings that its text states. */
  readonly settings: readonly string[];
}

/** Writes the articles of one part; empty where the document does not regulate it. */
export type WritePart = (document: RuleSheetDocument, names: SheetNames) => readonly ArticleText[];

/** Makes the articles of one part of a chapter, naming settings without the chapter's prefix. */
export function articleWriter(part: string, chapter: string) {
  return (settings: readonly string[], ...paragraphs: readonly string[]): ArticleText => ({
    part,
    paragraphs: paragraphs.filter((paragraph) => paragraph !== ''),
    settings: settings.map((name) => `${chapter}.${name}`),
  });
}
