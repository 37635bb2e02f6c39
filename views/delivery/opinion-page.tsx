import { dayInWords } from '../../src/rules/days.ts';
import { type Crumb, Layout, type PageFrame } from '../layout.tsx';
import { AsRead, besideStanding } from '../parts/beside.tsx';
import {
  ActFields,
  ErrorSummary,
  type FormState,
  formAmongMany,
  RadioField,
  SelectField,
  type SentForm,
  StatedTimeField,
  TextArea,
  TextField,
} from '../parts/fields.tsx';
import { Empty, Facts, Tag } from '../parts/notices.tsx';
import { LatenessTag } from './lateness-tag.tsx';
import { PaperList, type PaperProps, PapersField } from './papers.tsx';
import type { OpinionProps } from './supervision-props.ts';

/** What the page of one opinion shows and offers. */
export interface OpinionPageProps {
  readonly frame: PageFrame;
  /** Where the way to this page begins for the viewer. */
  readonly home: Crumb;
  readonly place: string;
  readonly base: string;
  readonly one: OpinionProps;
  readonly back: { readonly text: string; readonly href: string };
  readonly raisers: readonly string[];
  readonly handedOverOn: string | null;
  readonly dueOn: string | null;
  readonly declinedReason: string | null;
  readonly answers: readonly {
    readonly number: number;
    readonly resultName: string;
    readonly content: string;
    readonly answeredOn: string;
    readonly gradeName: string | null;
    readonly reason: string | null;
    readonly newDueOn: string | null;
    readonly daysLate: number;
    readonly answerByClerk: boolean;
    readonly ratingByClerk: boolean;
    readonly papers: readonly PaperProps[];
  }[];
  /** The public wording with whether it is public; null: not handed over yet, or not for this viewer. */
  readonly publication: {
    readonly published: boolean;
    readonly wording: string;
    /** The wording that was published last; null before the first. */
    readonly standing: string | null;
    readonly withdrawnReason: string | null;
  } | null;
  readonly mayHandOver: boolean;
  readonly mayAnswer: boolean;
  readonly mayRate: boolean;
  /** The clerk rates from a deputy's paper or for a meeting. */
  readonly rateOnPaper: boolean;
  readonly departments: readonly { readonly value: string; readonly text: string }[];
  readonly proposedDue: string;
  readonly sent: SentForm;
  readonly actId: () => string;
}

/** One opinion: what is asked, how it stands, what to do next, every answer with its rating. */
export function OpinionPage(props: OpinionPageProps) {
  const { one } = props;
  const title = `${one.year} 年第 ${one.number} 号意见`;
  return (
    <Layout frame={props.frame} title={title} place={props.place} crumbs={[props.home, props.back]}>
      <h1>{title}</h1>
      <p>
        <Tag tone={one.state === 'closed' ? 'ok' : 'info'} text={one.stateName} />{' '}
        {one.lateness === null ? null : <LatenessTag lateness={one.lateness} />}
      </p>
      <p class="kept-lines">{one.content}</p>
      <NextStep {...props} />
      <Facts
        facts={[
          [
            '项目',
            one.projectId === null || one.projectTitle === null ? (
              '不针对单个项目'
            ) : (
              <a href={`${props.base}/projects/${one.projectId}`}>{one.projectTitle}</a>
            ),
          ],
          [
            '来源',
            `${one.originName}${props.raisers.length === 0 ? '' : `：${props.raisers.join('、')}`}`,
          ],
          ['承办单位', one.departmentName ?? '未交办'],
          ...(props.dueOn === null
            ? []
            : [
                [
                  '期限',
                  `${dayInWords(props.dueOn)}（${dayInWords(props.handedOverOn ?? '')}交办）`,
                ] as const,
              ]),
          ...(props.declinedReason === null
            ? []
            : [['不交办的理由', props.declinedReason] as const]),
        ]}
      />
      <section class="card">
        <h2>反馈和评价</h2>
        {props.answers.length === 0 ? <Empty>还没有反馈。</Empty> : null}
        {props.answers.map((answer) => (
          <article>
            <h3>
              第 {answer.number} 次反馈：{answer.resultName}（{dayInWords(answer.answeredOn)}）
            </h3>
            {answer.daysLate === 0 && !answer.answerByClerk ? null : (
              <p>
                {answer.daysLate === 0 ? null : (
                  <Tag tone="warn" text={`比期限晚 ${answer.daysLate} 天`} />
                )}{' '}
                {answer.answerByClerk ? <Tag tone="plain" text="工作人员代录" /> : null}
              </p>
            )}
            <p class="kept-lines">{answer.content}</p>
            <PaperList papers={answer.papers} />
            {answer.gradeName === null ? null : (
              <p>
                <Tag
                  tone={answer.newDueOn === null ? 'ok' : 'stop'}
                  text={`评价：${answer.gradeName}`}
                />{' '}
                {answer.ratingByClerk ? <Tag tone="plain" text="工作人员代录" /> : null}{' '}
                {answer.reason}
                {answer.newDueOn === null ? '' : `（${dayInWords(answer.newDueOn)}前再次反馈）`}
              </p>
            )}
          </article>
        ))}
      </section>
      {props.publication === null ? null : <Publication {...props} shown={props.publication} />}
    </Layout>
  );
}

function NextStep(props: OpinionPageProps) {
  const { state } = props.one;
  if (state === 'raised' && props.mayHandOver) return <HandOver {...props} />;
  if (['handed_over', 'reopened'].includes(state) && props.mayAnswer) return <Answer {...props} />;
  if (state === 'answered' && props.mayRate) return <Rate {...props} />;
  return null;
}

