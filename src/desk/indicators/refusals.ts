import type { Refusal } from '../../rules/refusals.ts';

/** Happens when the congress has no such year. */
export const noSuchYear: Refusal = {
  code: 'no-such-year',
  message: '没有这一年的记录。请回到单位页面，从年度进入。',
};
