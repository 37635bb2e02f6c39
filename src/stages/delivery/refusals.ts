import type { Refusal } from '../../rules/refusals.ts';

/** There is no such project in this congress. */
export const noSuchProject: Refusal = {
  code: 'no-such-project',
  message: '没有这个项目。请回到项目清单查看。',
};

/** Somebody else changed the project meanwhile. */
export const projectChanged: Refusal = {
  code: 'stale-form',
  message: '您填写期间，别人已经修改过这个项目。请看清现在的内容后再保存。',
};

/** The viewer's department is not the one in charge. */
export const notYourProject: Refusal = {
  code: 'not-your-project',
  message: '这个项目不由您的单位承办，只能查看。承办单位有误的，请联系人大工作人员。',
};

/** The project was ended; nothing more is reported on it. */
export const projectEnded: Refusal = {
  code: 'project-ended',
  message: '这个项目已经终止，只能查看。',
};
