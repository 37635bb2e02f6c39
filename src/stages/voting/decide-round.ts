import { type CountTotals, sumTotals } from '../../rules/count-totals.ts';
import type { ChannelFigures, Passing, VoteInput } from '../../rules/outcome/input.ts';
import { decideOutcome, type VoteOutcome } from '../../rules/outcome/outcome.ts';
import type { RuleSheetDocument } from '../../rules/rule-sheet/document.ts';
import { shareInWords } from '../../rules/rule-sheet/fraction.ts';
import {
  laterRoundSettings,
  type OutcomeSettings,
  outcomeContests,
} from '../../rules/rule-sheet/to-outcome.ts';
import type { Round } from './round-store.ts';

/** A round's outcome with the passing rule in words, as reports print it. */
export interface DecidedRound {
  readonly input: VoteInput;
  readonly outcome: VoteOutcome;
  readonly passing: string;
}

const baseNames = { due: '全体代表', present: '实到代表', valid: '有效选票' } as const;

/** The passing rule as a report says it. */
export function passingInWords(passing: Passing): string {
  if (passing.base === 'earlier-round') return '上一轮已获通过，得票多者入选';
  return `${baseNames[passing.base]}${shareInWords(passing.comparison, passing.fraction)}`;
}

/** The settings of this very round: of the first one, or of a re-vote or second round. */
function settingsOf(round: Round, document: RuleSheetDocument): OutcomeSettings {
  const candidates = round.items.length;
  if (round.parentReason === 'revote' || round.parentReason === 'second_round') {
    const kind = round.parentReason === 'revote' ? 'revote' : 'second-round';
    const later = laterRoundSettings(document, { kind, places: round.places, candidates });
    if (!later.ok) throw new Error(later.refusals[0].code);
    return later.value;
  }
  const contests = outcomeContests(document, { places: round.places, candidates });
  if (!contests.ok) throw new Error(contests.refusals[0].code);
  const contest = contests.value.find((one) => one.category === round.category);
  if (contest === undefined) throw new Error('the sheet has lost the category of this round');
  return contest;
}

/** A channel that was counted: what the outcome needs of it. */
export interface CountedPart {
  readonly figures: ChannelFigures;
  readonly totals: CountTotals;
}

/**
 * The counted channels of a round, paper first. `paper` are the totals of the counting that is asked
 * about (a recount has others than the first count). A channel that is void is left out.
 */
export function countedParts(round: Round, paper: CountTotals | null): readonly CountedPart[] {
  const parts: CountedPart[] = [];
  if (round.paper !== null && round.paper.state !== 'void') {
    if (paper === null) throw new Error('the papers of this round are not counted');
    const { issued, returned } = round.paper;
    parts.push({ figures: { name: 'paper', issued, returned, void: paper.void }, totals: paper });
  }
  if (round.electronic !== null && round.electronic.state !== 'void') {
    const { issued, ballots, totals } = round.electronic;
    if (totals === null) throw new Error('the electronic box of this round is not opened');
    const figures = { name: 'electronic', issued, returned: ballots, void: 0 };
    parts.push({ figures, totals });
  }
  return parts;
}

/**
 * Decides a counted round by the rule sheet that it was prepared under: all channels together. The
 * round was created from a sheet that regulates the vote, so a sheet that does not is a programming
 * error, as is a channel that is not counted.
 */
export function decideRound(
  round: Round,
  document: RuleSheetDocument,
  paper: CountTotals | null,
): DecidedRound {
  if (round.kind !== 'vote') throw new Error('another kind of round is decided by its own rules');
  const settings = settingsOf(round, document);
  const asksAll = settings.form === 'each';
  const parts = countedParts(round, paper);
  const [first, ...others] = parts.map((part) => part.figures);
  if (first === undefined) throw new Error('a round without a counted channel is not decided');
  const totals = sumTotals(
    round.items.map((item) => item.number),
    parts.map((part) => part.totals),
  );
  const input: VoteInput = {
    kind: 'vote',
    ...pick(settings),
    places: round.places,
    due: round.due,
    present: round.present,
    channels: [first, ...others],
    projects: round.items.map((item, index) => {
      const votes = totals.items[index];
      return {
        number: item.number,
        title: item.title,
        for: votes?.for ?? 0,
        against: asksAll ? (votes?.against ?? 0) : null,
        abstain: asksAll ? (votes?.abstain ?? 0) : null,
      };
    }),
  };
  return { input, outcome: decideOutcome(input), passing: passingInWords(settings.passing) };
}

function pick({ form, most, quorum, passing, tie, shortfall }: OutcomeSettings) {
  return { form, most, quorum, passing, tie, shortfall };
}
