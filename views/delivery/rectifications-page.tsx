import { dayInWords } from '../../src/rules/days.ts';
import { Layout, type PageFrame } from '../layout.tsx';
import { Empty, Figure } from '../parts/notices.tsx';
import { Table } from '../parts/tables.tsx';
import { LatenessTag } from './lateness-tag.tsx';
import type { RectificationProps } from './rectification-props.ts';

/** Everything that was asked for and that has to be answered, what is late first to see. */
export function RectificationsPage(props: {
  readonly frame: PageFrame;
  readonly place: string;
  readonly base: string;
  /** Where the viewer comes from: not everybody here reads the page of the congress. */
  readonly home: { readonly text: string; readonly href: string };
  readonly showIssued: boolean;
  readonly mayIssue: boolean;
  readonly issued: readonly RectificationProps[];
  readonly received: readonly RectificationProps[];
}) {
  const { base, issued, received } = props;
  const all = [...new Map([...issued, ...received].map((one) => [one.id, one])).values()];
  const open = all.filter((one) => one.state !== 'closed');
  const late = open.filter((one) => one.lateness.kind === 'late');
  const waiting = open.filter((one) => one.state === 'answered');
  return (
    <Layout frame={props.frame} title="整改" place={props.place} crumbs={[props.home]}>
      <h1>整改</h1>
      <p>谁提出、谁整改、何时到期、谁复查，一项一项销号；答复人不能复查自己的答复。</p>
      <div class="figures">
        <Figure label="未销号" value={open.length} />
        <Figure label="逾期" value={late.length} tone={late.length > 0 ? 'stop' : 'plain'} />
        <Figure label="待复查" value={waiting.length} />
      </div>
      {props.mayIssue ? (
        <div class="actions">
          <a class="btn" href={`${base}/rectifications/new`}>
            提出整改
          </a>
        </div>
      ) : null}
      <RectificationTable
        caption="要我们整改的"
        base={base}
        rows={received}
        empty="没有要我们整改的事项。"
      />
      {props.showIssued ? (
        <RectificationTable
          caption="我们提出的"
          base={base}
          rows={issued}
          empty="没有提出过整改。"
        />
      ) : null}
    </Layout>
  );
}

/** Rectifications as a table; each leads to its page. */
export function RectificationTable(props: {
  readonly caption: string;
  readonly base: string;
  readonly rows: readonly RectificationProps[];
  readonly empty: string;
}) {
  if (props.rows.length === 0) {
    return (
      <section>
        <h2>{props.caption}</h2>
        <Empty>{props.empty}</Empty>
      </section>
    );
  }
  return (
    <Table
      caption={props.caption}
      columns={[
        { title: '事项' },
        { title: '提出' },
        { title: '责任单位' },
        { title: '期限' },
        { title: '现状' },
      ]}
      rows={props.rows.map((one) => [
        <a href={`${props.base}/rectifications/${one.id}`}>
          第 {one.number} 号{one.powerName}
          {one.projectTitle === null ? '' : `：${one.projectTitle}`}
        </a>,
        `${one.issuerName}（${one.originName}）`,
        `${one.unitName}　${one.personInCharge}`,
        dayInWords(one.dueOn),
        <div>
          {one.stateName} <LatenessTag lateness={one.lateness} />
        </div>,
      ])}
    />
  );
}
