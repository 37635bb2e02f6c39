import type { Child } from 'hono/jsx';
import { dayInWords } from '../../src/rules/days.ts';
import { Layout, type PageFrame } from '../layout.tsx';
import {
  ActFields,
  ErrorSummary,
  type FormState,
  type SentForm,
  TextArea,
  TextField,
} from '../parts/fields.tsx';
import { Empty, Facts, Notice, Tag, type Tone } from '../parts/notices.tsx';
import { WithdrawForm, WithdrawnNote, type WithdrawnProps } from '../parts/withdraw.tsx';
import { ChecklistForm, type ShownItem } from './checklist-form.tsx';
import type { LookbackPlace } from './programme-props.ts';
import type { AcceptancePhoto } from './site-check-page.tsx';

/** A site check as a page shows it. */
export interface ShownSiteCheck {
  readonly id: string;
  /** Null while it stands. */
  readonly withdrawn: WithdrawnProps | null;
  readonly checkedOn: string;
  readonly works: string;
  readonly worksTone: Tone;
  readonly maintained: string;
  readonly note: string;
  readonly place: string;
  readonly photo: { readonly href: string; readonly caption: string } | null;
}

/** Sums of talks as a page shows them. */
export interface ShownTalk {
  readonly id: string;
  readonly withdrawn: WithdrawnProps | null;
  readonly talkedOn: string;
  readonly sums: string;
  readonly summary: string;
}

/** An entry with the id of the act that takes it back; null where the viewer may not. */
type Withdrawable<Entry> = Entry & { readonly withdrawActId: string | null };

interface FormProps {
  readonly form: FormState;
  readonly action: string;
  readonly actId: string;
}

/** Then and now, side by side. */
export function PhotoPair(props: {
  readonly acceptance: AcceptancePhoto | null;
  readonly now: ShownSiteCheck['photo'];
  /** What the first photo is of, where it is not the acceptance. */
  readonly before?: string;
}) {
  const { acceptance, now, before = '验收时' } = props;
  if (acceptance === null && now === null) return null;
  return (
    <div class="site-photo-pair">
      <figure class="site-photo">
        {acceptance === null ? (
          <Empty>没有{before}的照片。</Empty>
        ) : (
          <img src={acceptance.href} alt={acceptance.caption} />
        )}
        <figcaption>{acceptance?.caption ?? before}</figcaption>
      </figure>
      <figure class="site-photo">
        {now === null ? <Empty>这次没有拍照。</Empty> : <img src={now.href} alt={now.caption} />}
        <figcaption>{now?.caption ?? '现在'}</figcaption>
      </figure>
    </div>
  );
}

