import { dayInWords } from '../../src/rules/days.ts';
import type { Lateness } from '../../src/rules/rectification.ts';
import { Layout, type PageFrame } from '../layout.tsx';
import { Empty, Figure, Tag } from '../parts/notices.tsx';
import { Table } from '../parts/tables.tsx';
import { LatenessTag } from './lateness-tag.tsx';
import type { OpinionProps } from './supervision-props.ts';
import { OpinionList } from './supervision-section.tsx';

/** Supervision of all projects of a congress: what is late, what is listed, what is open. */
export function SupervisionOverviewPage(props: {
  readonly frame: PageFrame;
  readonly place: string;
  readonly base: string;
  readonly rows: readonly {
    readonly id: string;
    readonly heading: string;
    readonly title: string;
    readonly group: string | null;
    readonly lastVisit: string | null;
    readonly nextVisit: Lateness | null;
    readonly openOpinions: number;
    readonly listed: boolean;
  }[];
  readonly opinions: readonly OpinionProps[];
  /** Supervised handling (挂牌督办) of all projects, what stands now first. */
  readonly handlings: readonly {
    readonly projectId: string;
    readonly title: string;
    readonly reason: string;
    readonly ledBy: string;
    readonly listedOn: string;
    readonly due: string;
    readonly lateness: Lateness | null;
    readonly ended: string | null;
  }[];
}) {
  const { base, rows, opinions } = props;
  const lateVisits = rows.filter((one) => one.nextVisit?.kind === 'late').length;
  const lateOpinions = opinions.filter((one) => one.lateness?.kind === 'late').length;
  const waiting = opinions.filter((one) => one.state === 'raised').length;
  return (
    <Layout
      frame={props.frame}
      title="监督"
      place={props.place}
      crumbs={[{ text: props.place, href: base }]}
      wide
    >
      <h1>监督</h1>
      <div class="figures">
        <Figure label="挂牌督办" value={rows.filter((one) => one.listed).length} />
        <Figure label="视察逾期" value={lateVisits} tone={lateVisits > 0 ? 'stop' : 'plain'} />
        <Figure label="意见待交办" value={waiting} />
        <Figure label="反馈逾期" value={lateOpinions} tone={lateOpinions > 0 ? 'stop' : 'plain'} />
      </div>
      <div class="actions">
        <a class="btn quiet" href={`${base}/opinions`}>
          全部意见
        </a>
        <a class="btn quiet" href={`${base}/rectifications`}>
          整改
        </a>
        <a class="btn quiet" href={`${base}/supervision/next-year`}>
          重点督办和未完工说明
        </a>
        <a class="btn quiet" href={`${base.replace('/c/', '/p/')}/handlings`}>
          公开的挂牌督办
        </a>
      </div>
      <OpinionsToHandle base={base} opinions={opinions} />
      {rows.length === 0 ? (
        <Empty>还没有正式项目。公告以后项目自动出现在这里。</Empty>
      ) : (
        <Table
          caption="各项目的监督"
          columns={[
            { title: '项目' },
            { title: '监督小组' },
            { title: '上次视察' },
            { title: '下次视察' },
            { title: '未办结意见', numeric: true },
            { title: '督办' },
          ]}
          rows={rows.map((one) => [
            <div>
              <a href={`${base}/projects/${one.id}/supervision`}>{one.title}</a>{' '}
              <span class="small muted">{one.heading}</span>
            </div>,
            one.group ?? '没有成立',
            dayInWords(one.lastVisit ?? '没有'),
            one.nextVisit === null ? '不安排' : <LatenessTag lateness={one.nextVisit} />,
            one.openOpinions,
            one.listed ? <Tag tone="stop" text="挂牌督办" /> : '—',
          ])}
        />
      )}
      {props.handlings.length === 0 ? null : (
        <Table
          caption="挂牌督办"
          columns={[
            { title: '项目' },
            { title: '原因' },
            { title: '牵头' },
            { title: '起止' },
            { title: '现在怎样' },
          ]}
          rows={props.handlings.map((one) => [
            <a href={`${base}/projects/${one.projectId}/supervision`}>{one.title}</a>,
            one.reason,
            one.ledBy,
            `${dayInWords(one.listedOn)}起，${one.due}`,
            one.lateness === null ? (one.ended ?? '') : <LatenessTag lateness={one.lateness} />,
          ])}
        />
      )}
    </Layout>
  );
}

/** Opinions that wait to be handed over or rated; the first few are open. */
function OpinionsToHandle(props: {
  readonly base: string;
  readonly opinions: readonly OpinionProps[];
}) {
  const waiting = props.opinions.filter((one) => ['raised', 'answered'].includes(one.state));
  if (waiting.length === 0) return null;
  return (
    <section class="card">
      <h2>等交办、等评价的意见（{waiting.length} 条）</h2>
      <OpinionList opinions={waiting.slice(0, 5)} base={props.base} ofMany />
      {waiting.length <= 5 ? null : (
        <details>
          <summary>另有{waiting.length - 5}条</summary>
          <OpinionList opinions={waiting.slice(5)} base={props.base} ofMany />
        </details>
      )}
    </section>
  );
}
