import type { Child } from 'hono/jsx';
import { ActFields, ErrorSummary, type FormState } from './fields.tsx';

/** A step that cannot be taken back: names its consequence, one button, one way back. */
export function Confirm(props: {
  readonly form: FormState;
  readonly action: string;
  readonly actId: string;
  readonly version?: number;
  readonly question: string;
  readonly consequence: string;
  readonly button: string;
  readonly danger?: boolean;
  readonly back: string;
  readonly children?: Child;
}) {
  return (
    <form method="post" action={props.action} class="card confirm">
      <ErrorSummary form={props.form} />
      <h2>{props.question}</h2>
      <p>{props.consequence}</p>
      <ActFields
        actId={props.actId}
        {...(props.version === undefined ? {} : { version: props.version })}
      />
      {props.children}
      <div class="actions">
        <button class={props.danger === true ? 'btn danger' : 'btn'} type="submit">
          {props.button}
        </button>
        <a class="btn quiet" href={props.back}>
          返回，不办理
        </a>
      </div>
    </form>
  );
}
