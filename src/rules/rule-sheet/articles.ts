import { followUpPart, satisfactionPart } from './articles/afterwards.ts';
import type { ArticleText, SheetNames, WritePart } from './articles/article.ts';
import { ballotPart } from './articles/ballot.ts';
import { closingPart } from './articles/closing.ts';
import { countingPart } from './articles/counting.ts';
import { deadlinesPart } from './articles/deadlines.ts';
import { decidingPart } from './articles/deciding.ts';
import { generalPart } from './articles/general.ts';
import { keysPart } from './articles/keys.ts';
import { reviewPart } from './articles/review.ts';
import { numberInWords } from './chinese-numerals.ts';
import type { RuleSheetDocument } from './document.ts';
import { allSettings } from './settings.ts';
import { termInWords } from './words.ts';

/** One numbered article of the 办法. */
export interface Article extends ArticleText {
  /** From 1, without gaps. */
  readonly number: number;
  /** 第一条, 第二条 … */
  readonly label: string;
}

const parts: readonly WritePart[] = [
  generalPart,
  ballotPart,
  decidingPart,
  countingPart,
  keysPart,
  satisfactionPart,
  followUpPart,
  reviewPart,
  deadlinesPart,
  closingPart,
];

/** The title of the 办法, for example 示例县云溪镇民生实事项目人大代表票决办法. */
export function sheetTitle(document: RuleSheetDocument, names: SheetNames): string {
  const term = document.vote === undefined ? '票决' : termInWords(document.vote);
  return `${names.place}民生实事项目人大代表${term}办法`;
}

/**
 * Reads a sheet out as the numbered articles that the congress adopts. Every setting that has an
 * effect is stated by an article, which names it in `settings`, so that the wizard can show the rule
 * in words beside its field. A chapter that is missing has no articles, and the last part says so.
 */
export function articles(document: RuleSheetDocument, names: SheetNames): readonly Article[] {
  const relevant = new Set(
    allSettings.filter((setting) => setting.relevantIn(document)).map(({ key }) => key),
  );
  return parts
    .flatMap((write) => write(document, names))
    .map((text, index) => ({
      ...text,
      settings: text.settings.filter((key) => relevant.has(key)),
      number: index + 1,
      label: `第${numberInWords(index + 1)}条`,
    }));
}

/** The whole 办法 as plain text: parts as headings, paragraphs on their own lines. */
export function sheetText(document: RuleSheetDocument, names: SheetNames): string {
  const lines = [sheetTitle(document, names)];
  let part = '';
  for (const article of articles(document, names)) {
    if (article.part !== part) lines.push('', article.part);
    part = article.part;
    const [first = '', ...others] = article.paragraphs;
    lines.push(`${article.label}　${first}`, ...others.map((paragraph) => `　　${paragraph}`));
  }
  return `${lines.join('\n')}\n`;
}
