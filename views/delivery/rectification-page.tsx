import { dayInWords } from '../../src/rules/days.ts';
import { type Crumb, Layout, type PageFrame } from '../layout.tsx';
import {
  ActFields,
  ErrorSummary,
  type FormState,
  RadioField,
  type SentForm,
  StatedTimeField,
  TextArea,
  TextField,
} from '../parts/fields.tsx';
import { Empty, Facts, Tag } from '../parts/notices.tsx';
import { LatenessTag } from './lateness-tag.tsx';
import { PaperList, type PaperProps, PapersField } from './papers.tsx';
import type { RectificationProps } from './rectification-props.ts';
import { WordingForms, type WordingProps } from './wording-forms.tsx';

interface AnswerProps {
  readonly id: string;
  readonly wording: WordingProps;
  readonly number: number;
  readonly content: string;
  readonly answeredOn: string;
  readonly daysLate: number;
  readonly byClerk: boolean;
  readonly papers: readonly PaperProps[];
  readonly rechecks: readonly {
    readonly id: string;
    readonly wording: WordingProps;
    readonly checkedOn: string;
    readonly result: 'closed' | 'reopened';
    readonly finding: string;
    readonly newDueOn: string | null;
  }[];
}

/** One rectification: what is asked, how it stands, what to do next, everything that happened. */
export function RectificationPage(props: {
  readonly frame: PageFrame;
  /** Where the way to this page begins for the viewer. */
  readonly home: Crumb;
  readonly place: string;
  readonly base: string;
  readonly one: RectificationProps;
  readonly answers: readonly AnswerProps[];
  readonly mayAnswer: boolean;
  readonly mayRecheck: boolean;
  readonly answerForm: FormState;
  readonly recheckForm: FormState;
  readonly actIds: readonly [string, string];
  /** Whether the viewer publishes the unit's answers, and the issuer's re-checks. */
  readonly publishes: { readonly answers: boolean; readonly rechecks: boolean };
  readonly sent: SentForm;
  readonly newActId: () => string;
}) {
  const { one, base } = props;
  const here = `${base}/rectifications/${one.id}`;
  const title = `第 ${one.number} 号${one.powerName}`;
  const open = one.state === 'issued' || one.state === 'reopened';
  const publishing = { action: `${here}/wordings`, sent: props.sent, actId: props.newActId };
  return (
    <Layout
      frame={props.frame}
      title={title}
      place={props.place}
      crumbs={[props.home, { text: '整改', href: `${base}/rectifications` }]}
    >
      <h1>{title}</h1>
      <p>
        <Tag tone={one.state === 'closed' ? 'ok' : 'info'} text={one.stateName} />{' '}
        <LatenessTag lateness={one.lateness} />
      </p>
      <p class="kept-lines">{one.content}</p>
      {open && props.mayAnswer ? (
        <AnswerForm
          form={props.answerForm}
          action={`${here}/answer`}
          actId={props.actIds[0]}
          mayRecheck={props.mayRecheck}
        />
      ) : null}
      {one.state === 'answered' && props.mayRecheck ? (
        <RecheckForm form={props.recheckForm} action={`${here}/recheck`} actId={props.actIds[1]} />
      ) : null}
      <Facts
        facts={[
          ['责任单位', `${one.unitName}，责任人 ${one.personInCharge}`],
          ...(one.projectTitle === null ? [] : [['项目', one.projectTitle] as const]),
          ['期限', dayInWords(one.dueOn)],
          ['提出', `${one.issuerName}，${dayInWords(one.issuedOn)}，来自${one.originName}`],
          ['依据', one.legalBasis],
        ]}
      />
      <section class="card">
        <h2>答复和复查</h2>
        {props.answers.length === 0 ? <Empty>还没有答复。</Empty> : null}
        {props.answers.map((answer) => (
          <article>
            <h3>
              第 {answer.number} 次答复（{dayInWords(answer.answeredOn)}）
            </h3>
            {answer.daysLate === 0 && !answer.byClerk ? null : (
              <p>
                {answer.daysLate === 0 ? null : (
                  <Tag tone="warn" text={`比期限晚 ${answer.daysLate} 天`} />
                )}{' '}
                {answer.byClerk ? <Tag tone="plain" text="工作人员代录" /> : null}
              </p>
            )}
            <p class="kept-lines">{answer.content}</p>
            <PaperList papers={answer.papers} />
            {props.publishes.answers ? (
              <WordingForms
                {...publishing}
                entryId={answer.id}
                written={answer.content}
                shown={answer.wording}
              />
            ) : null}
            {answer.rechecks.map((check) => (
              <>
                <p>
                  <Tag
                    tone={check.result === 'closed' ? 'ok' : 'warn'}
                    text={check.result === 'closed' ? '复查通过，销号' : '重新交办'}
                  />{' '}
                  {dayInWords(check.checkedOn)}：{check.finding}
                  {check.newDueOn === null ? '' : `（新的期限 ${dayInWords(check.newDueOn)}）`}
                </p>
                {props.publishes.rechecks ? (
                  <WordingForms
                    {...publishing}
                    entryId={check.id}
                    written={check.finding}
                    shown={check.wording}
                  />
                ) : null}
              </>
            ))}
          </article>
        ))}
      </section>
      {one.state === 'closed' && props.mayRecheck ? (
        <details class="card" open={props.recheckForm.refusals.length > 0}>
          <summary>问题又出现了：重新交办</summary>
          <RecheckForm
            form={props.recheckForm}
            action={`${here}/recheck`}
            actId={props.actIds[1]}
            onlyReopen
          />
        </details>
      ) : null}
    </Layout>
  );
}

