import { Layout, type PageFrame } from '../layout.tsx';
import { Empty } from '../parts/notices.tsx';

/** The service records of a congress, for the clerk. */
export function ServicesPage(props: {
  readonly frame: PageFrame;
  readonly congress: { readonly name: string; readonly href: string };
  readonly enterHref: string;
  readonly deputies: readonly {
    readonly href: string;
    readonly name: string;
    readonly constituency: string;
  }[];
}) {
  const { congress, deputies } = props;
  return (
    <Layout
      frame={props.frame}
      title="履职档案"
      place={congress.name}
      crumbs={[{ text: congress.name, href: congress.href }]}
    >
      <h1>履职档案</h1>
      <p>
        {`共 ${deputies.length} 名代表。出席、视察和意见从办理记录自动汇总；建议和培训在这里登记。档案里没有任何与投票选择有关的内容。`}
      </p>
      <div class="actions">
        <a class="btn" href={props.enterHref}>
          登记培训和建议
        </a>
      </div>
      <section class="card">
        <h2>代表</h2>
        {deputies.length === 0 ? <Empty>名册里还没有代表，请先导入代表名册。</Empty> : null}
        <ul class="plain-list">
          {deputies.map((one) => (
            <li>
              <a href={one.href}>{one.name}</a>　<small>{one.constituency}</small>
            </li>
          ))}
        </ul>
      </section>
    </Layout>
  );
}
