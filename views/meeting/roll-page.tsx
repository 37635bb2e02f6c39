import type { PageFrame } from '../layout.tsx';
import {
  ActFields,
  ErrorSummary,
  FileField,
  type FormState,
  SelectField,
  TextArea,
  TextField,
} from '../parts/fields.tsx';
import { Empty, Facts, Notice, Tag } from '../parts/notices.tsx';
import { SheetTable, type ShownSheet } from '../parts/sheet-table.tsx';
import { type BadCell, BadCells, Table } from '../parts/tables.tsx';
import { type MeetingPage, MeetingShell } from './meeting-shell.tsx';

/** One deputy as the roll lists them. */
interface Line {
  readonly id: string;
  readonly order: string;
  readonly name: string;
  readonly delegation: string;
  readonly unit: string;
  readonly number: string;
  readonly standing: string;
}

/** What a file would change, before anything is written. */
export interface RollPreview {
  readonly fileName: string;
  readonly total: number;
  readonly added: readonly string[];
  readonly changed: readonly { readonly name: string; readonly changes: string }[];
  readonly missing: readonly string[];
  readonly unchanged: number;
  readonly ignored: readonly string[];
  /** Rows that were not taken, with what they say. */
  readonly leftOut: readonly string[];
  readonly sheet: ShownSheet;
  readonly rows: string;
  readonly fingerprint: string;
}

/** The roll of a meeting: import and freeze while preparing, supplements afterwards. */
export function RollPage(props: {
  readonly frame: PageFrame;
  readonly page: MeetingPage;
  readonly frozen: { readonly at: string; readonly hash: string } | null;
  readonly lines: readonly Line[];
  readonly fingerprint: string;
  readonly uploadForm: FormState;
  readonly acceptForm: FormState;
  readonly freezeForm: FormState;
  readonly supplementForm: FormState;
  readonly byElectionForm: FormState;
  readonly badCells: readonly BadCell[];
  /** The refused file as it was read, its faults marked. */
  readonly sheet: ShownSheet | null;
  readonly preview: RollPreview | null;
  readonly supplements: readonly { readonly when: string; readonly text: string }[];
  readonly actIds: readonly [string, string, string, string];
}) {
  const { page, frozen, lines, preview } = props;
  return (
    <MeetingShell frame={props.frame} page={page} title="代表名册" wide>
      {preview !== null ? <Preview {...props} preview={preview} /> : null}
      {page.clerk && frozen === null && preview === null ? <Upload {...props} /> : null}
      {frozen === null ? null : (
        <Notice tone="ok" title={`名册已冻结，共 ${lines.length} 人`}>
          <p>
            {frozen.at}冻结，名册指纹 <code>{frozen.hash.slice(0, 16)}</code>。此后的变动逐人登记。
          </p>
        </Notice>
      )}
      {frozen === null && lines.length > 0 && page.clerk && preview === null ? (
        <form method="post" action={`${page.base}/roll/freeze`} class="card">
          <ErrorSummary form={props.freezeForm} />
          <ActFields actId={props.actIds[1]} />
          <input type="hidden" name="fingerprint" value={props.fingerprint} />
          <h2>冻结名册</h2>
          <p>核对下面 {lines.length} 人无误后冻结。冻结后应到人数以此为准，变动须逐人登记原因。</p>
          <button class="btn" type="submit">
            冻结 {lines.length} 人的名册
          </button>
        </form>
      ) : null}
      {frozen !== null && page.clerk ? <SupplementForm {...props} /> : null}
      {frozen !== null && page.clerk ? <ByElectionForm {...props} /> : null}
      {lines.length === 0 ? (
        <Empty>名册还是空的。请下载模板填写后上传。</Empty>
      ) : (
        <Lines lines={lines} />
      )}
      {props.supplements.length === 0 ? null : (
        <section class="card">
          <h2>冻结后的变动</h2>
          <ul class="plain-list">
            {props.supplements.map((one) => (
              <li>
                {one.when}　{one.text}
              </li>
            ))}
          </ul>
        </section>
      )}
    </MeetingShell>
  );
}

type Props = Parameters<typeof RollPage>[0];

function Upload({ page, uploadForm, badCells, sheet, lines }: Props) {
  return (
    <form
      method="post"
      action={`${page.base}/roll/preview`}
      enctype="multipart/form-data"
      class="card"
    >
      <ErrorSummary form={uploadForm} />
      <h2>{lines.length === 0 ? '从 Excel 导入名册' : '重新导入（先看差异再写入）'}</h2>
      {badCells.length === 0 ? null : <BadCells cells={badCells} />}
      {sheet === null ? null : <SheetTable sheet={sheet} />}
      <FileField
        form={uploadForm}
        name="file"
        label="名册文件"
        hint="上传后先预览，确认后才写入；不收集身份证号"
        accept=".xlsx,.csv"
      />
      <div class="actions">
        <button class="btn" type="submit">
          上传并预览
        </button>
        <a class="btn quiet" href={`${page.base}/roll/template`}>
          下载模板
        </a>
      </div>
    </form>
  );
}