/** A project of the sample: what is true of it now. */
export function SampledProjectPage(props: {
  readonly frame: PageFrame;
  readonly place: LookbackPlace;
  readonly programme: string;
  readonly project: {
    readonly title: string;
    readonly detail: string;
    readonly facts: readonly (readonly [string, string])[];
    readonly href: string;
  };
  readonly mayCheck: boolean;
  /** Why nothing can be added now; null when it can. */
  readonly heldBack: string | null;
  /** Each with the id of the act that takes it back; null where the viewer may not. */
  readonly siteChecks: readonly Withdrawable<ShownSiteCheck>[];
  readonly sent: SentForm;
  readonly acceptance: AcceptancePhoto | null;
  readonly talks: readonly Withdrawable<ShownTalk>[];
  readonly talkForm: FormProps | null;
  readonly items: readonly ShownItem[];
  readonly edit: Parameters<typeof ChecklistForm>[0]['edit'];
  readonly children?: Child;
}) {
  const { place, project, siteChecks } = props;
  const last = siteChecks.find((one) => one.withdrawn === null);
  const earlier = siteChecks.filter((one) => one !== last);
  return (
    <Layout
      frame={props.frame}
      title={project.title}
      place={place.congress}
      crumbs={[
        { text: '回头看', href: `${place.base}/lookbacks` },
        { text: props.programme, href: place.here },
      ]}
      wide
    >
      <h1>{project.title}</h1>
      <p>{project.detail}</p>
      {props.heldBack === null ? null : (
        <Notice tone="warn" title="现在不能核查">
          <p>{props.heldBack}</p>
        </Notice>
      )}
      <section class="card next">
        <h2>现场</h2>
        {last === undefined ? (
          <Empty>还没有现场核查。</Empty>
        ) : (
          <>
            <SiteCheckLines check={last} />
            <PhotoPair acceptance={props.acceptance} now={last.photo} />
            <Withdraw kind="site-check" place="site" entry={last} page={props} />
          </>
        )}
        {props.mayCheck ? (
          <a class="btn" href={`${project.href}/site`}>
            {last === undefined ? '到现场核查' : '再核查一次'}
          </a>
        ) : null}
        {earlier.length === 0 ? null : (
          <details>
            <summary>其他的现场核查（{earlier.length} 次）</summary>
            {earlier.map((check) => (
              <>
                <SiteCheckLines check={check} />
                <Withdraw kind="site-check" place="site" entry={check} page={props} />
              </>
            ))}
          </details>
        )}
      </section>
      {props.children}
      <section class="card">
        <h2>走访群众</h2>
        {props.talks.length === 0 ? <Empty>还没有走访。</Empty> : null}
        {props.talks.map((talk) => (
          <>
            <Facts
              facts={[
                [dayInWords(talk.talkedOn), talk.sums],
                ['群众说', talk.summary],
              ]}
            />
            <Withdraw kind="talk" place="talks" entry={talk} page={props} />
          </>
        ))}
        {props.talkForm === null ? null : <TalkForm {...props.talkForm} />}
      </section>
      <section class="card">
        <h2>项目核查清单</h2>
        <ChecklistForm items={props.items} edit={props.edit} />
      </section>
      <section class="card">
        <h2>票决的内容</h2>
        <Facts facts={project.facts} />
      </section>
    </Layout>
  );
}

/** Why an entry does not stand, or the form that takes it back. */
function Withdraw(props: {
  readonly kind: 'site-check' | 'talk';
  readonly place: string;
  readonly entry: Withdrawable<ShownSiteCheck | ShownTalk>;
  readonly page: { readonly project: { readonly href: string }; readonly sent: SentForm };
}) {
  const { kind, entry, page } = props;
  if (entry.withdrawn !== null) return <WithdrawnNote withdrawn={entry.withdrawn} />;
  if (entry.withdrawActId === null) return null;
  return (
    <WithdrawForm
      action={`${page.project.href}/${props.place}/withdraw`}
      kind={`withdraw-${kind}`}
      about={['entry_id', entry.id]}
      sent={page.sent}
      actId={entry.withdrawActId}
      what={kind === 'talk' ? '这次走访' : '这次现场核查'}
      hint="撤回以后不再计入清单和报告；原文和原因留给工作人员查看"
    />
  );
}

function SiteCheckLines({ check }: { readonly check: ShownSiteCheck }) {
  return (
    <>
      <p>
        <Tag tone={check.worksTone} text={check.works} />　{check.maintained}
        {'　'}
        {dayInWords(check.checkedOn)}
      </p>
      <p>{check.note}</p>
      <p class="hint">{check.place}</p>
    </>
  );
}

function TalkForm({ form, action, actId }: FormProps) {
  return (
    <details open={form.refusals.length > 0}>
      <summary>登记走访</summary>
      <form method="post" action={action}>
        <ErrorSummary form={form} />
        <ActFields actId={actId} />
        <p>只登记人数和大家的话，不写姓名、住址、电话。</p>
        <TextField form={form} name="talked_on" label="走访日期" type="date" width="medium" />
        <div class="columns">
          <TextField
            form={form}
            name="residents"
            label="走访人数"
            width="short"
            inputmode="numeric"
          />
          <TextField form={form} name="satisfied" label="满意" width="short" inputmode="numeric" />
          <TextField form={form} name="fairly" label="基本满意" width="short" inputmode="numeric" />
          <TextField
            form={form}
            name="dissatisfied"
            label="不满意"
            width="short"
            inputmode="numeric"
          />
        </div>
        <TextArea form={form} name="summary" label="群众怎么说" rows={3} />
        <button class="btn quiet" type="submit">
          保存走访
        </button>
      </form>
    </details>
  );
}
