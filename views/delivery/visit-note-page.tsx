import { Layout, type PageFrame } from '../layout.tsx';
import {
  ActFields,
  CheckboxField,
  ErrorSummary,
  FileField,
  type FormState,
  RadioField,
  SelectField,
  TextArea,
  TextField,
} from '../parts/fields.tsx';
import { Notice } from '../parts/notices.tsx';
import { KeptOnPhone, PlaceFields } from '../parts/on-site.tsx';

interface Choice {
  readonly value: string;
  readonly text: string;
}

/**
 * The note of a visit on a phone. With scripts it is kept on the phone and sent when there is a network;
 * without them it is a plain form.
 */
export function VisitNotePage(props: {
  readonly frame: PageFrame;
  readonly place: string;
  readonly base: string;
  readonly writer: string;
  /** The clerk enters what deputies wrote on paper. */
  readonly clerk: boolean;
  /** False where a sent form is shown again. */
  readonly fresh: boolean;
  readonly form: FormState;
  readonly projects: readonly Choice[];
  readonly plans: readonly Choice[];
  readonly people: readonly Choice[];
  readonly verdicts: readonly Choice[];
  readonly actId: string;
}) {
  const { base, form } = props;
  return (
    <Layout
      frame={props.frame}
      title="视察记录"
      place={props.place}
      crumbs={[
        props.clerk
          ? { text: '监督', href: `${base}/supervision` }
          : { text: '我的任务', href: `${base}/tasks` },
      ]}
      script={props.frame.assets.visitNote}
    >
      <h1>写视察记录</h1>
      <KeptOnPhone />
      {props.projects.length === 0 ? (
        <Notice tone="warn" title="您还不在任何项目的监督小组里">
          <p>请联系本级人大工作人员，加入小组以后就能写视察记录。</p>
        </Notice>
      ) : null}
      <NoteForm {...props} form={form} />
    </Layout>
  );
}

function NoteForm(props: Parameters<typeof VisitNotePage>[0]) {
  const { form } = props;
  const address = `${props.base}/visit-note`;
  return (
    <form
      id="offline-form"
      method="post"
      action={address}
      enctype="multipart/form-data"
      class="card"
      data-writer={props.writer}
      data-worker={`${address}/worker`}
      data-fresh={props.fresh ? 'yes' : 'no'}
    >
      <ErrorSummary form={form} />
      <ActFields actId={props.actId} />
      <SelectField
        form={form}
        name="project_id"
        label="项目"
        choices={props.projects}
        empty="请选择"
      />
      <RadioField form={form} name="verdict" label="结论" choices={props.verdicts} />
      <TextArea form={form} name="note" label="看到什么" rows={5} />
      <TextArea
        form={form}
        name="ask"
        label="要求承办单位做什么"
        hint="写了就成为一条意见，由工作人员交办，办完由您评价"
        rows={3}
        required={false}
      />
      <FileField
        form={form}
        name="photo"
        label="照片"
        hint="照片里的位置和时间只用于核对，公开时去掉"
        accept="image/*"
        required={false}
      />
      <PlaceFields form={form} />
      <TextField form={form} name="visited_on" label="视察日期" type="date" width="medium" />
      <SelectField
        form={form}
        name="plan_id"
        label="哪一次安排"
        choices={props.plans}
        empty="没有事先安排"
        required={false}
      />
      {props.people.length === 0 ? null : (
        <CheckboxField
          form={form}
          name="companion"
          label={props.clerk ? '参加的代表' : '同去的代表'}
          choices={props.people}
          required={props.clerk}
        />
      )}
      <p id="note-said" role="status" aria-live="polite" />
      <button class="btn" type="submit">
        保存并发出
      </button>
    </form>
  );
}
