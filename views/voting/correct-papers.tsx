import {
  ActFields,
  ErrorSummary,
  type FormState,
  StatedTimeField,
  TextField,
} from '../parts/fields.tsx';

/** Figures of the papers that were typed wrongly: the former ones stay in the trail. */
export function CorrectPapers(props: {
  readonly form: FormState;
  readonly action: string;
  readonly actId: string;
  /** Whether the box was opened and counted already. */
  readonly returned: boolean;
}) {
  const { form } = props;
  return (
    <details class="card" open={form.refusals.length > 0}>
      <summary>更正发出、更换、收回的张数</summary>
      <form method="post" action={props.action}>
        <ErrorSummary form={form} />
        <p>只用于登记时填错的张数。原来的数字留在记录里；出席人数不变。</p>
        <ActFields actId={props.actId} />
        <TextField form={form} name="issued" label="发出张数" width="short" inputmode="numeric" />
        <TextField
          form={form}
          name="spoiled"
          label="填错更换、当场收回的张数"
          width="short"
          inputmode="numeric"
        />
        {props.returned ? (
          <TextField
            form={form}
            name="returned"
            label="收回张数"
            width="short"
            inputmode="numeric"
          />
        ) : null}
        <TextField form={form} name="reason" label="原因" />
        <StatedTimeField form={form} />
        <button class="btn quiet" type="submit">
          更正张数
        </button>
      </form>
    </details>
  );
}
