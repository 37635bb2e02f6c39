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

/** Somebody else changed it meanwhile: what was typed beside what stands now. */
export function StaleComparison(props: {
  readonly rows: readonly {
    readonly label: string;
    readonly typed: string;
    readonly now: string;
  }[];
}) {
  return (
    <section class="notice warn stale">
      <span class="mark" aria-hidden="true">
        !
      </span>
      <div>
        <strong>您填写期间，别人已经修改过。两边对照，确认后再保存：</strong>
        <table class="table compact">
          <thead>
            <tr>
              <th scope="col">项</th>
              <th scope="col">您填写的</th>
              <th scope="col">现在的内容</th>
            </tr>
          </thead>
          <tbody>
            {props.rows.map((row) => (
              <tr class={row.typed === row.now ? '' : 'differs'}>
                <th scope="row">{row.label}</th>
                <td>{row.typed === '' ? '（空）' : row.typed}</td>
                <td>{row.now === '' ? '（空）' : row.now}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
