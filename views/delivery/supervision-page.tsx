import { dayInWords } from '../../src/rules/days.ts';
import { type Crumb, Layout, type PageFrame } from '../layout.tsx';
import { AsRead, besideStanding } from '../parts/beside.tsx';
import {
  ActFields,
  CheckboxField,
  ErrorSummary,
  formAmongMany,
  SelectField,
  type SentForm,
  TextArea,
  TextField,
} from '../parts/fields.tsx';
import { Empty, Facts } from '../parts/notices.tsx';
import { Folded, HandlingCard, pathOf, RecordCard } from './handling-and-records.tsx';
import { LatenessTag } from './lateness-tag.tsx';
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
      title="监督办理"
      place={props.place}
      crumbs={[
        props.home,
        ...(props.overview ? [{ text: '监督', href: `${base}/supervision` }] : []),
        { text: project.title, href: `${base}/projects/${project.id}` },
      ]}
    >
      <h1>监督办理：{project.title}</h1>
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
                {props.clerk ? '　' : ''}
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
                {dayInWords(nextVisit.dueOn)}前（每 {supervision.inspectionMonths} 个月一次）{' '}
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
                {listed.ledBy}牵头，{dayInWords(listed.dueOn)}前{' '}
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

function PlanList(props: SupervisionPageProps) {
  const { plans, visits } = props.supervision;
  const may = props.clerk || props.member;
  // Past visits follow: only where there are none either is there nothing to see.
  if (plans.length === 0 && visits.length > 0) return <p class="hint">没有安排下一次视察。</p>;
  if (plans.length === 0) return <Empty>还没有安排视察。</Empty>;
  return (
    <ul class="plain-list">
      {plans.map((plan) => {
        const form = formAmongMany(props.sent, 'cancel-visit-plan', ['plan_id', plan.id]);
        return (
          <li>
            {dayInWords(plan.plannedOn)}　{plan.topic}　{plan.said}{' '}
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
  const members = (group?.members ?? []).map((one) => one.personId).toSorted();
  const leader = group?.members.find((one) => one.leader)?.personId ?? '';
  const fresh = { name: group?.name ?? '监督小组', member: members.join(' '), leader };
  const names = Object.fromEntries(props.deputies.map(({ value, text }) => [value, text]));
  const form = besideStanding(
    formAmongMany(props.sent, 'set-supervision-group', null, fresh),
    fresh,
    [
      ['name', '小组名称'],
      ['leader', '组长', names],
      ['member', '成员', names],
    ],
  );
  return (
    <Folded
      summary={group === null ? '成立监督小组' : '调整监督小组'}
      action={`${pathOf(props)}/group`}
      button="保存小组"
      actId={props.actId()}
      form={form}
    >
      <AsRead texts={group === null ? [] : [group.name, leader, ...members]} />
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
