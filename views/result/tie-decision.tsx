import {
  ActFields,
  CheckboxField,
  ErrorSummary,
  formAmongMany,
  StatedTimeField,
  TextArea,
  TextField,
} from '../parts/fields.tsx';
import { Notice } from '../parts/notices.tsx';
import type { NumberedProject, ResultPageProps, ShownTie } from './result-props.ts';

const named = (projects: readonly NumberedProject[]) =>
  projects.map((one) => `${one.number}号“${one.title}”`).join('、');

/** Shows the tie, its decision, or, once the result is declared, the form in which it is minuted. */
export function TieDecision(
  props: ResultPageProps & { readonly tie: ShownTie; readonly report: { readonly id: string } },
) {
  const { tie, report, round, holds } = props;
  const open = `${named(tie.projects)}得票相等，共用 ${tie.open} 个名额，由${tie.by}确定。`;
  if (tie.decided !== null) {
    return (
      <section class="card">
        <h2>同票项目已确定</h2>
        <p>{open}</p>
        <p>
          确定入选：<strong>{named(tie.decided.projects)}</strong>
        </p>
        <p>
          依据和经过：{tie.decided.reason}。在场：{tie.decided.witnesses}。
        </p>
      </section>
    );
  }
  if (round.state !== 'declared' || !holds.clerk) {
    return (
      <Notice tone="warn" title="有同票项目">
        <p>{open}宣布计票结果之后登记。</p>
      </Notice>
    );
  }
  const form = formAmongMany(props.sent, 'decide-tie');
  return (
    <form method="post" action={`${props.base}/decide-tie`} class="card next">
      <ErrorSummary form={form} />
      <h2>下一步：登记同票项目由{tie.by}确定的结果</h2>
      <p>{open}</p>
      <ActFields actId={props.actId()} />
      <input type="hidden" name="report_id" value={report.id} />
      <CheckboxField
        form={form}
        name="chosen"
        label={`确定入选的项目（正好 ${tie.open} 个）`}
        choices={tie.projects.map((one) => ({
          value: String(one.number),
          text: `${one.number}号　${one.title}`,
        }))}
      />
      <TextArea form={form} name="reason" label="依据的规则和经过" rows={2} />
      <TextField form={form} name="witnesses" label="在场人员" />
      <StatedTimeField form={form} />
      <button class="btn" type="submit">
        登记确定结果
      </button>
    </form>
  );
}
