import { Layout, type PageFrame } from '../layout.tsx';
import {
  ActFields,
  ErrorSummary,
  type FormState,
  SelectField,
  TextField,
} from '../parts/fields.tsx';
import { baseChoices } from './import-fields.tsx';

/** Where the clerk enters the result of a test that was held without this program. */
export function EnterResultsPage(props: {
  readonly frame: PageFrame;
  readonly congress: { readonly name: string; readonly href: string };
  readonly back: string;
  readonly year: number;
  readonly projects: readonly {
    readonly id: string;
    readonly number: number;
    readonly title: string;
  }[];
  readonly form: FormState;
  readonly actId: string;
}) {
  const { form, congress } = props;
  const title = `录入 ${props.year} 年项目的测评结果`;
  return (
    <Layout
      frame={props.frame}
      title={title}
      place={congress.name}
      crumbs={[
        { text: congress.name, href: congress.href },
        { text: '满意度', href: props.back },
      ]}
    >
      <h1>{title}</h1>
      <form method="post" class="card">
        <ErrorSummary form={form} />
        <p>
          只录入不是在本程序里办的测评。结果由票数按规则得出，不用填；合计与其他行不同的会标明存疑。
        </p>
        <ActFields actId={props.actId} />
        <TextField form={form} name="tested_on" label="测评日期" type="date" width="medium" />
        <SelectField form={form} name="base" label="计算基数" choices={baseChoices} />
        <TextField form={form} name="base_count" label="基数" width="short" inputmode="numeric" />
        <TextField
          form={form}
          name="source"
          label="来源"
          hint="如“2024年1月20日《关于满意度测评结果的公告》”，会显示在每个数字旁边"
        />
        {props.projects.map((project) => (
          <fieldset class="tally-row">
            <legend>
              {project.number}　{project.title}
            </legend>
            <TextField
              form={form}
              name={`satisfied-${project.id}`}
              label="满意"
              width="short"
              inputmode="numeric"
              required={false}
            />
            <TextField
              form={form}
              name={`fairly_satisfied-${project.id}`}
              label="基本满意"
              width="short"
              inputmode="numeric"
              required={false}
            />
            <TextField
              form={form}
              name={`dissatisfied-${project.id}`}
              label="不满意"
              width="short"
              inputmode="numeric"
              required={false}
            />
          </fieldset>
        ))}
        <div class="actions">
          <button class="btn" type="submit">
            录入
          </button>
          <a class="btn quiet" href={props.back}>
            返回，不录入
          </a>
        </div>
      </form>
    </Layout>
  );
}
