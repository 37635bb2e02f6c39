import type { PageFrame } from '../layout.tsx';
import {
  ActFields,
  ErrorSummary,
  FileField,
  formAmongMany,
  RadioField,
  SelectField,
  type SentForm,
  TextArea,
  TextField,
} from '../parts/fields.tsx';
import { Empty, Tag } from '../parts/notices.tsx';
import { type ProjectPage, ProjectShell } from './project-shell.tsx';

interface ProgressPageProps {
  readonly frame: PageFrame;
  readonly page: ProjectPage;
  readonly mayWork: boolean;
  readonly sent: SentForm;
  /** The month that is asked for, `YYYY-MM`. */
  readonly month: string;
  readonly today: string;
  /** Percent by the milestones; null without a plan. */
  readonly computed: number | null;
  readonly milestones: readonly {
    readonly id: string;
    readonly title: string;
    readonly weight: number;
    readonly due: string;
    readonly reached: string | null;
    readonly actId: string;
  }[];
  readonly reports: readonly { readonly month: string; readonly text: string }[];
  readonly state: string;
  readonly completedOn: string | null;
  /** Entered from elsewhere: its completion and acceptance may be noted nowhere yet. */
  readonly older: boolean;
  readonly actIds: readonly [string, string, string];
}

/** What a department reports of one project: the month, steps, photos, completion, acceptance. */
export function ProgressPage(props: ProgressPageProps) {
  return (
    <ProjectShell frame={props.frame} page={props.page} title="填报进度">
      {props.mayWork ? (
        <>
          <Milestones {...props} />
          <Report {...props} />
          <Photo {...props} />
          <Ending {...props} />
        </>
      ) : null}
      <section class="card">
        <h2>已报的月份</h2>
        {props.reports.length === 0 ? <Empty>还没有报过。</Empty> : null}
        <ul class="plain-list">
          {props.reports.map((one) => (
            <li>
              {one.month}　{one.text}
            </li>
          ))}
        </ul>
      </section>
    </ProjectShell>
  );
}

