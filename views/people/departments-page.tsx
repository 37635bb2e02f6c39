import { Layout, type PageFrame } from '../layout.tsx';
import {
  ActFields,
  type Choice,
  ErrorSummary,
  formAmongMany,
  SelectField,
  type SentForm,
  TextField,
} from '../parts/fields.tsx';
import { Empty } from '../parts/notices.tsx';

/** The departments of a congress, each with who acts for it. */
export function DepartmentsPage(props: {
  readonly frame: PageFrame;
  readonly congress: { readonly name: string; readonly href: string };
  readonly departments: readonly {
    readonly id: string;
    readonly name: string;
    readonly kind: string;
    readonly people: readonly string[];
    readonly actId: string;
  }[];
  /** People who are registered here: one person may act for several departments. */
  readonly known: readonly Choice[];
  readonly kinds: readonly Choice[];
  readonly sent: SentForm;
  readonly actId: string;
}) {
  const { congress, departments, sent } = props;
  const addForm = formAmongMany(sent, 'add-department');
  return (
    <Layout
      frame={props.frame}
      title="承办单位"
      place={congress.name}
      crumbs={[{ text: congress.name, href: congress.href }]}
    >
      <h1>承办单位</h1>
      <p>
        经办人登录后，在“我承办的项目”里填计划、报进度、答复意见，只看得到本单位承办的项目，以及交给本单位的意见和整改。
      </p>
      {departments.length === 0 ? <Empty>还没有承办单位。</Empty> : null}
      {departments.map((one) => {
        const form = formAmongMany(sent, 'add-department-person', ['department_id', one.id]);
        return (
          <section class="card">
            <h2>{one.name}</h2>
            <p class="hint">{one.kind}</p>
            <p>{one.people.length === 0 ? '还没有经办人。' : `经办人：${one.people.join('、')}`}</p>
            <details open={form.refusals.length > 0}>
              <summary>添加经办人</summary>
              <form method="post" action={`${congress.href}/departments/people`}>
                <ErrorSummary form={form} />
                <ActFields actId={one.actId} />
                <input type="hidden" name="department_id" value={one.id} />
                <SelectField
                  form={form}
                  name="person_id"
                  label="从已登记人员中选"
                  required={false}
                  empty="不选，填新人员"
                  choices={props.known}
                />
                <TextField
                  form={form}
                  name="name"
                  label="或填写新人员姓名"
                  required={false}
                  width="medium"
                />
                <button class="btn quiet" type="submit">
                  添加
                </button>
              </form>
            </details>
          </section>
        );
      })}
      <form method="post" action={`${congress.href}/departments`} class="card">
        <h2>登记承办单位、村和其他单位</h2>
        <ErrorSummary form={addForm} />
        <ActFields actId={props.actId} />
        <SelectField form={addForm} name="kind" label="类别" choices={props.kinds} />
        <TextField form={addForm} name="name" label="名称" />
        <button class="btn" type="submit">
          登记
        </button>
      </form>
    </Layout>
  );
}
