import { Layout, type PageFrame } from '../layout.tsx';
import { besideStanding } from '../parts/beside.tsx';
import {
  ActFields,
  type Choice,
  ErrorSummary,
  type FormState,
  formAmongMany,
  RadioField,
  SelectField,
  type SentForm,
  TextArea,
  TextField,
} from '../parts/fields.tsx';
import { AskedQuestions } from './asked-questions.tsx';
import type { LookbackPlace, QuestionList } from './programme-props.ts';

/** A question of the programme's own as its form shows it. */
export interface EditedQuestion {
  readonly code: string;
  readonly part: string;
  readonly method: string;
  readonly text: string;
  readonly hint: string;
}

/** What the forms of this page share. */
interface Editing {
  readonly sent: SentForm;
  /** `/c/<congress>/lookbacks/<lookback>/questions` */
  readonly path: string;
  readonly version: number;
  readonly newId: () => string;
}

/** Where whoever drafts a programme says what it asks beside its template, and what it does not ask. */
export function QuestionsPage(props: {
  readonly frame: PageFrame;
  readonly place: LookbackPlace;
  readonly programme: string;
  readonly lists: readonly QuestionList[];
  readonly own: readonly EditedQuestion[];
  readonly leftOut: readonly Choice[];
  /** The questions of the template that are asked now. */
  readonly asked: readonly Choice[];
  /** Null where the questions are frozen or the viewer only reads. */
  readonly edit: Editing | null;
}) {
  const { place, edit } = props;
  return (
    <Layout
      frame={props.frame}
      title="核查的问题"
      place={place.congress}
      crumbs={[
        { text: place.congress, href: place.base },
        { text: '回头看', href: `${place.base}/lookbacks` },
        { text: props.programme, href: place.here },
      ]}
    >
      <h1>核查的问题</h1>
      {edit === null ? (
        <p>范围公布以后，问题不能再改。</p>
      ) : (
        <p>
          系统有一份范本。可以再加自拟的问题，也可以写明原因，不问范本里的某一条。公布范围以后就不能再改。
        </p>
      )}
      {edit === null ? null : <AddForm edit={edit} />}
      {edit === null || props.own.length === 0 ? null : (
        <section class="card">
          <h2>自拟的问题</h2>
          {props.own.map((one) => (
            <ChangeForms edit={edit} question={one} />
          ))}
        </section>
      )}
      {edit === null ? null : <LeaveOutForm edit={edit} asked={props.asked} />}
      {edit === null || props.leftOut.length === 0 ? null : (
        <TakeInForm edit={edit} leftOut={props.leftOut} />
      )}
      <section class="card">
        <h2>现在的清单</h2>
        <AskedQuestions lists={props.lists} />
      </section>
    </Layout>
  );
}

const parts: readonly Choice[] = [
  { value: 'project', text: '项目', hint: '每个抽中的项目都问' },
  { value: 'procedure', text: '程序', hint: '抽中项目所在的每个年度都问' },
];
const methods: readonly Choice[] = [
  { value: 'desk', text: '查阅记录' },
  { value: 'site', text: '现场核查' },
  { value: 'talk', text: '走访群众' },
];

const wordsOf = (choices: readonly Choice[]) =>
  Object.fromEntries(choices.map(({ value, text }) => [value, text]));

function QuestionFields({ form }: { readonly form: FormState }) {
  return (
    <>
      <TextArea form={form} name="text" label="问题" rows={2} />
      <TextArea
        form={form}
        name="hint"
        label="看什么"
        hint="告诉核查的人到哪里看、看什么"
        rows={2}
        required={false}
      />
      <RadioField form={form} name="part" label="问哪一部分" choices={parts} />
      <SelectField form={form} name="method" label="怎样核查" choices={methods} />
    </>
  );
}

function AddForm({ edit }: { readonly edit: Editing }) {
  const fresh = { part: 'project', method: 'desk' };
  const form = formAmongMany(edit.sent, 'add-question', null, fresh);
  return (
    <form method="post" action={edit.path} class="card">
      <h2>添加自拟的问题</h2>
      <ErrorSummary form={form} />
      <ActFields actId={edit.newId()} version={edit.version} />
      <QuestionFields form={form} />
      <button class="btn" type="submit">
        添加
      </button>
    </form>
  );
}

/** One own question, changed or removed. */
function ChangeForms(props: { readonly edit: Editing; readonly question: EditedQuestion }) {
  const { edit, question } = props;
  const about = ['code', question.code] as const;
  const fresh = { ...question };
  const form = besideStanding(formAmongMany(edit.sent, 'change-question', about, fresh), fresh, [
    ['text', '问题'],
    ['hint', '看什么'],
    ['part', '问哪一部分', wordsOf(parts)],
    ['method', '怎样核查', wordsOf(methods)],
  ]);
  const removal = formAmongMany(edit.sent, 'remove-question', about);
  return (
    <details open={form.refusals.length + removal.refusals.length > 0}>
      <summary>{question.text}</summary>
      <form method="post" action={`${edit.path}/change`}>
        <ErrorSummary form={form} />
        <ActFields actId={edit.newId()} version={edit.version} />
        <input type="hidden" name="code" value={question.code} />
        <QuestionFields form={form} />
        <button class="btn" type="submit" aria-label={`保存修改：${question.text}`}>
          保存修改
        </button>
      </form>
      <form method="post" action={`${edit.path}/remove`}>
        <ErrorSummary form={removal} />
        <ActFields actId={edit.newId()} version={edit.version} />
        <input type="hidden" name="code" value={question.code} />
        <button class="btn danger" type="submit" aria-label={`去掉这一条：${question.text}`}>
          去掉这一条
        </button>
      </form>
    </details>
  );
}

function LeaveOutForm(props: { readonly edit: Editing; readonly asked: readonly Choice[] }) {
  const { edit } = props;
  const form = formAmongMany(edit.sent, 'leave-question-out');
  return (
    <form method="post" action={`${edit.path}/leave-out`} class="card">
      <h2>不问范本里的一条</h2>
      <ErrorSummary form={form} />
      <ActFields actId={edit.newId()} version={edit.version} />
      <SelectField
        form={form}
        name="code"
        label="不问哪一条"
        empty="请选择"
        choices={props.asked}
      />
      <TextField form={form} name="reason" label="不问的原因" hint="会公开" maxlength={500} />
      <button class="btn" type="submit">
        不问这一条
      </button>
    </form>
  );
}

function TakeInForm(props: { readonly edit: Editing; readonly leftOut: readonly Choice[] }) {
  const { edit } = props;
  const form = formAmongMany(edit.sent, 'take-question-in');
  return (
    <form method="post" action={`${edit.path}/take-in`} class="card">
      <h2>恢复范本里的一条</h2>
      <ErrorSummary form={form} />
      <ActFields actId={edit.newId()} version={edit.version} />
      <SelectField form={form} name="code" label="恢复哪一条" choices={props.leftOut} />
      <button class="btn quiet" type="submit">
        恢复
      </button>
    </form>
  );
}