/** The wording for the public, and the way to take it down. */
function Publication(
  props: OpinionPageProps & { readonly shown: NonNullable<OpinionPageProps['publication']> },
) {
  const { shown } = props;
  const here = `${props.base}/opinions/${props.one.id}`;
  const fresh = { wording: shown.wording };
  const publish = besideStanding(
    formAmongMany(props.sent, 'publish-opinion', null, fresh),
    { wording: shown.standing ?? '' },
    [['wording', '公布的文字']],
  );
  const withdraw = formAmongMany(props.sent, 'withdraw-opinion');
  return (
    <>
      <OneForm
        form={publish}
        action={`${here}/publish`}
        title={shown.published ? '已经公布' : '公布'}
        button={shown.published ? '改公布的文字' : '公布'}
        quiet={shown.published}
        actId={props.actId()}
      >
        {shown.withdrawnReason === null ? null : <p>上次撤下的原因：{shown.withdrawnReason}</p>}
        <AsRead texts={[shown.standing]} />
        <p>群众在项目页上看到这段文字，以及各次答复和评价；提出人的姓名不公布。</p>
        <TextArea
          form={publish}
          name="wording"
          label="公布的文字"
          hint="不要写群众的姓名、电话和住址"
          rows={4}
        />
      </OneForm>
      {shown.published ? (
        <details class="card" open={withdraw.refusals.length > 0}>
          <summary>撤下</summary>
          <OneForm
            form={withdraw}
            action={`${here}/withdraw`}
            title="撤下公布的意见"
            button="撤下"
            quiet
            actId={props.actId()}
          >
            <TextArea form={withdraw} name="reason" label="撤下的原因" rows={2} />
          </OneForm>
        </details>
      ) : null}
    </>
  );
}

function OneForm(props: {
  readonly form: FormState;
  readonly action: string;
  readonly title: string;
  readonly button: string;
  readonly quiet?: boolean;
  /** Whether files are sent. */
  readonly files?: boolean;
  readonly actId: string;
  readonly children?: unknown;
}) {
  return (
    <form
      method="post"
      action={props.action}
      enctype={props.files === true ? 'multipart/form-data' : undefined}
      class="card"
    >
      <h2>{props.title}</h2>
      <ErrorSummary form={props.form} />
      <ActFields actId={props.actId} />
      {props.children}
      <button class={props.quiet === true ? 'btn quiet' : 'btn'} type="submit">
        {props.button}
      </button>
    </form>
  );
}

function HandOver(props: OpinionPageProps) {
  const here = `${props.base}/opinions/${props.one.id}`;
  const over = formAmongMany(props.sent, 'hand-over-opinion', null, { due_on: props.proposedDue });
  const declined = formAmongMany(props.sent, 'decline-opinion');
  return (
    <>
      <OneForm
        form={over}
        action={`${here}/hand-over`}
        title="交办"
        button="交办"
        actId={props.actId()}
      >
        <SelectField
          form={over}
          name="department_id"
          label="承办单位"
          choices={props.departments}
          empty="请选择"
        />
        <TextField
          form={over}
          name="due_on"
          label="反馈期限"
          hint="按票决办法规定的天数算出，可以改"
          type="date"
          width="medium"
        />
        <StatedTimeField form={over} />
      </OneForm>
      <details class="card" open={declined.refusals.length > 0}>
        <summary>不交办，答复提出人</summary>
        <OneForm
          form={declined}
          action={`${here}/decline`}
          title="不予交办"
          button="答复不交办"
          quiet
          actId={props.actId()}
        >
          <TextArea form={declined} name="reason" label="理由" rows={2} />
        </OneForm>
      </details>
    </>
  );
}

function Answer(props: OpinionPageProps) {
  const form = formAmongMany(props.sent, 'answer-opinion');
  return (
    <OneForm
      form={form}
      action={`${props.base}/opinions/${props.one.id}/answer`}
      title="反馈办理情况"
      button="送出反馈"
      files
      actId={props.actId()}
    >
      <RadioField
        form={form}
        name="result"
        label="办理结果"
        choices={[
          { value: 'done', text: '已经解决' },
          { value: 'in_plan', text: '列入计划，写明何时完成' },
          { value: 'explained', text: '暂不能办，解释说明' },
        ]}
      />
      <TextArea form={form} name="content" label="做了什么" rows={4} />
      <PapersField form={form} />
      <StatedTimeField form={form} />
    </OneForm>
  );
}

function Rate(props: OpinionPageProps) {
  const form = formAmongMany(props.sent, 'rate-answer');
  return (
    <OneForm
      form={form}
      action={`${props.base}/opinions/${props.one.id}/rate`}
      title={props.rateOnPaper ? '登记提出人的评价' : '您对这次反馈满意吗'}
      button="评价"
      actId={props.actId()}
    >
      {props.rateOnPaper ? (
        <p class="hint">按代表书面评价或会议意见登记；代表有手机的，请本人评价。</p>
      ) : null}
      <RadioField
        form={form}
        name="grade"
        label="评价"
        choices={[
          { value: 'satisfied', text: '满意' },
          { value: 'fairly_satisfied', text: '基本满意' },
          { value: 'dissatisfied', text: '不满意', hint: '退回重办，须写明理由' },
        ]}
      />
      <TextArea form={form} name="reason" label="理由" rows={2} required={false} />
    </OneForm>
  );
}
