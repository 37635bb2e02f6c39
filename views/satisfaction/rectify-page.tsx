import { type ProjectPage, ProjectShell } from '../delivery/project-shell.tsx';
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

/** Where the clerk asks for rectification after a test of 不满意. */
export function RectifyPage(props: {
  readonly frame: PageFrame;
  readonly page: ProjectPage;
  readonly form: FormState;
  readonly units: readonly { readonly value: string; readonly text: string }[];
  /** The result that asks for it, in one sentence. */
  readonly result: string;
  readonly actId: string;
}) {
  const { form, page } = props;
  return (
    <ProjectShell frame={props.frame} page={page} title="测评不满意：限期整改">
      <form method="post" class="card">
        <ErrorSummary form={form} />
        <p>{props.result}</p>
        <p>发出后列为下一年度重点监督；答复由另一人复查，销号以后再次测评，两次结果并列。</p>
        <ActFields actId={props.actId} />
        <TextArea form={form} name="content" label="要整改什么" />
        <SelectField
          form={form}
          name="unit_id"
          label="责任单位"
          choices={props.units}
          empty="请选择"
        />
        <TextField form={form} name="person_in_charge" label="责任人" width="medium" />
        <TextField form={form} name="due_on" label="整改期限" type="date" width="medium" />
        <TextField form={form} name="legal_basis" label="依据" />
        <StatedTimeField form={form} />
        <div class="actions">
          <button class="btn" type="submit">
            发出整改
          </button>
          <a class="btn quiet" href={page.base}>
            返回，不发出
          </a>
        </div>
      </form>
    </ProjectShell>
  );
}
