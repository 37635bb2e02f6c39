import { Layout, type PageFrame } from '../layout.tsx';
import {
  ActFields,
  type Choice,
  ErrorSummary,
  type FormState,
  RadioField,
  SelectField,
  StatedTimeField,
  TextArea,
  TextField,
} from '../parts/fields.tsx';
import { Facts } from '../parts/notices.tsx';
import { FindingArticle, type ShownFinding } from './findings.tsx';
import { PhotoPair, type ShownSiteCheck } from './project-page.tsx';

interface FormProps {
  readonly form: FormState;
  readonly action: string;
  readonly actId: string;
}

/** The page of one finding for those who found it: ask for rectification, or withdraw. */
export function FindingPage(props: {
  readonly frame: PageFrame;
  readonly place: { readonly congress: string; readonly base: string };
  readonly programme: { readonly title: string; readonly href: string };
  readonly finding: ShownFinding;
  readonly rectification: {
    readonly href: string;
    readonly facts: readonly (readonly [string, string])[];
  } | null;
  /** The first site check of the project beside those made for the re-check; null where none can be. */
  readonly again: {
    readonly first: ShownSiteCheck | null;
    readonly second: readonly ShownSiteCheck[];
    /** Where a further one is written; null where nobody may. */
    readonly href: string | null;
  } | null;
  /** Null where nothing may be asked for any more. */
  readonly rectify:
    | (FormProps & { readonly units: readonly Choice[]; readonly mayOrder: boolean })
    | null;
  readonly withdraw: (FormProps & { readonly version: number }) | null;
}) {
  const { finding, place, rectification } = props;
  const closed = finding.rectification.tone === 'ok';
  return (
    <Layout
      frame={props.frame}
      title={`问题 ${finding.number}`}
      place={place.congress}
      crumbs={[
        { text: '回头看', href: `${place.base}/lookbacks` },
        { text: props.programme.title, href: props.programme.href },
      ]}
    >
      <h1>问题 {finding.number}</h1>
      <section class="card">
        <FindingArticle alone finding={finding} />
      </section>
      {rectification === null ? null : (
        <section class={closed ? 'card' : 'card next'}>
          <h2>整改</h2>
          <Facts facts={rectification.facts} />
          <a class={closed ? 'btn quiet' : 'btn'} href={rectification.href}>
            {closed ? '看答复和复查' : '答复、复查、销号'}
          </a>
        </section>
      )}
      {props.again === null ? null : <CheckedAgain {...props.again} />}
      {props.rectify === null ? null : <RectifyForm {...props.rectify} />}
      {props.withdraw === null ? null : (
        <details class="card" open={props.withdraw.form.refusals.length > 0}>
          <summary>撤回这个问题</summary>
          <form method="post" action={props.withdraw.action}>
            <ErrorSummary form={props.withdraw.form} />
            <ActFields actId={props.withdraw.actId} version={props.withdraw.version} />
            <TextArea form={props.withdraw.form} name="reason" label="撤回的原因" rows={2} />
            <p>撤回以后，问题和原因仍然看得到。</p>
            <button class="btn quiet" type="submit">
              撤回
            </button>
          </form>
        </details>
      )}
    </Layout>
  );
}

/** What the site looked like at the first check and after the rectification. */
function CheckedAgain(props: NonNullable<Parameters<typeof FindingPage>[0]['again']>) {
  const { first, second, href } = props;
  if (second.length === 0 && href === null) return null;
  return (
    <section class="card">
      <h2>整改以后的现场</h2>
      {second.map((one) => (
        <article>
          <p>
            {one.checkedOn}：{one.works}，{one.maintained}。{one.note}
          </p>
          <PhotoPair acceptance={first?.photo ?? null} now={one.photo} before="第一次核查" />
        </article>
      ))}
      {href === null ? null : (
        <a class="btn quiet" href={href}>
          再次现场核查
        </a>
      )}
    </section>
  );
}

function RectifyForm(
  props: FormProps & { readonly units: readonly Choice[]; readonly mayOrder: boolean },
) {
  const { form } = props;
  return (
    <form method="post" action={props.action} class="card next">
      <h2>提出整改</h2>
      <ErrorSummary form={form} />
      <ActFields actId={props.actId} />
      <TextArea form={form} name="content" label="要整改什么" rows={3} />
      <SelectField form={form} name="unit_id" label="责任单位" choices={props.units} />
      <TextField form={form} name="person_in_charge" label="责任人" width="medium" />
      <TextField form={form} name="due_on" label="整改期限" type="date" width="medium" />
      <RadioField
        form={form}
        name="power"
        label="性质"
        {...(props.mayOrder
          ? {}
          : { hint: '上级人大对下级是联系、指导关系，只能提出整改建议，不能责令' })}
        choices={[
          { value: 'request', text: '整改建议' },
          ...(props.mayOrder
            ? [{ value: 'order', text: '责令整改', hint: '须有本级的决议，写在依据里' }]
            : []),
        ]}
      />
      <TextField form={form} name="legal_basis" label="依据" />
      <StatedTimeField form={form} />
      <button class="btn" type="submit">
        发出
      </button>
    </form>
  );
}

/** The page of one finding for those whom it is about: their own words beside it. */
export function ReceivedFindingPage(props: {
  readonly frame: PageFrame;
  readonly place: { readonly congress: string; readonly base: string };
  readonly from: string;
  readonly finding: ShownFinding;
  readonly rectificationHref: string | null;
  readonly reply: FormProps | null;
}) {
  const { finding, place, reply } = props;
  return (
    <Layout
      frame={props.frame}
      title={`问题 ${finding.number}`}
      place={place.congress}
      crumbs={[
        { text: place.congress, href: place.base },
        { text: '回头看', href: `${place.base}/lookbacks` },
      ]}
    >
      <h1>问题 {finding.number}</h1>
      <p>{props.from}</p>
      <section class="card">
        <FindingArticle alone finding={finding} />
        {props.rectificationHref === null ? null : (
          <p>
            <a class="btn" href={props.rectificationHref}>
              看整改要求，答复
            </a>
          </p>
        )}
      </section>
      {reply === null ? null : (
        <form method="post" action={reply.action} class="card">
          <h2>本单位的回应</h2>
          <p>您的话会原样写在问题旁边，报告和公开页上都有。</p>
          <ErrorSummary form={reply.form} />
          <ActFields actId={reply.actId} />
          <RadioField
            form={reply.form}
            name="agrees"
            label="对这个问题"
            choices={[
              { value: 'yes', text: '认可' },
              { value: 'no', text: '有不同意见' },
            ]}
          />
          <TextArea form={reply.form} name="content" label="说明" rows={4} />
          <StatedTimeField form={reply.form} />
          <button class="btn" type="submit">
            送出回应
          </button>
        </form>
      )}
    </Layout>
  );
}
