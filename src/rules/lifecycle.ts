import { type Result, refuse } from './refusals.ts';
import { type StateMachine, step, verbsFrom } from './state-machine.ts';

/**
 * States of a round (data-model.md): the way from draft to announced, and the ways out. `reopened`
 * and `recounted` mean that the papers are being counted again, before and after the declaration.
 */
export const roundStates = [
  'draft',
  'ready',
  'open',
  'closed',
  'counted',
  'certified',
  'declared',
  'announced',
  'void',
  'cancelled',
  'interrupted',
  'reopened',
  'recounted',
] as const;

export type RoundState = (typeof roundStates)[number];

/** Acts that move a round, in the order of its life. */
export const roundVerbs = [
  'prepare',
  'revise',
  'open',
  'interrupt',
  'resume',
  'close',
  'finish-count',
  'reopen-count',
  'certify',
  'declare',
  'recount',
  'announce',
  'correct',
  'cancel',
  'void',
] as const;

export type RoundVerb = (typeof roundVerbs)[number];

/** Chinese names of the states, for lists and stage bars. */
export const roundStateNames: Readonly<Record<RoundState, string>> = {
  draft: '草稿',
  ready: '已备妥',
  open: '正在投票',
  closed: '正在计票',
  counted: '已计票，待签字',
  certified: '已签字，待宣布',
  declared: '已宣布，待公告',
  announced: '已公告',
  void: '无效',
  cancelled: '已取消',
  interrupted: '已中断',
  reopened: '正在重新计票',
  recounted: '正在复核计票',
};

/** Chinese names of the verbs, for buttons and sentences. */
export const roundVerbNames: Readonly<Record<RoundVerb, string>> = {
  prepare: '备妥',
  revise: '退回草稿',
  open: '开始投票',
  interrupt: '中断投票',
  resume: '恢复投票',
  close: '结束投票',
  'finish-count': '完成计票',
  'reopen-count': '重新计票',
  certify: '确认签字',
  declare: '宣布结果',
  recount: '复核计票',
  announce: '发布公告',
  correct: '发布更正公告',
  cancel: '取消',
  void: '宣布无效',
};

/**
 * The one state machine of a round (rules.md, Stages 5 and 6, "When something was wrong"): before the
 * declaration the count is reopened, after it only a recount helps, after the announcement only a
 * correction. What was voted on can be cancelled until the box is closed; void is decided by the rules
 * at any time between opening and declaration, or by a recount.
 */
export const roundMachine: StateMachine<RoundState, RoundVerb> = {
  moves: {
    prepare: { draft: 'ready' },
    revise: { ready: 'draft' },
    open: { ready: 'open' },
    interrupt: { open: 'interrupted' },
    resume: { interrupted: 'open' },
    close: { open: 'closed' },
    'finish-count': { closed: 'counted', reopened: 'counted', recounted: 'counted' },
    'reopen-count': { counted: 'reopened', certified: 'reopened' },
    certify: { counted: 'certified' },
    declare: { certified: 'declared' },
    recount: { declared: 'recounted', announced: 'recounted' },
    announce: { declared: 'announced' },
    correct: { declared: 'announced', announced: 'announced', void: 'void' },
    cancel: {
      draft: 'cancelled',
      ready: 'cancelled',
      open: 'cancelled',
      interrupted: 'cancelled',
    },
    void: {
      open: 'void',
      interrupted: 'void',
      closed: 'void',
      counted: 'void',
      certified: 'void',
      reopened: 'void',
      recounted: 'void',
    },
  },
  situations: {
    draft: '本轮还是草稿',
    ready: '本轮已备妥，还没有开始投票',
    open: '本轮正在投票',
    closed: '本轮投票已经结束，还没有完成计票',
    counted: '本轮已经计票，报告单还没有签字',
    certified: '本轮报告单已经签字，还没有宣布',
    declared: '本轮结果已经宣布，还没有公告',
    announced: '本轮结果已经公告',
    void: '本轮已经宣布无效',
    cancelled: '本轮已经取消',
    interrupted: '本轮投票已经中断',
    reopened: '本轮正在重新计票',
    recounted: '本轮正在复核计票',
  },
  advice: {
    draft: '请先校对并印制选票，把本轮备妥。',
    ready: '请先开始投票；需要修改的，退回草稿。',
    open: '请先结束投票；出了意外的，可以中断、取消或者宣布无效。',
    closed: '请先完成计票。',
    counted: '请先完成报告单的签字；计票有误的，重新计票。',
    certified: '请由大会主持人宣布结果；计票有误的，重新计票。',
    declared: '请发布公告；结果有疑问的，由主席团决定复核计票。',
    announced: '发现错误的，由主席团决定复核计票，或者发布更正公告。',
    void: '请另建一轮，重新投票。',
    cancelled: '还要投票的，请另建一轮。',
    interrupted: '请先恢复投票；不能恢复的，取消或者宣布无效。',
    reopened: '请先完成重新计票。',
    recounted: '请先完成复核计票。',
  },
  verbNames: roundVerbNames,
};

/** Whether a round has come to its end: declared, or left without a result. Until then it is running. */
export function roundEnded(state: RoundState): boolean {
  return ['declared', 'announced', 'cancelled', 'void'].includes(state);
}

/** What a round has behind it that its state alone does not tell. */
export interface RoundHistory {
  /** Whether an announcement of this round was published before, for instance before a recount. */
  readonly announced: boolean;
}

/**
 * Moves a round by a verb, or says why that is not possible now. With `history` it also keeps a first
 * announcement and a correction apart.
 *
 * Refuses: `already-done`, `wrong-state`; with history `announced-before` (announce again: only a
 * correction) and `not-announced` (nothing to correct yet).
 */
export function advance(
  state: RoundState,
  verb: RoundVerb,
  history?: RoundHistory,
): Result<RoundState> {
  const moved = step(roundMachine, state, verb);
  if (!moved.ok || history === undefined) return moved;
  if (verb === 'announce' && history.announced) {
    const message = '本轮以前公告过，不能再发布公告。请发布更正公告，用新的编号。';
    return refuse({ code: 'announced-before', message });
  }
  if (verb === 'correct' && !history.announced) {
    const message = '本轮还没有公告过，没有可以更正的。请先发布公告。';
    return refuse({ code: 'not-announced', message });
  }
  return moved;
}

/** The verbs that a round's state allows: what its page may offer. */
export function possibleVerbs(state: RoundState): readonly RoundVerb[] {
  return verbsFrom(roundMachine, state);
}
