import type { Refusal } from '../../src/rules/refusals.ts';
import { type BesideRow, StaleComparison } from './beside.tsx';

/** What a form shows again after a refusal: what was typed, and what is wrong. */
export interface FormState {
  readonly typed: Readonly<Record<string, string>>;
  readonly refusals: readonly Refusal[];
  /** Tells the fields of one form from those of another of the same kind on the page. */
  readonly scope?: string;
  /** Where somebody else saved meanwhile: what was typed beside what stands now. */
  readonly beside?: readonly BesideRow[];
}

/** A form that nobody has filled in yet, perhaps with proposed values. */
export function freshForm(typed: Readonly<Record<string, string>> = {}): FormState {
  return { typed, refusals: [] };
}

/** A form that was sent: of which kind, and what it showed. */
export interface SentForm {
  readonly kind: string | null;
  readonly form: FormState;
}

/**
 * One form of a page that has many: what was typed and refused where exactly this one was sent, else
 * `fresh`. `about` names the hidden field and its value that tell it from others of its kind.
 */
export function formAmongMany(
  sent: SentForm,
  kind: string,
  about: readonly [field: string, value: string] | null = null,
  fresh: Readonly<Record<string, string>> = {},
): FormState {
  const scope = about === null ? kind : `${kind}-${about[1]}`;
  const here = sent.kind === kind && (about === null || sent.form.typed[about[0]] === about[1]);
  return here ? { ...sent.form, scope } : { typed: fresh, refusals: [], scope };
}

interface CommonProps {
  readonly form: FormState;
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly required?: boolean;
}

/** The id of a field, so that the error summary can link to it. */
export function fieldId(form: FormState, name: string): string {
  return form.scope === undefined ? `field-${name}` : `field-${form.scope}-${name}`;
}

function describe(props: CommonProps) {
  const id = fieldId(props.form, props.name);
  const error = props.form.refusals.find((one) => one.field === props.name)?.message ?? null;
  const described = [
    props.hint === undefined ? null : `${id}-hint`,
    error === null ? null : `${id}-error`,
  ].filter((part) => part !== null);
  return {
    id,
    error,
    value: props.form.typed[props.name] ?? '',
    aria: {
      'aria-describedby': described.length > 0 ? described.join(' ') : undefined,
      'aria-invalid': error === null ? undefined : ('true' as const),
    },
  };
}

function Around(props: {
  readonly common: CommonProps;
  readonly id: string;
  readonly error: string | null;
  readonly children?: unknown;
}) {
  const { common, id, error } = props;
  return (
    <div class={error === null ? 'field' : 'field wrong'}>
      <label for={id}>
        {common.label}
        {common.required === false ? <span class="optional">（可不填）</span> : null}
      </label>
      {common.hint === undefined ? null : (
        <p class="hint" id={`${id}-hint`}>
          {common.hint}
        </p>
      )}
      {error === null ? null : (
        <p class="error" id={`${id}-error`}>
          <span aria-hidden="true">✕ </span>
          {error}
        </p>
      )}
      {props.children}
    </div>
  );
}

/** One line of text, a number, a day, a time, a password. */
export function TextField(
  props: CommonProps & {
    readonly type?: 'text' | 'password' | 'date' | 'datetime-local' | 'tel' | 'search' | 'number';
    readonly width?: 'short' | 'medium' | 'full';
    readonly inputmode?: 'numeric' | 'decimal' | 'text';
    readonly autocomplete?: string;
    readonly autofocus?: boolean;
    readonly maxlength?: number;
  },
) {
  const { id, error, value, aria } = describe(props);
  return (
    <Around common={props} id={id} error={error}>
      <input
        id={id}
        name={props.name}
        type={props.type ?? 'text'}
        class={`input ${props.width ?? 'full'}`}
        value={props.type === 'password' ? '' : value}
        inputmode={props.inputmode}
        autocomplete={props.autocomplete ?? 'off'}
        autofocus={props.autofocus}
        maxlength={props.maxlength}
        {...aria}
      />
    </Around>
  );
}

/** Several lines of text. */
export function TextArea(props: CommonProps & { readonly rows?: number }) {
  const { id, error, value, aria } = describe(props);
  return (
    <Around common={props} id={id} error={error}>
      <textarea id={id} name={props.name} class="input" rows={props.rows ?? 4} {...aria}>
        {value}
      </textarea>
    </Around>
  );
}

/** A choice of a field, by its value. */
export interface Choice {
  readonly value: string;
  readonly text: string;
  readonly hint?: string;
}

