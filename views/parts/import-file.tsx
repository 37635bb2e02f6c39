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
  readonly sheet: ShownSheet;
  readonly rows: string;
  readonly fingerprint: string;
}

/** Asks for a spreadsheet; after a refusal shows every bad cell, in a list and in its table. */
export function UploadFile(props: {
  /** Path of the page; the file goes to `preview` below it, the template lies there too. */
  readonly path: string;
  readonly form: FormState;
  readonly title: string;
  readonly label: string;
  readonly hint: string;
  readonly badCells: readonly BadCell[];
  /** The refused file as it was read, its faults marked. */
  readonly sheet: ShownSheet | null;
  readonly children?: Child;
}) {
  const { path, form, badCells, sheet } = props;
  return (
    <form method="post" action={`${path}/preview`} enctype="multipart/form-data" class="card">
      <ErrorSummary form={form} />
      <h2>{props.title}</h2>
      {badCells.length === 0 ? null : <BadCells cells={badCells} />}
      {sheet === null ? null : <SheetTable sheet={sheet} />}
      <FileField
        form={form}
        name="file"
        label={props.label}
        hint={props.hint}
        accept=".xlsx,.csv"
      />
      <div class="actions">
        <button class="btn" type="submit">
          上传并预览
        </button>
        <a class="btn quiet" href={`${path}/template`}>
          下载模板
        </a>
        {props.children}
      </div>
    </form>
  );
}

/** The differences that a file would make, with one button that writes them. */
export function PreviewForm(props: {
  readonly path: string;
  readonly form: FormState;
  readonly actId: string;
  /** What is counted: 人 or 个. */
  readonly unit: string;
  /** What becomes of those that the file lacks. */
  readonly missingLabel: string;
  readonly preview: ImportPreview;
  readonly children?: Child;
}) {
  const { path, form, preview, unit } = props;
  const listed = (words: string, list: readonly string[]) =>
    list.length === 0 ? null : (
      <p>
        {words}：{list.join('、')}。
      </p>
    );
  return (
    <form method="post" action={`${path}/accept`} class="card">
      <ErrorSummary form={form} />
      <ActFields actId={props.actId} />
      <input type="hidden" name="rows" value={preview.rows} />
      <input type="hidden" name="fingerprint" value={preview.fingerprint} />
      <input type="hidden" name="file_name" value={preview.fileName} />
      <h2>预览：还没有写入任何内容</h2>
      <Facts
        facts={[
          ['文件', preview.fileName],
          ['读到', `${preview.total} ${unit}`],
          ['新增', `${preview.added.length} ${unit}`],
          ['修改', `${preview.changed.length} ${unit}`],
          ['不变', `${preview.unchanged} ${unit}`],
          [props.missingLabel, `${preview.missing.length} ${unit}`],
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
      {props.children}
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
