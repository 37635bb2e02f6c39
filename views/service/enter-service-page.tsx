import { Layout, type PageFrame } from '../layout.tsx';
import {
  ActFields,
  CheckboxField,
  ErrorSummary,
  type FormState,
  RadioField,
  SelectField,
  type SentForm,
  TextField,
} from '../parts/fields.tsx';
import { Empty } from '../parts/notices.tsx';
import { WithdrawForm, WithdrawnNote, type WithdrawnProps } from '../parts/withdraw.tsx';

interface Choice {
  readonly value: string;
  readonly text: string;
}

/** Where the clerk enters what no other stage records: trainings and suggestions, each with its source. */
export function EnterServicePage(props: {
  readonly frame: PageFrame;
  readonly congress: { readonly name: string; readonly href: string };
  readonly base: string;
  readonly training: FormState;
  readonly suggestion: FormState;
  readonly actIds: readonly [string, string];
  readonly deputies: readonly Choice[];
  readonly years: readonly Choice[];
  readonly sent: SentForm;
  /** What was entered here, the newest first. */
  readonly entered: readonly {
    readonly id: string;
    readonly kind: 'training' | 'suggestion';
    readonly text: string;
    readonly withdrawn: WithdrawnProps | null;
    readonly actId: string;
  }[];
}) {
  const { congress, base, training, suggestion } = props;
  return (
    <Layout
      frame={props.frame}
      title="登记培训和建议"
      place={congress.name}
      crumbs={[
        { text: congress.name, href: congress.href },
        { text: '履职档案', href: base },
      ]}
    >
      <h1>登记培训和建议</h1>
      <form method="post" action={`${base}/enter/suggestion`} class="card">
        <ErrorSummary form={suggestion} />
        <h2>建议</h2>
        <ActFields actId={props.actIds[0]} />
        <SelectField form={suggestion} name="person" label="代表" choices={props.deputies} />
        <RadioField
          form={suggestion}
          name="kind"
          label="提出还是附议"
          choices={[
            { value: 'raised', text: '提出' },
            { value: 'supported', text: '附议' },
          ]}
        />
        <TextField form={suggestion} name="title" label="建议题目" />
        <TextField form={suggestion} name="day" label="日期" type="date" width="medium" />
        <SelectField form={suggestion} name="year" label="年度" choices={props.years} />
        <TextField form={suggestion} name="source" label="来源" hint="如：代表建议登记簿第 12 号" />
        <div class="actions">
          <button class="btn" type="submit">
            登记建议
          </button>
        </div>
      </form>
      <form method="post" action={`${base}/enter/training`} class="card">
        <ErrorSummary form={training} />
        <h2>培训</h2>
        <ActFields actId={props.actIds[1]} />
        <TextField form={training} name="title" label="培训名称" />
        <TextField form={training} name="day" label="培训日期" type="date" width="medium" />
        <TextField
          form={training}
          name="hours"
          label="学时"
          width="short"
          inputmode="decimal"
          required={false}
        />
        <TextField form={training} name="source" label="来源" hint="如：培训签到表" />
        <CheckboxField form={training} name="persons" label="参加的代表" choices={props.deputies} />
        <div class="actions">
          <button class="btn" type="submit">
            登记培训
          </button>
        </div>
      </form>
      <section class="card">
        <h2>已登记的</h2>
        {props.entered.length === 0 ? <Empty>还没有登记过。</Empty> : null}
        <ul class="plain-list">
          {props.entered.map((one) => (
            <li>
              {one.text}
              {one.withdrawn === null ? (
                <WithdrawForm
                  action={`${base}/enter/withdraw`}
                  kind="withdraw-service-entry"
                  about={['entry_id', one.id]}
                  sent={props.sent}
                  actId={one.actId}
                  what={one.text}
                >
                  <input type="hidden" name="kind" value={one.kind} />
                </WithdrawForm>
              ) : (
                <WithdrawnNote withdrawn={one.withdrawn} />
              )}
            </li>
          ))}
        </ul>
      </section>
    </Layout>
  );
}