function Preview({ page, preview, acceptForm, actIds }: Props & { preview: RollPreview }) {
  return (
    <form method="post" action={`${page.base}/roll/accept`} class="card">
      <ErrorSummary form={acceptForm} />
      <ActFields actId={actIds[0]} />
      <input type="hidden" name="rows" value={preview.rows} />
      <input type="hidden" name="fingerprint" value={preview.fingerprint} />
      <input type="hidden" name="file_name" value={preview.fileName} />
      <h2>预览：还没有写入任何内容</h2>
      <Facts
        facts={[
          ['文件', preview.fileName],
          ['读到', `${preview.total} 人`],
          ['新增', `${preview.added.length} 人`],
          ['修改', `${preview.changed.length} 人`],
          ['不变', `${preview.unchanged} 人`],
          ['文件中没有、名册中仍保留', `${preview.missing.length} 人`],
        ]}
      />
      {preview.ignored.length === 0 ? null : <p>以下各列不导入：{preview.ignored.join('、')}。</p>}
      {preview.leftOut.length === 0 ? null : <p>以下各行不导入：{preview.leftOut.join('、')}。</p>}
      {preview.added.length === 0 ? null : <p>新增：{preview.added.join('、')}。</p>}
      {preview.changed.map((one) => (
        <p>
          修改 {one.name}：{one.changes}
        </p>
      ))}
      {preview.missing.length === 0 ? null : <p>文件中没有：{preview.missing.join('、')}。</p>}
      <SheetTable sheet={preview.sheet} />
      <div class="actions">
        <button class="btn" type="submit">
          确认导入
        </button>
        <a class="btn quiet" href={`${page.base}/roll`}>
          不导入
        </a>
      </div>
    </form>
  );
}

function SupplementForm({ page, lines, supplementForm, actIds }: Props) {
  return (
    <details class="card" open={supplementForm.refusals.length > 0}>
      <summary>登记名册变动</summary>
      <form method="post" action={`${page.base}/roll/supplement`}>
        <ErrorSummary form={supplementForm} />
        <ActFields actId={actIds[2]} />
        <SelectField
          form={supplementForm}
          name="deputy"
          label="代表"
          empty="请选择"
          choices={lines.map((one) => ({
            value: one.id,
            text: `${one.order} ${one.name} ${one.delegation}`,
          }))}
        />
        <SelectField
          form={supplementForm}
          name="kind"
          label="变动"
          choices={[
            { value: 'suspended', text: '暂停执行代表职务' },
            { value: 'reinstated', text: '恢复执行代表职务' },
            { value: 'ended', text: '代表资格终止' },
          ]}
        />
        <TextArea form={supplementForm} name="reason" label="原因和依据" rows={2} />
        <button class="btn" type="submit">
          登记变动
        </button>
      </form>
    </details>
  );
}

function ByElectionForm({ page, byElectionForm: form, actIds }: Props) {
  return (
    <details class="card" open={form.refusals.length > 0}>
      <summary>登记补选代表</summary>
      <form method="post" action={`${page.base}/roll/by-election`}>
        <ErrorSummary form={form} />
        <ActFields actId={actIds[3]} />
        <TextField form={form} name="name" label="姓名" width="medium" />
        <SelectField
          form={form}
          name="sex"
          label="性别"
          required={false}
          choices={[
            { value: '', text: '不填' },
            { value: '男', text: '男' },
            { value: '女', text: '女' },
          ]}
        />
        <TextField form={form} name="delegation" label="代表团" required={false} width="medium" />
        <TextField form={form} name="unit" label="单位及职务" required={false} />
        <TextField form={form} name="constituency" label="选区" required={false} width="medium" />
        <TextField form={form} name="number" label="代表证号" required={false} width="medium" />
        <TextArea form={form} name="reason" label="补选的时间和依据" rows={2} />
        <button class="btn" type="submit">
          登记补选代表
        </button>
      </form>
    </details>
  );
}

function Lines({ lines }: { readonly lines: readonly Line[] }) {
  return (
    <Table
      caption={`名册（${lines.length} 人）`}
      columns={[
        { title: '序号', numeric: true },
        { title: '姓名' },
        { title: '代表团' },
        { title: '单位及职务' },
        { title: '代表证号' },
        { title: '状态' },
      ]}
      rows={lines.map((one) => [
        one.order,
        one.name,
        one.delegation,
        one.unit,
        one.number,
        one.standing === '' ? '' : <Tag tone="warn" text={one.standing} />,
      ])}
    />
  );
}
