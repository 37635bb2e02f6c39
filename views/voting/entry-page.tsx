import type { PageFrame } from '../layout.tsx';
import { type MeetingPage, MeetingShell } from '../meeting/meeting-shell.tsx';
import {
  ActFields,
  ErrorSummary,
  type FormState,
  SelectField,
  TextField,
} from '../parts/fields.tsx';

interface EntryFacts {
  readonly id: string;
  readonly ordinal: number;
  readonly batch: number;
  readonly papers: number;
}

/** One paper at keyboard speed: one key a project, Enter saves. An ordinary form without JavaScript. */
export function EntryPage(props: {
  readonly frame: PageFrame;
  readonly page: MeetingPage;
  readonly base: string;
  readonly entry: EntryFacts;
  readonly form: FormState;
  readonly finishForm: FormState;
  /** The paper on the screen; null when all are entered. */
  readonly current: number | null;
  readonly entered: readonly number[];
  readonly items: readonly { readonly number: number; readonly title: string }[];
  readonly marks: Readonly<Record<string, string>>;
  readonly voidReason: string;
  readonly options: readonly {
    readonly code: string;
    readonly text: string;
    readonly keys: string;
  }[];
  readonly voidReasons: readonly { readonly value: string; readonly text: string }[];
  readonly actIds: readonly [string, string];
}) {
  const { page, base, entry, current, entered } = props;
  const path = `${base}/entry/${entry.id}`;
  const title = `第 ${entry.batch} 捆，第${entry.ordinal === 1 ? '一' : '二'}次录入`;
  return (
    <MeetingShell frame={props.frame} page={page} title={title} countDesk>
      <p class="progress-line">
        已录 {entered.length} / {entry.papers} 张。
        <a href={`${base}/count`}>回计票台（已录的不会丢）</a>
      </p>
      {current === null ? (
        <form method="post" action={`${path}/finish`} class="card next">
          <ErrorSummary form={props.finishForm} />
          <h2>{entry.papers} 张都已录入</h2>
          <p>提交后不能再改。要复看某一张，点下面的张号。</p>
          <ActFields actId={props.actIds[1]} />
          <button class="btn" type="submit" autofocus>
            提交本捆
          </button>
        </form>
      ) : (
        <PaperForm {...props} path={path} current={current} />
      )}
      <nav class="paper-numbers" aria-label="本捆各张">
        {Array.from({ length: entry.papers }, (_, index) => index + 1).map((number) => (
          <a
            href={`${path}?paper=${number}`}
            class={entered.includes(number) ? 'done' : ''}
            aria-current={number === current ? 'page' : undefined}
            aria-label={`第 ${number} 张${entered.includes(number) ? '，已录' : ''}`}
          >
            {number}
          </a>
        ))}
      </nav>
    </MeetingShell>
  );
}

type Props = Parameters<typeof EntryPage>[0];

function PaperForm(props: Props & { readonly path: string; readonly current: number }) {
  const { current, options, marks } = props;
  return (
    <form method="post" action={props.path} class="card" data-count-desk>
      <ErrorSummary form={props.form} />
      <h2>第 {current} 张</h2>
      <p class="hint">
        {`${options.map((one) => `${one.keys.split(' ')[0]} ${one.text}`).join('，')}；回车保存，退格返回上一项`}
      </p>
      <ActFields actId={props.actIds[0]} />
      <input type="hidden" name="paper" value={String(current)} />
      <div class="desk-items">
        {props.items.map((item) => (
          <fieldset data-item={String(item.number)} class="desk-item">
            <legend>
              <span class="no">{item.number}</span> <span>{item.title}</span>
            </legend>
            <div class="marks">
              {options.map((option) => (
                <label class="choice">
                  <input
                    type="radio"
                    name={`mark-${item.number}`}
                    value={option.code}
                    data-keys={option.keys}
                    checked={(marks[item.number] ?? 'blank') === option.code}
                  />
                  <span>{option.text}</span>
                </label>
              ))}
            </div>
          </fieldset>
        ))}
      </div>
      <SelectField
        form={{ typed: { void_reason: props.voidReason }, refusals: props.form.refusals }}
        name="void_reason"
        label="整张作废（按办法自动判断的除外）"
        required={false}
        empty="不作废"
        choices={props.voidReasons}
      />
      <button class="btn" type="submit">
        保存第 {current} 张
      </button>
    </form>
  );
}

/** The tally sheet (正字) of one batch. */
export function TallyPage(props: {
  readonly frame: PageFrame;
  readonly page: MeetingPage;
  readonly base: string;
  readonly entry: EntryFacts;
  readonly form: FormState;
  readonly finishForm: FormState;
  readonly items: readonly { readonly number: number; readonly title: string }[];
  readonly options: readonly { readonly code: string; readonly text: string }[];
  readonly saved: boolean;
  readonly actIds: readonly [string, string];
}) {
  const { page, base, entry, form } = props;
  const path = `${base}/entry/${entry.id}`;
  const title = `第 ${entry.batch} 捆正字，第${entry.ordinal === 1 ? '一' : '二'}次录入`;
  return (
    <MeetingShell frame={props.frame} page={page} title={title}>
      <form method="post" action={`${path}/tally`} class="card">
        <ErrorSummary form={form} />
        <ActFields actId={props.actIds[0]} />
        <TextField
          form={form}
          name="void"
          label={`废票张数（本捆 ${entry.papers} 张）`}
          width="short"
          inputmode="numeric"
        />
        {props.items.map((item) => (
          <fieldset class="tally-row">
            <legend>
              {item.number}　{item.title}
            </legend>
            {props.options.map((option) => (
              <TextField
                form={form}
                name={`votes-${item.number}-${option.code}`}
                label={option.text}
                width="short"
                inputmode="numeric"
              />
            ))}
          </fieldset>
        ))}
        <button class="btn" type="submit">
          保存正字合计
        </button>
      </form>
      {props.saved ? (
        <form method="post" action={`${path}/finish`} class="card next">
          <ErrorSummary form={props.finishForm} />
          <ActFields actId={props.actIds[1]} />
          <p>提交后不能再改。</p>
          <button class="btn" type="submit">
            提交本捆
          </button>
        </form>
      ) : null}
      <p>
        <a href={`${base}/count`}>回计票台</a>
      </p>
    </MeetingShell>
  );
}
