import { ok, type Result, refuse } from './refusals.ts';
import type { StateMachine } from './state-machine.ts';

/** Where an opinion (意见) stands. */
export type OpinionState =
  | 'raised'
  | 'handed_over'
  | 'answered'
  | 'reopened'
  | 'closed'
  | 'declined';

/** What can be done with an opinion; `accept` and `reject` are the two ways of rating an answer. */
export type OpinionVerb = 'hand-over' | 'answer' | 'accept' | 'reject' | 'decline';

/** The life of an opinion: 提出 → 交办 → 反馈 → 评价 → 办结, reopened while the raisers are not satisfied. */
export const opinionMachine: StateMachine<OpinionState, OpinionVerb> = {
  moves: {
    'hand-over': { raised: 'handed_over' },
    answer: { handed_over: 'answered', reopened: 'answered' },
    accept: { answered: 'closed' },
    reject: { answered: 'reopened' },
    decline: { raised: 'declined' },
  },
  situations: {
    raised: '这条意见还没有交办',
    handed_over: '这条意见已经交办，等待承办单位反馈',
    answered: '承办单位已经反馈，等待提出人评价',
    reopened: '提出人不满意，已经退回重办',
    closed: '这条意见已经办结',
    declined: '这条意见已经答复不交办',
  },
  advice: {
    raised: '请先交办，或写明不交办的理由。',
    handed_over: '请等承办单位反馈。',
    answered: '请由提出意见的代表评价。',
    reopened: '请等承办单位再次反馈。',
    closed: '有新情况的，请另提一条意见。',
    declined: '有新情况的，请另提一条意见。',
  },
  verbNames: {
    'hand-over': '交办',
    answer: '反馈',
    accept: '评价',
    reject: '评价',
    decline: '答复不交办',
  },
};

/** The states in Chinese. */
export const opinionStateNames: Readonly<Record<OpinionState, string>> = {
  raised: '待交办',
  handed_over: '办理中',
  answered: '待评价',
  reopened: '退回重办',
  closed: '已办结',
  declined: '不予交办',
};

/** What the department did about it. */
export const answerResultNames = {
  done: '已经解决',
  in_plan: '列入计划',
  explained: '解释说明',
} as const;

/** What a department may say of its answer. */
export type AnswerResult = keyof typeof answerResultNames;

/** Where an opinion comes from. */
export const opinionOriginNames = {
  visit: '视察',
  deputy: '代表',
  resident: '群众',
  meeting: '会议审议',
  inquiry: '专题询问',
} as const;

/** The origins of opinions. */
export type OpinionOrigin = keyof typeof opinionOriginNames;

/**
 * Whether a wording for the public holds no number that leads to one person: a mobile phone, or an identity card.
 * Names it cannot know; whoever publishes reads the text.
 *
 * Refuses with `names-a-person`.
 */
export function namesNobody(wording: string): Result<true> {
  const digits = wording.replace(/(?<=\d)[ -](?=\d)/g, '');
  if (/(?<!\d)(1[3-9]\d{9}|\d{17}[\dXx])(?!\d)/.test(digits)) {
    return refuse({
      code: 'names-a-person',
      message: '公布的文字里有手机号码或身份证号。请删去，也不要写群众的姓名和住址。',
      field: 'wording',
    });
  }
  return ok(true);
}
