/** Ratings of one project from one address within an hour that count at once: a household, a shop. */
export const fromOneAddress = 20;

/** The same while a sitting is held: a whole hall stands behind one address. */
export const fromOneAddressWithHall = 300;

/** Ratings and reports from one address within an hour above which nothing is taken any more. */
export const mostFromOneAddress = 600;

/** Reports of problems from one address within an hour. */
export const mostProblemsFromOneAddress = 10;

/** Ratings of one project on one day that are never a surge. */
export const neverASurge = 50;

/** Why a rating waits for the clerk. */
export type HoldReason = 'address' | 'surge';

/** What is known when a rating comes. */
export interface RatingSituation {
  /** Ratings of this project from this address within the hour, this one included. */
  readonly fromAddress: number;
  readonly hallOpen: boolean;
  /** Ratings of this project today, this one included. */
  readonly today: number;
  /** Ratings of this project on earlier days, and on how many days. */
  readonly before: { readonly ratings: number; readonly days: number };
}

/**
 * Whether a rating is held back until the clerk has looked: too many from one address, or five times as many
 * on a day as is usual. It is stored all the same; nobody is told that it counts less.
 */
export function holdBack(situation: RatingSituation): HoldReason | null {
  const { fromAddress, hallOpen, today, before } = situation;
  if (fromAddress > (hallOpen ? fromOneAddressWithHall : fromOneAddress)) return 'address';
  const usual = before.days === 0 ? 0 : before.ratings / before.days;
  return today > Math.max(neverASurge, 5 * usual) ? 'surge' : null;
}

/** The reasons in Chinese, as the clerk reads them. */
export const holdReasonNames: Readonly<Record<HoldReason, string>> = {
  address: '同一网络短时间内评价过多',
  surge: '一天内评价突然增多',
};
