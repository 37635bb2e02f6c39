import {
  ActFields,
  CheckboxField,
  ErrorSummary,
  formAmongMany,
  type SentForm,
  TextField,
} from '../parts/fields.tsx';
import type { VisitProps } from './supervision-props.ts';

/** Makes the note of a visit public, or takes it back: for the leader of the group and the clerk. */
export function VisitPublication(props: {
  readonly visit: VisitProps;
  /** Address of the page of supervision. */
  readonly path: string;
  readonly sent: SentForm;
  readonly actId: string;
}) {
  const { visit } = props;
  const kind = visit.published ? 'unpublish-visit' : 'publish-visit';
  const form = formAmongMany(props.sent, kind, ['visit_id', visit.id]);
  const action = `${props.path}/visits/${visit.published ? 'unpublish' : 'publish'}`;
  return (
    <details open={form.refusals.length > 0}>
      <summary>{visit.published ? '撤回公开' : '向群众公开这次记录'}</summary>
      <form method="post" action={action}>
        <ErrorSummary form={form} />
        <ActFields actId={props.actId} />
        <input type="hidden" name="visit_id" value={visit.id} />
        {visit.published ? (
          <TextField form={form} name="reason" label="撤回的理由" hint="理由会写在项目页面上" />
        ) : (
          <>
            <p class="hint">公开记录的原文和选中的照片，不公开代表姓名、位置和要求。</p>
            {visit.photos.length === 0 ? null : (
              <CheckboxField
                form={form}
                name="photo"
                label="一起公开的照片"
                hint="照片里有人的，先征得同意"
                required={false}
                choices={visit.photos.map((one, index) => ({
                  value: one.id,
                  text: `第 ${index + 1} 张`,
                }))}
              />
            )}
          </>
        )}
        <button class="btn quiet" type="submit">
          {visit.published ? '撤回' : '公开'}
        </button>
      </form>
    </details>
  );
}
