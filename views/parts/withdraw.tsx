import type { Child } from 'hono/jsx';
import { ActFields, ErrorSummary, formAmongMany, type SentForm, TextField } from './fields.tsx';
import { Tag } from './notices.tsx';

/** Why something does not stand any more, and since when. */
export interface WithdrawnProps {
  readonly on: string;
  readonly reason: string;
}

/**
 * The folded form that takes one entry back with its reason; open where it was just refused. One look wherever
 * something entered wrongly is taken back.
 */
export function WithdrawForm(props: {
  readonly action: string;
  /** The kind of the act, and the hidden field that tells the entry from others on the page. */
  readonly kind: string;
  readonly about: readonly [field: string, value: string];
  readonly sent: SentForm;
  readonly actId: string;
  /** What is taken back, for a screen reader that hears the button alone. */
  readonly what: string;
  readonly summary?: string;
  readonly button?: string;
  readonly hint?: string;
  /** Further hidden fields. */
  readonly children?: Child;
}) {
  const form = formAmongMany(props.sent, props.kind, props.about);
  const button = props.button ?? '撤回';
  return (
    <details open={form.refusals.length > 0}>
      <summary>{props.summary ?? '登记错了'}</summary>
      <form method="post" action={props.action}>
        <ErrorSummary form={form} />
        <ActFields actId={props.actId} />
        <input type="hidden" name={props.about[0]} value={props.about[1]} />
        {props.children}
        <TextField
          form={form}
          name="reason"
          label={`${button}的原因`}
          {...(props.hint === undefined ? {} : { hint: props.hint })}
        />
        <button class="btn danger" type="submit" aria-label={`${button}：${props.what}`}>
          {button}
        </button>
      </form>
    </details>
  );
}

/** What stands under an entry that was taken back. */
export function WithdrawnNote({
  withdrawn,
  word = '已撤回',
}: {
  readonly withdrawn: WithdrawnProps;
  readonly word?: string;
}) {
  return (
    <p class="small">
      <Tag tone="stop" text={word} /> {withdrawn.on}：{withdrawn.reason}
    </p>
  );
}
