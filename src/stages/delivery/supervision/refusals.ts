import type { Refusal } from '../../../rules/refusals.ts';

/** The deadline lies before the day of the act. */
export function dueTooEarly(field: string): Refusal {
  return { code: 'due-too-early', message: '期限应晚于办理的日期，请改正。', field };
}
