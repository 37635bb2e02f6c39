import type { ThreeColumns } from '../../src/stages/satisfaction/three-columns.ts';
import { Layout, type PageFrame } from '../layout.tsx';
import { Empty } from '../parts/notices.tsx';
import { ThreeColumnsView } from './three-columns.tsx';

/** All projects of a year with their three columns. */
export function SatisfactionYearPage(props: {
  readonly frame: PageFrame;
  readonly congress: { readonly name: string; readonly href: string };
  /** Where the viewer comes from: not everybody here reads the page of the congress. */
  readonly home: { readonly text: string; readonly href: string };
  readonly path: string;
  readonly year: number | null;
  readonly years: readonly number[];
  readonly projects: readonly {
    readonly href: string;
    readonly number: number;
    readonly title: string;
    readonly columns: ThreeColumns;
  }[];
  readonly testPath: (test: ThreeColumns['deputies'][number]) => string | null;
  /** What only the clerk does from here: older results, held-back ratings, problems. */
  readonly work: readonly { readonly href: string; readonly text: string }[];
}) {
  const { congress, year, projects } = props;
  const title = year === null ? '满意度' : `${year} 年项目的满意度`;
  return (
    <Layout frame={props.frame} title={title} place={congress.name} crumbs={[props.home]} wide>
      <h1>{title}</h1>
      <p>党委、代表、群众三方各自评价，等次相同，分别列出，不合并计算，也不算平均分。</p>
      {props.years.length < 2 ? null : (
        <nav class="meeting-nav" aria-label="年度">
          {props.years.map((one) => (
            <a href={`${props.path}?year=${one}`} aria-current={one === year ? 'page' : undefined}>
              {one} 年
            </a>
          ))}
        </nav>
      )}
      {props.work.length === 0 ? null : (
        <>
          <p class="hint">
            代表测评在会议的“票决”页建立；已经用纸质票办完的、往年的，在这里录入票数和来源。
          </p>
          <div class="actions">
            {props.work.map((one) => (
              <a class="btn quiet" href={one.href}>
                {one.text}
              </a>
            ))}
          </div>
        </>
      )}
      {projects.length === 0 ? <Empty>还没有正式项目。</Empty> : null}
      {projects.map((one) => (
        <section class="card">
          <h2>
            <a href={one.href}>
              {one.number}．{one.title}
            </a>
          </h2>
          <ThreeColumnsView columns={one.columns} testPath={props.testPath} />
        </section>
      ))}
    </Layout>
  );
}
