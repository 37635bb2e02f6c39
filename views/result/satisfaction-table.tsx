import type { ReportContent } from '../../src/stages/result/report-content.ts';
import { Table } from '../parts/tables.tsx';
import { countedChannels } from './electronic-part.tsx';

type Satisfaction = NonNullable<ReportContent['satisfaction']>;
type Line = Satisfaction['lines'][number];

/** The grade that a test led to, as every page writes it. */
export const verdictNames = {
  satisfied: '✓ 满意',
  fairly_satisfied: '△ 基本满意',
  dissatisfied: '✗ 不满意',
} as const;

const channelNames = { paper: '纸质', electronic: '电子' } as const;

/** The grades of every project in a satisfaction test, apart where two channels were counted. */
export function SatisfactionTable(props: {
  readonly content: ReportContent;
  readonly satisfaction: Satisfaction;
}) {
  const { content, satisfaction } = props;
  const counted = countedChannels(content);
  const apart = counted.length < 2 ? [] : counted;
  return (
    <Table
      caption="各项目测评票数"
      columns={[
        { title: '编号', numeric: true },
        { title: '项目' },
        { title: '满意', numeric: true },
        { title: '基本满意', numeric: true },
        { title: '不满意', numeric: true },
        { title: '未评', numeric: true },
        ...apart.map((one) => ({ title: `其中${channelNames[one.name]}（三等次）` })),
        { title: '测评结果' },
        { title: '依据' },
      ]}
      rows={satisfaction.lines.map((one) => [
        one.number,
        one.title,
        one.satisfied,
        one.fairly_satisfied,
        one.dissatisfied,
        one.ungraded,
        ...apart.map((channel) => gradesIn(channel.projects, one)),
        one.verdict === null ? '—' : verdictNames[one.verdict],
        `${one.doubtful ? '⚠ 本行合计与其他行不同，请核对原始记录。' : ''}${one.why}`,
      ])}
    />
  );
}

function gradesIn(
  projects: NonNullable<ReportContent['channels']>[number]['projects'],
  line: Line,
): string {
  const grades = projects.find((one) => one.number === line.number)?.grades;
  if (grades === undefined) return '—';
  return `${grades.satisfied} · ${grades.fairly_satisfied} · ${grades.dissatisfied}`;
}
