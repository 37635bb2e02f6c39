import type { Refusal } from '../../rules/refusals.ts';

/** Happens when the round is not in this meeting. */
export const noSuchRound: Refusal = {
  code: 'no-such-round',
  message: '这次会议没有这一轮票决，请从会议页面重新进入。',
};

/** Happens when there is no report yet. */
export const noReport: Refusal = {
  code: 'no-report',
  message: '还没有计票结果报告单。请先完成计票并生成报告单。',
};

/** Happens when the report fell or was replaced since the page was made. */
export const reportFallen: Refusal = {
  code: 'stale-form',
  message: '这份报告单已经失效或已有新的报告单。请刷新页面，核对最新的报告单后再操作。',
};

/** Happens when the person is not among those who sign. */
export const notASigner: Refusal = {
  code: 'not-a-signer',
  message: '此人不在本次会议通过的监票人、计票人名单内，不能在报告单上签字。',
  field: 'person_id',
};

/** Happens when the person's signature or its absence stands already. */
export const alreadySigned: Refusal = {
  code: 'already-done',
  message: '此人在这份报告单上已经签字或已记明原因，不用再办。',
};
