import { AsRead } from '../parts/beside.tsx';
import {
  ActFields,
  ErrorSummary,
  type FormState,
  SelectField,
  TextField,
} from '../parts/fields.tsx';
import { Tag, type Tone } from '../parts/notices.tsx';

/** The answers of a checklist with their words and looks. */
export const answerTones: Readonly<Record<string, Tone>> = {
  yes: 'ok',
  partly: 'warn',
  no: 'stop',
  no_data: 'plain',
};

/** One question as a page shows it. */
export interface ShownItem {
  readonly code: string;
  readonly method: string;
  readonly text: string;
  readonly source: string;
  /** What to look at; null for questions of the template. */
  readonly hint: string | null;
  readonly told: {
    readonly answer: string;
    readonly answerName: string;
    readonly why: string;
    readonly evidence: readonly { readonly text: string; readonly href: string | null }[];
  };
  readonly confirmed: {
    readonly answer: string;
    readonly answerName: string;
    readonly note: string | null;
  } | null;
}

const choices = [
  { value: 'yes', text: '做到' },
  { value: 'partly', text: '部分做到' },
  { value: 'no', text: '没有做到' },
  { value: 'no_data', text: '没有资料' },
] as const;

/** What the record tells about a question, with the way to its evidence. */
function Told({ item }: { readonly item: ShownItem }) {
  const { told, confirmed } = item;
  return (
    <>
      <p class="hint">
        {item.method}　依据：{item.source}
      </p>
      {item.hint === null ? null : <p class="hint">看什么：{item.hint}</p>}
      <p>
        <Tag tone={answerTones[told.answer] ?? 'plain'} text={`记录：${told.answerName}`} />{' '}
        {confirmed === null ? (
          <Tag tone="info" text="还没有核对" />
        ) : (
          <Tag
            tone={answerTones[confirmed.answer] ?? 'plain'}
            text={`核对：${confirmed.answerName}`}
          />
        )}
      </p>
      <p>{told.why}</p>
      {confirmed?.note == null ? null : <p>说明：{confirmed.note}</p>}
      {told.evidence.length === 0 ? null : (
        <p>
          证据：
          {told.evidence.map((one, index) => (
            <>
              {index === 0 ? '' : '；'}
              {one.href === null ? one.text : <a href={one.href}>{one.text}</a>}
            </>
          ))}
        </p>
      )}
    </>
  );
}

/** A checklist filled in from the record; a person confirms or changes each answer. */
export function ChecklistForm(props: {
  readonly items: readonly ShownItem[];
  /** Null where the viewer only reads, or where the answers stand. */
  readonly edit: {
    readonly form: FormState;
    readonly action: string;
    readonly actId: string;
    /** What is confirmed now. */
    readonly read: readonly (string | null)[];
  } | null;
}) {
  const { items, edit } = props;
  const list = (
    <ol class="questions">
      {items.map((item, index) => (
        <li>
          <h3>{item.text}</h3>
          <Told item={item} />
          {edit === null ? null : (
            <div class="row">
              <SelectField
                form={edit.form}
                name={`answer-${item.code}`}
                label={`第 ${index + 1} 条的答案`}
                choices={choices}
              />
              <TextField
                form={edit.form}
                name={`note-${item.code}`}
                label={`第 ${index + 1} 条的说明`}
                required={false}
                maxlength={1000}
              />
            </div>
          )}
        </li>
      ))}
    </ol>
  );
  if (edit === null) return list;
  return (
    <form method="post" action={edit.action}>
      <ErrorSummary form={edit.form} />
      <ActFields actId={edit.actId} />
      <AsRead texts={edit.read} />
      <p>
        已按记录填好。请逐条核对：同意的不用动；不同的，改答案，并在说明里写明依据。“没有资料”不算做到。
      </p>
      {list}
      <button class="btn" type="submit">
        核对完毕，保存
      </button>
    </form>
  );
}