function Milestones({ page, milestones, sent, today }: ProgressPageProps) {
  return (
    <section class="card">
      <h2>节点</h2>
      {milestones.length === 0 ? <Empty>还没有实施计划的节点。</Empty> : null}
      <ul class="plain-list milestones">
        {milestones.map((one) => (
          <li>
            <strong>{one.title}</strong>　{one.weight}%　计划 {one.due}{' '}
            {one.reached === null ? null : <Tag tone="ok" text={`${one.reached} 完成`} />}
            {one.reached === null ? (
              <ReachForm page={page} one={one} sent={sent} today={today} />
            ) : (
              <UndoForm page={page} one={one} sent={sent} />
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

interface MilestoneFormProps {
  readonly page: ProjectPage;
  readonly one: ProgressPageProps['milestones'][number];
  readonly sent: SentForm;
}

function ReachForm({ page, one, sent, today }: MilestoneFormProps & { readonly today: string }) {
  const about = ['milestone_id', one.id] as const;
  const form = formAmongMany(sent, 'reach-milestone', about, { reached_on: today });
  return (
    <form method="post" action={`${page.base}/progress/reach-milestone`} class="row">
      <ErrorSummary form={form} />
      <ActFields actId={one.actId} />
      <input type="hidden" name="milestone_id" value={one.id} />
      <TextField form={form} name="reached_on" label="完成日期" type="date" width="medium" />
      <button class="btn quiet" type="submit" aria-label={`登记完成：${one.title}`}>
        登记完成
      </button>
    </form>
  );
}

function UndoForm({ page, one, sent }: MilestoneFormProps) {
  const form = formAmongMany(sent, 'undo-milestone', ['milestone_id', one.id]);
  return (
    <details open={form.refusals.length > 0}>
      <summary>登记错了</summary>
      <form method="post" action={`${page.base}/progress/undo-milestone`}>
        <ErrorSummary form={form} />
        <ActFields actId={one.actId} />
        <input type="hidden" name="milestone_id" value={one.id} />
        <TextField form={form} name="reason" label="撤回的原因" />
        <button class="btn danger" type="submit">
          撤回
        </button>
      </form>
    </details>
  );
}

function Report(props: ProgressPageProps) {
  const { page, sent, month, computed } = props;
  const form = formAmongMany(sent, 'report-progress', null, { month });
  return (
    <form method="post" action={`${page.base}/progress`} class="card">
      <h2>月报</h2>
      <ErrorSummary form={form} />
      <ActFields actId={props.actIds[0]} />
      <TextField
        form={form}
        name="month"
        label="月份"
        hint="如 2026-03；同一个月再报，以后一次为准，空着的栏保留上次所报"
        width="short"
      />
      <TextField
        form={form}
        name="percent"
        label="完成百分比"
        hint={computed === null ? '没有节点，请填写' : `不填就按已完成的节点算：${computed}%`}
        width="short"
        inputmode="numeric"
        required={computed === null}
      />
      <TextField
        form={form}
        name="paid"
        label="累计支付（万元）"
        width="short"
        inputmode="decimal"
        required={false}
      />
      <TextField
        form={form}
        name="quantity"
        label="累计完成数量"
        width="short"
        inputmode="decimal"
        required={false}
      />
      <TextField
        form={form}
        name="place"
        label="实际地点"
        hint="与表决的地点不同时才填；没有经决定换地点会提示走样"
        required={false}
      />
      <TextArea form={form} name="note" label="说明" rows={2} required={false} />
      <RadioField
        form={form}
        name="standing"
        label="进展情况"
        choices={[
          { value: 'on_plan', text: '按计划' },
          { value: 'behind', text: '滞后' },
          { value: 'stopped', text: '停工' },
          { value: 'finished', text: '完成', hint: '进度须为 100%' },
        ]}
      />
      <button class="btn" type="submit">
        报送
      </button>
    </form>
  );
}

function Photo(props: ProgressPageProps) {
  const { page, sent, milestones } = props;
  const form = formAmongMany(sent, 'add-photo', null, { occasion: 'progress' });
  return (
    <form
      method="post"
      action={`${page.base}/progress/add-photo`}
      enctype="multipart/form-data"
      class="card"
    >
      <h2>现场照片</h2>
      <ErrorSummary form={form} />
      <ActFields actId={props.actIds[1]} />
      <FileField
        form={form}
        name="photo"
        label="照片"
        hint="拍摄时间和位置从照片读出后另存，照片本身不留"
        accept="image/*"
      />
      <RadioField
        form={form}
        name="occasion"
        label="照片拍的是"
        choices={[
          { value: 'before', text: '开工前' },
          { value: 'progress', text: '施工中' },
          { value: 'milestone', text: '节点完成' },
          { value: 'acceptance', text: '验收' },
        ]}
      />
      {milestones.length === 0 ? null : (
        <SelectField
          form={form}
          name="milestone_id"
          label="属于哪个节点"
          required={false}
          choices={milestones.map((one) => ({ value: one.id, text: one.title }))}
          empty="不属于某个节点"
        />
      )}
      <TextField form={form} name="caption" label="说明" required={false} />
      <TextField
        form={form}
        name="place_text"
        label="地点"
        hint="照片没有位置时填写，会注明是填写的"
        required={false}
      />
      <button class="btn" type="submit">
        增加照片
      </button>
    </form>
  );
}

function Ending(props: ProgressPageProps) {
  const { page, sent, state, today } = props;
  if (
    state === 'completed' ||
    (state === 'accepted' && props.older && props.completedOn === null)
  ) {
    const form = formAmongMany(sent, 'accept-project', null, { accepted_on: today });
    return (
      <form method="post" action={`${page.base}/progress/accept-project`} class="card">
        <h2>验收</h2>
        <ErrorSummary form={form} />
        {props.completedOn === null ? null : <p>{props.completedOn} 完工。</p>}
        <ActFields actId={props.actIds[2]} />
        {props.completedOn === null ? (
          <TextField
            form={form}
            name="completed_on"
            label="完工日期"
            hint="按原来的台账填写"
            type="date"
            width="medium"
          />
        ) : null}
        <TextField form={form} name="accepted_on" label="验收日期" type="date" width="medium" />
        <TextField form={form} name="accepted_by" label="验收单位" />
        <TextField form={form} name="maintained_by" label="以后由谁管护" hint="回头看时先问这里" />
        <TextArea form={form} name="note" label="说明" rows={2} required={false} />
        <button class="btn" type="submit">
          登记验收
        </button>
      </form>
    );
  }
  if (state !== 'adopted' && state !== 'underway') return null;
  const form = formAmongMany(sent, 'complete-project', null, { completed_on: today });
  return (
    <form method="post" action={`${page.base}/progress/complete-project`} class="card">
      <h2>完工</h2>
      <ErrorSummary form={form} />
      <ActFields actId={props.actIds[2]} />
      <TextField form={form} name="completed_on" label="完工日期" type="date" width="medium" />
      <button class="btn quiet" type="submit">
        登记完工
      </button>
    </form>
  );
}
