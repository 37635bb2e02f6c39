import { roundWords } from '../../src/rules/round-words.ts';
import type { ReportContent } from '../../src/stages/result/report-content.ts';
import { Table, VoteBar } from '../parts/tables.tsx';
import { countedChannels } from './electronic-part.tsx';
import { SatisfactionTable } from './satisfaction-table.tsx';

/** The votes of every project, apart where two channels were counted, with rank, result and why. */
export function ResultTable({
  content,
  caption,
}: {
  readonly content: ReportContent;
  /** Where a page shows several: each table has a name of its own. */
  readonly caption?: string;
}) {
  const { satisfaction } = content;
  if (satisfaction !== undefined) {
    return <SatisfactionTable content={content} satisfaction={satisfaction} />;
  }
  const decision = content.decision !== undefined;
  const words = roundWords[decision ? 'decision' : 'vote'];
  const all = content.form === 'each';
  const counted = countedChannels(content);
  const apart = counted.length < 2 ? [] : counted;
  const projects = content.projects.toSorted(
    (one, other) => (one.rank ?? 999) - (other.rank ?? 999) || one.number - other.number,
  );
  return (
    <Table
      caption={caption ?? words.votes}
      columns={[
        ...(decision ? [] : [{ title: '名次', numeric: true }]),
        { title: '编号', numeric: true },
        { title: decision ? words.subject : '项目' },
        { title: '赞成', numeric: true },
        ...apart.map((one) => ({
          title: one.name === 'paper' ? '其中纸质' : '其中电子',
          numeric: true,
        })),
        ...(all
          ? [
              { title: '反对', numeric: true },
              { title: '弃权', numeric: true },
            ]
          : []),
        { title: '得票' },
        { title: '结果', short: true },
        { title: '依据' },
      ]}
      rows={projects.map((one) => [
        ...(decision ? [] : [one.rank ?? '—']),
        one.number,
        one.title,
        one.for ?? '—',
        ...apart.map(
          (channel) => channel.projects.find((each) => each.number === one.number)?.for ?? '—',
        ),
        ...(all ? [one.against ?? '—', one.abstain ?? '—'] : []),
        <VoteBar
          votes={one.for ?? 0}
          of={content.present ?? content.due ?? 0}
          needed={content.threshold}
          adopted={one.adopted === true}
        />,
        one.adopted === true
          ? `✓ ${words.adopted}`
          : one.adopted === null
            ? '待定'
            : words.rejected,
        one.why,
      ])}
    />
  );
}
