import type { Refusal } from '../../rules/refusals.ts';

/** Happens when the rule sheet of the meeting has no chapter about satisfaction tests. */
export const notRegulated: Refusal = {
  code: 'satisfaction-not-regulated',
  message: '本次会议的票决办法没有“满意度测评”一章，不能测评。请先在票决办法中填写这一章。',
};

/** Happens when a project is not of this congress. */
export const noSuchProject: Refusal = {
  code: 'no-such-project',
  message: '没有这个项目，请从项目列表重新进入。',
};
