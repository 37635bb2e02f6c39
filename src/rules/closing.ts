import type { GradeCounts } from './grades.ts';
import { ok, type Refusal, type Result, refuse } from './refusals.ts';

/** What decides how the electronic box of a round is closed (ballots.md, "Beyond Belenios", 10). */
export interface BoxAtClosing {
  /** Ballots in the box. */
  readonly ballots: number;
  /** Slips handed out. */
  readonly issued: number;
  /** Fewer ballots are not opened (票决办法, smallestChannel). */
  readonly smallest: number;
  /** Whether a void channel voids the whole round. */
  readonly channelVoid: 'round' | 'channel';
  /** Whether papers count in this round too. */
  readonly papers: boolean;
}

/** The box is closed; or more ballots than slips void the channel or, alone or by the sheet, the round. */
export type ClosingVerdict = 'closed' | 'channel-void' | 'round-void';

/** Ballots below which totals are said to reveal choices. */
export const revealingBallots = 10;

/**
 * Decides about closing the electronic box. More ballots than slips handed out void what the sheet says
 * (选举法 Art. 44, borrowed).
 *
 * Refuses with `too-few-ballots`: the archive would publish the totals of so few people.
 */
export function closingVerdict(box: BoxAtClosing): Result<ClosingVerdict> {
  const { ballots, issued, smallest, channelVoid, papers } = box;
  if (ballots > issued) {
    return ok(papers && channelVoid === 'channel' ? 'channel-void' : 'round-void');
  }
  return ballots < smallest ? refuse(tooFewBallots(box)) : ok('closed');
}

function tooFewBallots({ ballots, smallest, papers }: BoxAtClosing): Refusal {
  const ways = papers
    ? '可以继续投票，等票数够了再封箱；不再等的，在本轮页面“改用纸质票”，由这些代表改投纸质票'
    : '可以继续投票，等票数够了再封箱；不再等的，宣布本轮无效，另建一轮用纸质票';
  return {
    code: 'too-few-ballots',
    message: `电子票箱只有 ${ballots} 张，少于票决办法规定的 ${smallest} 张，封箱开票会暴露个人的选择，没有封箱。${ways}。`,
  };
}

/** A channel's count, as far as it tells whether totals reveal what single people chose. */
export interface CountedVotes {
  readonly ballots: number;
  readonly items: readonly {
    readonly for: number;
    readonly against: number;
    readonly abstain: number;
    readonly grades?: GradeCounts;
  }[];
}

/**
 * Sentences about what the published totals of a channel reveal by themselves: of few ballots, or where
 * everybody chose the same. Nothing in a protocol can prevent that; the hall should know it.
 */
export function revealingTotals(name: string, { ballots, items }: CountedVotes): readonly string[] {
  if (ballots === 0) return [];
  const few =
    ballots < revealingBallots
      ? [`${name}只有 ${ballots} 张，少于 ${revealingBallots} 张，总数本身可能暴露个人的选择。`]
      : [];
  const same = items.filter((item) =>
    [item.for, item.against, item.abstain, ...Object.values(item.grades ?? {})].some(
      (votes) => votes === ballots,
    ),
  );
  return same.length === 0
    ? few
    : [...few, `${name}有 ${same.length} 个项目全部投得一样，从总数就能知道每个人的选择。`];
}
