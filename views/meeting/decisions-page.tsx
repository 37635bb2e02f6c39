import type { PageFrame } from '../layout.tsx';
import {
  ActFields,
  ErrorSummary,
  type FormState,
  SelectField,
  StatedTimeField,
  TextField,
} from '../parts/fields.tsx';
import { Empty, Notice, Tag } from '../parts/notices.tsx';
import { Table } from '../parts/tables.tsx';
import { type MeetingPage, MeetingShell } from './meeting-shell.tsx';

/** The numbers of a decision, wherever one is entered. */
export function DecisionFields({ form }: { readonly form: FormState }) {
  return (
    <>
      <SelectField
        form={form}
        name="method"
        label="表决方式"
        choices={[
          { value: 'show_of_hands', text: '举手' },
          { value: 'electronic', text: '表决器' },
          { value: 'ballot', text: '投票' },
          { value: 'acclamation', text: '鼓掌' },
        ]}
      />
      <div class="columns">
        <TextField form={form} name="votes_for" label="赞成" width="short" inputmode="numeric" />
        <TextField
          form={form}
          name="votes_against"
          label="反对"
          width="short"
          inputmode="numeric"
        />
        <TextField
          form={form}
          name="votes_abstain"
          label="弃权"
          width="short"
          inputmode="numeric"
        />
      </div>
      <StatedTimeField form={form} />
    </>
  );
}

/** The decisions of a meeting other than the vote on the projects. */
export function DecisionsPage(props: {
  readonly frame: PageFrame;
  readonly page: MeetingPage;
  readonly sittingOpen: boolean;
  readonly scrutineersForm: FormState;
  readonly otherForm: FormState;
  readonly nominated: readonly {
    readonly name: string;
    readonly role: string;
    readonly adopted: boolean;
  }[];
  readonly decisions: readonly {
    readonly title: string;
    readonly method: string;
    readonly due: number;
    readonly present: number;
    readonly votesFor: number;
    readonly votesAgainst: number;
    readonly votesAbstain: number;
    readonly carried: boolean;
    readonly when: string;
  }[];
  readonly actIds: readonly [string, string];
}) {
  const { page, nominated } = props;
  const waiting = nominated.some((one) => !one.adopted);
  return (
    <MeetingShell frame={props.frame} page={page} title="会场表决">
      {props.sittingOpen ? null : (
        <Notice tone="warn" title="还没有开始签到">
          <p>登记表决须有法定人数。请先在“签到”页开始签到。</p>
        </Notice>
      )}
      <section class="card">
        <h2>总监票人、监票人、计票人名单</h2>
        {nominated.length === 0 ? <Empty>还没有提名。请在“会议人员”页提名。</Empty> : null}
        <ul class="plain-list">
          {nominated.map((one) => (
            <li>
              {one.role}：{one.name}{' '}
              <Tag tone={one.adopted ? 'ok' : 'warn'} text={one.adopted ? '已通过' : '待通过'} />
            </li>
          ))}
        </ul>
        {page.clerk && waiting ? (
          <form method="post" action={`${page.base}/decisions/scrutineers`}>
            <ErrorSummary form={props.scrutineersForm} />
            <ActFields actId={props.actIds[0]} />
            <DecisionFields form={props.scrutineersForm} />
            <button class="btn" type="submit">
              登记名单的表决结果
            </button>
          </form>
        ) : null}
      </section>
      {props.decisions.length === 0 ? null : (
        <Table
          caption="已登记的表决"
          columns={[
            { title: '事项' },
            { title: '方式' },
            { title: '实到/应到', numeric: true },
            { title: '赞成', numeric: true },
            { title: '反对', numeric: true },
            { title: '弃权', numeric: true },
            { title: '结果' },
            { title: '时间' },
          ]}
          rows={props.decisions.map((one) => [
            one.title,
            one.method,
            `${one.present}/${one.due}`,
            one.votesFor,
            one.votesAgainst,
            one.votesAbstain,
            one.carried ? '通过' : '未通过',
            one.when,
          ])}
        />
      )}
      {page.clerk ? (
        <details class="card" open={props.otherForm.refusals.length > 0}>
          <summary>登记其他表决（如同意复核计票）</summary>
          <form method="post" action={`${page.base}/decisions`}>
            <ErrorSummary form={props.otherForm} />
            <ActFields actId={props.actIds[1]} />
            <TextField form={props.otherForm} name="title" label="事项" />
            <SelectField
              form={props.otherForm}
              name="subject"
              label="性质"
              choices={[
                { value: 'other', text: '其他事项' },
                { value: 'recount', text: '同意复核计票' },
              ]}
            />
            <SelectField
              form={props.otherForm}
              name="body"
              label="由谁决定"
              hint="大会按签到的实到人数；主席团、常委会请在下面填写人数"
              choices={[
                { value: 'plenary', text: '大会（全体代表）' },
                { value: 'presidium', text: '主席团' },
                { value: 'standing_committee', text: '常委会' },
              ]}
            />
            <div class="columns">
              <TextField
                form={props.otherForm}
                name="body_members"
                label="组成人员数"
                required={false}
                width="short"
                inputmode="numeric"
              />
              <TextField
                form={props.otherForm}
                name="body_present"
                label="其中实到"
                required={false}
                width="short"
                inputmode="numeric"
              />
            </div>
            <DecisionFields form={props.otherForm} />
            <button class="btn" type="submit">
              登记表决结果
            </button>
          </form>
        </details>
      ) : null}
    </MeetingShell>
  );
}
