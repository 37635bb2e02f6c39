import { dayInWords } from '../../src/rules/days.ts';
import { Layout, type PageFrame } from '../layout.tsx';
import { Empty, Facts } from '../parts/notices.tsx';
import { Table } from '../parts/tables.tsx';
import { YearLinks } from '../parts/years.tsx';

/** The sheet on which the standing committee appraises departments: facts with their source, no score. */
export function AppraisalPage(props: {
  readonly frame: PageFrame;
  readonly congress: { readonly name: string; readonly href: string };
  readonly year: number | null;
  readonly today: string;
  readonly years: readonly { readonly year: number; readonly href: string }[];
  readonly columns: readonly { readonly title: string; readonly source: string }[];
  readonly lines: readonly { readonly name: string; readonly values: readonly string[] }[];
  /** The projects of these departments, one a line. */
  readonly projects: {
    readonly headings: readonly string[];
    readonly rows: readonly (readonly string[])[];
  };
  readonly fileHref: string;
  readonly documentHref: string;
}) {
  const { congress, year, lines } = props;
  return (
    <Layout
      frame={props.frame}
      title="部门工作评议"
      place={congress.name}
      crumbs={[{ text: congress.name, href: congress.href }]}
      wide
    >
      <h1>{year === null ? '部门工作评议' : `${year}年部门工作评议表`}</h1>
      <p>
        {`截至${dayInWords(props.today)}，按记录汇总，不打总分。还没到期的不计；记录里没有的写“没有数据”，既不算好，也不算差。`}
      </p>
      <YearLinks years={props.years} shown={year} />
      {lines.length === 0 ? (
        <Empty>这一年还没有确定承办单位的项目或交办的意见。项目定了承办单位，这里就有。</Empty>
      ) : (
        <>
          <div class="actions">
            <a class="btn" href={props.fileHref}>
              下载评议表（Excel）
            </a>
            <a class="btn quiet" href={props.documentHref}>
              下载评议材料（Word）
            </a>
          </div>
          <Table
            caption={`${lines.length}个部门`}
            columns={[{ title: '部门' }, ...props.columns.map(({ title }) => ({ title }))]}
            rows={lines.map((one) => [one.name, ...one.values])}
          />
          <Table
            caption={`项目明细（${props.projects.rows.length}个）`}
            compact
            columns={props.projects.headings.map((title) => ({ title }))}
            rows={props.projects.rows}
          />
        </>
      )}
      <section class="card">
        <h2>每一列的来源</h2>
        <Facts facts={props.columns.map((one) => [one.title, one.source] as const)} />
      </section>
    </Layout>
  );
}
