/** Times of a booth, in milliseconds. */
export interface BoothTimes {
  /** Without a touch for so long, everything is cleared. */
  readonly idle: number;
  /** The last part of it is counted down aloud to the eye. */
  readonly warning: number;
  /** After the end the screen clears itself. */
  readonly end: number;
}

export const boothTimes: BoothTimes = { idle: 60_000, warning: 20_000, end: 15_000 };

/** What the booth does at this moment. */
export type IdleStep =
  | { readonly is: 'nothing' }
  | { readonly is: 'count'; readonly seconds: number }
  | { readonly is: 'clear' };

/**
 * What is due, `quiet` milliseconds after the last touch (or after the end came). A ballot that is on
 * its way is never given up: it may lie in the box already, and its deputy must be told.
 */
export function idleStep(
  times: BoothTimes,
  where: 'rest' | 'voting' | 'casting' | 'ended',
  quiet: number,
): IdleStep {
  if (where === 'rest' || where === 'casting') return { is: 'nothing' };
  const limit = where === 'ended' ? times.end : times.idle;
  const left = limit - quiet;
  if (left <= 0) return { is: 'clear' };
  const counted = where === 'ended' || left <= times.warning;
  return counted ? { is: 'count', seconds: Math.ceil(left / 1000) } : { is: 'nothing' };
}
