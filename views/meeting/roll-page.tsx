import type { PageFrame } from '../layout.tsx';
import {
  ActFields,
  CheckboxField,
  ErrorSummary,
  type FormState,
  SelectField,
  StatedTimeField,
  TextArea,
  TextField,
} from '../parts/fields.tsx';
import { ImportFile, type ImportPreview, type ImportState } from '../parts/import-file.tsx';
import { Empty, Notice, Tag } from '../parts/notices.tsx';
import { Table } from '../parts/tables.tsx';
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

/** The roll of a meeting: import and freeze while preparing, supplements afterwards. */
export function RollPage(props: {
  readonly frame: PageFrame;
  readonly page: MeetingPage;
  readonly frozen: { readonly at: string; readonly hash: string } | null;
  readonly lines: readonly Line[];
  readonly fingerprint: string;
  readonly importing: ImportState;
  readonly freezeForm: FormState;
  readonly supplementForm: FormState;
  readonly byElectionForm: FormState;
  /** Whether this is a meeting of the standing committee, whose roll is its members. */
  readonly committee: boolean;
  readonly membersForm: FormState;
  readonly supplements: readonly { readonly when: string; readonly text: string }[];
  readonly actIds: readonly [string, string, string, string];
}) {
  const { page, frozen, lines, importing } = props;
  const { preview } = importing;
  return (
    <MeetingShell
      frame={props.frame}
      page={page}
      title={props.committee ? '组成人员名册' : '代表名册'}
      wide
    >
      {page.clerk && frozen === null ? <Import {...props} /> : null}
      {page.clerk && frozen === null && preview === null && props.committee ? (
        <Members {...props} />
      ) : null}
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
          <ActFields actId={props.actIds[0]} />
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
        <Empty>
          {props.committee ? '还没有登记组成人员。' : '名册还是空的。请下载模板填写后上传。'}
        </Empty>
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

function Import({ page, importing, lines }: Props) {
  return (
    <ImportFile
      path={`${page.base}/roll`}
      words={{
        title: lines.length === 0 ? '从 Excel 导入名册' : '重新导入（先看差异再写入）',
        ...{ label: '名册文件', hint: '上传后先预览，确认后才写入；不收集身份证号' },
        ...{ unit: '人', missingLabel: '文件中没有、名册中仍保留' },
      }}
      state={importing}
      choices={(preview, form) => <ReElected preview={preview} form={form} />}
    />
  );
}

/** Who was a deputy of the term before: proposed by the program, decided by the clerk. */
function ReElected(props: { readonly preview: ImportPreview; readonly form: FormState }) {
  const { offered = [], unsure = [] } = props.preview;
  if (offered.length === 0 && unsure.length === 0) return null;
  const same = offered.filter((one) => one.chosen).map((one) => one.value);
  return (
    <section>
      <h3>连任的代表</h3>
      {offered.length === 0 ? null : (
        <CheckboxField
          form={{ ...props.form, typed: { ...props.form.typed, same: same.join(' ') } }}
          name="same"
          label="与上届为同一人"
          hint="勾选的沿用原来的账号，履职档案接着上届；不是同一人的请去掉勾"
          required={false}
          choices={offered}
        />
      )}
      {unsure.length === 0 ? null : (
        <p>上届有几位相近、不能确定是哪一位的，按新代表登记：{unsure.join('、')}。</p>
      )}
    </section>
  );
}

function Members({ page, membersForm, actIds }: Props) {
  return (
    <form method="post" action={`${page.base}/roll/members`} class="card">
      <ErrorSummary form={membersForm} />
      <h2>常委会组成人员</h2>
      <ActFields actId={actIds[3]} />
      <TextArea
        form={membersForm}
        name="names"
        label="姓名"
        hint="一行一个。主任、副主任、委员都在内；须是本届代表名册中的代表"
        rows={8}
      />
      <button class="btn quiet" type="submit">
        登记组成人员
      </button>
    </form>
  );
}

function SupplementForm({ page, lines, supplementForm, actIds }: Props) {
  return (
    <details class="card" open={supplementForm.refusals.length > 0}>
      <summary>登记名册变动</summary>
      <form method="post" action={`${page.base}/roll/supplement`}>
        <ErrorSummary form={supplementForm} />
        <ActFields actId={actIds[1]} />
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
        <StatedTimeField form={supplementForm} />
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
        <ActFields actId={actIds[2]} />
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
        <StatedTimeField form={form} />
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
