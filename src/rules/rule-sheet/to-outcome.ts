import type { VoteInput } from '../outcome/input.ts';
import { ok, type Refusal, type Result, refuse } from '../refusals.ts';
import { type Category, capOf, type RuleSheetDocument, type VoteChapter } from './document.ts';

/** What a sheet says in the input of the outcome, under the same names. */
export interface OutcomeSettings
  extends Pick<VoteInput, 'form' | 'most' | 'quorum' | 'passing' | 'tie' | 'shortfall'> {
  readonly places: number;
}

/** One vote that has an outcome of its own: the whole ballot, or one category of a 分类式 ballot. */
export interface Contest extends OutcomeSettings {
  /** Null for a ballot without categories. */
  readonly category: string | null;
}

/** Numbers that a standing sheet leaves to each meeting; what the sheet itself says goes first. */
export interface MeetingNumbers {
  readonly places?: number;
  readonly candidates?: number;
}

const notRegulated: Refusal = {
  code: 'vote-not-regulated',
  message: '这份办法没有规定票决，请先填写“票决”一章。',
  field: 'regulated.vote',
};

function missing(field: 'places' | 'candidates'): Refusal {
  const name = field === 'places' ? '应选项目数' : '候选项目数';
  return {
    code: `${field}-missing`,
    message: `还没有确定${name}，请填写。`,
    field: `vote.${field}`,
  };
}

function firstPassing(vote: VoteChapter): OutcomeSettings['passing'] {
  return {
    base: vote.passingBase,
    comparison: vote.passingComparison,
    fraction: vote.passingFraction,
  };
}

/**
 * The contests of a first round. `most` is the cap on one paper, null without one. Refusals, in order: `vote-not-regulated`, `places-missing`, `candidates-missing`,
 * `cap-missing`. The sheet should be sound (`soundRuleSheet`).
 */
export function outcomeContests(
  document: RuleSheetDocument,
  numbers: MeetingNumbers = {},
): Result<readonly [Contest, ...Contest[]]> {
  if (document.vote === undefined) return refuse(notRegulated);
  const places = document.vote.places ?? numbers.places;
  const candidates = document.vote.candidates ?? numbers.candidates;
  if (places === undefined) return refuse(missing('places'));
  if (candidates === undefined) return refuse(missing('candidates'));
  const vote = { ...document.vote, places, candidates };
  const shared = {
    quorum: vote.quorum,
    passing: firstPassing(vote),
    tie: vote.tie,
    shortfall: vote.shortfall,
  };
  if (vote.form === 'categories') {
    const [first, ...others] = vote.categories.map(
      (category): Contest => ({
        ...shared,
        category: category.name,
        form: 'upto',
        places: category.places,
        most: category.places,
      }),
    );
    const message = '分类式选票还没有类别，请填写类别与各类应选数。';
    const field = 'vote.categories';
    return first === undefined
      ? refuse({ code: 'categories-missing', message, field })
      : ok([first, ...others]);
  }
  const cap = capOf(vote);
  if (cap === null && vote.cap !== 'none') {
    const message = '还没有填写一张选票最多赞成多少项，请填写。';
    return refuse({ code: 'cap-missing', message, field: 'vote.most' });
  }
  const most = cap === null ? null : Math.min(cap, candidates);
  return ok([{ ...shared, category: null, form: vote.form, places, most }]);
}

/** The places still open and the projects that stand in a later round. */
export interface LaterRound {
  readonly kind: 'revote' | 'second-round';
  readonly places: number;
  readonly candidates: number;
}

/** The most votes win, since the tied projects reached the majority in the earlier round. */
function revotePassing(vote: VoteChapter): OutcomeSettings['passing'] {
  return vote.revoteDecides === 'most-votes' ? { base: 'earlier-round' } : firstPassing(vote);
}

function secondRoundPassing(vote: VoteChapter): OutcomeSettings['passing'] {
  return vote.secondRoundPassing === 'as-first'
    ? firstPassing(vote)
    : { base: 'present', comparison: 'more-than', fraction: '1/2' };
}

const secondTies = {
  presidium: 'presidium',
  lot: 'lot',
  both: 'both',
  'leave-open': 'neither',
} as const;

function laterForm({ form }: VoteChapter, { places, candidates }: LaterRound) {
  if (form === 'each') return 'each';
  return form === 'exactly' && candidates > places ? 'exactly' : 'upto';
}

/**
 * The fewest projects that a ballot must mark in a round with this cap: what the sheet says for 选择式
 * at most N, but one fewer than the cap at most, so that a later round with few places leaves a choice.
 */
export function leastOnBallot({ form, leastMarked }: VoteChapter, most: number): number {
  return form === 'upto' ? Math.max(0, Math.min(leastMarked, most - 1)) : 0;
}

/**
 * The settings of a re-vote among the tied or of a second round. A capped paper may mark as many as
 * places are open. Refuses with `vote-not-regulated`.
 */
export function laterRoundSettings(
  document: RuleSheetDocument,
  round: LaterRound,
): Result<OutcomeSettings> {
  const { vote } = document;
  if (vote === undefined) return refuse(notRegulated);
  const { places, candidates } = round;
  const capped = vote.form !== 'each' || vote.cap !== 'none';
  const revote = round.kind === 'revote';
  return ok({
    form: laterForm(vote, round),
    places,
    most: capped ? Math.min(places, candidates) : null,
    quorum: vote.quorum,
    passing: revote ? revotePassing(vote) : secondRoundPassing(vote),
    tie: revote ? secondTies[vote.secondTie] : vote.tie,
    shortfall: revote ? vote.shortfall : vote.secondShortfall,
  });
}

/** What the counting of papers and the signing of its report need from a sheet. */
export interface CountingSettings {
  readonly form: VoteChapter['form'];
  readonly categories: readonly Category[];
  readonly symbols: { readonly for: string; readonly against: string; readonly abstain: string };
  readonly overMarked: VoteChapter['overMarked'];
  readonly blankBallot: VoteChapter['blankBallot'];
  readonly illegibleMark: VoteChapter['illegibleMark'];
  /** Ways in which a batch may be entered, each of them twice. */
  readonly methods: readonly ('papers' | 'tally')[];
  readonly batchSize: number;
  readonly channelVoid: VoteChapter['channelVoid'];
  readonly notPressed: VoteChapter['notPressed'];
  readonly signers: VoteChapter['signers'];
  readonly signerMissing: VoteChapter['signerMissing'];
}

/** The counting settings of a sheet. Refuses with `vote-not-regulated`. */
export function countingSettings(document: RuleSheetDocument): Result<CountingSettings> {
  const { vote } = document;
  if (vote === undefined) return refuse(notRegulated);
  const { form, categories, overMarked, blankBallot, illegibleMark, batchSize } = vote;
  const { channelVoid, notPressed, signers, signerMissing } = vote;
  return ok({
    form,
    categories,
    symbols: { for: vote.forSymbol, against: vote.againstSymbol, abstain: vote.abstainSymbol },
    overMarked,
    blankBallot,
    illegibleMark,
    methods: vote.countMethod === 'papers' ? ['papers'] : ['papers', 'tally'],
    batchSize,
    channelVoid,
    notPressed,
    signers,
    signerMissing,
  });
}
