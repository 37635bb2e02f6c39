import { Layout, type PageFrame } from '../layout.tsx';
import {
  ActFields,
  ErrorSummary,
  FileField,
  type FormState,
  formAmongMany,
  RadioField,
  type SentForm,
  TextArea,
  TextField,
} from '../parts/fields.tsx';
import { type ImportPreview, PreviewForm } from '../parts/import-file.tsx';
import { Notice } from '../parts/notices.tsx';
import { SheetTable, type ShownSheet } from '../parts/sheet-table.tsx';
import { type BadCell, BadCells } from '../parts/tables.tsx';

interface OlderProjectsProps {
  readonly frame: PageFrame;
  readonly congress: { readonly name: string; readonly href: string };
  readonly path: string;
  readonly uploadForm: FormState;
  readonly oneForm: FormState;
  readonly badCells: readonly BadCell[];
  readonly sheet: ShownSheet | null;
  readonly preview: ImportPreview | null;
  readonly actIds: readonly [string, string];
  readonly sent: SentForm;
  /** What was entered already, which can be removed again. */
  readonly older: readonly {
    readonly id: string;
    readonly year: number;
    readonly number: number;
    readonly title: string;
    readonly source: string;
    readonly actId: string;
  }[];
}

/** Projects of older years, each with its source. */
export function OlderProjectsPage(props: OlderProjectsProps) {
  const { congress, preview, uploadForm } = props;
  return (
    <Layout
      frame={props.frame}
      title="录入往年项目"
      place={congress.name}
      crumbs={[
        { text: congress.name, href: congress.href },
        { text: '民生实事项目', href: `${congress.href}/projects` },
      ]}
    >
      <h1>录入往年项目</h1>
      <Notice tone="plain">
        不在本程序里票决的项目，以来源中的文字为基线；每一页都注明来源。没有录入的进度显示“没有数据”。
      </Notice>
      {preview === null ? (
        <>
          <Upload {...props} />
          <One {...props} />
          <Entered {...props} />
        </>
      ) : (
        <PreviewForm
          path={props.path}
          form={{ typed: {}, refusals: [] }}
          actId={props.actIds[0]}
          unit="个"
          missingLabel="文件中没有"
          preview={preview}
        >
          {['year', 'decided_on', 'state', 'source'].map((name) => (
            <input type="hidden" name={name} value={uploadForm.typed[name] ?? ''} />
          ))}
        </PreviewForm>
      )}
    </Layout>
  );
}

function About({ form }: { readonly form: FormState }) {
  return (
    <>
      <TextField form={form} name="year" label="项目年度" width="short" inputmode="numeric" />
      <TextField form={form} name="decided_on" label="确定日期" type="date" width="medium" />
      <TextField form={form} name="source" label="来源" hint="公告、台账或网页的名称" />
      <RadioField
        form={form}
        name="state"
        label="来源写明的状态"
        choices={[
          { value: 'underway', text: '实施中' },
          { value: 'completed', text: '已完工' },
          { value: 'accepted', text: '已验收' },
        ]}
      />
    </>
  );
}

function Upload({ path, uploadForm, badCells, sheet }: OlderProjectsProps) {
  return (
    <form method="post" action={`${path}/preview`} enctype="multipart/form-data" class="card">
      <h2>从 Excel 导入</h2>
      <ErrorSummary form={uploadForm} />
      {badCells.length === 0 ? null : <BadCells cells={badCells} />}
      {sheet === null ? null : <SheetTable sheet={sheet} />}
      <About form={uploadForm} />
      <FileField
        form={uploadForm}
        name="file"
        label="项目文件"
        hint="上传后先预览，确认后才写入"
        accept=".xlsx,.csv"
      />
      <div class="actions">
        <button class="btn" type="submit">
          上传并预览
        </button>
        <a class="btn quiet" href={`${path}/template`}>
          下载模板
        </a>
      </div>
    </form>
  );
}

function One({ path, oneForm, actIds }: OlderProjectsProps) {
  return (
    <details class="card" open={oneForm.refusals.length > 0}>
      <summary>手工录入一个</summary>
      <form method="post" action={`${path}/one`}>
        <ErrorSummary form={oneForm} />
        <ActFields actId={actIds[1]} />
        <About form={oneForm} />
        <TextField form={oneForm} name="number" label="编号" width="short" inputmode="numeric" />
        <TextField form={oneForm} name="title" label="项目名称" />
        <TextArea form={oneForm} name="content" label="主要内容" rows={4} />
        <TextField form={oneForm} name="place" label="地点" required={false} />
        <TextField
          form={oneForm}
          name="total"
          label="总投资（万元）"
          width="short"
          inputmode="decimal"
          required={false}
        />
        <TextField form={oneForm} name="department" label="承办单位" required={false} />
        <TextField form={oneForm} name="finish" label="完成时限" required={false} />
        <button class="btn" type="submit">
          录入
        </button>
      </form>
    </details>
  );
}

function Entered({ path, older, sent }: OlderProjectsProps) {
  if (older.length === 0) return null;
  return (
    <section class="card">
      <h2>已录入的往年项目</h2>
      <ul class="plain-list">
        {older.map((one) => {
          const form = formAmongMany(sent, 'remove-older-project', ['project_id', one.id]);
          return (
            <li>
              {one.year} 年第 {one.number} 号　<strong>{one.title}</strong>
              <p class="small muted">来源：{one.source}</p>
              <details open={form.refusals.length > 0}>
                <summary>录入错了</summary>
                <form method="post" action={`${path}/remove`}>
                  <ErrorSummary form={form} />
                  <ActFields actId={one.actId} />
                  <input type="hidden" name="project_id" value={one.id} />
                  <TextField
                    form={form}
                    name="reason"
                    label="删除的原因"
                    hint="已经有计划、月报等记录的不能删除"
                  />
                  <button class="btn danger" type="submit">
                    删除
                  </button>
                </form>
              </details>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
