import { dayInWords } from '../../src/rules/days.ts';
import { Layout, type PageFrame } from '../layout.tsx';
import {
  ActFields,
  ErrorSummary,
  formAmongMany,
  SelectField,
  type SentForm,
  TextArea,
  TextField,
} from '../parts/fields.tsx';
import { Empty, Tag } from '../parts/notices.tsx';
import { WithdrawForm } from '../parts/withdraw.tsx';

interface Problem {
  readonly id: string;
  readonly project: string;
  /** Null once it was erased. */
  readonly content: string | null;
  readonly phone: string | null;
  readonly reportedOn: string;
  readonly state: 'received' | 'handed_over' | 'answered' | 'declined';
  readonly answer: string | null;
}

interface Props {
  readonly frame: PageFrame;
  readonly congress: { readonly name: string; readonly href: string };
  readonly path: string;
  readonly sent: SentForm;
  readonly held: readonly {
    readonly projectId: string;
    readonly project: string;
    readonly day: string;
    readonly count: number;
    readonly reason: string;
  }[];
  readonly comments: readonly {
    readonly project: string;
    readonly id: string;
    readonly grade: string;
    readonly text: string;
  }[];
  readonly problems: readonly Problem[];
  /** So many days after a matter is closed its words and phone are erased. */
  readonly keptDays: number;
  readonly actId: () => string;
}

const stateNames = {
  received: '等待办理',
  handed_over: '已交办',
  answered: '已答复',
  declined: '不办理',
} as const;

/** What residents sent: problems that wait, ratings that are held back, and their words. */
export function ResidentDeskPage(props: Props) {
  const { congress, problems, held, comments } = props;
  const waiting = problems.filter((one) => one.state === 'received');
  const done = problems.filter((one) => one.state !== 'received');
  return (
    <Layout
      frame={props.frame}
      title="群众评价与反映的问题"
      place={congress.name}
      crumbs={[
        { text: congress.name, href: congress.href },
        { text: '满意度', href: `${congress.href}/satisfaction` },
      ]}
    >
      <h1>群众评价与反映的问题</h1>
      <p class="hint">
        {`办结满 ${props.keptDays} 天，群众的原话和电话自动删除；群众要求的，可以提前删除。`}
        删除以后不能恢复，办理情况和答复保留。
      </p>
      <h2>等待办理的问题：{waiting.length} 件</h2>
      {waiting.length === 0 ? <Empty>没有等待办理的问题。</Empty> : null}
      {waiting.map((one) => (
        <HandleForm {...props} problem={one} />
      ))}
      <h2>暂缓计入的评价：{held.length} 批</h2>
      {held.length === 0 ? <Empty>没有暂缓计入的评价。</Empty> : null}
      {held.map((one) => (
        <HeldBatch {...props} batch={one} />
      ))}
      {comments.length === 0 ? null : (
        <section class="card">
          <h2>群众的话（截至昨天，{comments.length} 条，不公布）</h2>
          <ul class="plain-list">
            {comments.map((one) => (
              <li>
                <p>
                  {one.project}　{one.grade}
                </p>
                <p class="kept-lines">{one.text}</p>
                <EraseForm {...props} what="comment" id={one.id} />
              </li>
            ))}
          </ul>
        </section>
      )}
      {done.length === 0 ? null : (
        <section class="card">
          <h2>已办理的问题，共 {done.length} 件</h2>
          <ul class="plain-list">
            {done.map((one) => (
              <DoneProblem {...props} problem={one} />
            ))}
          </ul>
        </section>
      )}
    </Layout>
  );
}