/** A choice from a list that drops down. */
export function SelectField(
  props: CommonProps & { readonly choices: readonly Choice[]; readonly empty?: string },
) {
  const { id, error, value, aria } = describe(props);
  return (
    <Around common={props} id={id} error={error}>
      <select id={id} name={props.name} class="input" {...aria}>
        {props.empty === undefined ? null : <option value="">{props.empty}</option>}
        {props.choices.map((choice) => (
          <option value={choice.value} selected={choice.value === value}>
            {choice.text}
          </option>
        ))}
      </select>
    </Around>
  );
}

/** A choice of one among few, all of them seen. */
export function RadioField(props: CommonProps & { readonly choices: readonly Choice[] }) {
  return <ChoiceGroup {...props} type="radio" />;
}

/** A choice of several. Each box has the same name; the values come as a list. */
export function CheckboxField(props: CommonProps & { readonly choices: readonly Choice[] }) {
  return <ChoiceGroup {...props} type="checkbox" />;
}

function ChoiceGroup(
  props: CommonProps & { readonly choices: readonly Choice[]; readonly type: 'radio' | 'checkbox' },
) {
  const { id, error, value, aria } = describe(props);
  const chosen = value.split(' ');
  return (
    <fieldset class={error === null ? 'field choices' : 'field choices wrong'} id={id} {...aria}>
      <legend>
        {props.label}
        {props.required === false ? <span class="optional">（可不选）</span> : null}
      </legend>
      {props.hint === undefined ? null : (
        <p class="hint" id={`${id}-hint`}>
          {props.hint}
        </p>
      )}
      {error === null ? null : (
        <p class="error" id={`${id}-error`}>
          <span aria-hidden="true">✕ </span>
          {error}
        </p>
      )}
      {props.choices.map((choice) => (
        <label class="choice">
          <input
            type={props.type}
            name={props.name}
            value={choice.value}
            checked={
              props.type === 'radio' ? choice.value === value : chosen.includes(choice.value)
            }
          />
          <span>
            {choice.text}
            {choice.hint === undefined ? null : <small>{choice.hint}</small>}
          </span>
        </label>
      ))}
    </fieldset>
  );
}

/** A file. Browsers never keep a chosen file, so a refused form asks for it again. */
export function FileField(
  props: CommonProps & { readonly accept: string; readonly multiple?: boolean },
) {
  const { id, error, aria } = describe(props);
  return (
    <Around common={props} id={id} error={error}>
      <input
        id={id}
        name={props.name}
        type="file"
        class="input"
        accept={props.accept}
        multiple={props.multiple}
        {...aria}
      />
      {props.form.refusals.length === 0 ? null : <p class="hint">请重新选择文件。</p>}
    </Around>
  );
}

/** The hidden fields of an act: its id, and the row version that the form was made from. */
export function ActFields(props: { readonly actId: string; readonly version?: number }) {
  return (
    <>
      <input type="hidden" name="act_id" value={props.actId} />
      {props.version === undefined ? null : (
        <input type="hidden" name="version" value={String(props.version)} />
      )}
    </>
  );
}

/** The stated time of what was done on paper, folded away: most acts happen now. */
export function StatedTimeField(props: { readonly form: FormState }) {
  const open =
    (props.form.typed.happened_at ?? '') !== '' ||
    props.form.refusals.some((one) => one.field === 'happened_at');
  return (
    <details class="later" open={open}>
      <summary>补录：这件事早些时候已在纸上办理</summary>
      <TextField
        form={props.form}
        name="happened_at"
        label="实际办理时间"
        type="datetime-local"
        width="medium"
        required={false}
      />
    </details>
  );
}

/** All refusals of a form at its head, each linked to its field; the browser focuses it. */
export function ErrorSummary(props: { readonly form: FormState }) {
  const { refusals, beside = [] } = props.form;
  if (refusals.length === 0) return null;
  return (
    <>
      <section class="summary" role="alert" aria-labelledby="summary-title" tabindex={-1} autofocus>
        <h2 id="summary-title">没有保存，请先改正：</h2>
        <ul>
          {refusals.map((one) => (
            <li>
              {one.field === undefined && one.href === undefined ? (
                one.message
              ) : (
                <a href={one.href ?? `#${fieldId(props.form, one.field ?? '')}`}>{one.message}</a>
              )}
            </li>
          ))}
        </ul>
      </section>
      <StaleComparison rows={beside} />
    </>
  );
}
