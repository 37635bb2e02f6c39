import { Layout, type PageFrame } from '../layout.tsx';
import { Empty, Tag } from '../parts/notices.tsx';
import { FindingsTable, type ShownFinding } from './findings.tsx';

/** The look-backs of a congress, and what others found about it. */
export function LookbacksPage(props: {
  readonly frame: PageFrame;
  readonly congress: string;
  readonly base: string;
  readonly clerk: boolean;
  readonly lookbacks: readonly {
    readonly href: string;
    readonly title: string;
    readonly when: string;
    readonly stateName: string;
    readonly closed: boolean;
  }[];
  /** What was found about this congress, by itself or from above. */
  readonly received: readonly ShownFinding[];
}) {
  const { base, lookbacks } = props;
  return (
    <Layout
      frame={props.frame}
      title="回头看"
      place={props.congress}
      crumbs={[{ text: props.congress, href: base }]}
    >
      <h1>回头看</h1>
      <p>
        票决定下来的事，过一两年再去看：程序走得实不实，东西还在不在、好不好用、有没有人管。抽到谁由公开的种子决定，谁都可以重算。
      </p>
      {props.clerk ? (
        <div class="actions">
          <a class="btn" href={`${base}/lookbacks/new`}>
            新建回头看方案
          </a>
        </div>
      ) : null}
      <section class="card">
        <h2>方案</h2>
        {lookbacks.length === 0 ? <Empty>还没有回头看方案。</Empty> : null}
        <ul class="plain-list">
          {lookbacks.map((one) => (
            <li>
              <a href={one.href}>{one.title}</a>　{one.when}{' '}
              <Tag tone={one.closed ? 'ok' : 'info'} text={one.stateName} />
            </li>
          ))}
        </ul>
      </section>
      {props.received.length === 0 ? null : (
        <FindingsTable
          caption={`对本单位提出的问题（${props.received.length} 个），请回应`}
          findings={props.received}
        />
      )}
    </Layout>
  );
}
