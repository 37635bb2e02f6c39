import { type Crumb, Layout, type PageFrame } from '../layout.tsx';
import {
  ActFields,
  CheckboxField,
  ErrorSummary,
  formAmongMany,
  SelectField,
  type SentForm,
  StatedTimeField,
  TextArea,
  TextField,
} from '../parts/fields.tsx';
import { Empty, Facts, Tag } from '../parts/notices.tsx';
import { LatenessTag } from './lateness-tag.tsx';
import { PaperList, PapersField } from './papers.tsx';
import type { SupervisionProps } from './supervision-props.ts';
import { groupInWords, OpinionList, VisitList } from './supervision-section.tsx';
import { VisitPublication } from './visit-publication.tsx';

interface Choice {
  readonly value: string;
  readonly text: string;
}

/** What the page of a project's supervision shows and offers. */
export interface SupervisionPageProps {
  readonly frame: PageFrame;
  /** Where the way to this page begins for the viewer. */
  readonly home: Crumb;
  readonly place: string;
  readonly base: string;
  readonly project: { readonly id: string; readonly title: string; readonly heading: string };
  readonly supervision: SupervisionProps;
  readonly clerk: boolean;
  /** Whether the viewer reads the overview of all projects. */
  readonly overview: boolean;
  /** Whether the viewer is in the group. */
  readonly member: boolean;
  /** Whether the viewer leads the group. */
  readonly leader: boolean;
  readonly deputies: readonly Choice[];
  readonly meetings: readonly Choice[];
  readonly sent: SentForm;
  readonly actId: () => string;
}

/** Supervision of one project: group, visits, opinions, supervised handling, reports. */
export function SupervisionPage(props: SupervisionPageProps) {
  const { supervision, project, base } = props;
  const { group, nextVisit } = supervision;
  const listed = supervision.handlings.find((one) => one.liftedOn === null);
  return (
    <Layout
      frame={props.frame}
      title={`监督：${project.title}`}
      place={props.place}
      crumbs={[
        props.home,
        ...(props.overview ? [{ text: '监督', href: `${base}/supervision` }] : []),
        { text: project.title, href: `${base}/projects/${project.id}` },
      ]}
    >
      <h1>{project.title}</h1>
      <p class="muted">{project.heading}</p>
      <Facts
        facts={[
          [
            '监督小组',
            group === null ? (
              '还没有成立'
            ) : (
              <>
                {group.name}：{groupInWords(group)}
                {props.clerk ? <a href={`${base}/people`}>给成员发登录链接</a> : null}
              </>
            ),
          ],
          [
            '下次视察',
            nextVisit === null ? (
              '项目不在实施，不安排'
            ) : (
              <>
                {nextVisit.dueOn} 前（每 {supervision.inspectionMonths} 个月一次）{' '}
                <LatenessTag lateness={nextVisit.lateness} />
              </>
            ),
          ],
          [
            '挂牌督办',
            listed === undefined ? (
              '没有'
            ) : (
              <>
                {listed.ledBy}牵头，{listed.dueOn} 前{' '}
                {listed.lateness === null ? null : <LatenessTag lateness={listed.lateness} />}
              </>
            ),
          ],
        ]}
      />
      {props.clerk || props.member ? (
        <div class="actions">
          <a class="btn" href={`${base}/visit-note?project=${project.id}`}>
            写视察记录
          </a>
        </div>
      ) : null}
      <section class="card">
        <h2>视察</h2>
        <PlanList {...props} />
        <VisitList
          visits={supervision.visits}
          named
          more={(visit) =>
            props.clerk || props.leader ? (
              <VisitPublication
                visit={visit}
                path={pathOf(props)}
                sent={props.sent}
                actId={props.actId()}
              />
            ) : null
          }
        />
      </section>
      <section class="card">
        <h2>意见</h2>
        <OpinionList opinions={supervision.opinions} base={base} />
      </section>
      <HandlingCard {...props} />
      <RecordCard {...props} />
      {props.clerk ? <GroupForm {...props} /> : null}
      {props.clerk || props.member ? <PlanForm {...props} /> : null}
      {props.clerk || props.member ? <OpinionForm {...props} /> : null}
    </Layout>
  );
}

