import type { PageFrame } from '../layout.tsx';
import { type MeetingPage, MeetingShell } from '../meeting/meeting-shell.tsx';
import { ActFields, ErrorSummary, type FormState, TextField } from '../parts/fields.tsx';
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
  readonly actId: string;
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
  readonly otherForm: FormState;
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
      <ErrorSummary form={props.otherForm} />
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
      {props.counter && counting.open && ready ? (
        <form method="post" action={`${base}/count/finish`} class="card next">
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

function BatchCard({ base, batch, teller, counting }: Props & { readonly batch: ShownBatch }) {
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
          <ActFields actId={batch.actId} />
          <input type="hidden" name="batch_id" value={batch.id} />
          <button class="btn" type="submit">
            领取第 {batch.number} 捆，{batch.entries.length === 0 ? '第一次' : '第二次'}录入
          </button>
        </form>
      ) : null}
      {batch.differences.map((difference) => (
        <Difference base={base} difference={difference} batch={batch.number} />
      ))}
    </section>
  );
}

function Difference(props: {
  readonly base: string;
  readonly difference: ShownDifference;
  readonly batch: number;
}) {
  const { difference } = props;
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
          <ActFields actId={difference.actId} />
          <input type="hidden" name="difference_id" value={difference.id} />
          <label for={`value-${difference.id}`}>原票实际</label>
          {difference.choices === null ? (
            <input
              id={`value-${difference.id}`}
              name="value"
              class="input short"
              inputmode="numeric"
            />
          ) : (
            <select id={`value-${difference.id}`} name="value" class="input">
              <option value="">请看原票后选择</option>
              {difference.choices.map((choice) => (
                <option value={choice.value}>{choice.text}</option>
              ))}
            </select>
          )}
          <label for={`reason-${difference.id}`}>核对情况</label>
          <input id={`reason-${difference.id}`} name="reason" class="input" />
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
