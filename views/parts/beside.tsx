import { asRead } from '../../src/rules/as-read.ts';
import type { FormState } from './fields.tsx';

/** A field in words; `words` are those of its values where it is chosen from a list. */
export type ComparedField = readonly [
  name: string,
  label: string,
  words?: Readonly<Record<string, string>>,
];

/** One field on both sides. */
export interface BesideRow {
  readonly label: string;
  readonly typed: string;
  readonly now: string;
}

function inWords(value: string | undefined, words: Readonly<Record<string, string>> | undefined) {
  const text = (value ?? '').replace(/\r\n?/g, '\n').trim();
  if (words === undefined) return text;
  // Several boxes of one name are kept as words with blanks between them.
  return text
    .split(' ')
    .map((one) => words[one] ?? one)
    .toSorted()
    .join('、');
}

/**
 * A form that was refused since somebody else saved meanwhile, with what they saved (`standing`) beside what was typed.
 * Every other form stays as it is.
 */
export function besideStanding(
  form: FormState,
  standing: Readonly<Record<string, string>>,
  fields: readonly ComparedField[],
): FormState {
  if (!form.refusals.some((one) => one.code === 'stale-form')) return form;
  const beside = fields
    .map(([name, label, words]) => ({
      label,
      typed: inWords(form.typed[name], words),
      now: inWords(standing[name], words),
    }))
    .filter((row) => row.typed !== row.now);
  return { ...form, beside };
}

/** The hidden mark of the texts that a form shows; `about` where one form may be about several things. */
export function AsRead(props: {
  readonly texts: readonly (string | null)[];
  readonly about?: string;
}) {
  const name = props.about === undefined ? 'as_read' : `as_read-${props.about}`;
  return <input type="hidden" name={name} value={asRead(props.texts)} />;
}

/** Somebody else changed it meanwhile: what was typed beside what stands now. */
export function StaleComparison({ rows }: { readonly rows: readonly BesideRow[] }) {
  if (rows.length === 0) return null;
  return (
    <section class="notice warn stale">
      <span class="mark" aria-hidden="true">
        !
      </span>
      <div>
        <strong>您填写期间，别人已经修改过。两边对照，确认后再保存：</strong>
        {rows.map((row) => (
          <dl class="beside">
            <Side title={`${row.label}：您填写的`} text={row.typed} />
            <Side title={`${row.label}：现在的内容`} text={row.now} />
          </dl>
        ))}
      </div>
    </section>
  );
}

function Side({ title, text }: { readonly title: string; readonly text: string }) {
  return (
    <div>
      <dt>{title}</dt>
      <dd class="kept-lines">{text === '' ? '（空）' : text}</dd>
    </div>
  );
}
