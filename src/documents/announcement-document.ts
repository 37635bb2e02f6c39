import { AlignmentType, Document, Packer, Paragraph, TextRun } from 'docx';

/** An announcement as it is typed: GB/T 9704 fonts by name, three for size (16 pt), none embedded. */
export async function announcementDocument(announcement: {
  readonly title: string;
  readonly number: string;
  readonly dated: string;
  readonly paragraphs: readonly string[];
  readonly projects: readonly string[];
  readonly issuer: string;
}): Promise<Uint8Array> {
  const body = (text: string) =>
    new Paragraph({
      indent: { firstLine: 640 },
      spacing: { line: 560, lineRule: 'exact' },
      children: [new TextRun({ text, font: '仿宋_GB2312', size: 32 })],
    });
  const centred = (text: string, font: string, size: number) =>
    new Paragraph({
      alignment: AlignmentType.CENTER,
      spacing: { after: 300 },
      children: [new TextRun({ text, font, size })],
    });
  const right = (text: string) =>
    new Paragraph({
      alignment: AlignmentType.RIGHT,
      indent: { right: 640 },
      children: [new TextRun({ text, font: '仿宋_GB2312', size: 32 })],
    });
  const document = new Document({
    sections: [
      {
        properties: {
          page: {
            size: { width: 11906, height: 16838 },
            margin: { top: 2098, bottom: 1984, left: 1588, right: 1474 },
          },
        },
        children: [
          centred(announcement.title, '方正小标宋简体', 44),
          centred(announcement.number, '楷体_GB2312', 32),
          ...announcement.paragraphs.map(body),
          ...announcement.projects.map((project, index) => body(`${index + 1}. ${project}`)),
          body(''),
          right(announcement.issuer),
          right(announcement.dated),
        ],
      },
    ],
  });
  return new Uint8Array(await Packer.toBuffer(document));
}
