import type { ReportPrint } from '../../src/desk/yearly-report/report-words.ts';
import { Empty } from '../parts/notices.tsx';
import { Table } from '../parts/tables.tsx';

/** Columns that hold numbers stand to the right. */
const numbers: ReadonlySet<string> = new Set(['序号', '进度', '已支付（万元）']);

/** A yearly report as it is read and printed: parts, the table of projects, the source of the figures. */
export function ReportBody({ print }: { readonly print: ReportPrint }) {
  return (
    <article class="card announcement">
      <h2>{print.title}</h2>
      <p>{print.congress}</p>
      {print.parts.map((part) => (
        <>
          <h3>{part.heading}</h3>
          {part.paragraphs.map((one) => (
            <p>{one}</p>
          ))}
        </>
      ))}
      {print.rows.length === 0 ? (
        <Empty>本年度没有正式项目。</Empty>
      ) : (
        <Table
          caption="各项目情况"
          columns={print.headings.map((title) => ({ title, numeric: numbers.has(title) }))}
          rows={print.rows.map((row) =>
            row.map((cell) => (cell.length > 4 ? cell : <span class="nowrap">{cell}</span>)),
          )}
        />
      )}
      <p class="hint">{print.source}</p>
    </article>
  );
}
