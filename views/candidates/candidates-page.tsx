import type { PageFrame } from '../layout.tsx';
import { type MeetingPage, MeetingShell } from '../meeting/meeting-shell.tsx';
import { ActFields, CheckboxField, ErrorSummary, type FormState } from '../parts/fields.tsx';
import { ImportFile, type ImportState } from '../parts/import-file.tsx';
import { Empty, Facts, Notice, Tag } from '../parts/notices.tsx';

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
  readonly importing: ImportState;
  readonly sealForm: FormState;
  readonly sealId: string;
}) {
  const { page, candidates, sealed, importing } = props;
  const { preview } = importing;
  // Once sealed the list is what one comes for; importing anew is the exception.
  const settled =
    sealed?.same === true &&
    preview === null &&
    importing.badCells.length === 0 &&
    importing.form.refusals.length === 0;
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
      {page.clerk && !settled ? <Import {...props} /> : null}
      {page.clerk && preview === null && candidates.length > 0 && sealed?.same !== true ? (
        <form method="post" action={`${page.base}/candidates/seal`} class="card">
          <ErrorSummary form={props.sealForm} />
          <ActFields actId={props.sealId} />
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
      {page.clerk && settled ? <Import {...props} /> : null}
    </MeetingShell>
  );
}

type Props = Parameters<typeof CandidatesPage>[0];

function Import({ page, importing, candidates }: Props) {
  const path = `${page.base}/candidates`;
  return (
    <ImportFile
      path={path}
      words={{
        title: candidates.length === 0 ? '从 Excel 导入候选项目' : '重新导入（先看差异再写入）',
        ...{ label: '候选项目文件', unit: '个', missingLabel: '文件中没有' },
      }}
      state={importing}
      choices={(preview, form) =>
        preview.missing.length === 0 ? null : (
          <CheckboxField
            form={form}
            name="withdraw_missing"
            label="文件中没有的项目"
            required={false}
            choices={[{ value: 'yes', text: '撤下这些项目' }]}
          />
        )
      }
      ways={
        <a class="btn quiet" href={`${path}/add`}>
          手工增加一个
        </a>
      }
    />
  );
}
