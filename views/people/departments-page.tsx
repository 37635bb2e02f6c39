import { Layout, type PageFrame } from '../layout.tsx';
import {
  ActFields,
  ErrorSummary,
  formAmongMany,
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
    readonly people: readonly string[];
    readonly actId: string;
  }[];
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
      <p>经办人登录后，在“我承办的项目”里填计划、报进度、答复意见，只看得到能办的本单位项目。</p>
      {departments.length === 0 ? <Empty>还没有承办单位。</Empty> : null}
      {departments.map((one) => {
        const form = formAmongMany(sent, 'add-department-person', ['department_id', one.id]);
        return (
          <section class="card">
            <h2>{one.name}</h2>
            <p>{one.people.length === 0 ? '还没有经办人。' : `经办人：${one.people.join('、')}`}</p>
            <details open={form.refusals.length > 0}>
              <summary>添加经办人</summary>
              <form method="post" action={`${congress.href}/departments/people`}>
                <ErrorSummary form={form} />
                <ActFields actId={one.actId} />
                <input type="hidden" name="department_id" value={one.id} />
                <TextField form={form} name="name" label="经办人姓名" width="medium" />
                <button class="btn quiet" type="submit">
                  添加
                </button>
              </form>
            </details>
          </section>
        );
      })}
      <form method="post" action={`${congress.href}/departments`} class="card">
        <h2>登记承办单位</h2>
        <ErrorSummary form={addForm} />
        <ActFields actId={props.actId} />
        <TextField form={addForm} name="name" label="名称" />
        <button class="btn" type="submit">
          登记
        </button>
      </form>
    </Layout>
  );
}
