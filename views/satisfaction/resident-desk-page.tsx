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
import { Table } from '../parts/tables.tsx';

interface Problem {
  readonly id: string;
  readonly project: string;
  readonly content: string;
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
    readonly grade: string;
    readonly text: string;
  }[];
  readonly problems: readonly Problem[];
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
        <Table
          caption={`群众的话（截至昨天，${comments.length} 条，不公布）`}
          columns={[{ title: '项目' }, { title: '等次' }, { title: '原话' }]}
          rows={comments.map((one) => [one.project, one.grade, one.text])}
        />
      )}
      {done.length === 0 ? null : (
        <Table
          caption={`已办理的问题，共 ${done.length} 件`}
          columns={[
            { title: '日期' },
            { title: '项目' },
            { title: '问题' },
            { title: '办理' },
            { title: '答复' },
          ]}
          rows={done.map((one) => [
            dayInWords(one.reportedOn),
            one.project,
            one.content,
            stateNames[one.state],
            one.answer ?? '',
          ])}
        />
      )}
    </Layout>
  );
}

function HandleForm(props: Props & { readonly problem: Problem }) {
  const { problem } = props;
  const form = formAmongMany(props.sent, 'handle-problem', ['problem_id', problem.id]);
  return (
    <form method="post" action={`${props.path}/handle`} class="card">
      <ErrorSummary form={form} />
      <h3>{problem.project}</h3>
      <p>
        {dayInWords(problem.reportedOn)}　{problem.content}
        {problem.phone === null ? '' : `　电话 ${problem.phone}`}
      </p>
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
      <button class="btn" type="submit">
        办理
      </button>
    </form>
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
