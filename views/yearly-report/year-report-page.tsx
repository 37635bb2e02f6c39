import type { ReportPrint } from '../../src/desk/yearly-report/report-words.ts';
import { Layout, type PageFrame } from '../layout.tsx';
import { ActFields, ErrorSummary, type FormState, TextArea } from '../parts/fields.tsx';
import { Notice } from '../parts/notices.tsx';
import { ReportBody } from './report-body.tsx';

/** The yearly report as it stands now: what is public of it, what the office writes, how it will read. */
export function YearReportPage(props: {
  readonly frame: PageFrame;
  readonly congress: { readonly name: string; readonly href: string };
  readonly base: string;
  readonly path: string;
  readonly year: number;
  readonly print: ReportPrint;
  /** Number of the newest version; 0 before the first one. */
  readonly number: number;
  readonly form: FormState;
  readonly publishForm: FormState;
  readonly actIds: readonly [string, string];
  readonly edits: boolean;
  readonly publishable: boolean;
  readonly published: {
    readonly number: number;
    readonly at: string;
    readonly href: string;
  } | null;
}) {
  const { congress, path, year, number, published } = props;
  return (
    <Layout
      frame={props.frame}
      title={`${year}年度报告`}
      place={congress.name}
      crumbs={[
        { text: congress.name, href: congress.href },
        { text: '年度报告', href: props.base },
      ]}
    >
      <h1>{year}年度报告</h1>
      {published === null ? (
        <Notice tone="info">
          还没有公布。{number === 0 ? '先编写文字并保存，再公布。' : `现在是第 ${number} 稿。`}
        </Notice>
      ) : (
        <Notice tone="ok">
          第 {published.number} 稿已于 {published.at} 公布：
          <a href={published.href}>看公布的报告</a>
          {published.number === number ? '' : `　第 ${number} 稿还没有公布。`}
        </Notice>
      )}
      <div class="actions">
        <a class="btn quiet" href={`${path}/document`}>
          下载现在的稿子（Word）
        </a>
      </div>
      {props.edits && props.publishable ? (
        <form method="post" action={`${path}/publish`} class="card">
          <ErrorSummary form={props.publishForm} />
          <h2>公布第 {number} 稿</h2>
          <p>公布时按当天的记录重新计算数字并连同文字冻结，任何人可以看，不能再改这一稿。</p>
          <ActFields actId={props.actIds[1]} />
          <div class="actions">
            <button class="btn" type="submit">
              公布年度报告
            </button>
          </div>
        </form>
      ) : null}
      {props.edits ? (
        <form method="post" action={path} class="card">
          <ErrorSummary form={props.form} />
          <h2>编写文字</h2>
          <p class="hint">每次保存是新的一稿，以前各稿都留着。数字不用写，下面会自动生成。</p>
          <ActFields actId={props.actIds[0]} />
          <input type="hidden" name="version" value={String(number)} />
          <TextArea form={props.form} name="opening" label="概述" rows={4} required={false} />
          <TextArea form={props.form} name="review" label="评价和问题" rows={6} required={false} />
          <TextArea form={props.form} name="outlook" label="下一步打算" rows={4} required={false} />
          <div class="actions">
            <button class="btn" type="submit">
              保存为新的一稿
            </button>
          </div>
        </form>
      ) : null}
      <ReportBody print={props.print} />
    </Layout>
  );
}