/** A folded form of this page; open where it was just refused. */
function Folded(props: {
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

function pathOf(props: SupervisionPageProps): string {
  return `${props.base}/projects/${props.project.id}/supervision`;
}

function PlanList(props: SupervisionPageProps) {
  const { plans } = props.supervision;
  const may = props.clerk || props.member;
  if (plans.length === 0) return <Empty>还没有安排视察。</Empty>;
  return (
    <ul class="plain-list">
      {plans.map((plan) => {
        const form = formAmongMany(props.sent, 'cancel-visit-plan', ['plan_id', plan.id]);
        return (
          <li>
            {plan.plannedOn}　{plan.topic}　{plan.said}{' '}
            {plan.lateness === null ? null : <LatenessTag lateness={plan.lateness} />}
            {plan.state === 'waiting' && may ? (
              <details open={form.refusals.length > 0}>
                <summary>取消这次视察</summary>
                <form method="post" action={`${pathOf(props)}/visit-plans/cancel`}>
                  <ErrorSummary form={form} />
                  <ActFields actId={props.actId()} />
                  <input type="hidden" name="plan_id" value={plan.id} />
                  <TextField form={form} name="reason" label="取消的原因" />
                  <button class="btn quiet" type="submit">
                    取消这次视察
                  </button>
                </form>
              </details>
            ) : null}
          </li>
        );
      })}
    </ul>
  );
}

function GroupForm(props: SupervisionPageProps) {
  const { group } = props.supervision;
  const form = formAmongMany(props.sent, 'set-supervision-group', null, {
    name: group?.name ?? '监督小组',
    member: group?.members.map((one) => one.personId).join(' ') ?? '',
    leader: group?.members.find((one) => one.leader)?.personId ?? '',
  });
  return (
    <Folded
      summary={group === null ? '成立监督小组' : '调整监督小组'}
      action={`${pathOf(props)}/group`}
      button="保存小组"
      actId={props.actId()}
      form={form}
    >
      <TextField form={form} name="name" label="小组名称" width="medium" />
      <SelectField form={form} name="leader" label="组长" choices={props.deputies} empty="请选择" />
      <CheckboxField form={form} name="member" label="成员（含组长）" choices={props.deputies} />
    </Folded>
  );
}

function PlanForm(props: SupervisionPageProps) {
  const form = formAmongMany(props.sent, 'plan-visit');
  return (
    <Folded
      summary="安排视察"
      action={`${pathOf(props)}/visit-plans`}
      button="安排"
      actId={props.actId()}
      form={form}
    >
      <TextField form={form} name="planned_on" label="日期" type="date" width="medium" />
      <TextField form={form} name="topic" label="看什么" />
    </Folded>
  );
}

function OpinionForm(props: SupervisionPageProps) {
  const form = formAmongMany(props.sent, 'raise-opinion', null, { origin: 'deputy' });
  return (
    <Folded
      summary="提意见"
      action={`${pathOf(props)}/opinions`}
      button="提出"
      actId={props.actId()}
      form={form}
    >
      <TextArea form={form} name="content" label="意见内容" hint="一事一提，写明希望怎样办" />
      {props.clerk ? (
        <>
          <SelectField
            form={form}
            name="origin"
            label="来源"
            choices={[
              { value: 'deputy', text: '代表' },
              { value: 'meeting', text: '会议审议' },
              { value: 'inquiry', text: '专题询问' },
            ]}
          />
          <CheckboxField
            form={form}
            name="raiser"
            label="提出的代表"
            hint="反馈以后由他们评价"
            required={false}
            choices={props.deputies}
          />
        </>
      ) : (
        <input type="hidden" name="origin" value="deputy" />
      )}
    </Folded>
  );
}

function HandlingCard(props: SupervisionPageProps) {
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
            {one.lateness === null ? null : <LatenessTag lateness={one.lateness} />} {one.listedOn}{' '}
            起，{one.ledBy}牵头，{one.dueOn} 前：{one.reason}
            {one.firstDueOn === null
              ? null
              : `。原期限 ${one.firstDueOn}，延长：${one.extensionReason}`}
            {one.liftedOn === null ? null : `。${one.liftedOn} 解除：${one.liftedReason}`}
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

function RecordCard(props: SupervisionPageProps) {
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
            （{one.heldOn}）<p class="kept-lines">{one.content}</p>
            {one.outcome === null ? null : <p>结果：{one.outcome}</p>}
            <PaperList papers={one.papers} />
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
