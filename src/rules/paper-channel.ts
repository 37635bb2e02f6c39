import type { Result } from './refusals.ts';
import { type StateMachine, step } from './state-machine.ts';

/** States of the papers of a round, beside the round's own (data-model.md, round_channel). */
export const paperStates = [
  'preparing',
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
  'print',
  'start-issuing',
  'finish-issuing',
  'exchange',
  'issue-again',
  'correct',
  'return',
  'finish-count',
  'void',
] as const;

export type PaperVerb = (typeof paperVerbs)[number];

/**
 * The small machine of a paper channel (rules.md, Stage 5). Papers are proofread and printed in one step. While
 * the vote goes on a paper may be exchanged for a slip or the other way round, and issuing begins again when an
 * electronic box is given up; figures may be corrected from the end of issuing on. A recount finishes a count once
 * more. Papers become void while they are printed or out; what came back is counted or sealed instead.
 */
export const paperMachine: StateMachine<PaperState, PaperVerb> = {
  moves: {
    print: { preparing: 'printed' },
    'start-issuing': { printed: 'issuing' },
    'finish-issuing': { issuing: 'issued' },
    exchange: { issued: 'issued' },
    'issue-again': { issued: 'issuing' },
    correct: { issued: 'issued', returned: 'returned', counted: 'counted' },
    return: { issued: 'returned' },
    'finish-count': { returned: 'counted', counted: 'counted' },
    void: { printed: 'void', issuing: 'void', issued: 'void' },
  },
  situations: {
    preparing: '选票还没有印制',
    printed: '选票已经印好，还没有发出',
    issuing: '正在发票',
    issued: '发票已经结束，选票还没有收回清点',
    returned: '选票已经收回清点，还没有计票',
    counted: '选票已经计票',
    void: '选票已经作废',
  },
  advice: {
    preparing: '请先校对、印好选票并登记张数。',
    printed: '请先开始发票。',
    issuing: '请先登记发出的张数，结束发票。',
    issued: '请先开箱清点收回的选票。',
    returned: '请先完成计票。',
    counted: '计票有误的，请重新计票。',
    void: '请另建一轮，重新印制选票。',
  },
  verbNames: {
    print: '登记印制',
    'start-issuing': '开始发票',
    'finish-issuing': '结束发票',
    exchange: '换发选票',
    'issue-again': '再次发票',
    correct: '更正张数',
    return: '清点收回的选票',
    'finish-count': '完成计票',
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
