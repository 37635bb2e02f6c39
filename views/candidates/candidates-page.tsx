import type { PageFrame } from '../layout.tsx';
import { type MeetingPage, MeetingShell } from '../meeting/meeting-shell.tsx';
import {
  ActFields,
  CheckboxField,
  ErrorSummary,
  FileField,
  type FormState,
} from '../parts/fields.tsx';
import { Empty, Facts, Notice, Tag } from '../parts/notices.tsx';
import { SheetTable, type ShownSheet } from '../parts/sheet-table.tsx';
import { type BadCell, BadCells } from '../parts/tables.tsx';

/** What a file would change in the list of candidates. */
export interface CandidatePreview {
  readonly fileName: string;
  readonly total: number;
  readonly added: readonly string[];
  readonly changed: readonly { readonly title: string; readonly changes: string }[];
  readonly missing: readonly string[];
  readonly unchanged: number;
  readonly ignored: readonly string[];
  /** Rows that were not taken, with what they say. */
  readonly leftOut: readonly string[];
  readonly sheet: ShownSheet;
  readonly rows: string;
  readonly fingerprint: string;
}

/** The candidates of a meeting: import, list, seal. */
export function CandidatesPage(props: {
  readonly frame: PageFrame;
  readonly page: MeetingPage;
  readonly candidates: readonly {
    readonly id: string;
    readonly number: number;
    readonly title: string;
    readonly content: string;
    readonly facts: readonly (readonly [string, string])[];
    readonly state: string;
  }[];
  readonly sealed: { readonly count: number; readonly hash: string; readonly same: boolean } | null;
  readonly uploadForm: FormState;
  readonly acceptForm: FormState;
  readonly sealForm: FormState;
  readonly badCells: readonly BadCell[];
  /** The refused file as it was read, its faults marked. */
  readonly sheet: ShownSheet | null;
  readonly preview: CandidatePreview | null;
  readonly actIds: readonly [string, string];
}) {
  const { page, candidates, sealed, preview } = props;
  return (
    <MeetingShell frame={props.frame} page={page} title="候选项目">
      {sealed === null ? null : (
        <Notice
          tone={sealed.same ? 'ok' : 'warn'}
          title={sealed.same ? `已封存 ${sealed.count} 个候选项目` : '封存后又有改动'}
        >
          <p>
            名单指纹 <code>{sealed.hash.slice(0, 16)}</code>，印在选票和公示页上。
            {sealed.same ? '' : '选票按已封存的名单印制；确需更换请重新封存。'}
          </p>
        </Notice>
      )}
      {preview === null ? null : <Preview {...props} preview={preview} />}
      {page.clerk && preview === null ? <Upload {...props} /> : null}
      {page.clerk && preview === null && candidates.length > 0 && sealed?.same !== true ? (
        <form method="post" action={`${page.base}/candidates/seal`} class="card">
          <ErrorSummary form={props.sealForm} />
          <ActFields actId={props.actIds[1]} />
          <h2>封存名单</h2>
          <p>
            核对下面 {candidates.length}{' '}
            个项目的编号和内容无误后封存。选票、公告和会场屏幕都用这一份。
          </p>
          <button class="btn" type="submit">
            封存 {candidates.length} 个候选项目
          </button>
        </form>
      ) : null}
      {candidates.length === 0 ? <Empty>还没有候选项目。请下载模板填写后上传。</Empty> : null}
      <ol class="projects">
        {candidates.map((one) => (
          <li>
            <h2>
              {one.number}　{one.title}{' '}
              {one.state === '' ? null : <Tag tone="info" text={one.state} />}
            </h2>
            <p>{one.content}</p>
            <Facts facts={one.facts} />
            {page.clerk && one.state === '' ? (
              <p>
                <a href={`${page.base}/candidates/${one.id}`}>修改或撤下“{one.title}”</a>
              </p>
            ) : null}
          </li>
        ))}
      </ol>
    </MeetingShell>
  );
}

type Props = Parameters<typeof CandidatesPage>[0];

function Upload({ page, uploadForm, badCells, sheet, candidates }: Props) {
  return (
    <form
      method="post"
      action={`${page.base}/candidates/preview`}
      enctype="multipart/form-data"
      class="card"
    >
      <ErrorSummary form={uploadForm} />
      <h2>{candidates.length === 0 ? '从 Excel 导入候选项目' : '重新导入（先看差异再写入）'}</h2>
      {badCells.length === 0 ? null : <BadCells cells={badCells} />}
      {sheet === null ? null : <SheetTable sheet={sheet} />}
      <FileField
        form={uploadForm}
        name="file"
        label="候选项目文件"
        hint="上传后先预览，确认后才写入"
        accept=".xlsx,.csv"
      />
      <div class="actions">
        <button class="btn" type="submit">
          上传并预览
        </button>
        <a class="btn quiet" href={`${page.base}/candidates/template`}>
          下载模板
        </a>
        <a class="btn quiet" href={`${page.base}/candidates/add`}>
          手工增加一个
        </a>
      </div>
    </form>
  );
}

function Preview({ page, preview, acceptForm, actIds }: Props & { preview: CandidatePreview }) {
  return (
    <form method="post" action={`${page.base}/candidates/accept`} class="card">
      <ErrorSummary form={acceptForm} />
      <ActFields actId={actIds[0]} />
      <input type="hidden" name="rows" value={preview.rows} />
      <input type="hidden" name="fingerprint" value={preview.fingerprint} />
      <input type="hidden" name="file_name" value={preview.fileName} />
      <h2>预览：还没有写入任何内容</h2>
      <Facts
        facts={[
          ['文件', preview.fileName],
          ['读到', `${preview.total} 个`],
          ['新增', `${preview.added.length} 个`],
          ['修改', `${preview.changed.length} 个`],
          ['不变', `${preview.unchanged} 个`],
          ['文件中没有', `${preview.missing.length} 个`],
        ]}
      />
      {preview.ignored.length === 0 ? null : <p>以下各列不导入：{preview.ignored.join('、')}。</p>}
      {preview.leftOut.length === 0 ? null : <p>以下各行不导入：{preview.leftOut.join('、')}。</p>}
      {preview.added.length === 0 ? null : <p>新增：{preview.added.join('、')}。</p>}
      {preview.changed.map((one) => (
        <p>
          修改 {one.title}：{one.changes}
        </p>
      ))}
      {preview.missing.length === 0 ? null : (
        <CheckboxField
          form={acceptForm}
          name="withdraw_missing"
          label={`文件中没有的：${preview.missing.join('、')}`}
          required={false}
          choices={[{ value: 'yes', text: '撤下这些项目' }]}
        />
      )}
      <SheetTable sheet={preview.sheet} />
      <div class="actions">
        <button class="btn" type="submit">
          确认导入
        </button>
        <a class="btn quiet" href={`${page.base}/candidates`}>
          不导入
        </a>
      </div>
    </form>
  );
}
