import type { ReportPrint } from '../../src/desk/yearly-report/report-words.ts';
import { Layout, type PageFrame } from '../layout.tsx';
import { ReportBody } from './report-body.tsx';

/** The published yearly report of a congress, frozen with its figures; it prints as it stands. */
export function PublicYearReport(props: {
  readonly frame: PageFrame;
  readonly print: ReportPrint;
  readonly hash: string;
  readonly documentHref: string;
}) {
  const { print } = props;
  return (
    <Layout frame={props.frame} title={print.title} place={print.congress} wide>
      <h1>年度报告</h1>
      <ReportBody print={print} />
      <p>
        <a href={props.documentHref}>下载（Word 文档）</a>
      </p>
      <p class="hint">指纹</p>
      <p class="code">{props.hash}</p>
    </Layout>
  );
}
