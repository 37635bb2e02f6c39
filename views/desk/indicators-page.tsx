import { Layout, type PageFrame } from '../layout.tsx';
import { AsRead } from '../parts/beside.tsx';
import {
  ActFields,
  type Choice,
  ErrorSummary,
  type FormState,
  SelectField,
  TextArea,
} from '../parts/fields.tsx';
import { Empty, Figure, Notice, Tag } from '../parts/notices.tsx';
import { Table } from '../parts/tables.tsx';
import { YearLinks } from '../parts/years.tsx';

/** One indicator as the page shows it. */
export interface ShownIndication {
  readonly code: string;
  readonly title: string;
  readonly state: 'question' | 'clear' | 'no-data';
  readonly sentence: string;
  readonly threshold: string;
  /** Where the threshold stands: an article of the sheet, or that the program's default holds. */
  readonly source: string;
  readonly evidence: readonly { readonly text: string; readonly href: string | null }[];
  readonly answers: readonly ShownAnswer[];
  readonly form: FormState;
  readonly actId: string;
  /** The projects that it asks about, one of which an answer may be for. */
  readonly projects: readonly Choice[];
  /** What is said now, of the whole (`whole`) and of each project. */
  readonly standing: readonly (readonly [key: string, content: string | null])[];
}

/** The unit's words beside a question. */
export interface ShownAnswer {
  /** The project that they are about; null for the question as a whole. */
  readonly project: string | null;
  readonly content: string;
  readonly day: string;
}

/** What is public of the year, and the form that publishes it. */
export interface Publishing {
  readonly last: { readonly number: number; readonly at: string; readonly href: string } | null;
  /** Whether something differs from what was published last. */
  readonly news: boolean;
  /** Null where the viewer only reads. */
  readonly form: {
    readonly form: FormState;
    readonly action: string;
    readonly actId: string;
    readonly hash: string;
  } | null;
}

/** The states of every indicator over the years, the newest year first. */
export interface Trend {
  readonly years: readonly number[];
  readonly rows: readonly {
    readonly title: string;
    readonly states: readonly ShownIndication['state'][];
  }[];
}

/** How the state of an indication is tagged. */
export const indicationTags = {
  question: { tone: 'warn', text: '有问题要说明' },
  clear: { tone: 'ok', text: '没有问题' },
  'no-data': { tone: 'plain', text: '没有数据' },
} as const;

/** The indicators of one year: what the record itself asks, never a verdict. */
export function IndicatorsPage(props: {
  readonly frame: PageFrame;
  readonly name: string;
  readonly base: string;
  readonly year: number;
  readonly years: readonly { readonly year: number; readonly href: string }[];
  readonly action: string;
  readonly figuresSource: string | null;
  readonly indications: readonly ShownIndication[];
  readonly trend: Trend;
  readonly mayAnswer: boolean;
  readonly publishing: Publishing;
}) {
  const of = (state: ShownIndication['state']) =>
    props.indications.filter((one) => one.state === state);
  const asked = of('question');
  return (
    <Layout
      frame={props.frame}
      title={`${props.year}年风险提示`}
      place={props.name}
      crumbs={[{ text: props.name, href: props.base }]}
    >
      <IndicationHeading {...props} />
      {props.years.length < 2 ? null : <YearLinks years={props.years} shown={props.year} />}
      {asked.length === 0 ? (
        <Notice tone={of('no-data').length === 0 ? 'ok' : 'info'} title="现有记录没有提出问题">
          {of('no-data').length === 0 ? null : (
            <p>{of('no-data').length}条没有数据，不算通过；补齐记录以后再看。</p>
          )}
        </Notice>
      ) : (
        asked.map((one) => <Question {...props} one={one} />)
      )}
      <Group title="没有问题" list={of('clear')} />
      <Group title="没有数据" list={of('no-data')} />
      <TrendTable trend={props.trend} />
      <PublishingCard publishing={props.publishing} />
    </Layout>
  );
}

/** What the year's indicators are, and how many of each state. */
export function IndicationHeading(props: {
  readonly year: number;
  readonly figuresSource: string | null;
  readonly indications: readonly Pick<ShownIndication, 'state'>[];
}) {
  const count = (state: ShownIndication['state']) =>
    props.indications.filter((one) => one.state === state).length;
  const asked = count('question');
  return (
    <>
      <h1>{props.year}年形式主义风险提示</h1>
      <div class="figures">
        <Figure label="要说明" value={asked} tone={asked > 0 ? 'warn' : 'ok'} />
        <Figure label="没有问题" value={count('clear')} />
        <Figure label="没有数据" value={count('no-data')} />
      </div>
      <p>
        提示由系统按票决办法里的界限从记录中算出，只提问题、列依据，<strong>不是结论</strong>
        ；单位的说明列在旁边。没有数据不算通过。
      </p>
      {props.figuresSource === null ? null : (
        <p class="hint">本年部分数字是录入的，来源：{props.figuresSource}。</p>
      )}
    </>
  );
}

