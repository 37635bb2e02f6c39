import { Layout, type PageFrame } from '../layout.tsx';
import {
  ActFields,
  ErrorSummary,
  type FormState,
  SelectField,
  TextField,
} from '../parts/fields.tsx';

/** Where a clerk enters a new meeting with its first sitting. */
export function NewMeetingPage(props: {
  readonly frame: PageFrame;
  readonly congress: { readonly name: string; readonly href: string };
  readonly form: FormState;
  /** Whether this congress has a standing committee. */
  readonly committee: boolean;
  readonly actId: string;
}) {
  const { form } = props;
  return (
    <Layout
      frame={props.frame}
      title="新建会议"
      place={props.congress.name}
      crumbs={[{ text: props.congress.name, href: props.congress.href }]}
    >
      <h1>新建会议</h1>
      <form method="post" class="card">
        <ErrorSummary form={form} />
        <ActFields actId={props.actId} />
        <TextField
          form={form}
          name="name"
          label="会议名称"
          hint="写全称，会印在选票、报告单和公告上"
          maxlength={120}
        />
        {props.committee ? (
          <SelectField
            form={form}
            name="body"
            label="哪个机构的会议"
            choices={[
              { value: 'plenary', text: '人民代表大会' },
              { value: 'standing_committee', text: '常务委员会' },
            ]}
          />
        ) : null}
        <TextField
          form={form}
          name="number"
          label="本届第几次会议"
          width="short"
          inputmode="numeric"
        />
        <TextField
          form={form}
          name="year"
          label="项目年度"
          hint="票决哪一年实施的项目"
          width="short"
          inputmode="numeric"
        />
        <TextField form={form} name="place" label="地点" required={false} />
        <TextField form={form} name="starts_on" label="开始日期" type="date" width="medium" />
        <TextField form={form} name="ends_on" label="结束日期" type="date" width="medium" />
        <TextField
          form={form}
          name="first_sitting_at"
          label="第一次全体会议时间"
          type="datetime-local"
          width="medium"
        />
        <div class="actions">
          <button class="btn" type="submit">
            建立会议
          </button>
          <a class="btn quiet" href={props.congress.href}>
            返回，不建立
          </a>
        </div>
      </form>
    </Layout>
  );
}
