import { type ProjectPage, ProjectShell } from '../delivery/project-shell.tsx';
import type { PageFrame } from '../layout.tsx';
import { AsRead } from '../parts/beside.tsx';
import { ActFields, ErrorSummary, type FormState, RadioField, TextArea } from '../parts/fields.tsx';

/** Where the party committee gives its one judgement of a project, with its reason. */
export function JudgePage(props: {
  readonly frame: PageFrame;
  readonly page: ProjectPage;
  readonly form: FormState;
  /** The judgement that stands, which a new one replaces; null while there is none. */
  readonly standing: string | null;
  /** Grade and reason of the judgement that stands. */
  readonly read: readonly (string | null)[];
  readonly actId: string;
}) {
  const { form, page } = props;
  return (
    <ProjectShell frame={props.frame} page={page} title="党委评价">
      <form method="post" class="card">
        <ErrorSummary form={form} />
        <p>一个项目一个评价，提交后立即公开，与代表测评、群众评价并列。</p>
        {props.standing === null ? null : (
          <p>现在的评价：{props.standing}。再次提交会取代它，原来的评价留在记录里。</p>
        )}
        <ActFields actId={props.actId} />
        <AsRead texts={props.read} />
        <RadioField
          form={form}
          name="grade"
          label="等次"
          choices={[
            { value: 'satisfied', text: '满意' },
            { value: 'fairly_satisfied', text: '基本满意' },
            { value: 'dissatisfied', text: '不满意' },
          ]}
        />
        <TextArea form={form} name="reason" label="理由" hint="写事实：看到了什么，还缺什么" />
        <div class="actions">
          <button class="btn" type="submit">
            提交评价
          </button>
          <a class="btn quiet" href={page.base}>
            返回，不提交
          </a>
        </div>
      </form>
    </ProjectShell>
  );
}
