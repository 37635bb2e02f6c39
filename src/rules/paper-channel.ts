import type { Result } from './refusals.ts';
import { type StateMachine, step, verbsFrom } from './state-machine.ts';

/** States of the papers of a round, beside the round's own (data-model.md, round_channel). */
export const paperStates = [
  'preparing',
  'proofread',
  'printed',
  'issuing',
  'issued',
  'returned',
  'counted',
  'void',
] as const;

export type PaperState = (typeof paperStates)[number];

/** Acts on the papers of a round, in their order. */
export const paperVerbs = [
  'proofread',
  'print',
  'change',
  'start-issuing',
  'finish-issuing',
  'return',
  'finish-count',
  'count-again',
  'void',
] as const;

export type PaperVerb = (typeof paperVerbs)[number];

/** Chinese names of the states of the papers. */
export const paperStateNames: Readonly<Record<PaperState, string>> = {
  preparing: '排版中',
  proofread: '已校对',
  printed: '已印制',
  issuing: '正在发票',
  issued: '发票结束',
  returned: '已收回清点',
  counted: '已计票',
  void: '作废',
};

/**
 * The small machine of a paper channel (rules.md, Stage 5): a change of the sheet or the list after
 * proofreading sends the papers back, and those already printed become void; from the first issued
 * paper nothing changes any more. Counting again starts from the returned papers.
 */
export const paperMachine: StateMachine<PaperState, PaperVerb> = {
  moves: {
    proofread: { preparing: 'proofread' },
    print: { proofread: 'printed' },
    change: { proofread: 'preparing', printed: 'preparing' },
    'start-issuing': { printed: 'issuing' },
    'finish-issuing': { issuing: 'issued' },
    return: { issued: 'returned' },
    'finish-count': { returned: 'counted' },
    'count-again': { counted: 'returned' },
    void: {
      preparing: 'void',
      proofread: 'void',
      printed: 'void',
      issuing: 'void',
      issued: 'void',
      returned: 'void',
      counted: 'void',
    },
  },
  situations: {
    preparing: '选票还在排版',
    proofread: '选票已经校对，还没有印制',
    printed: '选票已经印好，还没有发出',
    issuing: '正在发票',
    issued: '发票已经结束，选票还没有收回清点',
    returned: '选票已经收回清点，还没有计票',
    counted: '选票已经计票',
    void: '选票已经作废',
  },
  advice: {
    preparing: '请先校对选票。',
    proofread: '请先印制选票。',
    printed: '请先开始发票。',
    issuing: '请先登记发出的张数，结束发票。',
    issued: '请先开箱清点收回的选票。',
    returned: '请先完成计票。',
    counted: '计票有误的，请重新计票。',
    void: '请另建一轮，重新印制选票。',
  },
  verbNames: {
    proofread: '校对选票',
    print: '印制选票',
    change: '修改选票',
    'start-issuing': '开始发票',
    'finish-issuing': '结束发票',
    return: '清点收回的选票',
    'finish-count': '完成计票',
    'count-again': '重新计票',
    void: '作废选票',
  },
};

/**
 * Moves the papers of a round by a verb.
 *
 * Refuses: `already-done`, `wrong-state`.
 */
export function advancePapers(state: PaperState, verb: PaperVerb): Result<PaperState> {
  return step(paperMachine, state, verb);
}

/** The verbs that the papers' state allows. */
export function possiblePaperVerbs(state: PaperState): readonly PaperVerb[] {
  return verbsFrom(paperMachine, state);
}
