import { Layout, type PageFrame } from '../layout.tsx';
import { Empty, Figure, Tag } from '../parts/notices.tsx';
import { Table } from '../parts/tables.tsx';
import { LatenessTag } from './lateness-tag.tsx';
import type { OpinionProps } from './supervision-props.ts';

/** The opinions of a congress, or those that a department has to answer. */
export function OpinionsPage(props: {
  readonly frame: PageFrame;
  readonly place: string;
  readonly base: string;
  /** Where the viewer comes from: not everybody here reads the page of the congress. */
  readonly home: { readonly text: string; readonly href: string };
  /** False for a department, which reads its own alone. */
  readonly all: boolean;
  readonly opinions: readonly OpinionProps[];
}) {
  const { base, opinions } = props;
  const ended = ['closed', 'declined'];
  const open = opinions.filter((one) => !ended.includes(one.state));
  const shown = [...open, ...opinions.filter((one) => ended.includes(one.state))];
  const late = opinions.filter((one) => one.lateness?.kind === 'late').length;
  return (
    <Layout frame={props.frame} title="意见" place={props.place} crumbs={[props.home]}>
      <h1>{props.all ? '意见办理' : '要我们办理的意见'}</h1>
      <p>提出、交办、反馈、评价：提出人不满意的退回重办，办到满意为止。</p>
      <div class="figures">
        <Figure label="未办结" value={open.length} />
        <Figure label="反馈逾期" value={late} tone={late > 0 ? 'stop' : 'plain'} />
      </div>
      {opinions.length === 0 ? (
        <Empty>没有意见。</Empty>
      ) : (
        <Table
          caption="没有办结的在前"
          columns={[{ title: '意见' }, { title: '项目' }, { title: '承办单位' }, { title: '现状' }]}
          rows={shown.map((one) => [
            <a href={`${base}/opinions/${one.id}`}>
              {one.year} 年第 {one.number} 号：{one.content.slice(0, 40)}
              {one.content.length > 40 ? '……' : ''}
            </a>,
            one.projectTitle ?? '—',
            one.departmentName ?? '未交办',
            <div>
              <Tag tone={one.state === 'closed' ? 'ok' : 'info'} text={one.stateName} />{' '}
              {one.lateness === null ? null : <LatenessTag lateness={one.lateness} />}
            </div>,
          ])}
        />
      )}
    </Layout>
  );
}
