import { dayInWords } from '../../src/rules/days.ts';
import type { PageFrame } from '../layout.tsx';
import {
  ActFields,
  ErrorSummary,
  formAmongMany,
  RadioField,
  type SentForm,
  TextArea,
  TextField,
} from '../parts/fields.tsx';
import { Empty, Tag } from '../parts/notices.tsx';
import { WithdrawForm } from '../parts/withdraw.tsx';
import { Ending, WithdrawEnding } from './progress-ending.tsx';
import { NewPhoto, PhotosToTakeDown, type StaffPhoto } from './progress-photos.tsx';
import { type ProjectPage, ProjectShell } from './project-shell.tsx';

/** What the page of a project's progress shows. */
export interface ProgressPageProps {
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
  readonly acceptedOn: string | null;
  /** The site's photos, those that were taken down too. */
  readonly photos: readonly StaffPhoto[];
  /** Entered from elsewhere: its completion and acceptance may be noted nowhere yet. */
  readonly older: boolean;
  readonly actIds: readonly [string, string, string, string];
}

/** What a department reports of one project: the month, steps, photos, completion, acceptance. */
export function ProgressPage(props: ProgressPageProps) {
  return (
    <ProjectShell
      frame={props.frame}
      page={props.page}
      title="填报进度"
      script={props.frame.assets.photoPlace}
    >
      {props.mayWork ? (
        <>
          <Milestones {...props} />
          <Report {...props} />
          <NewPhoto {...props} />
          <PhotosToTakeDown {...props} />
          <Ending {...props} />
          <WithdrawEnding {...props} />
        </>
      ) : null}
      <section class="card">
        <h2>已报的月份</h2>
        {props.reports.length === 0 ? <Empty>还没有报过。</Empty> : null}
        <ul class="plain-list">
          {props.reports.map((one) => (
            <li>
              {dayInWords(one.month)}　{one.text}
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
              <WithdrawForm
                action={`${page.base}/progress/undo-milestone`}
                kind="undo-milestone"
                about={['milestone_id', one.id]}
                sent={sent}
                actId={one.actId}
                what={one.title}
              />
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
