import { ok, type Refusal, type Result, refuse } from './refusals.ts';

/** Where the slips (票码) of a round lie when casting is about to begin: every slip is in one of them. */
export interface SlipsBeforeCasting {
  readonly made: number;
  /** Handed out to deputies. */
  readonly issued: number;
  /** Not handed out, scanned back and published as void. */
  readonly voided: number;
  /** Kept back, counted, for deputies who come late. */
  readonly reserve: number;
  /** Cannot be found; the reason is minuted. */
  readonly missing: number;
}

/**
 * Slips balance before anybody votes ("Beyond Belenios", 4): made = issued + void + reserve + missing.
 *
 * Refuses with `slips-unbalanced`, which names the difference.
 */
export function balanceBeforeCasting(slips: SlipsBeforeCasting): Result<null> {
  const { made, issued, voided, reserve, missing } = slips;
  const stated = issued + voided + reserve + missing;
  if (stated === made) return ok(null);
  const difference =
    stated < made
      ? `还有 ${made - stated} 份没有着落。请再扫描未发出的票码，找不到的如实登记为下落不明`
      : `多出 ${stated - made} 份。请重新清点发出的和留用的票码`;
  return refuse({
    code: 'slips-unbalanced',
    message: `共制作 ${made} 份票码，发出 ${issued}、作废 ${voided}、留用 ${reserve}、下落不明 ${missing}，合计 ${stated} 份，${difference}。`,
    field: 'missing',
  });
}

/** What the scan of the slip box found, beside what is known of the round. */
export interface SlipBoxFigures {
  /** Slips handed out and not exchanged for a paper, those from the reserve included. */
  readonly issued: number;
  /** Ballots in the electronic box. */
  readonly ballots: number;
  /** From the pile of used slips: those whose slip has a ballot, and those without. */
  readonly usedWithBallot: number;
  readonly usedWithoutBallot: number;
  /** From the pile of unused slips, the same. */
  readonly unusedWithBallot: number;
  readonly unusedWithoutBallot: number;
}

/** Why the ballots cannot be opened, or that they can. */
export type SlipBoxVerdict =
  | 'balanced'
  /** A slip that was handed back unused has a ballot: somebody else cast it. */
  | 'unused-has-ballot'
  /** More ballots than slips handed out (收回票数 > 发出票数). */
  | 'more-ballots-than-issued'
  /** More ballots have no slip in the box than handed-out slips are missing from it. */
  | 'ballots-without-slip';

/** The balance of the slip box. */
export interface SlipBoxBalance {
  readonly verdict: SlipBoxVerdict;
  /** Ballots whose slip does not lie in the box. */
  readonly ballotsWithoutSlip: number;
  /** Handed-out slips that do not lie in the box; negative when the box holds more than that. */
  readonly missing: number;
}

/**
 * The balance of the slip box before opening ("Beyond Belenios", 4). Every scanned slip is known to be
 * distinct, listed and not void. A ballot may lack its slip only as far as a deputy may have kept one:
 * a slip that nobody was handed is no excuse for a ballot, so slips found missing before casting do not
 * count here.
 */
export function balanceSlipBox(figures: SlipBoxFigures): SlipBoxBalance {
  const { issued, ballots, usedWithBallot, usedWithoutBallot } = figures;
  const { unusedWithBallot, unusedWithoutBallot } = figures;
  const withBallot = usedWithBallot + unusedWithBallot;
  const ballotsWithoutSlip = ballots - withBallot;
  const missing = issued - withBallot - usedWithoutBallot - unusedWithoutBallot;
  const verdict =
    unusedWithBallot > 0
      ? 'unused-has-ballot'
      : ballots > issued
        ? 'more-ballots-than-issued'
        : ballotsWithoutSlip > missing
          ? 'ballots-without-slip'
          : 'balanced';
  return { verdict, ballotsWithoutSlip, missing };
}

/** The verdicts as the minutes say them. */
export const slipBoxVerdictNames: Readonly<Record<SlipBoxVerdict, string>> = {
  balanced: '票码与电子票相符',
  'unused-has-ballot': '交回的未用票码中有已经投过票的，不相符',
  'more-ballots-than-issued': '电子票多于发出的票码，不相符',
  'ballots-without-slip': '没有票码的电子票多于未交回的票码，不相符',
};

/** What decides whether the box may be opened as far as slips are concerned. */
export interface SlipsBeforeOpening {
  readonly scanRule: 'on-objection' | 'always';
  readonly objections: number;
  /** Verdict of the last scan of the slip box; null when there was none. */
  readonly verdict: SlipBoxVerdict | null;
  /** Reserve slips that are neither handed out, nor void, nor stated missing. */
  readonly reserveOpen: number;
}

/**
 * What the slips still ask for before the electronic box is opened, or null.
 *
 * In this order: `reserve-not-voided`, `slip-box-not-scanned`, `slip-box-unbalanced`.
 */
export function slipsBlockOpening(slips: SlipsBeforeOpening): Refusal | null {
  const { scanRule, objections, verdict, reserveOpen } = slips;
  if (reserveOpen > 0) {
    return {
      code: 'reserve-not-voided',
      message: `留用的票码还有 ${reserveOpen} 份没有作废。请先在票码页扫描作废，再开箱。`,
    };
  }
  if (verdict === null && (scanRule === 'always' || objections > 0)) {
    const why = objections > 0 ? `有 ${objections} 件异议` : '票决办法规定每次都要核对';
    return {
      code: 'slip-box-not-scanned',
      message: `${why}，请先在票码页清点票码箱，再开箱。`,
    };
  }
  if (verdict !== null && verdict !== 'balanced') {
    return {
      code: 'slip-box-unbalanced',
      message: `票码箱清点：${slipBoxVerdictNames[verdict]}，不能开箱。请重新清点；仍不相符的，宣布本轮无效，重新投票。`,
    };
  }
  return null;
}
