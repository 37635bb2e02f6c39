import { Layout, type PageFrame } from '../layout.tsx';
import { Empty } from '../parts/notices.tsx';

/** The years of a congress whose report can be read or written. */
export function YearReportsPage(props: {
  readonly frame: PageFrame;
  readonly congress: { readonly name: string; readonly href: string };
  readonly years: readonly { readonly year: number; readonly href: string }[];
}) {
  const { congress, years } = props;
  return (
    <Layout
      frame={props.frame}
      title="年度报告"
      place={congress.name}
      crumbs={[{ text: congress.name, href: congress.href }]}
    >
      <h1>年度报告</h1>
      <p>数字从已公布的记录生成，文字由工作人员编写；公布后任何人可以看。</p>
      {years.length === 0 ? <Empty>还没有年度。建立会议后，这里就有。</Empty> : null}
      <ul class="plain-list">
        {years.map((one) => (
          <li>
            <a href={one.href}>{one.year}年度报告</a>
          </li>
        ))}
      </ul>
    </Layout>
  );
}
