import type { Refusal } from '../../rules/refusals.ts';

/** Happens when a row was changed by somebody else since the page was made. */
export const staleMeeting: Refusal = {
  code: 'stale-form',
  message: '这里的情况刚刚被别人更新过。请看清现在的情况后再操作，您刚才的操作没有执行。',
};

/** Happens when a meeting is not of this congress. */
export const noSuchMeeting: Refusal = {
  code: 'no-such-meeting',
  message: '没有这次会议，请从首页重新进入。',
};

/** Happens when something of the hall is asked after the meeting ended. */
export const meetingEnded: Refusal = {
  code: 'meeting-ended',
  message: '会议已经闭会，会场里的事项不能再办；已宣布的结果仍可公告。',
};

/** Happens when a sitting is not of this meeting. */
export const noSuchSitting: Refusal = {
  code: 'no-such-sitting',
  message: '这次会议没有这一场全体会议，请从会议页面重新进入。',
};

/** Happens when a deputy is not on the frozen roll of the meeting. */
export const noSuchDeputy: Refusal = {
  code: 'no-such-deputy',
  message: '会议名册上没有这位代表。请核对姓名；新补选的代表请先在“会议名册”中登记。',
};

/** Happens when somebody wants to check in before the roll is frozen. */
export const rollNotFrozen: Refusal = {
  code: 'roll-not-frozen',
  message: '会议名册还没有冻结。请先在“会议名册”中核对人数并冻结，再安排签到。',
};
