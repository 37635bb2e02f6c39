import type { PageFrame } from '../layout.tsx';
import { type MeetingPage, MeetingShell } from '../meeting/meeting-shell.tsx';
import { ActFields, CheckboxField, ErrorSummary, type FormState } from '../parts/fields.tsx';
import { type ImportPreview, PreviewForm, UploadFile } from '../parts/import-file.tsx';
import { Empty, Facts, Notice, Tag } from '../parts/notices.tsx';
import type { ShownSheet } from '../parts/sheet-table.tsx';
import type { BadCell } from '../parts/tables.tsx';

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
  readonly preview: ImportPreview | null;
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
  const path = `${page.base}/candidates`;
  return (
    <UploadFile
      path={path}
      form={uploadForm}
      title={candidates.length === 0 ? '从 Excel 导入候选项目' : '重新导入（先看差异再写入）'}
      label="候选项目文件"
      hint="上传后先预览，确认后才写入"
      badCells={badCells}
      sheet={sheet}
    >
      <a class="btn quiet" href={`${path}/add`}>
        手工增加一个
      </a>
    </UploadFile>
  );
}

function Preview({ page, preview, acceptForm, actIds }: Props & { preview: ImportPreview }) {
  return (
    <PreviewForm
      path={`${page.base}/candidates`}
      form={acceptForm}
      actId={actIds[0]}
      unit="个"
      missingLabel="文件中没有"
      preview={preview}
    >
      {preview.missing.length === 0 ? null : (
        <CheckboxField
          form={acceptForm}
          name="withdraw_missing"
          label="文件中没有的项目"
          required={false}
          choices={[{ value: 'yes', text: '撤下这些项目' }]}
        />
      )}
    </PreviewForm>
  );
}
