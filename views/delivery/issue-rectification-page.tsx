import { Layout, type PageFrame } from '../layout.tsx';
import {
  ActFields,
  ErrorSummary,
  type FormState,
  RadioField,
  SelectField,
  StatedTimeField,
  TextArea,
  TextField,
} from '../parts/fields.tsx';

/** The form that asks for a rectification of a project of the own level. */
export function IssueRectificationPage(props: {
  readonly frame: PageFrame;
  readonly place: string;
  readonly base: string;
  readonly form: FormState;
  readonly projects: readonly { readonly value: string; readonly text: string }[];
  readonly units: readonly { readonly value: string; readonly text: string }[];
  readonly actId: string;
}) {
  const { form, base } = props;
  return (
    <Layout
      frame={props.frame}
      title="提出整改"
      place={props.place}
      crumbs={[
        { text: props.place, href: base },
        { text: '整改', href: `${base}/rectifications` },
      ]}
    >
      <h1>提出整改</h1>
      <p>写明单位、责任人、期限和依据。答复以后由另一人复查，通过才销号。</p>
      <form method="post" action={`${base}/rectifications`} class="card">
        <ErrorSummary form={form} />
        <ActFields actId={props.actId} />
        <SelectField
          form={form}
          name="project_id"
          label="项目"
          choices={props.projects}
          empty="请选择"
        />
        <TextArea form={form} name="content" label="要整改什么" rows={4} />
        <SelectField
          form={form}
          name="unit_id"
          label="责任单位"
          choices={props.units}
          empty="请选择"
        />
        <TextField form={form} name="person_in_charge" label="责任人" width="medium" />
        <TextField form={form} name="due_on" label="整改期限" type="date" width="medium" />
        <RadioField
          form={form}
          name="power"
          label="性质"
          choices={[
            { value: 'request', text: '整改建议', hint: '人大及其常委会、主席团的审议意见' },
            { value: 'order', text: '责令整改', hint: '须有本级人大或其常委会的决议，写在依据里' },
          ]}
        />
        <TextField form={form} name="legal_basis" label="依据" />
        <StatedTimeField form={form} />
        <div class="actions">
          <button class="btn" type="submit">
            发出
          </button>
          <a class="btn quiet" href={`${base}/rectifications`}>
            返回，不发出
          </a>
        </div>
      </form>
    </Layout>
  );
}
