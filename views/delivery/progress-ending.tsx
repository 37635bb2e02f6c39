import { dayInWords } from '../../src/rules/days.ts';
import { ActFields, ErrorSummary, formAmongMany, TextArea, TextField } from '../parts/fields.tsx';
import { WithdrawForm } from '../parts/withdraw.tsx';
import type { ProgressPageProps } from './progress-page.tsx';

/** Completion, then acceptance: what comes next. */
export function Ending(props: ProgressPageProps) {
  const { page, sent, state, today } = props;
  if (
    state === 'completed' ||
    (state === 'accepted' && props.older && props.completedOn === null)
  ) {
    const form = formAmongMany(sent, 'accept-project', null, { accepted_on: today });
    return (
      <form method="post" action={`${page.base}/progress/accept-project`} class="card">
        <h2>验收</h2>
        <ErrorSummary form={form} />
        {props.completedOn === null ? null : <p>{dayInWords(props.completedOn)}完工。</p>}
        <ActFields actId={props.actIds[2]} />
        {props.completedOn === null ? (
          <TextField
            form={form}
            name="completed_on"
            label="完工日期"
            hint="按原来的台账填写"
            type="date"
            width="medium"
          />
        ) : null}
        <TextField form={form} name="accepted_on" label="验收日期" type="date" width="medium" />
        <TextField form={form} name="accepted_by" label="验收单位" />
        <TextField form={form} name="maintained_by" label="以后由谁管护" hint="回头看时先问这里" />
        <TextArea form={form} name="note" label="说明" rows={2} required={false} />
        <button class="btn" type="submit">
          登记验收
        </button>
      </form>
    );
  }
  if (state !== 'adopted' && state !== 'underway') return null;
  const form = formAmongMany(sent, 'complete-project', null, { completed_on: today });
  return (
    <form method="post" action={`${page.base}/progress/complete-project`} class="card">
      <h2>完工</h2>
      <ErrorSummary form={form} />
      <ActFields actId={props.actIds[2]} />
      <TextField form={form} name="completed_on" label="完工日期" type="date" width="medium" />
      <button class="btn quiet" type="submit">
        登记完工
      </button>
    </form>
  );
}

/** A completion or acceptance that was noted wrongly is taken back, the later one first. */
export function WithdrawEnding(props: ProgressPageProps) {
  const { page, completedOn, acceptedOn } = props;
  if (completedOn === null) return null;
  const last = acceptedOn === null ? 'completion' : 'acceptance';
  const word = acceptedOn === null ? '完工' : '验收';
  return (
    <section class="card">
      <h2>已登记{word}</h2>
      <p>
        {dayInWords(completedOn)}完工
        {acceptedOn === null ? '。' : `，${dayInWords(acceptedOn)}通过验收。`}
      </p>
      <WithdrawForm
        action={`${page.base}/progress/withdraw-${last}`}
        kind={`withdraw-${last}`}
        about={['entry', last]}
        sent={props.sent}
        actId={props.actIds[3]}
        what={`${word}登记`}
        summary={`${word}登记错了`}
        hint="原来的登记和原因都保留，群众在大事记里看得到"
      />
    </section>
  );
}
