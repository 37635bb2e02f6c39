import type { ReportPrint } from '../../src/desk/yearly-report/report-words.ts';
import { Layout, type PageFrame } from '../layout.tsx';
import { ReportBody } from './report-body.tsx';

/** The published yearly report of a congress, frozen with its figures; it prints as it stands. */
export function PublicYearReport(props: {
  readonly frame: PageFrame;
  readonly print: ReportPrint;
  /** The congress's public page. */
  readonly home: string;
  readonly hash: string;
  readonly documentHref: string;
}) {
  const { print } = props;
  return (
    <Layout
      frame={props.frame}
      title="年度报告"
      place={print.congress}
      crumbs={[{ text: `${print.congress}公开页`, href: props.home }]}
      wide
    >
      <h1>年度报告</h1>
      <ReportBody print={print} />
      <p>
        <a href={props.documentHref}>下载（Word 文档）</a>
      </p>
      <p class="hint">
        报告全码 <code>{props.hash}</code>
      </p>
    </Layout>
  );
}
