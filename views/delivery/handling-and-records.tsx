import { dayInWords } from '../../src/rules/days.ts';
import {
  ActFields,
  ErrorSummary,
  formAmongMany,
  SelectField,
  StatedTimeField,
  TextArea,
  TextField,
} from '../parts/fields.tsx';
import { Empty, Tag } from '../parts/notices.tsx';
import { WithdrawForm, WithdrawnNote } from '../parts/withdraw.tsx';
import { LatenessTag } from './lateness-tag.tsx';
import { PaperList, PapersField } from './papers.tsx';
import type { SupervisionPageProps } from './supervision-page.tsx';

/** A folded form of this page; open where it was just refused. */
export function Folded(props: {
  readonly summary: string;
  readonly action: string;
  readonly button: string;
  readonly actId: string;
  readonly form: ReturnType<typeof formAmongMany>;
  /** Whether files are sent. */
  readonly files?: boolean;
  readonly children?: unknown;
}) {
  return (
    <details class="card" open={props.form.refusals.length > 0}>
      <summary>{props.summary}</summary>
      <form
        method="post"
        action={props.action}
        enctype={props.files === true ? 'multipart/form-data' : undefined}
      >
        <ErrorSummary form={props.form} />
        <ActFields actId={props.actId} />
        {props.children}
        <button class="btn" type="submit">
          {props.button}
        </button>
      </form>
    </details>
  );
}

/** `/c/:congress/projects/:project/supervision`. */
export function pathOf(props: SupervisionPageProps): string {
  return `${props.base}/projects/${props.project.id}/supervision`;
}

/** Supervised handling (挂牌督办): listed, extended, lifted, each with its reason. */
export function HandlingCard(props: SupervisionPageProps) {
  const { handlings } = props.supervision;
  const listed = handlings.some((one) => one.liftedOn === null);
  const list = formAmongMany(props.sent, 'list-handling');
  const extend = formAmongMany(props.sent, 'extend-handling');
  const lift = formAmongMany(props.sent, 'lift-handling');
  return (
    <section class="card">
      <h2>挂牌督办</h2>
      {handlings.length === 0 ? <Empty>没有挂牌督办。</Empty> : null}
      <ul class="plain-list">
        {handlings.map((one) => (
          <li>
            <Tag
              tone={one.liftedOn === null ? 'stop' : 'ok'}
              text={one.liftedOn === null ? '督办中' : '已解除'}
            />{' '}
            {one.lateness === null ? null : <LatenessTag lateness={one.lateness} />}{' '}
            {dayInWords(one.listedOn)} 起，{one.ledBy}牵头，{dayInWords(one.dueOn)}前：{one.reason}
            {one.firstDueOn === null
              ? null
              : `。原期限${dayInWords(one.firstDueOn)}，延长：${one.extensionReason}`}
            {one.liftedOn === null
              ? null
              : `。${dayInWords(one.liftedOn)}解除：${one.liftedReason}`}
            <PaperList papers={one.papers} />
          </li>
        ))}
      </ul>
      {props.clerk && !listed ? (
        <Folded
          summary="挂牌督办这个项目"
          action={`${pathOf(props)}/handling`}
          button="挂牌"
          actId={props.actId()}
          form={list}
          files
        >
          <TextArea form={list} name="reason" label="为什么挂牌" rows={2} />
          <TextField form={list} name="led_by" label="牵头督办的人" width="medium" />
          <TextField form={list} name="due_on" label="期限" type="date" width="medium" />
          <PapersField form={list} mayPublish />
          <StatedTimeField form={list} />
        </Folded>
      ) : null}
      {props.clerk && listed ? (
        <Folded
          summary="延长督办期限"
          action={`${pathOf(props)}/handling/extend`}
          button="延长"
          actId={props.actId()}
          form={extend}
        >
          <TextField form={extend} name="due_on" label="新的期限" type="date" width="medium" />
          <TextArea form={extend} name="reason" label="延长的理由" rows={2} />
        </Folded>
      ) : null}
      {props.clerk && listed ? (
        <Folded
          summary="解除挂牌督办"
          action={`${pathOf(props)}/handling/lift`}
          button="解除"
          actId={props.actId()}
          form={lift}
        >
          <TextArea form={lift} name="reason" label="解除的理由" rows={2} />
        </Folded>
      ) : null}
    </section>
  );
}

/** Special reports and inquiries. */
export function RecordCard(props: SupervisionPageProps) {
  const { records } = props.supervision;
  const form = formAmongMany(props.sent, 'record-supervision', null, { kind: 'half_year_report' });
  return (
    <section class="card">
      <h2>报告和询问</h2>
      {records.length === 0 ? <Empty>还没有半年报告、专项报告或专题询问。</Empty> : null}
      <ul class="plain-list">
        {records.map((one) => (
          <li>
            <strong>
              {one.kindName}：{one.title}
            </strong>
            （{dayInWords(one.heldOn)}）<p class="kept-lines">{one.content}</p>
            {one.outcome === null ? null : <p>结果：{one.outcome}</p>}
            <PaperList papers={one.papers} />
            {one.withdrawn === null ? null : <WithdrawnNote withdrawn={one.withdrawn} />}
            {props.clerk && one.withdrawn === null ? (
              <WithdrawForm
                action={`${pathOf(props)}/records/withdraw`}
                kind="withdraw-supervision"
                about={['record_id', one.id]}
                sent={props.sent}
                actId={props.actId()}
                what={one.title}
                hint="这条记录不再计入，公开的材料一起撤下；原文和原因留给工作人员查看"
              />
            ) : null}
          </li>
        ))}
      </ul>
      {props.clerk ? (
        <Folded
          summary="登记报告或询问"
          action={`${pathOf(props)}/records`}
          button="登记"
          actId={props.actId()}
          form={form}
          files
        >
          <SelectField
            form={form}
            name="kind"
            label="类别"
            choices={[
              { value: 'half_year_report', text: '半年报告' },
              { value: 'special_report', text: '听取专项报告' },
              { value: 'inquiry', text: '专题询问' },
              { value: 'audit', text: '审计监督' },
              { value: 'other', text: '其他监督' },
            ]}
          />
          <TextField form={form} name="title" label="标题" />
          <TextField form={form} name="held_on" label="日期" type="date" width="medium" />
          <SelectField
            form={form}
            name="meeting_id"
            label="在哪次会议上"
            required={false}
            choices={props.meetings}
            empty="不在会议上"
          />
          <TextArea form={form} name="content" label="主要内容" rows={5} />
          <TextArea form={form} name="outcome" label="结果" rows={2} required={false} />
          <PapersField form={form} mayPublish />
        </Folded>
      ) : null}
    </section>
  );
}
