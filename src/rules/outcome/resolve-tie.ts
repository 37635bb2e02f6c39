import { ok, type Refusal, type Result, refuse } from '../refusals.ts';
import type { TieRule } from './input.ts';

/** Equal projects at the cut, and the places that they share. */
export interface Tie {
  readonly rule: TieRule;
  /** Numbers of the projects that share the last place. */
  readonly tied: readonly number[];
  /** Places that the projects with more votes leave open. */
  readonly open: number;
}

/**
 * Whether the tie waits for somebody to decide it: the presidium by the rule of the sheet, or the lot.
 * A re-vote is a new round; both and neither decide themselves (rule sheet, "tie at the cut").
 */
export function tieAwaitsDecision({ rule, tied }: Pick<Tie, 'rule' | 'tied'>): boolean {
  return tied.length > 0 && (rule === 'presidium' || rule === 'lot');
}

const nothingToDecide: Refusal = {
  code: 'no-tie-to-decide',
  message: '这一轮没有须由主席团或者抽签确定的同票项目。',
};

/**
 * The projects adopted out of a tie, in the order of their numbers: exactly as many as places are open,
 * and only tied ones.
 *
 * Refuses, in order, with `no-tie-to-decide`, `not-tied`, `wrong-number-chosen`.
 */
export function resolveTie(tie: Tie, chosen: readonly number[]): Result<readonly number[]> {
  if (!tieAwaitsDecision(tie)) return refuse(nothingToDecide);
  const distinct = [...new Set(chosen)].sort((one, other) => one - other);
  const foreign = distinct.filter((number) => !tie.tied.includes(number));
  if (foreign.length > 0) {
    const message = `${foreign.map((one) => `${one}号`).join('、')}不在同票项目之内，请只从同票项目中确定。`;
    return refuse({ code: 'not-tied', message, field: 'chosen' });
  }
  if (distinct.length !== tie.open) {
    const message = `同票项目共用${tie.open}个名额，须正好确定${tie.open}个，现在选了${distinct.length}个。`;
    return refuse({ code: 'wrong-number-chosen', message, field: 'chosen' });
  }
  return ok(distinct);
}
