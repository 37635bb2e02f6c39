import { Layout, type PageFrame } from '../layout.tsx';
import { ActFields, type Choice, freshForm, SelectField, TextField } from '../parts/fields.tsx';
import { Empty, Notice } from '../parts/notices.tsx';
import { Table } from '../parts/tables.tsx';

/** The trail in plain sentences, the newest first. */
export function TrailPage(props: {
  readonly frame: PageFrame;
  readonly congress: { readonly name: string; readonly href: string };
  readonly entries: readonly {
    readonly sequence: number;
    readonly time: string;
    readonly later: string;
    readonly who: string;
    readonly text: string;
    readonly hash: string;
  }[];
  readonly total: number;
  readonly page: number;
  readonly pages: number;
  readonly filter: { readonly event: string; readonly day: string; readonly subject: string };
  readonly kinds: readonly Choice[];
  readonly head: { readonly sequence: number; readonly hash: string } | null;
  readonly actId: string;
}) {
  const { congress, filter, page, pages } = props;
  const path = `${congress.href}/trail`;
  const form = freshForm(filter);
  const at = (number: number) =>
    `${path}?${new URLSearchParams({ ...filter, page: String(number) }).toString()}`;
  return (
    <Layout
      frame={props.frame}
      title="留痕记录"
      place={congress.name}
      crumbs={[{ text: congress.name, href: congress.href }]}
      wide
    >
      <h1>留痕记录</h1>
      {props.head === null ? null : (
        <Notice tone="info" title={`最新一条：第 ${props.head.sequence} 条`}>
          <p>
            <code>{props.head.hash}</code>
          </p>
          <p>抄下或拍下这一串，以后用它核对，末尾被截去也能发现。</p>
        </Notice>
      )}
      <div class="actions">
        <form method="post" action={path} class="inline">
          <ActFields actId={props.actId} />
          <button class="btn" type="submit">
            现在核对全部记录
          </button>
        </form>
        <a class="btn quiet" href={`${path}/export`}>
          导出（可脱离本系统核对）
        </a>
      </div>
      <form method="get" action={path} class="row">
        <SelectField
          form={form}
          name="event"
          label="事项"
          required={false}
          empty="全部事项"
          choices={props.kinds}
        />
        <TextField
          form={form}
          name="day"
          label="日期"
          type="date"
          required={false}
          width="medium"
        />
        <button class="btn quiet" type="submit">
          筛选
        </button>
      </form>
      {props.entries.length === 0 ? (
        <Empty>没有符合条件的记录。</Empty>
      ) : (
        <Table
          caption={`共 ${props.total} 条，第 ${page} / ${pages} 页`}
          columns={[
            { title: '条', numeric: true },
            { title: '时间' },
            { title: '办理人' },
            { title: '事项' },
            { title: '指纹' },
          ]}
          rows={props.entries.map((one) => [
            one.sequence,
            one.later === '' ? one.time : `${one.time}（${one.later}）`,
            one.who,
            one.text,
            <code>{one.hash}</code>,
          ])}
        />
      )}
      {pages === 1 ? null : (
        <nav class="actions" aria-label="翻页">
          {page > 1 ? <a href={at(page - 1)}>上一页</a> : null}
          {page < pages ? <a href={at(page + 1)}>下一页</a> : null}
        </nav>
      )}
    </Layout>
  );
}
