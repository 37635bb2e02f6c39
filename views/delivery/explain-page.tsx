import type { PageFrame } from '../layout.tsx';
import { ActFields, ErrorSummary, type FormState, TextArea } from '../parts/fields.tsx';
import { Facts } from '../parts/notices.tsx';
import { type ProjectPage, ProjectShell } from './project-shell.tsx';

/** Adds to what explains a project; what was voted on is shown and cannot be typed. */
export function ExplainPage(props: {
  readonly frame: PageFrame;
  readonly page: ProjectPage;
  readonly form: FormState;
  readonly version: number;
  readonly actId: string;
  readonly voted: readonly (readonly [string, string])[];
}) {
  const { form, page } = props;
  return (
    <ProjectShell frame={props.frame} page={page} title="补充说明内容">
      <form method="post" action={`${page.base}/text`} class="card">
        <ErrorSummary form={form} />
        <ActFields actId={props.actId} version={props.version} />
        <TextArea form={form} name="beneficiaries" label="受益范围" rows={2} required={false} />
        <TextArea form={form} name="funding" label="资金来源" rows={2} required={false} />
        <TextArea form={form} name="background" label="背景说明" rows={4} required={false} />
        <TextArea form={form} name="reason" label="补充或修改的原因" rows={2} />
        <div class="actions">
          <button class="btn" type="submit">
            保存为新的一版
          </button>
          <a class="btn quiet" href={page.base}>
            返回项目
          </a>
        </div>
      </form>
      <section class="card">
        <h2>票决确定的内容（这里不能改）</h2>
        <Facts facts={props.voted} />
        <p class="hint">
          确需调整建设内容、数量、地点、投资、时限或承办单位的，须由政府提出，经会议决定后生效。
        </p>
      </section>
    </ProjectShell>
  );
}
