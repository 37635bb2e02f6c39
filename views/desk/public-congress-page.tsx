import type { Child } from 'hono/jsx';
import { Layout, type PageFrame } from '../layout.tsx';
import { Empty, Tag } from '../parts/notices.tsx';

interface Link {
  readonly href: string;
  readonly text: string;
}

/** Everything of a congress that is public, for anybody. */
export function PublicCongressPage(props: {
  readonly frame: PageFrame;
  readonly name: string;
  readonly results: readonly (Link & { readonly on: string })[];
  readonly years: readonly {
    readonly year: number;
    readonly projects: readonly (Link & { readonly state: string })[];
  }[];
  readonly lookbacks: { readonly href: string; readonly own: number; readonly fromAbove: number };
  readonly indicators: readonly Link[];
  readonly reports: readonly Link[];
  /** Supervised handling (挂牌督办). */
  readonly handlings: string;
  readonly bundles: string;
}) {
  const { lookbacks } = props;
  return (
    <Layout frame={props.frame} title="公开页" place={props.name}>
      <h1>{props.name}公开页</h1>
      <p>民生实事项目从票决到回头看，公开的都在这里，不用登录。</p>
      <Card title="民生实事项目" empty="还没有公布的项目。" count={props.years.length}>
        {props.years.map(({ year, projects }, index) => (
          <details open={index === 0}>
            <summary>
              {year}年（{projects.length}个）
            </summary>
            <ul class="plain-list">
              {projects.map((one) => (
                <li>
                  <a href={one.href}>{one.text}</a> <Tag tone="info" text={one.state} />
                </li>
              ))}
            </ul>
          </details>
        ))}
      </Card>
      <Card title="票决和测评结果" empty="还没有公告过结果。" count={props.results.length}>
        <ul class="plain-list">
          {props.results.map((one) => (
            <li>
              <a href={one.href}>{one.text}</a>　{one.on}
            </li>
          ))}
        </ul>
      </Card>
      <section class="card">
        <h2>挂牌督办</h2>
        <p>
          <a href={props.handlings}>哪些项目由谁督办、办到什么程度</a>
        </p>
      </section>
      <section class="card">
        <h2>回头看</h2>
        <p>
          <a href={lookbacks.href}>范围、抽样、问题、回应和整改</a>
          {lookbacks.own === 0 ? '' : `　本级开展 ${lookbacks.own} 次`}
          {lookbacks.fromAbove === 0 ? '' : `　上级开展 ${lookbacks.fromAbove} 次`}
          {lookbacks.own + lookbacks.fromAbove === 0 ? '　还没有公布过' : ''}
        </p>
      </section>
      <Card title="风险提示和单位的说明" empty="还没有公布过。" count={props.indicators.length}>
        <Links links={props.indicators} />
      </Card>
      <Card title="年度报告" empty="还没有公布过。" count={props.reports.length}>
        <Links links={props.reports} />
      </Card>
      <section class="card">
        <h2>自己核验</h2>
        <p>
          <a href={props.bundles}>审计资料包</a>：每年的全部公开记录，一次下载，断网也能核验。
        </p>
      </section>
    </Layout>
  );
}

function Card(props: {
  readonly title: string;
  readonly empty: string;
  readonly count: number;
  readonly children?: Child;
}) {
  return (
    <section class="card">
      <h2>{props.title}</h2>
      {props.count === 0 ? <Empty>{props.empty}</Empty> : props.children}
    </section>
  );
}

function Links({ links }: { readonly links: readonly Link[] }) {
  return (
    <ul class="plain-list">
      {links.map((one) => (
        <li>
          <a href={one.href}>{one.text}</a>
        </li>
      ))}
    </ul>
  );
}
