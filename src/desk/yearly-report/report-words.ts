import type { AnnouncementContent } from '../../documents/index.ts';
import { dayInWords } from '../../rules/days.ts';
import { type GradeCode, gradeNames } from '../../rules/grades.ts';
import { numberInWords } from '../../rules/rule-sheet/chinese-numerals.ts';
import { projectStateNames } from '../../stages/delivery/index.ts';
import { residentsInWords } from '../appraisal/appraise.ts';
import type { ReportSections } from './report-store.ts';
import type { YearFacts } from './year-facts.ts';

const verdictNames: Readonly<Record<string, string>> = gradeNames;

const none = { kind: 'none' } as const;

const states: Readonly<Record<string, string>> = projectStateNames;

/** A yearly report as its page and its document print it. */
export interface ReportPrint {
  readonly title: string;
  readonly congress: string;
  /** Headings with their paragraphs, in order. */
  readonly parts: readonly { readonly heading: string; readonly paragraphs: readonly string[] }[];
  readonly headings: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly source: string;
  readonly day: string;
}

type Line = YearFacts['projects'][number];

function gradeInWords(grade: GradeCode | null): string {
  return grade === null ? '没有数据' : gradeNames[grade];
}

/** The deputies' verdict: one of the whole project, or one for each part that was tested. */
function verdictsInWords({ verdict, verdicts }: Line): string {
  if (verdicts === null || verdicts.length === 0) {
    return verdict === null ? '没有数据' : (verdictNames[verdict] ?? verdict);
  }
  return verdicts
    .map((one) => `${one.part === null ? '' : `${one.part}：`}${gradeNames[one.verdict]}`)
    .join('；');
}

function unfinished(projects: readonly Line[]): readonly string[] {
  return projects.flatMap(({ number, title, explanation }) => {
    if (explanation === null) return [];
    const { meeting, reportedOn, content } = explanation;
    const told =
      meeting === null
        ? '还没有向会议报告'
        : `已向${meeting}报告${reportedOn === null ? '' : `（${dayInWords(reportedOn)}）`}`;
    return [`第${number}号“${title}”没有按期完成：${content}（${told}）`];
  });
}

function lookbackParts({ findings }: YearFacts): readonly string[] {
  return (findings ?? []).map((one) =>
    [
      `《${one.lookback}》${one.project ?? '程序'}，${one.grade}：${one.content}`,
      ...one.replies.map((reply) => `单位回应，${reply}`),
      one.rectification ?? '没有发出整改',
    ].join('。'),
  );
}

function indicatorParts({ indicators }: YearFacts): readonly string[] {
  if (indicators === null) return [];
  if (!indicators.published) return ['还没有公布过风险提示。'];
  if (indicators.questions.length === 0) return ['公布的风险提示没有要说明的问题。'];
  return indicators.questions.map(({ title, sentence, answers }) => {
    const said = answers.length === 0 ? '单位没有说明。' : `单位说明：${answers.join('；')}`;
    return `${title}：${sentence}${said}`;
  });
}

function paragraphsOf(text: string): readonly string[] {
  return text.split(/\n+/).flatMap((one) => (one.trim() === '' ? [] : [one.trim()]));
}

/** Puts facts and the office's own words together. Figures come from the facts alone. */
export function reportPrint(facts: YearFacts, sections: ReportSections): ReportPrint {
  const { congress, year, projects, opinions, rectifications } = facts;
  const done = projects.filter(({ state }) => state === 'completed' || state === 'accepted').length;
  const announced =
    facts.announcements.length === 0
      ? '系统中没有本年度的公告。'
      : `公告：${facts.announcements.map((one) => `${one.number}（${dayInWords(one.dated)}）`).join('、')}。`;
  // A report that was published before the three sides stood in it keeps its one column.
  const columns = projects.some(({ residents }) => residents !== null);
  const sides = columns ? ['党委', '代表', '群众'] : ['代表测评'];
  const part = (heading: string, paragraphs: readonly string[]) => ({ heading, paragraphs });
  return {
    title: `${year}年度民生实事项目票决和监督工作报告`,
    congress,
    parts: [
      part('概述', paragraphsOf(sections.opening)),
      part('票决和办理', [
        `本年度正式项目${projects.length}个，已完工或验收${done}个。${announced}`,
        `依法决定调整${facts.adjustments}件。各项目情况见表。`,
      ]),
      part('监督', [
        `公布视察记录${facts.visits}次，挂牌督办${facts.supervised}次。`,
        `公布意见${opinions.raised}件，办结${opinions.closed}件；代表评价答复${opinions.graded}次，其中不满意${opinions.dissatisfied}次。`,
        `整改${rectifications.issued}项，销号${rectifications.closed}项。`,
      ]),
      part('没有按期完成的项目', unfinished(projects)),
      part('回头看', lookbackParts(facts)),
      part('风险提示和单位说明', indicatorParts(facts)),
      part('评价和问题', paragraphsOf(sections.review)),
      part('下一步打算', paragraphsOf(sections.outlook)),
    ].filter(({ paragraphs }) => paragraphs.length > 0),
    headings: ['序号', '项目', '承办单位', '状态', '进度', '已支付（万元）', ...sides],
    rows: projects.map((one) => [
      String(one.number),
      one.title,
      one.department ?? '没有数据',
      states[one.state] ?? one.state,
      one.percent === null ? '没有数据' : `${one.percent}%`,
      one.paid === null ? '没有数据' : one.paid.replace(/(\.\d*?)0+$/, '$1').replace(/\.$/, ''),
      ...(columns
        ? [gradeInWords(one.party), verdictsInWords(one), residentsInWords(one.residents ?? none)]
        : [verdictsInWords(one)]),
    ]),
    source: `数字来自已公布的记录，统计到${dayInWords(facts.day)}。没有数据，既不算好，也不算差。`,
    day: facts.day,
  };
}

/** The same report as a document in the layout of official papers. */
export function reportDocument(print: ReportPrint): AnnouncementContent {
  return {
    title: print.title,
    number: print.congress,
    paragraphs: [...print.parts, { heading: '各项目情况', paragraphs: [] }].flatMap(
      ({ heading, paragraphs }, index) => [
        { heading: `${numberInWords(index + 1)}、${heading}` },
        ...paragraphs,
      ],
    ),
    table: {
      headings: print.headings,
      rows: print.rows,
      shares:
        print.headings.length === 9
          ? [8, 25, 24, 15, 14, 18, 18, 18, 22]
          : [9, 30, 26, 17, 15, 20, 22],
    },
    closing: [print.source],
    signatures: [print.congress],
    date: dayInWords(print.day),
  };
}
