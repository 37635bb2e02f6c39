import type { PageFrame } from '../layout.tsx';
import { type MeetingPage, MeetingShell } from '../meeting/meeting-shell.tsx';
import {
  ActFields,
  ErrorSummary,
  type FormState,
  formAmongMany,
  SelectField,
  type SentForm,
  TextField,
} from '../parts/fields.tsx';
import { Empty, Figure, Notice, Tag, type Tone } from '../parts/notices.tsx';

interface ShownDifference {
  readonly id: string;
  readonly place: string;
  readonly first: string;
  readonly second: string;
  readonly settled: string | null;
  readonly reason: string | null;
  readonly by: string | null;
  readonly maySettle: boolean;
  /** Null where a number is asked. */
  readonly choices: readonly { readonly value: string; readonly text: string }[] | null;
  readonly actId: string;
}

interface ShownBatch {
  readonly id: string;
  readonly number: number;
  readonly papers: number;
  readonly state: 'entering' | 'differs' | 'settled';
  readonly entries: readonly {
    readonly ordinal: number;
    readonly teller: string;
    readonly finished: boolean;
    readonly entered: number;
  }[];
  readonly ownEntry: string | null;
  readonly mayClaim: boolean;
  readonly actIds: readonly [string, string];
  readonly differences: readonly ShownDifference[];
}

const states: Readonly<Record<ShownBatch['state'], { tone: Tone; text: string }>> = {
  entering: { tone: 'info', text: '录入中' },
  differs: { tone: 'stop', text: '有不一致' },
  settled: { tone: 'ok', text: '已一致' },
};

/** The count desk: batches, who enters them, what differs. */
export function CountPage(props: {
  readonly frame: PageFrame;
  readonly page: MeetingPage;
  readonly base: string;
  readonly title: string;
  readonly counting: {
    readonly number: number;
    readonly method: string;
    readonly open: boolean;
    readonly reason: string | null;
    readonly returned: number;
    readonly bound: number;
  };
  readonly batches: readonly ShownBatch[];
  readonly teller: boolean;
  readonly counter: boolean;
  readonly batchForm: FormState;
  /** The form that was sent and refused, other than that of a new batch. */
  readonly sent: SentForm;
  /** Batches whose papers were bound anew. */
  readonly withdrawn: readonly {
    readonly number: number;
    readonly papers: number;
    readonly reason: string;
  }[];
  readonly actIds: readonly [string, string];
}) {
  const { page, base, counting, batches } = props;
  const left = counting.returned - counting.bound;
  const ready = left === 0 && batches.every((one) => one.state === 'settled');
  return (
    <MeetingShell frame={props.frame} page={page} title="计票台">
      <p>
        {props.title}，第 {counting.number} 次计票（{counting.method}）
        {counting.reason === null ? '' : `，原因：${counting.reason}`}
      </p>
      <div class="figures">
        <Figure label="收回" value={counting.returned} />
        <Figure label="已成捆" value={counting.bound} />
        <Figure label="还差" value={left} tone={left === 0 ? 'ok' : 'warn'} />
      </div>
      {counting.open ? null : (
        <Notice tone="ok" title="本次计票已经完成">
          <p>
            <a href={`${base}/result`}>查看结果与报告单</a>
          </p>
        </Notice>
      )}
      {props.counter && counting.open && left > 0 ? (
        <form method="post" action={`${base}/count/batches`} class="card">
          <ErrorSummary form={props.batchForm} />
          <h2>成捆</h2>
          <p>把选票混匀，分捆，在每张角上从 1 起编号（编号只在这一捆内有效，不对应任何人）。</p>
          <ActFields actId={props.actIds[0]} />
          <TextField
            form={props.batchForm}
            name="papers"
            label="本捆张数"
            width="short"
            inputmode="numeric"
          />
          <button class="btn" type="submit">
            登记这一捆
          </button>
        </form>
      ) : null}
      {batches.length === 0 ? <Empty>还没有成捆。</Empty> : null}
      {batches.map((batch) => (
        <BatchCard {...props} batch={batch} />
      ))}
      {props.withdrawn.map((one) => (
        <p class="settled">
          第 {one.number} 捆（{one.papers} 张）已退回重捆：{one.reason}
        </p>
      ))}
      {props.counter && counting.open && ready ? (
        <form method="post" action={`${base}/count/finish`} class="card next">
          <ErrorSummary form={formAmongMany(props.sent, 'finish-counting')} />
          <h2>各捆都已一致，张数相符</h2>
          <ActFields actId={props.actIds[1]} />
          <button class="btn" type="submit">
            完成计票
          </button>
        </form>
      ) : null}
    </MeetingShell>
  );
}

