import type { PageFrame } from '../layout.tsx';
import {
  ActFields,
  ErrorSummary,
  type FormState,
  SelectField,
  StatedTimeField,
  TextArea,
  TextField,
} from '../parts/fields.tsx';
import { Empty, Tag } from '../parts/notices.tsx';
import { type MeetingPage, MeetingShell } from './meeting-shell.tsx';

interface Item {
  readonly id: string;
  readonly title: string;
  readonly kind: string;
  readonly note: string | null;
  /** The clock when it was done; null while it is not. */
  readonly done: string | null;
}

interface Props {
  readonly frame: PageFrame;
  readonly page: MeetingPage;
  readonly sitting: { readonly id: string; readonly name: string; readonly over: boolean };
  readonly items: readonly Item[];
  readonly addForm: FormState;
  readonly finishForm: FormState;
  readonly actId: () => string;
}

/** The agenda of a sitting, in order: what is done, what is next. */
export function AgendaPage(props: Props) {
  const { page, sitting, items } = props;
  const path = `${page.base}/s/${sitting.id}/agenda`;
  const next = items.find((item) => item.done === null);
  return (
    <MeetingShell frame={props.frame} page={page} title={`${sitting.name}：议程`}>
      <ErrorSummary form={props.finishForm} />
      {items.length === 0 ? <Empty>还没有议程。</Empty> : null}
      <ol class="agenda">
        {items.map((item) => (
          <li class="card">
            <h2>
              {item.title} <Tag tone="plain" text={item.kind} />{' '}
              {item.done === null ? null : <Tag tone="ok" text={`${item.done} 办完`} />}
              {item === next ? <Tag tone="info" text="下一项" /> : null}
            </h2>
            {item.note === null ? null : <p class="kept-lines">{item.note}</p>}
            {page.clerk && item.done === null ? (
              <ItemForms {...props} path={path} item={item} />
            ) : null}
          </li>
        ))}
      </ol>
      {page.clerk && !sitting.over ? <AddForms {...props} path={path} /> : null}
      <p>
        <a href={`${page.base}/sittings`}>返回全体会议与签到</a>
      </p>
    </MeetingShell>
  );
}

function ItemForms(props: Props & { readonly path: string; readonly item: Item }) {
  const { item, path, finishForm, sitting } = props;
  const refused = finishForm.typed.item_id === item.id;
  const form = refused ? finishForm : { typed: {}, refusals: [] };
  return (
    <details open={refused}>
      <summary>办理“{item.title}”</summary>
      <form method="post" action={`${path}/finish`}>
        <ActFields actId={props.actId()} />
        <input type="hidden" name="item_id" value={item.id} />
        <TextArea
          form={form}
          name="note"
          label="记录（如各代表团的审议意见）"
          required={false}
          rows={3}
        />
        <StatedTimeField form={form} />
        <button class="btn" type="submit">
          办完
        </button>
      </form>
      {sitting.over ? null : (
        <form method="post" action={`${path}/remove`} class="inline">
          <ActFields actId={props.actId()} />
          <input type="hidden" name="item_id" value={item.id} />
          <button class="btn quiet small" type="submit">
            从议程删去
          </button>
        </form>
      )}
    </details>
  );
}

function AddForms(props: Props & { readonly path: string }) {
  const { path, addForm, items } = props;
  return (
    <>
      {items.length > 0 ? null : (
        <form method="post" action={`${path}/usual`} class="card next">
          <h2>从常用议程开始</h2>
          <ActFields actId={props.actId()} />
          <p>
            报告人数、听取报告、审议、表决办法和监计票人名单、票决、宣布结果，共七项，可再增减。
          </p>
          <button class="btn" type="submit">
            采用常用议程
          </button>
        </form>
      )}
      <details class="card" open={addForm.refusals.length > 0}>
        <summary>增加一项议程</summary>
        <form method="post" action={path}>
          <ErrorSummary form={addForm} />
          <ActFields actId={props.actId()} />
          <TextField form={addForm} name="title" label="事项" />
          <SelectField
            form={addForm}
            name="kind"
            label="类别"
            choices={[
              { value: 'report', text: '报告' },
              { value: 'deliberation', text: '审议' },
              { value: 'decision', text: '表决' },
              { value: 'vote', text: '票决' },
              { value: 'other', text: '其他' },
            ]}
          />
          <button class="btn quiet" type="submit">
            增加
          </button>
        </form>
      </details>
    </>
  );
}
