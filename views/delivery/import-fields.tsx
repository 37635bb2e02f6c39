import {
  ActFields,
  ErrorSummary,
  type FormState,
  formAmongMany,
  RadioField,
  type SentForm,
  TextArea,
  TextField,
} from '../parts/fields.tsx';

/** The year of the projects that a file is about. */
export function YearField({ form }: { readonly form: FormState }) {
  return <TextField form={form} name="year" label="项目年度" width="short" inputmode="numeric" />;
}

/** The paper or ledger that figures come from. */
export function SourceField({ form, hint }: { readonly form: FormState; readonly hint: string }) {
  return <TextField form={form} name="source" label="来源" hint={hint} />;
}

/** The year of the projects and the month that is reported. */
export function YearAndMonth({ form }: { readonly form: FormState }) {
  return (
    <>
      <YearField form={form} />
      <TextField form={form} name="month" label="报的月份" hint="如 2026-03" width="short" />
    </>
  );
}

/** The year of origins, and where they are taken from. */
export function YearAndSource({ form }: { readonly form: FormState }) {
  return (
    <>
      <YearField form={form} />
      <SourceField form={form} hint="如“2024年征集工作台账”" />
    </>
  );
}

/** What is said of older projects beside their own fields. */
export function AboutOlderProjects({ form }: { readonly form: FormState }) {
  return (
    <>
      <YearField form={form} />
      <TextField form={form} name="decided_on" label="确定日期" type="date" width="medium" />
      <SourceField form={form} hint="公告、台账或网页的名称" />
      <RadioField
        form={form}
        name="state"
        label="来源写明的状态"
        choices={[
          { value: 'underway', text: '实施中' },
          { value: 'completed', text: '已完工' },
          { value: 'accepted', text: '已验收' },
        ]}
      />
    </>
  );
}

/** Enters one older project by hand. */
export function OneOlderProject(props: {
  readonly path: string;
  readonly form: FormState;
  readonly actId: string;
}) {
  const { form } = props;
  return (
    <details class="card" open={form.refusals.length > 0}>
      <summary>手工录入一个</summary>
      <form method="post" action={`${props.path}/one`}>
        <ErrorSummary form={form} />
        <ActFields actId={props.actId} />
        <AboutOlderProjects form={form} />
        <TextField form={form} name="number" label="编号" width="short" inputmode="numeric" />
        <TextField form={form} name="title" label="项目名称" />
        <TextArea form={form} name="content" label="主要内容" rows={4} />
        <TextField form={form} name="place" label="地点" required={false} />
        <TextField
          form={form}
          name="total"
          label="总投资（万元）"
          width="short"
          inputmode="decimal"
          required={false}
        />
        <TextField form={form} name="department" label="承办单位" required={false} />
        <TextField form={form} name="finish" label="完成时限" required={false} />
        <button class="btn" type="submit">
          录入
        </button>
      </form>
    </details>
  );
}

/** What was entered already, which can get another number or be removed again. */
export function EnteredProjects(props: {
  readonly path: string;
  readonly sent: SentForm;
  readonly older: readonly {
    readonly id: string;
    readonly year: number;
    readonly number: number;
    readonly title: string;
    readonly source: string;
    readonly actIds: readonly [string, string];
  }[];
}) {
  const { path, older, sent } = props;
  if (older.length === 0) return null;
  return (
    <section class="card">
      <h2>已录入的往年项目</h2>
      <ul class="plain-list">
        {older.map((one) => {
          const form = formAmongMany(sent, 'remove-older-project', ['project_id', one.id]);
          const other = formAmongMany(sent, 'renumber-older-project', ['project_id', one.id]);
          return (
            <li>
              {one.year} 年第 {one.number} 号　<strong>{one.title}</strong>
              <p class="small muted">来源：{one.source}</p>
              <details open={other.refusals.length > 0}>
                <summary>换一个编号</summary>
                <form method="post" action={`${path}/renumber`}>
                  <ErrorSummary form={other} />
                  <ActFields actId={one.actIds[1]} />
                  <input type="hidden" name="project_id" value={one.id} />
                  <TextField
                    form={other}
                    name="number"
                    label="新的编号"
                    width="short"
                    inputmode="numeric"
                  />
                  <TextField
                    form={other}
                    name="reason"
                    label="换号的原因"
                    hint="如“与本年候选项目的编号重复”"
                  />
                  <button class="btn quiet" type="submit">
                    换号
                  </button>
                </form>
              </details>
              <details open={form.refusals.length > 0}>
                <summary>录入错了</summary>
                <form method="post" action={`${path}/remove`}>
                  <ErrorSummary form={form} />
                  <ActFields actId={one.actIds[0]} />
                  <input type="hidden" name="project_id" value={one.id} />
                  <TextField
                    form={form}
                    name="reason"
                    label="删除的原因"
                    hint="已经有计划、月报等记录的不能删除"
                  />
                  <button class="btn danger" type="submit">
                    删除
                  </button>
                </form>
              </details>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
