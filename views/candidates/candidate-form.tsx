import type { PageFrame } from '../layout.tsx';
import { type MeetingPage, MeetingShell } from '../meeting/meeting-shell.tsx';
import { ActFields, ErrorSummary, type FormState, TextArea, TextField } from '../parts/fields.tsx';

/** One candidate: a new one, or one that is changed or withdrawn with a reason. */
export function CandidateForm(props: {
  readonly frame: PageFrame;
  readonly page: MeetingPage;
  readonly path: string;
  /** Null for a new one. */
  readonly candidate: { readonly number: number; readonly version: number } | null;
  readonly form: FormState;
  readonly withdrawForm: FormState;
  readonly actIds: readonly [string, string];
}) {
  const { form, candidate, withdrawForm } = props;
  const title = candidate === null ? '增加候选项目' : `修改 ${candidate.number} 号候选项目`;
  const version = candidate === null ? {} : { version: candidate.version };
  return (
    <MeetingShell frame={props.frame} page={props.page} title={title}>
      <form method="post" action={props.path} class="card">
        <ErrorSummary form={form} />
        <ActFields actId={props.actIds[0]} {...version} />
        {candidate === null ? (
          <TextField form={form} name="number" label="编号" width="short" inputmode="numeric" />
        ) : null}
        <TextField form={form} name="title" label="项目名称" />
        <TextArea form={form} name="content" label="主要内容" rows={5} />
        <TextField
          form={form}
          name="quantity"
          label="数量"
          hint="文字里有总数的请填，如 12；以后按它核对完成了多少"
          width="short"
          inputmode="decimal"
          required={false}
        />
        <TextField
          form={form}
          name="unit"
          label="计量单位"
          hint="如 公里、座、户"
          width="short"
          required={false}
        />
        <TextField form={form} name="place" label="地点" required={false} />
        <TextArea form={form} name="beneficiaries" label="受益范围" rows={2} required={false} />
        <TextField
          form={form}
          name="totalTenThousandYuan"
          label="总投资（万元）"
          width="short"
          inputmode="decimal"
          required={false}
        />
        <TextField form={form} name="funding" label="资金来源" required={false} />
        <TextField form={form} name="department" label="承办单位" required={false} />
        <TextField form={form} name="finish" label="完成时限" width="medium" required={false} />
        <TextField form={form} name="category" label="类别" width="medium" required={false} />
        {candidate === null ? null : (
          <TextArea form={form} name="reason" label="修改的原因" rows={2} />
        )}
        <div class="actions">
          <button class="btn" type="submit">
            {candidate === null ? '增加' : '保存为新的一稿'}
          </button>
          <a class="btn quiet" href={`${props.page.base}/candidates`}>
            返回候选项目
          </a>
        </div>
      </form>
      {candidate === null ? null : (
        <details class="card" open={withdrawForm.refusals.length > 0}>
          <summary>撤下这个项目</summary>
          <form method="post" action={`${props.path}/withdraw`}>
            <ErrorSummary form={withdrawForm} />
            <ActFields actId={props.actIds[1]} {...version} />
            <div class="field">
              <label for="field-withdraw-reason">撤下的原因</label>
              <input
                id="field-withdraw-reason"
                name="reason"
                class="input"
                value={withdrawForm.typed.reason ?? ''}
              />
            </div>
            <button class="btn danger" type="submit">
              撤下
            </button>
          </form>
        </details>
      )}
    </MeetingShell>
  );
}
