import { AsRead, besideStanding } from '../parts/beside.tsx';
import {
  ActFields,
  ErrorSummary,
  formAmongMany,
  type SentForm,
  TextArea,
} from '../parts/fields.tsx';
import { Tag } from '../parts/notices.tsx';

/** What the public reads of an answer or re-check, and whether it reads it now; null: nothing was ever published. */
export type WordingProps = { readonly wording: string; readonly published: boolean } | null;

/** Publishes an answer or re-check in a wording of its own, and takes it down again. */
export function WordingForms(props: {
  readonly entryId: string;
  /** The words as they were written. */
  readonly written: string;
  readonly shown: WordingProps;
  readonly action: string;
  readonly sent: SentForm;
  readonly actId: () => string;
}) {
  const { entryId, shown, sent } = props;
  const key = ['entry_id', entryId] as const;
  const fresh = { wording: shown?.wording ?? props.written };
  const publish = besideStanding(
    formAmongMany(sent, 'publish-wording', key, fresh),
    { wording: shown?.wording ?? '' },
    [['wording', '公开的文字']],
  );
  const withdraw = formAmongMany(sent, 'withdraw-wording', key);
  const refused = publish.refusals.length + withdraw.refusals.length > 0;
  const published = shown?.published === true;
  return (
    <details open={refused}>
      <summary>
        {published ? '公开的文字' : '公开'} {published ? <Tag tone="ok" text="已公开" /> : null}
      </summary>
      <form method="post" action={props.action}>
        <ErrorSummary form={publish} />
        <ActFields actId={props.actId()} />
        <input type="hidden" name="entry_id" value={entryId} />
        <AsRead texts={[shown?.wording ?? null]} />
        <TextArea
          form={publish}
          name="wording"
          label="公开的文字"
          hint="任何人可以看。不写代表、群众的姓名、电话和住址。"
          rows={3}
        />
        <button class="btn quiet" type="submit">
          按这段文字公开
        </button>
      </form>
      {published ? (
        <form method="post" action={`${props.action}/withdraw`}>
          <ErrorSummary form={withdraw} />
          <ActFields actId={props.actId()} />
          <input type="hidden" name="entry_id" value={entryId} />
          <TextArea form={withdraw} name="reason" label="撤下的理由" rows={2} />
          <button class="btn quiet" type="submit">
            撤下
          </button>
        </form>
      ) : null}
    </details>
  );
}
