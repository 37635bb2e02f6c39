import { Layout, type PageFrame } from '../layout.tsx';
import { ErrorSummary, FileField, type FormState, TextField } from '../parts/fields.tsx';
import { type ImportPreview, PreviewForm } from '../parts/import-file.tsx';
import { SheetTable, type ShownSheet } from '../parts/sheet-table.tsx';
import { type BadCell, BadCells } from '../parts/tables.tsx';

interface ProgressImportProps {
  readonly frame: PageFrame;
  readonly congress: { readonly name: string; readonly href: string };
  readonly path: string;
  readonly uploadForm: FormState;
  readonly acceptForm: FormState;
  readonly badCells: readonly BadCell[];
  readonly sheet: ShownSheet | null;
  readonly preview: ImportPreview | null;
  readonly actId: string;
}

/** Progress of one month from Excel: nothing is written before the preview is accepted. */
export function ProgressImportPage(props: ProgressImportProps) {
  const { congress, preview, uploadForm } = props;
  return (
    <Layout
      frame={props.frame}
      title="从 Excel 导入进度"
      place={congress.name}
      crumbs={[
        { text: congress.name, href: congress.href },
        { text: '民生实事项目', href: `${congress.href}/projects` },
      ]}
    >
      <h1>从 Excel 导入进度</h1>
      {preview === null ? (
        <Upload {...props} />
      ) : (
        <PreviewForm
          path={props.path}
          form={props.acceptForm}
          actId={props.actId}
          unit="个"
          missingLabel="文件中没有（不受影响）"
          preview={preview}
        >
          <input type="hidden" name="year" value={uploadForm.typed.year ?? ''} />
          <input type="hidden" name="month" value={uploadForm.typed.month ?? ''} />
        </PreviewForm>
      )}
    </Layout>
  );
}

function Upload({ path, uploadForm, badCells, sheet }: ProgressImportProps) {
  return (
    <form method="post" action={`${path}/preview`} enctype="multipart/form-data" class="card">
      <ErrorSummary form={uploadForm} />
      {badCells.length === 0 ? null : <BadCells cells={badCells} />}
      {sheet === null ? null : <SheetTable sheet={sheet} />}
      <TextField form={uploadForm} name="year" label="项目年度" width="short" inputmode="numeric" />
      <TextField form={uploadForm} name="month" label="报的月份" hint="如 2026-03" width="short" />
      <FileField
        form={uploadForm}
        name="file"
        label="进度文件"
        hint="上传后先预览，确认后才写入"
        accept=".xlsx,.csv"
      />
      <div class="actions">
        <button class="btn" type="submit">
          上传并预览
        </button>
        <a class="btn quiet" href={`${path}/template`}>
          下载填好编号的表
        </a>
      </div>
    </form>
  );
}
