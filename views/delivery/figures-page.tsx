import { Layout, type PageFrame } from '../layout.tsx';
import { besideStanding, type ComparedField } from '../parts/beside.tsx';
import {
  ActFields,
  CheckboxField,
  ErrorSummary,
  type FormState,
  formAmongMany,
  RadioField,
  SelectField,
  type SentForm,
  TextField,
} from '../parts/fields.tsx';
import { Empty, Notice } from '../parts/notices.tsx';

type Words = readonly (readonly [string, string])[];

/** One year with what was entered of it. */
export interface FiguresYear {
  readonly id: string;
  readonly year: number;
  /** Null where nothing was entered yet. */
  readonly version: number | null;
  readonly typed: Readonly<Record<string, string>>;
  /** What was written over the figures and origins of the year, the newest first. */
  readonly history: readonly {
    readonly when: string;
    readonly who: string;
    readonly what: string;
    readonly reason: string | null;
    readonly changes: readonly string[];
  }[];
  readonly originsVersion: number;
  readonly originsSource: string;
  readonly candidates: readonly {
    readonly id: string;
    readonly number: number;
    readonly title: string;
    readonly kinds: string;
    readonly suggestions: string;
    readonly state: string;
  }[];
}

interface FiguresPageProps {
  readonly frame: PageFrame;
  readonly congress: { readonly name: string; readonly href: string };
  readonly clerk: boolean;
  readonly years: readonly { readonly year: number; readonly source: string | null }[];
  readonly chosen: FiguresYear | null;
  readonly sent: SentForm;
  readonly words: {
    readonly channels: Words;
    readonly originKinds: Words;
    readonly statesWhenVoted: Words;
  };
  readonly actIds: readonly [string, string];
}

/** Figures of the procedure of older years and other systems, each with its source. */
export function FiguresPage(props: FiguresPageProps) {
  const { congress, chosen, years } = props;
  const title = chosen === null ? '往年程序数字' : `${chosen.year} 年程序数字`;
  return (
    <Layout
      frame={props.frame}
      title={title}
      place={congress.name}
      crumbs={[{ text: congress.name, href: congress.href }]}
    >
      <h1>{title}</h1>
      <Notice tone="plain">
        本程序里没有征集记录的年份，可以从台账录入数字。录入的数字都注明来源；没有录入的，显示“没有数据”，不算合格。
      </Notice>
      <section class="card">
        <h2>各年</h2>
        {years.length === 0 ? <Empty>还没有任何年度。</Empty> : null}
        <ul class="plain-list">
          {years.map((one) => (
            <li>
              <a href={`${congress.href}/figures?year=${one.year}`}>{one.year} 年</a>
              {'　'}
              {one.source === null ? '没有录入' : `录入自“${one.source}”`}
            </li>
          ))}
        </ul>
      </section>
      {props.clerk ? (
        <div class="actions">
          <a class="btn quiet" href={`${congress.href}/imports/figures`}>
            从 Excel 导入数字
          </a>
          <a class="btn quiet" href={`${congress.href}/imports/origins`}>
            从 Excel 导入候选项目来源
          </a>
        </div>
      ) : null}
      {props.clerk ? <Figures {...props} /> : null}
      {props.clerk && chosen !== null && chosen.candidates.length > 0 ? (
        <Origins {...props} chosen={chosen} />
      ) : null}
      {chosen === null ? null : <History history={chosen.history} />}
    </Layout>
  );
}