type Props = Parameters<typeof CountPage>[0];

function BatchCard(props: Props & { readonly batch: ShownBatch }) {
  const { base, batch, teller, counting, sent } = props;
  const claim = formAmongMany(sent, 'claim-entry', ['batch_id', batch.id]);
  return (
    <section class="card batch">
      <h2>
        第 {batch.number} 捆，{batch.papers} 张 <Tag {...states[batch.state]} />
      </h2>
      <ul class="plain-list">
        {batch.entries.map((entry) => (
          <li>
            第{entry.ordinal === 1 ? '一' : '二'}次：{entry.teller}，
            {entry.finished ? '已录完' : `已录 ${entry.entered} 张`}
          </li>
        ))}
      </ul>
      {batch.ownEntry === null ? null : (
        <a class="btn" href={`${base}/entry/${batch.ownEntry}`}>
          继续录入
        </a>
      )}
      {teller && counting.open && batch.mayClaim ? (
        <form method="post" action={`${base}/count/claim`} class="inline">
          <ErrorSummary form={claim} />
          <ActFields actId={batch.actIds[0]} />
          <input type="hidden" name="batch_id" value={batch.id} />
          <button class="btn" type="submit">
            领取第 {batch.number} 捆，{batch.entries.length === 0 ? '第一次' : '第二次'}录入
          </button>
        </form>
      ) : null}
      {batch.differences.map((difference) => (
        <Difference base={base} difference={difference} batch={batch.number} sent={sent} />
      ))}
      {props.counter && counting.open ? <Withdraw {...props} /> : null}
    </section>
  );
}

/** The way out for a batch that was bound wrongly or cannot be finished. */
function Withdraw({ base, batch, sent }: Props & { readonly batch: ShownBatch }) {
  const form = formAmongMany(sent, 'withdraw-batch', ['batch_id', batch.id]);
  return (
    <details open={form.refusals.length > 0}>
      <summary>退回重捆第 {batch.number} 捆（张数有误、录入人离开等）</summary>
      <form method="post" action={`${base}/count/withdraw`}>
        <ErrorSummary form={form} />
        <p>这一捆已录入的不作数，选票重新成捆、编号，两人重新录入。</p>
        <ActFields actId={batch.actIds[1]} />
        <input type="hidden" name="batch_id" value={batch.id} />
        <TextField form={form} name="reason" label="原因" />
        <button class="btn danger small" type="submit">
          退回第 {batch.number} 捆
        </button>
      </form>
    </details>
  );
}

function Difference(props: {
  readonly base: string;
  readonly difference: ShownDifference;
  readonly batch: number;
  readonly sent: SentForm;
}) {
  const { difference } = props;
  const form = formAmongMany(props.sent, 'settle-difference', ['difference_id', difference.id]);
  if (difference.settled !== null) {
    return (
      <p class="settled">
        {difference.place}：核对为“{difference.settled}”。{difference.by}，{difference.reason}
      </p>
    );
  }
  const label = `第 ${props.batch} 捆${difference.place}`;
  return (
    <section class="difference" aria-label={label}>
      <h3>{difference.place}不一致</h3>
      <p>
        第一次“{difference.first}”，第二次“{difference.second}”
      </p>
      {difference.maySettle ? (
        <form method="post" action={`${props.base}/count/settle`}>
          <ErrorSummary form={form} />
          <ActFields actId={difference.actId} />
          <input type="hidden" name="difference_id" value={difference.id} />
          {difference.choices === null ? (
            <TextField
              form={form}
              name="value"
              label="原票实际"
              width="short"
              inputmode="numeric"
            />
          ) : (
            <SelectField
              form={form}
              name="value"
              label="原票实际"
              empty="请看原票后选择"
              choices={difference.choices}
            />
          )}
          <TextField form={form} name="reason" label="核对情况" />
          <button class="btn small" type="submit">
            按原票核对
          </button>
        </form>
      ) : (
        <p>由两位录入人以外的第三人对照原票核对。</p>
      )}
    </section>
  );
}