/** Whether the year is public, and the step that makes it so. */
function PublishingCard({ publishing }: { readonly publishing: Publishing }) {
  const { last, news, form } = publishing;
  return (
    <section class="card" aria-labelledby="publishing">
      <h2 id="publishing">公布</h2>
      {last === null ? (
        <p>还没有公布，只有本级和上级的工作人员看得到。</p>
      ) : (
        <p>
          {last.at} 第{last.number}次公布，<a href={last.href}>看公布的内容</a>。
          {news ? '现在的内容和公布的有不同。' : '现在的内容和公布的一样。'}
        </p>
      )}
      {form === null || !news ? null : (
        <form method="post" action={form.action}>
          <ErrorSummary form={form.form} />
          <ActFields actId={form.actId} />
          <input type="hidden" name="hash" value={form.hash} />
          <p>
            公布的就是本页现在的提示、数字、界限和单位说明，任何人可以看；公布后定住，以后有变化再公布一次，以前的仍然保留。
          </p>
          <button class="btn quiet" type="submit">
            公布本页内容
          </button>
        </form>
      )}
    </section>
  );
}

/** The unit's words, one block each. */
export function Answers({ answers }: { readonly answers: readonly ShownAnswer[] }) {
  if (answers.length === 0) return <p class="muted">单位还没有说明。</p>;
  return (
    <>
      {answers.map((answer) => (
        <blockquote class="answer">
          {answer.project === null ? null : <p class="small">{answer.project}</p>}
          <p class="kept-lines">{answer.content}</p>
          <p class="small muted">单位说明，{answer.day}</p>
        </blockquote>
      ))}
    </>
  );
}

/** Where the figures of a question stand. */
export function Evidence({ one }: { readonly one: Pick<ShownIndication, 'evidence'> }) {
  if (one.evidence.length === 0) return null;
  return (
    <p class="small">
      依据：
      {one.evidence.map(({ text, href }, index) => (
        <>
          {index === 0 ? '' : '、'}
          {href === null ? text : <a href={href}>{text}</a>}
        </>
      ))}
    </p>
  );
}

function Question(props: {
  readonly one: ShownIndication;
  readonly action: string;
  readonly mayAnswer: boolean;
}) {
  const { one } = props;
  const id = `indicator-${one.code}`;
  return (
    <section class="card" aria-labelledby={id}>
      <h2 id={id}>
        {one.title} <Tag {...indicationTags[one.state]} />
      </h2>
      <p>{one.sentence}</p>
      <p class="hint">
        界限：{one.threshold}（{one.source}）
      </p>
      <Evidence one={one} />
      <Answers answers={one.answers} />
      {props.mayAnswer ? (
        <details open={one.form.refusals.length > 0}>
          <summary>{one.answers.length === 0 ? '作出说明' : '补充或者更换说明'}</summary>
          <form method="post" action={props.action}>
            <ErrorSummary form={one.form} />
            <ActFields actId={one.actId} />
            <input type="hidden" name="indicator" value={one.code} />
            {one.standing.map(([key, content]) => (
              <AsRead texts={[content]} about={key} />
            ))}
            {one.projects.length === 0 ? null : (
              <SelectField
                form={one.form}
                name="project_id"
                label="说明的是"
                required={false}
                empty="这一条整体"
                choices={one.projects}
              />
            )}
            <TextArea
              form={one.form}
              name="content"
              label="说明"
              hint="写明原因和已经或者将要采取的做法，不写个人姓名。"
            />
            <button class="btn" type="submit">
              保存说明
            </button>
          </form>
        </details>
      ) : null}
    </section>
  );
}

/** Indications that ask nothing, folded. */
export function Group(props: {
  readonly title: string;
  readonly list: readonly Pick<ShownIndication, 'title' | 'sentence' | 'threshold' | 'source'>[];
}) {
  return (
    <details class="card">
      <summary>
        {props.title}（{props.list.length}条）
      </summary>
      {props.list.length === 0 ? <Empty>没有。</Empty> : null}
      <ul class="plain-list">
        {props.list.map((one) => (
          <li>
            <strong>{one.title}</strong>　{one.sentence}
            <span class="hint">
              界限：{one.threshold}（{one.source}）
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}

function TrendTable({ trend }: { readonly trend: Trend }) {
  if (trend.years.length < 2) return null;
  return (
    <details class="card">
      <summary>历年变化</summary>
      <Table
        caption="每条提示历年的情况"
        compact
        columns={[{ title: '提示' }, ...trend.years.map((year) => ({ title: `${year}年` }))]}
        rows={trend.rows.map((row) => [
          row.title,
          ...row.states.map((state) => <Tag {...shortTags[state]} />),
        ])}
      />
    </details>
  );
}

const shortTags = {
  question: { tone: 'warn', text: '要说明' },
  clear: { tone: 'ok', text: '没问题' },
  'no-data': { tone: 'plain', text: '没数据' },
} as const;
