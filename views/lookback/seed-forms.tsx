import { ActFields, ErrorSummary, type FormState, TextArea, TextField } from '../parts/fields.tsx';

interface SeedFormProps {
  readonly form: FormState;
  readonly action: string;
  readonly actId: string;
  readonly version: number;
}

function SourceFields({ form }: { readonly form: FormState }) {
  return (
    <>
      <TextArea
        form={form}
        name="seed_source"
        label="种子从哪里来"
        hint="还没有产生、谁也选不了的：如某一期公开开奖号码，或者当众掷骰子"
        rows={2}
      />
      <TextField
        form={form}
        name="seed_due_at"
        label="种子什么时候产生"
        hint="必须晚于现在"
        type="datetime-local"
        width="medium"
      />
    </>
  );
}

/** Publishes the scope: from then on neither scope nor source can change. */
export function PublishScopeForm(props: SeedFormProps) {
  const { form } = props;
  return (
    <form method="post" action={props.action}>
      <ErrorSummary form={form} />
      <ActFields actId={props.actId} version={props.version} />
      <SourceFields form={form} />
      <button class="btn" type="submit">
        公布范围和散列值
      </button>
    </form>
  );
}

/** Enters the seed that the named source gave. */
export function DrawForm(props: SeedFormProps) {
  const { form } = props;
  return (
    <form method="post" action={props.action}>
      <ErrorSummary form={form} />
      <ActFields actId={props.actId} version={props.version} />
      <TextField
        form={form}
        name="seed"
        label="种子"
        hint="照原样填写，如 07 12 19 23 28 31 + 05"
        maxlength={200}
      />
      <TextField
        form={form}
        name="drawn_at"
        label="种子产生的时间"
        type="datetime-local"
        width="medium"
      />
      <div class="columns">
        <TextField form={form} name="witness_one" label="见证人一（姓名、单位）" />
        <TextField form={form} name="witness_two" label="见证人二（姓名、单位）" />
      </div>
      <button class="btn" type="submit">
        录入种子并抽样
      </button>
    </form>
  );
}

/** Asks for another draw; folded away, because it needs a reason that stays public. */
export function RedrawForm(props: SeedFormProps) {
  const { form } = props;
  return (
    <details open={form.refusals.length > 0}>
      <summary>需要重抽</summary>
      <form method="post" action={props.action}>
        <ErrorSummary form={form} />
        <ActFields actId={props.actId} version={props.version} />
        <p>重抽要写明原因，另约一个还没有产生的种子。原来的抽样和原因都会一直公开。</p>
        <TextArea form={form} name="reason" label="重抽的原因" rows={2} />
        <SourceFields form={form} />
        <button class="btn quiet" type="submit">
          公布重抽
        </button>
      </form>
    </details>
  );
}
