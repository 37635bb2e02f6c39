/** What a round is about. */
export type RoundKind = 'vote' | 'satisfaction' | 'decision';

/** How pages, papers and reports speak of a round of one kind. */
export interface RoundWords {
  /** Heads the column of what is voted on. */
  readonly subject: string;
  /** What became of one of them. */
  readonly adopted: string;
  readonly rejected: string;
  /** Names the table of votes. */
  readonly votes: string;
  /** Heads the results of the hall once they are declared. */
  readonly result: string;
  readonly void: string;
}

/** The words of each kind of round: candidates are 入选, projects graded, adjustments 通过. */
export const roundWords: Readonly<Record<RoundKind, RoundWords>> = {
  vote: {
    subject: '候选项目',
    adopted: '入选',
    rejected: '未入选',
    votes: '各项目得票',
    result: '票决结果',
    void: '投票无效',
  },
  satisfaction: {
    subject: '项目',
    adopted: '满意',
    rejected: '不满意',
    votes: '各项目测评票数',
    result: '测评结果',
    void: '测评无效',
  },
  decision: {
    subject: '调整事项',
    adopted: '通过',
    rejected: '未通过',
    votes: '各调整事项得票',
    result: '表决结果',
    void: '表决无效',
  },
};

/**
 * Reasons as one part of a sentence: each ends with its full stop and then names its law in brackets, which read on
 * as “…（…）；…（…）” where they stand together.
 */
export function reasonsTogether(reasons: readonly string[]): string {
  return reasons.map((one) => one.replace(/。(（[^（）]*）)$/, '$1').replace(/。$/, '')).join('；');
}

/** What a round's page says of its size. */
export function sizeInWords(kind: RoundKind, items: number, places: number): string {
  if (kind === 'vote') return `候选 ${items} 个，应选 ${places} 个`;
  return kind === 'decision' ? `表决调整 ${items} 项` : `测评 ${items} 项`;
}
