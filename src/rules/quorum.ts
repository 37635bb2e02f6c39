import { type Fraction, shareInWords, smallestCount } from './rule-sheet/fraction.ts';

/** Who is counted for the quorum; observers (列席) are in neither number. */
export interface Attendance {
  /** 应到: all deputies in office when the roll was frozen, those on leave included. */
  readonly due: number;
  /** 实到: deputies checked in to this sitting and not left. */
  readonly present: number;
  /** The quorum of the rule sheet; the law asks for 2/3. */
  readonly share: Fraction;
}

/** The four numbers of the strip 应到 · 实到 · 需要 · 还差, and the sentence beside them. */
export interface Quorum {
  readonly due: number;
  readonly present: number;
  readonly needed: number;
  /** How many more must come; 0 when the quorum is met. */
  readonly missing: number;
  readonly met: boolean;
  readonly sentence: string;
}

const source = '（地方组织法第十四条；票决办法）';

/**
 * Reckons the quorum of a sitting: at least the share of all deputies (地方组织法 Art. 14). 2/3 of 102
 * is 68, of 100 is 67. At least one deputy is always needed.
 */
export function quorumOf({ due, present, share }: Attendance): Quorum {
  const needed = Math.max(1, smallestCount('at-least', share, due));
  const missing = Math.max(0, needed - present);
  const met = missing === 0;
  const rule = `全体代表的${shareInWords('at-least', share)}（需要${needed}人）`;
  const sentence = met
    ? `应到${due}人，实到${present}人，达到${rule}，符合法定人数。${source}`
    : `应到${due}人，实到${present}人，未达到${rule}，还差${missing}人，会议不能有效举行。${source}`;
  return { due, present, needed, missing, met, sentence };
}
