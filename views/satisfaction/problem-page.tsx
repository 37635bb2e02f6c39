import { dayInWords } from '../../src/rules/days.ts';
import { Layout, type PageFrame } from '../layout.tsx';
import { ActFields, ErrorSummary, type FormState, TextArea, TextField } from '../parts/fields.tsx';
import { Notice } from '../parts/notices.tsx';
import type { PlatePlace } from './rate-page.tsx';

/** Where residents report a problem and see by their receipt code what became of it. */
export function ProblemPage(props: {
  readonly frame: PageFrame;
  readonly place: PlatePlace;
  readonly form: FormState;
  readonly receipt: string | null;
  readonly asked:
    | null
    | { readonly found: false; readonly code: string }
    | {
        readonly found: true;
        readonly code: string;
        /** Null once it was erased. */
        readonly content: string | null;
        readonly reportedOn: string;
        readonly state: string;
        readonly answer: string | null;
      };
  /** So many days after the matter is closed, words and phone are erased. */
  readonly keptDays: number;
  readonly actId: string;
}) {
  const { place, form, receipt, asked } = props;
  return (
    <Layout frame={props.frame} title={`反映问题：${place.title}`} place="民生实事项目">
      <h1>{place.title}</h1>
      <p class="muted">{place.year} 年民生实事项目</p>
      {receipt === null ? null : (
        <Notice tone="ok" title="已收到您反映的问题">
          <p>
            回执码 <strong class="receipt">{receipt}</strong>
          </p>
          <p>请记下或截图。凭回执码在本页查看答复，别人看不到您写的内容。</p>
        </Notice>
      )}
      {asked === null ? null : <Asked asked={asked} />}
      {receipt !== null ? null : (
        <form method="post" action={`${place.base}/problem`} class="card next">
          <ErrorSummary form={form} />
          <h2>反映问题</h2>
          <ActFields actId={props.actId} />
          <TextArea form={form} name="content" label="问题" hint="在哪里、是什么，越具体越好" />
          <TextField
            form={form}
            name="phone"
            label="联系电话"
            hint="只给办理的工作人员，用于核实；不留也办理"
            type="tel"
            width="medium"
            required={false}
          />
          <p class="hint">
            办结满 {props.keptDays} 天，您写的话和电话自动删除；想早些删除的，可以请工作人员删除。
          </p>
          <button class="btn" type="submit">
            提交
          </button>
        </form>
      )}
      <form method="get" action={`${place.base}/problem`} class="card">
        <h2>查看答复</h2>
        <TextField
          form={{ typed: { code: asked?.code ?? '' }, refusals: [] }}
          name="code"
          label="回执码"
          width="medium"
        />
        <button class="btn quiet" type="submit">
          查看
        </button>
      </form>
      <p>
        <a href={place.base}>回项目页</a>
      </p>
    </Layout>
  );
}

function Asked({
  asked,
}: {
  readonly asked: NonNullable<Parameters<typeof ProblemPage>[0]['asked']>;
}) {
  if (!asked.found) {
    return (
      <Notice tone="warn" title="没有这个回执码">
        <p>请核对八位回执码，并确认是在本项目的页面上反映的。</p>
      </Notice>
    );
  }
  return (
    <section class="card">
      <h2>{asked.state}</h2>
      <p>
        {dayInWords(asked.reportedOn)}反映：{asked.content ?? '（您写的话已经删除）'}
      </p>
      {asked.answer === null ? null : <p>答复：{asked.answer}</p>}
    </section>
  );
}