function HandleForm(props: Props & { readonly problem: Problem }) {
  const { problem } = props;
  const form = formAmongMany(props.sent, 'handle-problem', ['problem_id', problem.id]);
  return (
    <section class="card">
      <h3>{problem.project}</h3>
      <p class="kept-lines">{problem.content}</p>
      <p class="hint">
        {dayInWords(problem.reportedOn)}反映
        {problem.phone === null ? '，没有留电话' : `，电话 ${problem.phone}`}
      </p>
      <form method="post" action={`${props.path}/handle`}>
        <ErrorSummary form={form} />
        <ActFields actId={props.actId()} />
        <input type="hidden" name="problem_id" value={problem.id} />
        <SelectField
          form={form}
          name="way"
          label="怎样办理"
          choices={[
            { value: 'answered', text: '直接答复' },
            { value: 'handed_over', text: '转为意见，交承办单位' },
            { value: 'declined', text: '不办理，说明理由' },
          ]}
        />
        <TextArea form={form} name="answer" label="给反映人的答复" rows={2} />
        <TextArea
          form={form}
          name="opinion"
          label="交办的意见"
          hint="转为意见时填写：用自己的话写明在哪里、是什么问题，不写姓名、电话、住址。单位和代表看到的是这段话"
          rows={2}
          required={false}
        />
        <button class="btn" type="submit">
          办理
        </button>
      </form>
      {problem.phone === null ? null : <EraseForm {...props} what="phone" id={problem.id} />}
    </section>
  );
}

const eraseWords = { phone: '删除联系方式', words: '删除原话', comment: '删除原话' } as const;

/** A problem that was handled: what was written, until it is erased, and what was answered. */
function DoneProblem(props: Props & { readonly problem: Problem }) {
  const { id, project, reportedOn, content, phone, state, answer } = props.problem;
  return (
    <li>
      <p>
        {dayInWords(reportedOn)}　{project} <Tag tone="ok" text={stateNames[state]} />
      </p>
      <p class="kept-lines">{content ?? '（原话已删除）'}</p>
      {phone === null ? null : <p class="hint">电话 {phone}</p>}
      {answer === null ? null : <p>答复：{answer}</p>}
      {phone === null ? null : <EraseForm {...props} what="phone" id={id} />}
      {content === null ? null : <EraseForm {...props} what="words" id={id} />}
    </li>
  );
}

/** Erases the phone or the words of one resident for good. */
function EraseForm(props: Props & { readonly what: keyof typeof eraseWords; readonly id: string }) {
  const { what, id } = props;
  return (
    <WithdrawForm
      action={`${props.path}/erase`}
      kind="erase-resident"
      about={['entry', `${what}-${id}`]}
      sent={props.sent}
      actId={props.actId()}
      what={eraseWords[what]}
      summary={eraseWords[what]}
      button="删除"
      hint="删除以后不能恢复；原因记入留痕，不要写群众的原话"
    >
      <input type="hidden" name="what" value={what} />
      <input type="hidden" name="id" value={id} />
    </WithdrawForm>
  );
}

/** Held-back ratings of a project and day: counted, or left out, each with what was found. */
function HeldBatch(props: Props & { readonly batch: Props['held'][number] }) {
  const held = props.batch;
  return (
    <section class="card">
      <h3>{held.project}</h3>
      <p>
        <Tag tone="warn" text={`${dayInWords(held.day)}暂缓计入 ${held.count} 份`} />　{held.reason}
        。没有核实以前不计入公布的人数。
      </p>
      <DecideForm
        {...props}
        kind="release-ratings"
        path={`${props.path}/release`}
        label="核对的情况"
        hint="如“当天赶集，现场组织扫码”"
        button="核对属实，计入"
      />
      <DecideForm
        {...props}
        kind="discard-ratings"
        path={`${props.path}/discard`}
        label="不计入的理由"
        hint="如“同一网络几分钟内连续提交，核对不是群众评价”。不计入的份数向公众列出，不能再改回"
        button="不计入"
      />
    </section>
  );
}

function DecideForm(
  props: Props & {
    readonly batch: Props['held'][number];
    readonly kind: string;
    readonly label: string;
    readonly hint: string;
    readonly button: string;
  },
) {
  const { projectId, day } = props.batch;
  const batch = `${projectId}-${day}`;
  const form = formAmongMany(props.sent, props.kind, ['batch', batch]);
  return (
    <form method="post" action={props.path}>
      <ErrorSummary form={form} />
      <ActFields actId={props.actId()} />
      <input type="hidden" name="batch" value={batch} />
      <input type="hidden" name="project_id" value={projectId} />
      <input type="hidden" name="rated_on" value={day} />
      <TextField form={form} name="reason" label={props.label} hint={props.hint} />
      <button class="btn quiet" type="submit">
        {props.button}
      </button>
    </form>
  );
}
