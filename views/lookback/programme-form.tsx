import { Layout, type PageFrame } from '../layout.tsx';
import {
  ActFields,
  CheckboxField,
  type Choice,
  ErrorSummary,
  type FormState,
  RadioField,
  SelectField,
  TextArea,
  TextField,
} from '../parts/fields.tsx';

/** Where a programme is drafted or changed. */
export function ProgrammeFormPage(props: {
  readonly frame: PageFrame;
  readonly congress: { readonly name: string; readonly href: string };
  readonly title: string;
  readonly action: string;
  readonly back: string;
  readonly form: FormState;
  readonly actId: string;
  readonly version: number | null;
  readonly reviewable: readonly Choice[];
  /** Earlier look-backs whose open items this one may carry on. */
  readonly earlier: readonly Choice[];
}) {
  const { form, version, earlier } = props;
  return (
    <Layout
      frame={props.frame}
      title={props.title}
      place={props.congress.name}
      crumbs={[
        { text: props.congress.name, href: props.congress.href },
        { text: '回头看', href: `${props.congress.href}/lookbacks` },
      ]}
    >
      <h1>{props.title}</h1>
      <form method="post" action={props.action} class="card">
        <ErrorSummary form={form} />
        <ActFields actId={props.actId} {...(version === null ? {} : { version })} />
        <TextField form={form} name="title" label="名称" maxlength={120} />
        <TextArea form={form} name="purpose" label="要弄清什么" rows={3} />
        <CheckboxField form={form} name="reviewed" label="看哪些单位" choices={props.reviewable} />
        <div class="columns">
          <TextField
            form={form}
            name="from_year"
            label="从哪一年度"
            width="short"
            inputmode="numeric"
          />
          <TextField
            form={form}
            name="to_year"
            label="到哪一年度"
            width="short"
            inputmode="numeric"
          />
        </div>
        <div class="columns">
          <TextField form={form} name="starts_on" label="开始日期" type="date" width="medium" />
          <TextField form={form} name="ends_on" label="结束日期" type="date" width="medium" />
        </div>
        <RadioField
          form={form}
          name="strata"
          label="怎样抽样"
          choices={[
            { value: 'congress', text: '按单位分层', hint: '每个单位都抽到' },
            { value: 'year', text: '按年度分层', hint: '每个年度都抽到' },
            { value: 'none', text: '不分层', hint: '从全部项目中抽' },
          ]}
        />
        <TextField
          form={form}
          name="per_stratum"
          label="每层抽几个"
          hint="一层里不够这个数的，全部抽中"
          width="short"
          inputmode="numeric"
        />
        {earlier.length === 0 ? null : (
          <SelectField
            form={form}
            name="continues_id"
            label="接续哪一次回头看"
            hint="换届以后，上次没有销号的问题转到这一次继续跟踪"
            required={false}
            empty="不接续"
            choices={earlier}
          />
        )}
        <div class="actions">
          <button class="btn" type="submit">
            保存方案
          </button>
          <a class="btn quiet" href={props.back}>
            返回，不保存
          </a>
        </div>
      </form>
    </Layout>
  );
}
