import { type Fraction, shareInWords, smallestCount } from './rule-sheet/fraction.ts';

/** The bodies whose meetings the program holds, each with a quorum of its own. */
export type MeetingBody = 'congress' | 'standing-committee';

/** Whom a body calls: all deputies, or the members (组成人员) of the standing committee. */
export const memberNames: Readonly<Record<MeetingBody, string>> = {
  congress: '代表',
  'standing-committee': '组成人员',
};

/** Who is counted for the quorum; observers (列席) are in neither number. */
export interface Attendance {
  /** 应到: all in office when the roll was frozen, those on leave included. */
  readonly due: number;
  /** 实到: those checked in to this sitting and not left. */
  readonly present: number;
  /** The quorum of the rule sheet; the law asks for 2/3 of a congress. Not asked of a committee. */
  readonly share: Fraction;
  /** Whose meeting it is; the congress's where it is not said. */
  readonly body?: MeetingBody;
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

/** The articles that a body's quorum rests on. */
const sources: Readonly<Record<MeetingBody, string>> = {
  congress: '（地方组织法第十四条；票决办法）',
  'standing-committee': '（地方组织法第五十一条）',
};

/**
 * Reckons the quorum of a sitting: at least the share of all deputies (地方组织法 Art. 14); of a standing
 * committee always more than half of all its members (Art. 51). 2/3 of 102 is 68, of 100 is 67; more than
 * half of 28 is 15. At least one is always needed.
 */
export function quorumOf({ due, present, share, body = 'congress' }: Attendance): Quorum {
  const [comparison, fraction] =
    body === 'congress' ? (['at-least', share] as const) : (['more-than', '1/2'] as const);
  const needed = Math.max(1, smallestCount(comparison, fraction, due));
  const missing = Math.max(0, needed - present);
  const met = missing === 0;
  const source = sources[body];
  const rule = `全体${memberNames[body]}的${shareInWords(comparison, fraction)}（需要${needed}人）`;
  const sentence = met
    ? `应到${due}人，实到${present}人，达到${rule}，符合法定人数。${source}`
    : `应到${due}人，实到${present}人，未达到${rule}，还差${missing}人，会议不能有效举行。${source}`;
  return { due, present, needed, missing, met, sentence };
}
