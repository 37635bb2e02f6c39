import { daysBetween } from './days.ts';
import { ok, type Result, refuse } from './refusals.ts';
import type { StateMachine } from './state-machine.ts';

/** Where a rectification (整改) stands. */
export type RectificationState = 'issued' | 'answered' | 'reopened' | 'closed';

/** What can be done with a rectification. */
export type RectificationVerb = 'answer' | 'close' | 'reopen';

/**
 * The life of a rectification: issued → answered → closed (销号), or reopened with a new deadline and
 * answered again. A closed one may be reopened when the fault is back.
 */
export const rectificationMachine: StateMachine<RectificationState, RectificationVerb> = {
  moves: {
    answer: { issued: 'answered', reopened: 'answered' },
    close: { answered: 'closed' },
    reopen: { answered: 'reopened', closed: 'reopened' },
  },
  situations: {
    issued: '这项整改还没有答复',
    answered: '这项整改已经答复，等待复查',
    reopened: '这项整改复查没有通过，已经重新交办',
    closed: '这项整改已经销号',
  },
  advice: {
    issued: '请等责任单位答复以后再复查。',
    answered: '请由另一人复查。',
    reopened: '请等责任单位再次答复。',
    closed: '问题又出现的，请重新交办并写明新的期限。',
  },
  verbNames: { answer: '答复', close: '销号', reopen: '重新交办' },
};

/** The states in Chinese, as every page writes them. */
export const rectificationStateNames: Readonly<Record<RectificationState, string>> = {
  issued: '待答复',
  answered: '待复查',
  reopened: '重新交办',
  closed: '已销号',
};

/** Whether it was asked for or ordered. */
export type RectificationPower = 'request' | 'order';

/** Both powers in Chinese. */
export const rectificationPowerNames: Readonly<Record<RectificationPower, string>> = {
  request: '整改建议',
  order: '责令整改',
};

/** Between whom a rectification goes. */
export type RectificationRelation = 'own-level' | 'below';

/**
 * The power that the level's law gives. A county's congress guides those of townships and keeps contact
 * with them (联系、指导): it requests and never orders. To departments of its own level a congress
 * requests by default; an order needs the decision (决议) that it rests on, named as legal basis.
 *
 * Refuses with `not-entitled-to-order` for an order to another level.
 */
export function rectificationPower(
  wanted: RectificationPower,
  relation: RectificationRelation,
): Result<RectificationPower> {
  if (wanted === 'order' && relation === 'below') {
    return refuse({
      code: 'not-entitled-to-order',
      message: '上级人大对下级是联系、指导关系，只能提出整改建议，不能责令。请改选“整改建议”。',
      field: 'power',
    });
  }
  return ok(wanted);
}

/** The usual legal basis of a request; a clerk may replace it, and must name the decision of an order. */
export const usualBasis: Readonly<Record<RectificationRelation, string>> = {
  'own-level': '监督法：审议意见交由本级人民政府及其部门研究处理并报告结果',
  below: '地方组织法：县级人大常委会联系、指导下级人大工作，提出问题清单和整改建议',
};

/** How something with a deadline stands on a day; `days` counts to or since the deadline. */
export interface Lateness {
  readonly kind: 'done' | 'on-time' | 'soon' | 'late';
  readonly days: number;
  /** A short Chinese sentence: `逾期 3 天`. */
  readonly text: string;
}

/** A deadline is near within this many days. */
const soonDays = 7;

/** How a deadline stands today when what it asks for is still open. */
export function deadlineLateness(dueOn: string, today: string): Lateness {
  const left = daysBetween(today, dueOn);
  if (left < 0) return { kind: 'late', days: -left, text: `逾期 ${-left} 天` };
  const text = left === 0 ? '今天到期' : `还有 ${left} 天`;
  return { kind: left <= soonDays ? 'soon' : 'on-time', days: left, text };
}

/**
 * How a rectification stands: an open one by its deadline; an answered one waits for its re-check, which
 * is late when the answer came after the deadline or waits longer than the days of the rule sheet.
 */
export function rectificationLateness(
  one: {
    readonly state: RectificationState;
    readonly dueOn: string;
    readonly answeredOn: string | null;
  },
  today: string,
  recheckDays: number,
): Lateness {
  if (one.state === 'closed') return { kind: 'done', days: 0, text: '已销号' };
  if (one.state !== 'answered' || one.answeredOn === null) {
    return deadlineLateness(one.dueOn, today);
  }
  const waiting = daysBetween(one.answeredOn, today);
  if (waiting > recheckDays) {
    return { kind: 'late', days: waiting, text: `答复后 ${waiting} 天未复查` };
  }
  const after = daysBetween(one.dueOn, one.answeredOn);
  return after > 0
    ? { kind: 'late', days: after, text: `迟答 ${after} 天，待复查` }
    : { kind: 'on-time', days: waiting, text: '待复查' };
}

/**
 * Whether somebody may re-check an answer: not the one who gave it.
 *
 * Refuses with `same-person`.
 */
export function mayRecheck(answeredBy: string | null, personId: string | null): Result<true> {
  if (answeredBy !== null && answeredBy === personId) {
    return refuse({
      code: 'same-person',
      message: '答复人不能复查自己的答复。请由另一位工作人员、项目监督小组组长或者主席团复查。',
    });
  }
  return ok(true);
}