/** Who wrote what over what, so that no figure is lost by a correction. */
function History({ history }: Pick<FiguresYear, 'history'>) {
  if (history.length === 0) return null;
  return (
    <details class="card">
      <summary>录入和更正的经过（{history.length} 次）</summary>
      <ul class="plain-list">
        {history.map((one) => (
          <li>
            <strong>{one.what}</strong>　{one.when}　{one.who}
            {one.reason === null ? null : <p>原因：{one.reason}</p>}
            {one.changes.length === 0 ? <p class="muted">没有改动</p> : null}
            <ul>
              {one.changes.map((change) => (
                <li>{change}</li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </details>
  );
}

/** Why something entered before is replaced; asked only then. */
function Reason(props: { readonly form: FormState }) {
  return (
    <TextField
      form={props.form}
      name="reason"
      label="更正的原因"
      hint="原来的数字留在“录入和更正的经过”里"
      required={false}
    />
  );
}

const figureFields: readonly ComparedField[] = [
  ['source', '来源'],
  ['starts_on', '征集开始'],
  ['ends_on', '征集结束'],
  ['notice_on', '候选项目公示'],
  ['papers_on', '材料送达代表'],
  ['minuted', '审议有没有记录', { '': '不清楚', yes: '有', no: '没有' }],
  ['plan_published_on', '实施计划公布'],
];

function Figures({ congress, chosen, sent, words, actIds }: FiguresPageProps) {
  const fresh = chosen?.typed ?? {};
  const form = besideStanding(formAmongMany(sent, 'enter-figures', null, fresh), fresh, [
    ...figureFields,
    ...words.channels,
  ]);
  return (
    <form method="post" action={`${congress.href}/figures`} class="card">
      <h2>{chosen === null ? '录入一年的数字' : `录入或更正 ${chosen.year} 年的数字`}</h2>
      <ErrorSummary form={form} />
      <ActFields actId={actIds[0]} />
      <input type="hidden" name="version" value={chosen?.version ?? ''} />
      <TextField form={form} name="year" label="年度" width="short" inputmode="numeric" />
      <TextField form={form} name="source" label="来源" hint="台账、文件或网页的名称" />
      {(chosen?.version ?? null) === null ? null : <Reason form={form} />}
      <h3>征集</h3>
      <Day form={form} name="starts_on" label="征集开始" />
      <Day form={form} name="ends_on" label="征集结束" />
      <p class="hint">各渠道收到的建议条数；没有记录的留空，不要填 0。</p>
      <div class="channels">
        {words.channels.map(([channel, label]) => (
          <TextField
            form={form}
            name={channel}
            label={label}
            width="short"
            inputmode="numeric"
            required={false}
          />
        ))}
      </div>
      <h3>公示、审议和计划</h3>
      <Day form={form} name="notice_on" label="候选项目公示" />
      <Day form={form} name="papers_on" label="材料送达代表" />
      <RadioField
        form={form}
        name="minuted"
        label="审议有没有记录"
        choices={[
          { value: '', text: '不清楚' },
          { value: 'yes', text: '有' },
          { value: 'no', text: '没有' },
        ]}
      />
      <Day form={form} name="plan_published_on" label="实施计划公布" />
      <button class="btn" type="submit">
        保存数字和来源
      </button>
    </form>
  );
}

function Day(props: { readonly form: FormState; readonly name: string; readonly label: string }) {
  return <TextField {...props} type="date" width="medium" required={false} />;
}

function Origins({
  congress,
  chosen,
  sent,
  words,
  actIds,
}: FiguresPageProps & { chosen: FiguresYear }) {
  const fresh = Object.fromEntries([
    ['source', chosen.originsSource],
    ...chosen.candidates.flatMap((one) => [
      [`kinds-${one.id}`, one.kinds],
      [`suggestions-${one.id}`, one.suggestions],
      [`state-${one.id}`, one.state],
    ]),
  ]);
  const form = besideStanding(formAmongMany(sent, 'enter-origins', null, fresh), fresh, [
    ['source', '来源'],
    ...chosen.candidates.flatMap(({ id, number }): readonly ComparedField[] => [
      [`kinds-${id}`, `${number} 号由谁提出`, Object.fromEntries(words.originKinds)],
      [`suggestions-${id}`, `${number} 号并入的建议条数`],
      [`state-${id}`, `${number} 号票决时`, Object.fromEntries(words.statesWhenVoted)],
    ]),
  ]);
  return (
    <form method="post" action={`${congress.href}/figures/origins`} class="card">
      <h2>候选项目从哪里来</h2>
      <ErrorSummary form={form} />
      <ActFields actId={actIds[1]} />
      <input type="hidden" name="year_id" value={chosen.id} />
      <input type="hidden" name="version" value={String(chosen.originsVersion)} />
      <TextField form={form} name="source" label="来源" hint="台账、文件或网页的名称" />
      {chosen.originsVersion === 0 ? null : <Reason form={form} />}
      {chosen.candidates.map((one) => (
        <details open={form.refusals.some(({ field }) => field?.endsWith(one.id))}>
          <summary>
            {one.number}．{one.title}
            {one.kinds === '' ? '（没有数据）' : ''}
          </summary>
          <CheckboxField
            form={form}
            name={`kinds-${one.id}`}
            label="由谁提出"
            required={false}
            choices={words.originKinds.map(([value, text]) => ({ value, text }))}
          />
          <TextField
            form={form}
            name={`suggestions-${one.id}`}
            label="并入的建议条数"
            width="short"
            inputmode="numeric"
            required={false}
          />
          <SelectField
            form={form}
            name={`state-${one.id}`}
            label="票决时"
            choices={words.statesWhenVoted.map(([value, text]) => ({ value, text }))}
          />
        </details>
      ))}
      <button class="btn" type="submit">
        保存候选项目的来源
      </button>
    </form>
  );
}
