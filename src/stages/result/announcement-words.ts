import type { AnnouncementContent } from './announce-result.ts';
import type { ReportContent } from './report-content.ts';

/** The words of an announcement as the presidium publishes them, drawn up from the signed report. */
export function announcementWords(content: ReportContent, issuer: string): AnnouncementContent {
  const adopted = content.projects
    .filter((project) => project.adopted === true)
    .toSorted((one, other) => (one.rank ?? 0) - (other.rank ?? 0));
  const hall = `${content.meeting}应到代表${content.due ?? 0}名，实到${content.present ?? 0}名。`;
  const papers = `发出选票${content.issued ?? 0}张，收回${content.returned ?? 0}张，其中有效${content.valid ?? 0}张，无效${content.void ?? 0}张。`;
  const result =
    adopted.length === 0
      ? '本次票决没有项目入选。'
      : `会议以无记名投票方式，从${content.projects.length}个候选项目中票决确定${adopted.length}个民生实事项目：`;
  return {
    format: 1,
    issuer,
    paragraphs: [`${hall}${papers}`, result],
    projects: adopted.map((project) => `${project.title}（赞成${project.for ?? 0}票）`),
  };
}

/** An announcement as plain text, to be copied into the government's own channels. */
export function announcementText(announcement: {
  readonly title: string;
  readonly number: string;
  readonly dated: string;
  readonly content: AnnouncementContent;
}): string {
  const { title, number, dated, content } = announcement;
  const projects = content.projects.map((project, index) => `${index + 1}. ${project}`);
  return [title, number, '', ...content.paragraphs, ...projects, '', content.issuer, dated].join(
    '\n',
  );
}
