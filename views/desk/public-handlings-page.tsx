import { dayInWords } from '../../src/rules/days.ts';
import { Layout, type PageFrame } from '../layout.tsx';
import { Empty, Tag } from '../parts/notices.tsx';

interface Handled {
  readonly title: string;
  readonly href: string;
  readonly reason: string;
  readonly ledBy: string;
  readonly listedOn: string;
  readonly due: string;
  readonly late: boolean;
  /** How it ended; null while it stands. */
  readonly ended: string | null;
}

/** Supervised handling (挂牌督办) of a congress for everybody: what stands now, and what has ended. */
export function PublicHandlingsPage(props: {
  readonly frame: PageFrame;
  readonly name: string;
  readonly home: string;
  readonly now: readonly Handled[];
  readonly ended: readonly Handled[];
}) {
  return (
    <Layout
      frame={props.frame}
      title="挂牌督办"
      place={props.name}
      crumbs={[{ text: `${props.name}公开页`, href: props.home }]}
    >
      <h1>挂牌督办的项目</h1>
      <p>进度滞后、群众不满意的项目由专人牵头督办，办到什么程度都写在这里。</p>
      <List
        title={`正在督办（${props.now.length}个）`}
        rows={props.now}
        empty="现在没有挂牌督办的项目。"
      />
      <List
        title={`已经解除（${props.ended.length}个）`}
        rows={props.ended}
        empty="没有解除过挂牌督办。"
      />
    </Layout>
  );
}

function List(props: {
  readonly title: string;
  readonly rows: readonly Handled[];
  readonly empty: string;
}) {
  const { title, rows } = props;
  return (
    <section class="card">
      <h2>{title}</h2>
      {rows.length === 0 ? <Empty>{props.empty}</Empty> : null}
      {rows.map((one) => (
        <article>
          <h3>
            <a href={one.href}>{one.title}</a>
          </h3>
          <p>
            <Tag
              tone={one.ended === null ? 'stop' : 'ok'}
              text={one.ended === null ? '督办中' : '已解除'}
            />{' '}
            {one.late ? <Tag tone="warn" text="已过期限" /> : null}
          </p>
          <p>为什么：{one.reason}</p>
          <p>
            {one.ledBy}牵头，{dayInWords(one.listedOn)}起，{one.due}。
          </p>
          {one.ended === null ? null : <p>{one.ended}</p>}
        </article>
      ))}
    </section>
  );
}
