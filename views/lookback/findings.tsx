import type { Child } from 'hono/jsx';
import { dayInWords } from '../../src/rules/days.ts';
import { PublicEntries, type PublicEntry } from '../delivery/public-entries.tsx';
import {
  ActFields,
  CheckboxField,
  type Choice,
  ErrorSummary,
  type FormState,
  RadioField,
  TextArea,
} from '../parts/fields.tsx';
import { Empty, Tag, type Tone } from '../parts/notices.tsx';
import { Table } from '../parts/tables.tsx';

/** A finding as every page shows it. */
export interface ShownFinding {
  readonly number: number;
  /** Null where the viewer has no page of it: the public. */
  readonly href: string | null;
  readonly subject: string;
  readonly gradeName: string;
  readonly gradeTone: Tone;
  readonly content: string;
  readonly evidence: readonly { readonly text: string; readonly href: string | null }[];
  readonly withdrawn: string | null;
  readonly replies: readonly {
    readonly stance: string;
    readonly content: string;
    readonly repliedOn: string;
  }[];
  readonly rectification: { readonly tone: Tone; readonly text: string };
  /** What is public of the answers to its rectification and their re-checks. */
  readonly entries: readonly PublicEntry[];
}

/** What bears a finding out; two answers that lean on the same thing name it once. */
export function EvidenceList({ evidence }: { readonly evidence: ShownFinding['evidence'] }) {
  const once = evidence.filter(
    ({ text, href }, index) =>
      evidence.findIndex((one) => one.text === text && one.href === href) === index,
  );
  return (
    <ul>
      {once.map((one) => (
        <li>{one.href === null ? one.text : <a href={one.href}>{one.text}</a>}</li>
      ))}
    </ul>
  );
}

/** The number stays beside its word on a narrow phone. */
function numberInWords(number: number): string {
  return `问题\u00a0${number}`;
}

function FindingHeading({ finding }: { readonly finding: ShownFinding }) {
  const name = numberInWords(finding.number);
  return (
    <h3>
      {finding.href === null ? name : <a href={finding.href}>{name}</a>}　{finding.subject}
    </h3>
  );
}

/** A finding with everything beside it: evidence, the unit's own words, rectification. */
export function FindingArticle(props: {
  readonly finding: ShownFinding;
  /** True on the finding's own page, whose heading says its number already. */
  readonly alone?: boolean;
  readonly children?: Child;
}) {
  const { finding, alone = false } = props;
  return (
    <article class="finding">
      {alone ? <h2>{finding.subject}</h2> : <FindingHeading finding={finding} />}
      <p>
        <Tag tone={finding.gradeTone} text={finding.gradeName} />{' '}
        <Tag tone={finding.rectification.tone} text={finding.rectification.text} />
      </p>
      {finding.withdrawn === null ? null : <p>已撤回：{finding.withdrawn}</p>}
      <p class="kept-lines">{finding.content}</p>
      <p class="hint">依据</p>
      <EvidenceList evidence={finding.evidence} />
      <p class="hint">被检查单位的回应</p>
      {finding.replies.length === 0 ? <Empty>还没有回应。</Empty> : null}
      {finding.replies.map((reply) => (
        <p class="kept-lines">
          <Tag tone="info" text={reply.stance} /> {dayInWords(reply.repliedOn)}：{reply.content}
        </p>
      ))}
      {finding.entries.length === 0 ? null : <p class="hint">整改和复查</p>}
      <PublicEntries entries={finding.entries} />
      {props.children}
    </article>
  );
}

/** The list of findings (问题清单), one line each. */
export function FindingsTable(props: {
  readonly caption: string;
  readonly findings: readonly ShownFinding[];
}) {
  return (
    <Table
      caption={props.caption}
      columns={[
        { title: '问题' },
        { title: '对象' },
        { title: '程度' },
        { title: '回应' },
        { title: '整改' },
      ]}
      rows={props.findings.map((one) => [
        <span>
          {one.href === null ? (
            numberInWords(one.number)
          ) : (
            <a href={one.href}>{numberInWords(one.number)}</a>
          )}
          {'　'}
          {one.content}
        </span>,
        one.subject,
        <Tag tone={one.gradeTone} text={one.gradeName} />,
        one.replies.at(-1)?.stance ?? '还没有回应',
        <Tag tone={one.rectification.tone} text={one.rectification.text} />,
      ])}
    />
  );
}

/** The findings about one subject, and the form that records another. */
export function FindingsCard(props: {
  readonly findings: readonly ShownFinding[];
  /** Null where the viewer only reads. */
  readonly edit: {
    readonly form: FormState;
    readonly action: string;
    readonly actId: string;
    readonly questions: readonly Choice[];
  } | null;
}) {
  const { findings, edit } = props;
  return (
    <section class="card">
      <h2>问题</h2>
      {findings.length === 0 ? <Empty>还没有记下问题。</Empty> : null}
      {findings.map((finding) => (
        <FindingArticle finding={finding} />
      ))}
      {edit === null ? null : (
        <details open={edit.form.refusals.length > 0}>
          <summary>记一个问题</summary>
          <form method="post" action={edit.action}>
            <ErrorSummary form={edit.form} />
            <ActFields actId={edit.actId} />
            <TextArea form={edit.form} name="content" label="问题是什么" rows={3} />
            <RadioField
              form={edit.form}
              name="grade"
              label="程度"
              choices={[
                { value: 'note', text: '提醒', hint: '不用整改' },
                { value: 'problem', text: '一般问题', hint: '要整改' },
                { value: 'serious', text: '严重问题', hint: '要整改，重点复查' },
              ]}
            />
            <CheckboxField
              form={edit.form}
              name="questions"
              label="依据：清单里的答案"
              required={false}
              choices={edit.questions}
            />
            <TextArea
              form={edit.form}
              name="evidence_text"
              label="其他依据"
              hint="看到的、查到的；不写群众的姓名"
              required={false}
              rows={2}
            />
            <button class="btn quiet" type="submit">
              记下问题
            </button>
          </form>
        </details>
      )}
    </section>
  );
}