function AnswerForm(props: {
  readonly form: FormState;
  readonly action: string;
  readonly actId: string;
  /** A clerk of the issuing side, who may enter the unit's answer from paper. */
  readonly mayRecheck: boolean;
}) {
  return (
    <form method="post" action={props.action} enctype="multipart/form-data" class="card">
      <h2>{props.mayRecheck ? '登记责任单位的答复' : '答复整改情况'}</h2>
      {props.mayRecheck ? (
        <p class="hint">
          责任单位可以自己答复。由您登记的，须由另一位工作人员、项目监督小组组长或者主席团复查。
        </p>
      ) : null}
      <ErrorSummary form={props.form} />
      <ActFields actId={props.actId} />
      <TextArea
        form={props.form}
        name="content"
        label="做了什么、现在怎样"
        hint="写具体：哪里、多少、何时完成。没有完成的写明原因。"
        rows={5}
      />
      <PapersField form={props.form} />
      <StatedTimeField form={props.form} />
      <button class="btn" type="submit">
        送出答复
      </button>
    </form>
  );
}

function RecheckForm(props: {
  readonly form: FormState;
  readonly action: string;
  readonly actId: string;
  readonly onlyReopen?: boolean;
}) {
  return (
    <form method="post" action={props.action} class={props.onlyReopen === true ? '' : 'card'}>
      {props.onlyReopen === true ? null : <h2>复查</h2>}
      <ErrorSummary form={props.form} />
      <ActFields actId={props.actId} />
      {props.onlyReopen === true ? (
        <input type="hidden" name="result" value="reopened" />
      ) : (
        <RadioField
          form={props.form}
          name="result"
          label="结论"
          choices={[
            { value: 'closed', text: '整改到位，销号' },
            { value: 'reopened', text: '没有到位，重新交办' },
          ]}
        />
      )}
      <TextArea form={props.form} name="finding" label="复查看到什么" rows={3} />
      <TextField
        form={props.form}
        name="new_due_on"
        label="新的期限"
        hint="重新交办的必须填写"
        type="date"
        width="medium"
        required={false}
      />
      <StatedTimeField form={props.form} />
      <button class="btn" type="submit">
        登记复查
      </button>
    </form>
  );
}
