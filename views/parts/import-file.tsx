import type { Child } from 'hono/jsx';
import { ActFields, ErrorSummary, FileField, type FormState } from './fields.tsx';
import { Facts } from './notices.tsx';
import { SheetTable, type ShownSheet } from './sheet-table.tsx';
import { type BadCell, BadCells } from './tables.tsx';

/** What an uploaded file would change, before anything is written. */
export interface ImportPreview {
  readonly fileName: string;
  readonly total: number;
  readonly added: readonly string[];
  readonly changed: readonly { readonly title: string; readonly changes: string }[];
  readonly missing: readonly string[];
  readonly unchanged: number;
  /** Headings of columns that are not imported. */
  readonly ignored: readonly string[];
  /** Rows that were not taken, with what they say. */
  readonly leftOut: readonly string[];
  /** What may be ticked when it is accepted, and what could not be told apart. */
  readonly offered?: readonly {
    readonly value: string;
    readonly text: string;
    readonly chosen: boolean;
  }[];
  readonly unsure?: readonly string[];
  readonly sheet: ShownSheet;
  readonly rows: string;
  readonly fingerprint: string;
}

/** How far an import is: nothing yet, a refused file, or a preview that waits to be accepted. */
export interface ImportState {
  /** What was typed beside the file, and what was refused. */
  readonly form: FormState;
  readonly badCells: readonly BadCell[];
  /** A refused file as it was read, its faults marked. */
  readonly sheet: ShownSheet | null;
  readonly preview: ImportPreview | null;
  readonly actId: string;
}

/** The words of one import. */
export interface ImportWords {
  readonly title: string;
  /** What the file is called beside its field. */
  readonly label: string;
  readonly hint?: string;
  /** What is counted: 人, 个, 年. */
  readonly unit: string;
  /** What becomes of those that the file lacks; absent where a file need not be whole. */
  readonly missingLabel?: string;
  readonly template?: string;
}

interface ImportFileProps {
  /** Path of the page: the file goes to `preview` below it, the template lies there too. */
  readonly path: string;
  readonly words: ImportWords;
  readonly state: ImportState;
  /** What is asked beside the file; a preview carries it on. */
  readonly fields?: ((form: FormState) => Child) | undefined;
  /** What is asked when the preview is accepted. */
  readonly choices?: (preview: ImportPreview, form: FormState) => Child;
  /** Other ways, beside the button that sends the file. */
  readonly ways?: Child;
}

/** An import from a spreadsheet: asks for the file, or shows what it would change. */
export function ImportFile(props: ImportFileProps) {
  const { preview } = props.state;
  return preview === null ? <Upload {...props} /> : <Preview {...props} preview={preview} />;
}

/** Asks for a spreadsheet; after a refusal shows every bad cell, in a list and in its table. */
function Upload({ path, words, state, fields, ways }: ImportFileProps) {
  const { form, badCells, sheet } = state;
  return (
    <form method="post" action={`${path}/preview`} enctype="multipart/form-data" class="card">
      <ErrorSummary form={form} />
      <h2>{words.title}</h2>
      {badCells.length === 0 ? null : <BadCells cells={badCells} />}
      {sheet === null ? null : <SheetTable sheet={sheet} />}
      {fields?.(form)}
      <FileField
        form={form}
        name="file"
        label={words.label}
        hint={words.hint ?? '上传后先预览，确认后才写入'}
        accept=".xlsx,.csv"
      />
      <div class="actions">
        <button class="btn" type="submit">
          上传并预览
        </button>
        <a class="btn quiet" href={`${path}/template`}>
          {words.template ?? '下载模板'}
        </a>
        {ways}
      </div>
    </form>
  );
}

/** The differences that a file would make, with one button that writes them. */
function Preview(props: ImportFileProps & { readonly preview: ImportPreview }) {
  const { path, words, state, preview } = props;
  const { unit, missingLabel } = words;
  const listed = (said: string, list: readonly string[]) =>
    list.length === 0 ? null : (
      <p>
        {said}：{list.join('、')}。
      </p>
    );
  const carried = Object.entries({
    ...state.form.typed,
    ...{ rows: preview.rows, fingerprint: preview.fingerprint, file_name: preview.fileName },
  });
  return (
    <form method="post" action={`${path}/accept`} class="card">
      <ActFields actId={state.actId} />
      {carried.map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      <h2>预览：还没有写入任何内容</h2>
      <Facts
        facts={[
          ['文件', preview.fileName],
          ['读到', `${preview.total} ${unit}`],
          ['新增', `${preview.added.length} ${unit}`],
          ['修改', `${preview.changed.length} ${unit}`],
          ['不变', `${preview.unchanged} ${unit}`],
          ...(missingLabel === undefined
            ? []
            : [[missingLabel, `${preview.missing.length} ${unit}`] as const]),
        ]}
      />
      {listed('以下各列不导入', preview.ignored)}
      {listed('以下各行不导入', preview.leftOut)}
      {listed('新增', preview.added)}
      {preview.changed.map((one) => (
        <p>
          修改 {one.title}：{one.changes}
        </p>
      ))}
      {listed('文件中没有', preview.missing)}
      {props.choices?.(preview, state.form)}
      <SheetTable sheet={preview.sheet} />
      <div class="actions">
        <button class="btn" type="submit">
          确认导入
        </button>
        <a class="btn quiet" href={path}>
          不导入
        </a>
      </div>
    </form>
  );
}
