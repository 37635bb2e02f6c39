import { dayInWords } from '../../rules/days.ts';
import { gradeCodes, gradeNames } from '../../rules/grades.ts';
import { type MeetingBody, memberNames } from '../../rules/quorum.ts';
import { reasonsTogether } from '../../rules/round-words.ts';
import type { AnnouncementContent } from './announce-result.ts';
import type { ReportContent } from './report-content.ts';
import { adoptedIn, type ChainedResult } from './result-chain.ts';

/**
 * The words of an announcement as the presidium publishes them, drawn up from the signed reports of the
 * round and of those that it completes.
 */
export function announcementWords(
  chain: readonly ChainedResult[],
  issuer: string,
): AnnouncementContent {
  const test = chain.at(-1)?.content;
  if (test?.satisfaction !== undefined) return testWords(test, test.satisfaction, issuer);
  if (test?.decision !== undefined) return decisionWords(test, test.decision.body, issuer);
  const rounds = chain.map((one) => ({ ...one, adopted: adoptedIn(one) }));
  const adopted = rounds.flatMap((one) => one.adopted);
  const first = rounds[0];
  const candidates = first?.content.projects.length ?? 0;
  const result =
    adopted.length === 0
      ? '本次票决没有项目入选。'
      : `会议以无记名投票方式，从${candidates}个候选项目中票决确定${adopted.length}个民生实事项目：`;
  return {
    format: 1,
    issuer,
    paragraphs: [
      ...rounds.map((one) =>
        rounds.length === 1
          ? figuresOf(one.content)
          : `${one.content.round}：${figuresOf(one.content)}确定${one.adopted.length}个项目。`,
      ),
      ...rounds.flatMap((one) => tieInWords(one)),
      result,
    ],
    projects: adopted.map((project) => `${project.title}（赞成${project.for ?? 0}票）`),
  };
}

/** The words about decided adjustments: every one with its three figures and what became of it. */
function decisionWords(
  content: ReportContent,
  body: MeetingBody,
  issuer: string,
): AnnouncementContent {
  const void_ = content.validity === false;
  const members = memberNames[body];
  return {
    format: 1,
    issuer,
    paragraphs: [
      figuresOf(content, members),
      void_
        ? `本次表决无效：${reasonsTogether(content.validityReasons)}。所列调整没有作出决定。`
        : `会议以无记名投票方式对民生实事项目调整事项逐项表决，全体${members}过半数赞成的通过。结果如下：`,
    ],
    projects: void_ ? [] : content.projects.map(matterInWords),
  };
}

function matterInWords(one: ReportContent['projects'][number]): string {
  const figures = `赞成${one.for ?? 0}票，反对${one.against ?? 0}票，弃权${one.abstain ?? 0}票`;
  return `${one.title}：${figures}，${one.adopted === true ? '通过' : '未通过'}`;
}

/** The words about a satisfaction test: every project with its three figures and its verdict. */
function testWords(
  content: ReportContent,
  { lines }: NonNullable<ReportContent['satisfaction']>,
  issuer: string,
): AnnouncementContent {
  const void_ = content.validity === false;
  return {
    format: 1,
    issuer,
    paragraphs: [
      figuresOf(content),
      void_
        ? `本次测评无效：${reasonsTogether(content.validityReasons)}。`
        : `会议以无记名投票方式对民生实事项目进行满意度测评，${content.passing}。结果如下：`,
    ],
    projects: void_ ? [] : lines.map(lineInWords),
  };
}

function lineInWords(line: NonNullable<ReportContent['satisfaction']>['lines'][number]): string {
  const figures = gradeCodes.map((code) => `${gradeNames[code]}${line[code]}票`).join('，');
  return `${line.title}：${figures}，测评结果为“${line.verdict === null ? '—' : gradeNames[line.verdict]}”`;
}

function figuresOf(content: ReportContent, members = '代表'): string {
  const hall = `${content.meeting}应到${members}${content.due ?? 0}名，实到${content.present ?? 0}名。`;
  const papers = `发出选票${content.issued ?? 0}张，收回${content.returned ?? 0}张，其中有效${content.valid ?? 0}张，无效${content.void ?? 0}张。`;
  return `${hall}${papers}`;
}

function tieInWords({ content, tie }: ChainedResult): readonly string[] {
  if (tie === null) return [];
  const titleOf = (number: number) =>
    `“${content.projects.find((project) => project.number === number)?.title ?? number}”`;
  const way = tie.method === 'lot' ? '当场抽签' : '由主席团按票决办法的规则';
  const tied = tie.tied.map(titleOf).join('、');
  return [`${tied}得票相等，${way}确定${tie.chosen.map(titleOf).join('、')}。`];
}

/** An announcement as plain text, to be copied into the government's own channels. */
export function announcementText(announcement: {
  readonly title: string;
  readonly number: string;
  readonly dated: string;
  readonly content: AnnouncementContent;
}): string {
  const { title, number, content } = announcement;
  const day = dayInWords(announcement.dated);
  const projects = content.projects.map((project, index) => `${index + 1}. ${project}`);
  return [title, number, '', ...content.paragraphs, ...projects, '', content.issuer, day].join(
    '\n',
  );
}
