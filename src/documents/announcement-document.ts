import {
  AlignmentType,
  Document,
  type FileChild,
  Footer,
  LineRuleType,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';

/** A table of a notice: headings, repeated on each page, and rows of text. */
export interface AnnouncementTable {
  readonly headings: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Share of each column; equal when not given. */
  readonly shares?: readonly number[];
}

/** A paragraph, or the heading of a part, which is set in 黑体. */
export type AnnouncementParagraph = string | { readonly heading: string };

/** What a notice or announcement says, from top to bottom. */
export interface AnnouncementContent {
  readonly title: string;
  /** Number under the title, such as （第 3 号）. */
  readonly number: string | null;
  readonly paragraphs: readonly AnnouncementParagraph[];
  readonly table: AnnouncementTable | null;
  /** Paragraphs under the table. */
  readonly closing: readonly string[];
  /** Who issues it, one line each. */
  readonly signatures: readonly string[];
  /** Date in Chinese, such as 2026年3月5日. */
  readonly date: string;
}

/** Millimetres in twentieths of a point. */
function millimetres(length: number): number {
  return Math.round((length * 1440) / 25.4);
}

/** Fonts of GB/T 9704; they are named only, the reader's word processor has them. */
const fonts = { title: '方正小标宋简体', body: '仿宋_GB2312', heading: '黑体', page: '宋体' };
/** Sizes in half points: 二号, 三号, 四号, 小四, and 五号 for a table of many columns. */
const sizes = { title: 44, body: 32, page: 28, table: 24, wideTable: 21 };
/** So many columns and more need the smaller size. */
const manyColumns = 8;
/** Width of a 三号 character in twentieths of a point. */
const characterWidth = 320;
/** 28.95 points: 22 lines to a page. */
const line = { line: 579, lineRule: LineRuleType.EXACT } as const;

function face(name: string) {
  return { ascii: 'Times New Roman', hAnsi: 'Times New Roman', eastAsia: name, cs: name };
}

/** Text that a document can hold: no control characters, which word processors refuse to open. */
function run(text: string, font: string, size: number): TextRun {
  return new TextRun({ text: text.replace(/\p{Cc}/gu, ' '), font: face(font), size });
}

/**
 * Writes a notice as .docx in the layout of official documents (GB/T 9704-2012: margins, 方正小标宋
 * title, 仿宋 text, 28.95-point lines, page number — 1 —), to be edited and printed by the office.
 */
export async function announcementDocument(content: AnnouncementContent): Promise<Uint8Array> {
  const document = new Document({
    creator: '票决',
    title: content.title,
    sections: [
      {
        properties: {
          page: {
            size: { width: millimetres(210), height: millimetres(297) },
            margin: {
              top: millimetres(37),
              left: millimetres(28),
              right: millimetres(26),
              bottom: millimetres(35),
              footer: millimetres(25),
            },
          },
        },
        footers: { default: pageNumber() },
        children: [
          centred(content.title, fonts.title, sizes.title),
          ...(content.number === null ? [] : [centred(content.number, fonts.body, sizes.body)]),
          new Paragraph({ spacing: line }),
          ...bodyParagraphs(
            content.paragraphs,
            content.table === null && content.closing.length === 0,
          ),
          ...(content.table === null ? [] : [table(content.table)]),
          ...bodyParagraphs(content.closing, true),
          ...signed(content.signatures, content.date),
        ],
      },
    ],
  });
  return new Uint8Array(await Packer.toArrayBuffer(document));
}

function centred(text: string, font: string, size: number): Paragraph {
  return new Paragraph({
    alignment: AlignmentType.CENTER,
    spacing: size > sizes.body ? { line: 700, lineRule: LineRuleType.EXACT } : line,
    children: [run(text, font, size)],
  });
}

/** Paragraphs of the text; the last of it goes to the page of the signatures, which never stand alone. */
function bodyParagraphs(
  texts: readonly AnnouncementParagraph[],
  ends: boolean,
): readonly Paragraph[] {
  return texts.map((one, index) => {
    const heading = typeof one !== 'string';
    return new Paragraph({
      alignment: AlignmentType.BOTH,
      spacing: line,
      keepNext: heading || (ends && index === texts.length - 1),
      // Two characters; by their width too, for word processors that do not count in characters.
      indent: { firstLineChars: 200, firstLine: 2 * characterWidth },
      children: [
        run(heading ? one.heading : one, heading ? fonts.heading : fonts.body, sizes.body),
      ],
    });
  });
}

/** How wide a line is in characters: figures and Latin letters take half of one. */
function widthOf(text: string): number {
  return [...text].reduce((sum, one) => sum + (one < '\u0080' ? 0.5 : 1), 0);
}

/** Issuer and date at the right, the date four characters from the edge. */
function signed(signatures: readonly string[], date: string): readonly FileChild[] {
  const lines = [...signatures, date];
  const widest = Math.max(...lines.map(widthOf));
  return [
    new Paragraph({ spacing: line, keepNext: true }),
    new Paragraph({ spacing: line, keepNext: true }),
    ...lines.map((text, index) => {
      // Each line is centred on the widest of them.
      const aside = (widest - widthOf(text)) / 2;
      return new Paragraph({
        alignment: AlignmentType.RIGHT,
        spacing: line,
        keepLines: true,
        keepNext: index < lines.length - 1,
        indent: { right: Math.round((4 + aside) * characterWidth) },
        children: [run(text, fonts.body, sizes.body)],
      });
    }),
  ];
}

function table({ headings, rows, shares }: AnnouncementTable): Table {
  const width = millimetres(210 - 28 - 26);
  const parts = shares ?? headings.map(() => 1);
  const whole = parts.reduce((sum, part) => sum + part, 0);
  const wide = headings.length >= manyColumns;
  const size = wide ? sizes.wideTable : sizes.table;
  const aside = wide ? 60 : 100;
  const columnWidths = parts.map((part) => Math.floor((width * part) / whole));
  const row = (texts: readonly string[], font: string, tableHeader: boolean) =>
    new TableRow({
      tableHeader,
      cantSplit: true,
      children: headings.map(
        (_, column) =>
          new TableCell({
            width: { size: columnWidths[column] ?? 0, type: WidthType.DXA },
            margins: { top: 60, bottom: 60, left: aside, right: aside },
            children: [
              new Paragraph({
                alignment: tableHeader ? AlignmentType.CENTER : AlignmentType.LEFT,
                children: [run(texts[column] ?? '', font, size)],
              }),
            ],
          }),
      ),
    });
  return new Table({
    width: { size: width, type: WidthType.DXA },
    columnWidths,
    rows: [
      row(headings, fonts.heading, true),
      ...rows.map((texts) => row(texts, fonts.body, false)),
    ],
  });
}

function pageNumber(): Footer {
  return new Footer({
    children: [
      new Paragraph({
        alignment: AlignmentType.CENTER,
        children: [
          new TextRun({
            font: face(fonts.page),
            size: sizes.page,
            children: ['— ', PageNumber.CURRENT, ' —'],
          }),
        ],
      }),
    ],
  });
}
