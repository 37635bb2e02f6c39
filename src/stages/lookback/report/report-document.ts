import { announcementDocument } from '../../../documents/index.ts';
import type { ReportContent } from './report-content.ts';

function findingParagraphs(report: ReportContent): readonly string[] {
  if (report.findings.length === 0) return ['（三）没有发现问题。'];
  return [
    `（三）发现问题 ${report.findings.length} 个。`,
    ...report.findings.flatMap((one) => [
      `${one.number}．［${one.grade}］${one.subject}：${one.content}${one.withdrawn === null ? '' : `（已撤回：${one.withdrawn}）`}`,
      `依据：${evidenceInWords(one.evidence)}。`,
      `被检查单位回应：${one.replies.length === 0 ? '没有回应' : one.replies.join('；')}`,
      `整改：${one.rectification}。`,
    ]),
  ];
}

/** Each thing that bears a finding out once, in one sentence. */
function evidenceInWords(evidence: ReportContent['findings'][number]['evidence']): string {
  return [...new Set(evidence.map(({ text }) => text.replace(/。$/, '')))].join('；');
}

/** The questions that this programme asked by itself, with their answers, and those that it did not ask. */
function questionParagraphs({ questions }: ReportContent): readonly string[] {
  const own = questions.own.map(
    (one, index) =>
      `${index + 1}．（${one.part}）${one.text}做到 ${one.yes} 条，部分做到 ${one.partly} 条，没有做到 ${one.no} 条，没有资料 ${one.no_data} 条。`,
  );
  const leftOut = questions.leftOut.map((one) => `${one.text}（原因：${one.reason}）`);
  return [
    ...(own.length === 0 ? [] : ['其中本方案自拟的问题：', ...own]),
    ...(leftOut.length === 0 ? [] : [`范本里没有问的：${leftOut.join('；')}。`]),
  ];
}

/** The report as .docx in the layout of official documents, to be edited and printed by the office. */
export function reportDocument(
  report: ReportContent,
  day: string,
  hash: string,
): Promise<Uint8Array> {
  const { answers } = report;
  return announcementDocument({
    title: `关于${report.title}情况的报告`,
    number: null,
    paragraphs: [
      report.purpose,
      `（一）范围和抽样。回头看的单位：${report.reviewed.join('、')}；年度：${report.years}；范围 ${report.scopeSize} 个项目。${report.sampling}。`,
      ...report.draws.map(
        (one) =>
          `第 ${one.number} 次抽样，种子“${one.seed}”${one.reason === null ? '' : `，重抽原因：${one.reason}`}。`,
      ),
      `（二）核查。清单答案：做到 ${answers.yes} 条，部分做到 ${answers.partly} 条，没有做到 ${answers.no} 条，没有资料 ${answers.no_data} 条，没有核对 ${answers.open} 条。抽中项目的现场情况见下表。`,
      ...questionParagraphs(report),
    ],
    table: {
      headings: ['单位', '年度', '项目', '现场', '管护', '群众'],
      rows: report.sample.map((one) => [
        ...[one.congress, String(one.year), `${one.number}．${one.title}`],
        ...[one.site ?? '没有核查', one.maintained ?? '没有核查', one.residents ?? '没有走访'],
      ]),
      shares: [4, 2, 4, 3, 3, 5],
    },
    closing: [
      ...findingParagraphs(report),
      ...(report.carriedOver.length === 0
        ? []
        : [
            `（四）以前回头看转来、还没有销号的问题 ${report.carriedOver.length} 个：${report.carriedOver.map((one) => `${one.title}第 ${one.number} 个，${one.subject}`).join('；')}。`,
          ]),
      `结论：${report.conclusion}`,
      `本报告由记录生成，短码 ${hash.slice(0, 16)}。`,
      `范围散列值前十六位：${report.scopeHash.slice(0, 16)}。`,
    ],
    signatures: [report.congress],
    date: day,
  });
}
