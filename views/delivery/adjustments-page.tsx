import type { DriftFinding } from '../../src/rules/drift.ts';
import type { PageFrame } from '../layout.tsx';
import { DecisionFields } from '../meeting/decisions-page.tsx';
import {
  ActFields,
  ErrorSummary,
  FileField,
  type FormState,
  formAmongMany,
  RadioField,
  SelectField,
  type SentForm,
  StatedTimeField,
  TextArea,
  TextField,
} from '../parts/fields.tsx';
import { Empty, Notice, Tag } from '../parts/notices.tsx';
import type { AdjustmentProps } from './adjustment-props.ts';
import { AdjustmentFacts } from './adjustment-section.tsx';
import { type ProjectPage, ProjectShell } from './project-shell.tsx';

interface Choice {
  readonly value: string;
  readonly text: string;
}

/** What the page of a project's adjustments shows and offers. */
export interface AdjustmentsPageProps {
  readonly frame: PageFrame;
  readonly page: ProjectPage;
  readonly rows: readonly AdjustmentProps[];
  readonly tolerance: number;
  readonly drift: readonly DriftFinding[];
  /** The body that the level's law names. */
  readonly decidedBy: 'congress' | 'standing-committee';
  readonly clerk: boolean;
  readonly mayRequest: boolean;
  readonly askers: readonly Choice[];
  readonly meetings: readonly Choice[];
  /** Meetings that are going on and may put a request to the vote, with the page where that is done. */
  readonly rounds: readonly { readonly href: string; readonly text: string }[];
  readonly voted: Readonly<Record<string, string>>;
  readonly fields: readonly (readonly [name: string, label: string])[];
  readonly sent: SentForm;
  readonly actId: () => string;
}

const bodyNames = { congress: '本级人民代表大会', 'standing-committee': '本级人大常委会' } as const;

/** Adjustments of one project: request, decision, notice, report; and what drifts without a decision. */
export function AdjustmentsPage(props: AdjustmentsPageProps) {
  const { rows } = props;
  const open = rows.find((one) => one.state === 'requested');
  return (
    <ProjectShell frame={props.frame} page={props.page} title="项目调整">
      <p>
        表决过的内容只能经{bodyNames[props.decidedBy]}决定才能变更；决定要公布
        {props.decidedBy === 'congress' ? '' : '，并向下次大会报告'}。
      </p>
      <section class="card">
        <h2>申请和决定</h2>
        {rows.length === 0 ? <Empty>没有调整过，内容和表决时一致。</Empty> : null}
        {rows.map((one) => (
          <article>
            <AdjustmentFacts one={one} staff />
            {one.hasPaper ? (
              <p>
                <a href={`${props.page.base}/adjustments/${one.id}/file`}>申请文件</a>
              </p>
            ) : null}
            <Further {...props} one={one} />
          </article>
        ))}
      </section>
      {open !== undefined && props.clerk ? <HowToDecide {...props} one={open} /> : null}
      <Drift {...props} />
      {props.mayRequest && open === undefined ? <RequestForm {...props} /> : null}
    </ProjectShell>
  );
}

function Drift(props: AdjustmentsPageProps) {
  const drifting = props.drift.filter((one) => one.kind === 'drift');
  const compared = props.drift.filter((one) => one.kind !== 'no-data');
  const silent = props.drift.filter((one) => one.kind === 'no-data');
  return (
    <section class="card">
      <h2>上报数字和表决内容是否一致</h2>
      {drifting.length === 0 ? null : (
        <Notice tone="warn" title="有数字超出允许的差距，又没有决定">
          <p>允许相差 {props.tolerance}%。请申请调整，或更正上报的数字。</p>
        </Notice>
      )}
      <ul class="plain-list">
        {compared.map((one) => (
          <li>
            <Tag
              tone={one.kind === 'drift' ? 'stop' : 'ok'}
              text={one.kind === 'drift' ? '走样' : '一致'}
            />{' '}
            {one.text}
          </li>
        ))}
      </ul>
      {silent.length === 0 ? null : (
        <p class="muted">没有数据的（不算一致）：{silent.map((one) => one.text).join('；')}。</p>
      )}
    </section>
  );
}

function OneForm(props: {
  readonly form: FormState;
  readonly action: string;
  readonly button: string;
  readonly quiet?: boolean;
  readonly actId: string;
  readonly children?: unknown;
}) {
  return (
    <form method="post" action={props.action}>
      <ErrorSummary form={props.form} />
      <ActFields actId={props.actId} />
      {props.children}
      <button class={props.quiet === true ? 'btn quiet' : 'btn'} type="submit">
        {props.button}
      </button>
    </form>
  );
}

/** The two ways of deciding a request, which exclude each other. */
function HowToDecide(props: AdjustmentsPageProps & { readonly one: AdjustmentProps }) {
  const { one, rounds } = props;
  if (one.round?.open === true) {
    return (
      <section class="card next">
        <h2>“{one.kindName}”正在表决</h2>
        <p>
          已列入{one.round.meetingName}
          的无记名投票，宣布结果后自动登记决定。办完或者取消这一轮以前，不能另行登记。
        </p>
        <a class="btn" href={one.round.href}>
          去这一轮：{one.round.title}
        </a>
      </section>
    );
  }
  return (
    <>
      <section class="card next">
        <h2>对“{one.kindName}”作出决定：两种办法，选一种</h2>
        <p>一、在会议中无记名投票表决，和票决一样发票、计票、签字，宣布后自动登记决定。</p>
        {rounds.length === 0 ? (
          <p class="hint">
            现在没有可以表决的会议。先建立
            {props.decidedBy === 'congress' ? '人民代表大会' : '常委会或者人民代表大会'}会议。
          </p>
        ) : (
          <ul class="plain-list">
            {rounds.map((meeting) => (
              <li>
                <a href={meeting.href}>在“{meeting.text}”中投票表决</a>
              </li>
            ))}
          </ul>
        )}
        <p>二、会上已经用举手等办法表决的，在下面登记决定和票数。</p>
      </section>
      <Decide {...props} />
    </>
  );
}

