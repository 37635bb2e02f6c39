import type { PageFrame } from '../layout.tsx';
import {
  ActFields,
  type Choice,
  ErrorSummary,
  type FormState,
  SelectField,
  StatedTimeField,
  TextArea,
  TextField,
} from '../parts/fields.tsx';
import { Notice } from '../parts/notices.tsx';
import { type ProjectPage, ProjectShell } from './project-shell.tsx';

interface PlanPageProps {
  readonly frame: PageFrame;
  readonly page: ProjectPage;
  readonly form: FormState;
  readonly publishForm: FormState;
  readonly version: number;
  readonly actIds: readonly [string, string];
  readonly lines: { readonly milestone: number; readonly goal: number; readonly funding: number };
  readonly departments: readonly Choice[];
  readonly mayEdit: boolean;
  /** 万元 as voted on; null where the text names none. */
  readonly total: string | null;
  readonly standing: { readonly number: number; readonly published: boolean } | null;
}

/** Enters the plan of a project and publishes it. */
export function PlanPage(props: PlanPageProps) {
  const { page, standing } = props;
  return (
    <ProjectShell frame={props.frame} page={page} title="实施计划">
      {standing === null ? null : (
        <Notice
          tone={standing.published ? 'ok' : 'warn'}
          title={`第 ${standing.number} 版${standing.published ? '，已公布' : '，还没有公布'}`}
        >
          {standing.published
            ? '修改后成为新的一版，须再次公布。'
            : '核对无误后，由人大工作人员公布。'}
        </Notice>
      )}
      {page.clerk && standing !== null && !standing.published ? <Publish {...props} /> : null}
      {props.mayEdit ? <PlanForm {...props} /> : null}
    </ProjectShell>
  );
}

function Publish({ page, publishForm, actIds }: PlanPageProps) {
  return (
    <form method="post" action={`${page.base}/plan/publish`} class="card">
      <h2>公布</h2>
      <ErrorSummary form={publishForm} />
      <ActFields actId={actIds[1]} />
      <TextField
        form={publishForm}
        name="where"
        label="公布的地方"
        hint="如“镇政府网站”加网址，或“村务公开栏”"
      />
      <StatedTimeField form={publishForm} />
      <button class="btn" type="submit">
        公布实施计划
      </button>
    </form>
  );
}

function PlanForm(props: PlanPageProps) {
  const { form, page } = props;
  return (
    <form method="post" action={`${page.base}/plan`} class="card">
      <ErrorSummary form={form} />
      <ActFields actId={props.actIds[0]} version={props.version} />
      <h2>责任</h2>
      {props.departments.length === 0 ? null : (
        <SelectField
          form={form}
          name="department"
          label="承办单位"
          hint="县里的部门也在名单里：选它，县里才能按部门汇总评议。"
          choices={props.departments}
          empty="请选择"
        />
      )}
      {page.clerk ? (
        <TextField
          form={form}
          name="new_department"
          label="名单里没有的承办单位"
          required={false}
        />
      ) : null}
      <TextField form={form} name="person_in_charge" label="责任人" width="medium" />
      <h2>目标</h2>
      <TextArea form={form} name="goal" label="总目标" rows={3} />
      <div class="row">
        <TextField form={form} name="starts_on" label="开工日期" type="date" width="medium" />
        <TextField form={form} name="finishes_on" label="完成日期" type="date" width="medium" />
      </div>
      <TextArea form={form} name="safeguards" label="保障措施" rows={3} />
      <Lines {...props} kind="milestone" open={4} />
      <Lines {...props} kind="funding" open={2} />
      <Lines {...props} kind="goal" open={0} />
      <div class="actions">
        <button class="btn" type="submit">
          保存实施计划
        </button>
        <a class="btn quiet" href={page.base}>
          返回项目
        </a>
      </div>
    </form>
  );
}

const kinds = {
  milestone: {
    title: '节点',
    hint: '按先后写，比重合计 100。进度由已完成节点的比重算出。',
    more: '更多节点',
    line: '节点',
  },
  funding: { title: '资金', hint: '按来源写，单位万元。', more: '更多资金来源', line: '资金' },
  goal: {
    title: '年度目标',
    hint: '跨年度实施的必填，每年一条；当年完成的可以不填。',
    more: '填写年度目标',
    line: '年度目标',
  },
} as const;

/** The lines of one kind: those that are used and a few more are open, the rest is folded away. */
function Lines(
  props: PlanPageProps & { readonly kind: keyof typeof kinds; readonly open: number },
) {
  const { form, kind, lines, open } = props;
  const words = kinds[kind];
  const all = Array.from({ length: lines[kind] }, (_, index) => index + 1);
  const used = all.filter((line) =>
    Object.entries(form.typed).some(
      ([name, value]) => name.startsWith(`${kind}-${line}-`) && value !== '',
    ),
  );
  const shown = Math.max(open, used.at(-1) ?? 0);
  const folded = all.slice(shown);
  return (
    <>
      <h2>{words.title}</h2>
      <p class="hint">
        {words.hint}
        {kind === 'funding' && props.total !== null
          ? `票决文本的总投资是 ${props.total} 万元。`
          : ''}
      </p>
      {kind === 'milestone' && props.standing !== null ? (
        <p class="hint">
          在原来的一行改名，照片和完成日期跟着走；换成另一件事的，把原来那一行清空，写在空行里。
        </p>
      ) : null}
      {all.slice(0, shown).map((line) => (
        <Line form={form} kind={kind} line={line} />
      ))}
      {folded.length === 0 ? null : (
        <details>
          <summary>{words.more}</summary>
          {folded.map((line) => (
            <Line form={form} kind={kind} line={line} />
          ))}
        </details>
      )}
    </>
  );
}

function Line(props: {
  readonly form: FormState;
  readonly kind: keyof typeof kinds;
  readonly line: number;
}) {
  const { form, kind, line } = props;
  const name = (key: string) => `${kind}-${line}-${key}`;
  return (
    <fieldset class="plan-line">
      <legend>
        {kinds[kind].line} {line}
      </legend>
      {kind === 'milestone' ? (
        <>
          {form.typed[name('root')] === undefined ? null : (
            <input type="hidden" name={name('root')} value={form.typed[name('root')]} />
          )}
          <TextField form={form} name={name('title')} label="名称" />
          <TextField form={form} name={name('due')} label="计划日期" type="date" width="medium" />
          <TextField
            form={form}
            name={name('weight')}
            label="比重（%）"
            width="short"
            inputmode="numeric"
          />
        </>
      ) : null}
      {kind === 'funding' ? (
        <>
          <TextField form={form} name={name('origin')} label="来源" />
          <TextField
            form={form}
            name={name('amount')}
            label="金额（万元）"
            width="short"
            inputmode="decimal"
          />
        </>
      ) : null}
      {kind === 'goal' ? (
        <>
          <TextField
            form={form}
            name={name('year')}
            label="年份"
            width="short"
            inputmode="numeric"
          />
          <TextField form={form} name={name('text')} label="目标" />
          <TextField
            form={form}
            name={name('quantity')}
            label="数量"
            width="short"
            inputmode="decimal"
            required={false}
          />
          <TextField form={form} name={name('unit')} label="单位" width="short" required={false} />
        </>
      ) : null}
    </fieldset>
  );
}
