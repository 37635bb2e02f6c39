/** Where a step stands; each state has a word and a shape. */
export type StepState = 'done' | 'now' | 'todo' | 'late' | 'unknown';

/** One step of the console or of a year. */
export interface Step {
  readonly text: string;
  readonly state: StepState;
  /** What is known of it: a time, a count. */
  readonly note?: string;
  readonly href?: string;
}

const shapes = { done: '✓', now: '▶', late: '!', todo: '', unknown: '?' } as const;
const words = {
  done: '已完成',
  now: '正在进行',
  late: '已逾期',
  todo: '未开始',
  unknown: '没有记录',
} as const;

/** The steps of a meeting, one under the other. */
export function Steps(props: { readonly steps: readonly Step[]; readonly label: string }) {
  return (
    <ol class="steps" aria-label={props.label}>
      {props.steps.map((step, index) => (
        <li class={step.state} aria-current={step.state === 'now' ? 'step' : undefined}>
          <span class="mark" aria-hidden="true">
            {shapes[step.state] === '' ? index + 1 : shapes[step.state]}
          </span>
          {step.href === undefined ? <span>{step.text}</span> : <a href={step.href}>{step.text}</a>}
          <span class="note">
            <span class="unseen">{words[step.state]}</span>
            {step.note ?? ''}
          </span>
        </li>
      ))}
    </ol>
  );
}

/** The ten stages of a year as one bar. */
export function StageBar(props: { readonly stages: readonly Step[] }) {
  return (
    <ol class="stages" aria-label="全年十个环节">
      {props.stages.map((stage, index) => (
        <li class={stage.state} aria-current={stage.state === 'now' ? 'step' : undefined}>
          <span aria-hidden="true">
            {shapes[stage.state] === '' ? index + 1 : shapes[stage.state]}
          </span>
          {stage.text}
          {stage.note === undefined || stage.note === '' ? null : <small>{stage.note}</small>}
          <span class="unseen">（{words[stage.state]}）</span>
        </li>
      ))}
    </ol>
  );
}
