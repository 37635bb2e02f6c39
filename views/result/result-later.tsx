import {
  ActFields,
  ErrorSummary,
  formAmongMany,
  SelectField,
  StatedTimeField,
  TextField,
} from '../parts/fields.tsx';
import type { ResultPageProps } from './result-props.ts';

/** Sealing of the papers, and what was recorded of it. */
export function SealForm(props: ResultPageProps) {
  const form = formAmongMany(props.sent, 'seal-papers', null, { kind: 'sealed' });
  const refused = form.refusals.length > 0;
  return (
    <details class="card" open={refused}>
      <summary>
        选票封存{props.sealings.length === 0 ? '' : `（已记录 ${props.sealings.length} 次）`}
      </summary>
      <ul class="plain-list">
        {props.sealings.map((one) => (
          <li>{one}</li>
        ))}
      </ul>
      <form method="post" action={`${props.base}/seal-papers`}>
        <ErrorSummary form={form} />
        <ActFields actId={props.actId()} />
        <SelectField
          form={form}
          name="kind"
          label="办理"
          choices={[
            { value: 'sealed', text: '封存' },
            { value: 'opened_for_recount', text: '启封复核' },
            { value: 'resealed', text: '重新封存' },
            { value: 'destroyed', text: '到期销毁' },
          ]}
        />
        <TextField form={form} name="packets" label="包数" width="short" inputmode="numeric" />
        <TextField form={form} name="seals" label="封签号" width="medium" />
        <TextField form={form} name="place" label="存放地点" />
        <TextField form={form} name="witnesses" label="在场人员" />
        <StatedTimeField form={form} />
        <button class="btn" type="submit">
          登记
        </button>
      </form>
    </details>
  );
}

/** Counting again: before the declaration by the scrutineers, afterwards by a decision. */
export function CountAgain(props: ResultPageProps) {
  const { round, base, holds, recounts } = props;
  const before = ['counted', 'certified'].includes(round.state);
  const after = ['declared', 'announced'].includes(round.state) && holds.clerk;
  if (!before && !after) return null;
  const kind = before ? 'reopen-count' : 'start-recount';
  const form = formAmongMany(props.sent, kind, null, { method: 'papers' });
  const refused = form.refusals.length > 0;
  return (
    <details class="card" open={refused}>
      <summary>{before ? '发现差错：宣布前重新计票' : '宣布后复核计票（须经决定）'}</summary>
      <form method="post" action={`${base}/${kind}`}>
        <ErrorSummary form={form} />
        <p>
          {before
            ? `原报告单的签字失效，报告单保留备查；${props.papers ? '选票从头再计一次。' : ''}`
            : `须先登记同意复核的决定${props.papers ? '，并登记启封' : ''}。原报告单保留。`}
          {props.box === null ? '' : '电子票不重新计票，只把全部选票、证明和总数重新核验一遍。'}
        </p>
        <ActFields actId={props.actId()} />
        {after ? (
          <SelectField
            form={form}
            name="decision_id"
            label="同意复核的决定"
            empty="请选择"
            choices={recounts.map((one) => ({ value: one.id, text: one.title }))}
          />
        ) : null}
        {props.papers ? (
          <SelectField
            form={form}
            name="method"
            label="计票方法"
            choices={[
              { value: 'papers', text: '逐张双录' },
              { value: 'tally', text: '正字双录' },
            ]}
          />
        ) : (
          <input type="hidden" name="method" value="papers" />
        )}
        <TextField form={form} name="reason" label="原因" />
        <StatedTimeField form={form} />
        <button class="btn danger" type="submit">
          {before ? '重新计票' : '开始复核'}
        </button>
      </form>
    </details>
  );
}

/** The end of the server's key, once nobody can object any more. */
export function DestroyKeys(props: ResultPageProps) {
  const { keys, base, holds, round } = props;
  if (keys === null) return null;
  if (keys.destroyed !== null) {
    return (
      <p class="hint">系统持有的钥匙已于{keys.destroyed}销毁，此后任何人都不能打开单张电子票。</p>
    );
  }
  if (!holds.clerk || !['announced', 'void', 'cancelled'].includes(round.state)) return null;
  const form = formAmongMany(props.sent, 'destroy-keys');
  const refused = form.refusals.length > 0;
  return (
    <details class="card" open={refused}>
      <summary>异议期满：销毁系统持有的钥匙</summary>
      <form method="post" action={`${base}/destroy-keys`}>
        <ErrorSummary form={form} />
        <p>
          本次会议全部轮次和备用的钥匙一并销毁，不能恢复。票箱文件和强证明不受影响，任何时候都能核验。
        </p>
        <ActFields actId={props.actId()} />
        <TextField form={form} name="witnesses" label="在场人员（应有总监票人）" />
        <button class="btn danger" type="submit">
          销毁钥匙
        </button>
      </form>
    </details>
  );
}
