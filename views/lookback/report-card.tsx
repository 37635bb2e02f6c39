import type { ReportContent } from '../../src/stages/lookback/report/report-content.ts';
import { ActFields, ErrorSummary, type FormState, TextArea } from '../parts/fields.tsx';
import { Figure } from '../parts/notices.tsx';
import { Table } from '../parts/tables.tsx';

interface FormProps {
  readonly form: FormState;
  readonly action: string;
  readonly actId: string;
  readonly version: number;
}

/** Freezes the report. */
export function ReportForm(props: FormProps) {
  return (
    <form method="post" action={props.action}>
      <ErrorSummary form={props.form} />
      <ActFields actId={props.actId} version={props.version} />
      <TextArea form={props.form} name="conclusion" label="结论和建议" rows={4} />
      <p>报告形成后就公开，清单和问题不能再改；被检查单位的回应、整改和复查继续记在问题旁边。</p>
      <button class="btn" type="submit">
        形成报告并公开
      </button>
    </form>
  );
}

/** Ends the look-back. */
export function CloseForm(
  props: FormProps & {
    readonly open: number;
    /** Where rectifications are checked again and closed. */
    readonly rectifications: string;
  },
) {
  return (
    <form method="post" action={props.action}>
      <ErrorSummary form={props.form} />
      <ActFields actId={props.actId} version={props.version} />
      <p>
        {props.open === 0
          ? '问题已全部销号，可以结束。'
          : `还有 ${props.open} 个问题没有销号。逐项复查销号；换届的，先新建一次接续的回头看并公布范围。`}
      </p>
      <div class="actions">
        {props.open === 0 ? null : (
          <a class="btn" href={props.rectifications}>
            去复查整改
          </a>
        )}
        <button class={props.open === 0 ? 'btn' : 'btn quiet'} type="submit">
          结束这次回头看
        </button>
      </div>
    </form>
  );
}

/** The programme's own questions with their answers, and what it left out of the template. */
function OwnQuestions({ questions }: { readonly questions: ReportContent['questions'] }) {
  const { own, leftOut } = questions;
  return (
    <>
      {own.length === 0 ? null : (
        <Table
          caption="其中本方案自拟的问题"
          columns={[
            { title: '问题' },
            { title: '做到', numeric: true },
            { title: '部分做到', numeric: true },
            { title: '没有做到', numeric: true },
            { title: '没有资料', numeric: true },
          ]}
          rows={own.map((one) => [
            `（${one.part}）${one.text}`,
            ...[one.yes, one.partly, one.no, one.no_data],
          ])}
        />
      )}
      {leftOut.length === 0 ? null : (
        <p>
          范本里没有问的：
          {leftOut.map((one) => `${one.text}（原因：${one.reason}）`).join('；')}。
        </p>
      )}
    </>
  );
}

/** What the report states: figures first, then the sample, then the conclusion. */
export function ReportSummary(props: {
  readonly report: ReportContent;
  readonly hash: string;
  readonly documentHref: string;
  /** True where the projects are listed on the same page anyway. */
  readonly folded?: boolean;
}) {
  const { report, folded = false } = props;
  const counted = report.findings.filter((one) => one.withdrawn === null).length;
  const working = report.sample.filter((one) => one.site === '完好可用').length;
  return (
    <section class="card">
      <h2>报告</h2>
      <div class="figures">
        <Figure label="抽查项目" value={report.sample.length} />
        <Figure label="完好可用" value={working} />
        <Figure label="问题" value={counted} />
      </div>
      <p class="kept-lines">{report.conclusion}</p>
      {folded ? (
        <details>
          <summary>抽查的项目（{report.sample.length} 个）</summary>
          <SampleTable report={report} />
        </details>
      ) : (
        <SampleTable report={report} />
      )}
      <p>
        核查清单：做到 {report.answers.yes} 条，部分做到 {report.answers.partly} 条，没有做到{' '}
        {report.answers.no} 条，没有资料 {report.answers.no_data} 条，没有核对 {report.answers.open}{' '}
        条。
      </p>
      <OwnQuestions questions={report.questions} />
      <p>
        <a href={props.documentHref}>下载报告（Word 文档）</a>
      </p>
      <p class="hint">
        报告全码 <code>{props.hash}</code>
      </p>
    </section>
  );
}

function SampleTable({ report }: { readonly report: ReportContent }) {
  return (
    <Table
      caption="抽查的项目"
      columns={[{ title: '项目' }, { title: '现场' }, { title: '管护' }, { title: '群众' }]}
      rows={report.sample.map((one) => [
        `${one.congress} ${one.year} 年第 ${one.number} 号 ${one.title}`,
        one.site ?? '没有核查',
        one.maintained ?? '没有核查',
        one.residents ?? '没有走访',
      ])}
    />
  );
}
