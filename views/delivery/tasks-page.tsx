import type { Lateness } from '../../src/rules/rectification.ts';
import { Layout, type PageFrame } from '../layout.tsx';
import { Empty, Figure } from '../parts/notices.tsx';
import { LatenessTag } from './lateness-tag.tsx';
import type { OpinionProps } from './supervision-props.ts';
import { OpinionList } from './supervision-section.tsx';

/** What a deputy has to do: visits that are due, answers to rate, projects of their groups. */
export function TasksPage(props: {
  readonly frame: PageFrame;
  readonly place: string;
  readonly base: string;
  readonly visits: readonly {
    readonly projectId: string;
    readonly title: string;
    readonly text: string;
    readonly lateness: Lateness;
  }[];
  readonly toRate: readonly OpinionProps[];
  readonly underway: readonly OpinionProps[];
  readonly projects: readonly {
    readonly id: string;
    readonly title: string;
    readonly group: string;
  }[];
}) {
  const { base, visits, toRate } = props;
  const closed = (one: OpinionProps) => ['closed', 'declined'].includes(one.state);
  const underway = [...props.underway].sort(
    (one, other) => Number(closed(one)) - Number(closed(other)),
  );
  return (
    <Layout
      frame={props.frame}
      title="我的任务"
      place={props.place}
      crumbs={[{ text: props.place, href: base }]}
    >
      <h1>我的任务</h1>
      <div class="figures">
        <Figure label="待视察" value={visits.length} />
        <Figure label="待评价" value={toRate.length} />
      </div>
      <div class="actions">
        <a class="btn" href={`${base}/visit-note`}>
          写视察记录
        </a>
      </div>
      <section class="card">
        <h2>该去看的项目</h2>
        {visits.length === 0 ? <Empty>现在没有要去看的项目。</Empty> : null}
        <ul class="plain-list">
          {visits.map((one) => (
            <li>
              <a href={`${base}/visit-note?project=${one.projectId}`}>{one.title}</a>　{one.text}{' '}
              <LatenessTag lateness={one.lateness} />
            </li>
          ))}
        </ul>
      </section>
      <section class="card">
        <h2>等您评价的反馈</h2>
        {toRate.length === 0 ? (
          <Empty>没有等您评价的反馈。</Empty>
        ) : (
          <OpinionList opinions={toRate} base={base} ofMany />
        )}
      </section>
      {underway.length === 0 ? null : (
        <section class="card">
          <h2>您提的其他意见</h2>
          <OpinionList opinions={underway} base={base} ofMany />
        </section>
      )}
      <section class="card">
        <h2>您监督的项目</h2>
        {props.projects.length === 0 ? <Empty>您还不在任何监督小组里。</Empty> : null}
        <ul class="plain-list">
          {props.projects.map((one) => (
            <li>
              <a href={`${base}/projects/${one.id}/supervision`}>{one.title}</a>　{one.group}
            </li>
          ))}
        </ul>
      </section>
    </Layout>
  );
}