function Decide(props: AdjustmentsPageProps & { readonly one: AdjustmentProps }) {
  const form = formAmongMany(props.sent, 'decide-adjustment', null, {
    ...{ method: 'show_of_hands', votes_against: '0', votes_abstain: '0' },
    body: props.decidedBy,
  });
  return (
    <section class="card">
      <h2>登记对“{props.one.kindName}”的决定</h2>
      <OneForm
        form={form}
        action={`${props.page.base}/adjustments/${props.one.id}/decide`}
        button="登记决定"
        actId={props.actId()}
      >
        <SelectField
          form={form}
          name="meeting_id"
          label="哪次会议"
          choices={props.meetings}
          empty="请选择"
        />
        <RadioField
          form={form}
          name="body"
          label="由谁决定"
          choices={[
            { value: 'congress', text: '大会（全体代表），按签到的实到人数' },
            ...(props.decidedBy === 'congress'
              ? []
              : [{ value: 'standing-committee', text: '常委会，请填写人数' }]),
          ]}
        />
        {props.decidedBy === 'congress' ? null : (
          <div class="columns">
            <TextField
              form={form}
              name="body_members"
              label="常委会组成人员数"
              width="short"
              inputmode="numeric"
              required={false}
            />
            <TextField
              form={form}
              name="body_present"
              label="其中实到"
              width="short"
              inputmode="numeric"
              required={false}
            />
          </div>
        )}
        <DecisionFields form={form} />
      </OneForm>
    </section>
  );
}

/** What may be done with one of the list: take back, publish, report. */
function Further(props: AdjustmentsPageProps & { readonly one: AdjustmentProps }) {
  const { one } = props;
  const here = `${props.page.base}/adjustments/${one.id}`;
  const back = formAmongMany(props.sent, 'withdraw-adjustment');
  const where = formAmongMany(props.sent, 'publish-adjustment');
  const told = formAmongMany(props.sent, 'report-adjustment');
  return (
    <>
      {one.state === 'requested' && props.mayRequest && one.round?.open !== true ? (
        <OneForm
          form={back}
          action={`${here}/withdraw`}
          button="撤回申请"
          quiet
          actId={props.actId()}
        />
      ) : null}
      {one.owed.includes('notice') && props.clerk ? (
        <OneForm form={where} action={`${here}/publish`} button="登记已公布" actId={props.actId()}>
          {one.hasPaper ? (
            <p class="hint">申请的材料一起公开；请先看清里面没有身份证号、电话等个人信息。</p>
          ) : null}
          <TextField form={where} name="where" label="公布在哪里（网址或公示栏）" />
        </OneForm>
      ) : null}
      {one.owed.includes('report') && props.clerk ? (
        <OneForm form={told} action={`${here}/report`} button="登记已报告" actId={props.actId()}>
          <SelectField
            form={told}
            name="meeting_id"
            label="向哪次会议报告"
            choices={props.meetings}
            empty="请选择"
          />
        </OneForm>
      ) : null}
    </>
  );
}

function RequestForm(props: AdjustmentsPageProps) {
  const form = formAmongMany(props.sent, 'request-adjustment', null, {
    ...{ ...props.voted, kind: 'change' },
    requested_by: props.askers[0]?.value ?? '',
  });
  return (
    <details class="card" open={form.refusals.length > 0}>
      <summary>申请调整、暂停、终止或恢复</summary>
      <form method="post" action={`${props.page.base}/adjustments`} enctype="multipart/form-data">
        <ErrorSummary form={form} />
        <ActFields actId={props.actId()} />
        <RadioField
          form={form}
          name="kind"
          label="申请什么"
          choices={[
            { value: 'change', text: '调整内容', hint: '在下面改正要调整的项' },
            { value: 'suspend', text: '暂停实施' },
            { value: 'end', text: '终止' },
            { value: 'resume', text: '恢复实施' },
          ]}
        />
        <SelectField
          form={form}
          name="requested_by"
          label="申请单位"
          choices={props.askers}
          empty="请选择"
        />
        <TextArea form={form} name="reason" label="理由" rows={4} />
        <FileField
          form={form}
          name="paper"
          label="政府的申请文件"
          hint="PDF、JPG 或 PNG"
          accept="application/pdf,image/jpeg,image/png"
          required={false}
        />
        {props.fields.map(([name, label]) =>
          name === 'content' ? (
            <TextArea form={form} name={name} label={label} rows={4} />
          ) : (
            <TextField form={form} name={name} label={label} required={name === 'title'} />
          ),
        )}
        <StatedTimeField form={form} />
        <button class="btn" type="submit">
          提出申请
        </button>
      </form>
    </details>
  );
}
