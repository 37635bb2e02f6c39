import type { Refusal } from './refusals.ts';

/** Failures older than this do not count, in minutes. */
export const failureWindowMinutes = 15;

/** Failures within the window, by what failed. */
export interface FailureCounts {
  readonly account: number;
  readonly code: number;
  readonly address: number;
}

/**
 * Most failures within the window. All deputies of a hall stand behind one address, so an address has
 * a wide allowance while any sitting is open (data-model.md, Rate limits).
 */
export const mostFailures = { account: 10, code: 5, address: 50, addressWithHall: 600 } as const;

/** Decides whether another try is allowed; null means yes. */
export function judgeFailures(counts: FailureCounts, hallOpen: boolean): Refusal | null {
  const addressMost = hallOpen ? mostFailures.addressWithHall : mostFailures.address;
  const tooMany =
    counts.account >= mostFailures.account ||
    counts.code >= mostFailures.code ||
    counts.address >= addressMost;
  if (!tooMany) return null;
  return {
    code: 'too-many-tries',
    message: `连续输错的次数太多，请 ${failureWindowMinutes} 分钟后再试，或向工作人员要一个新的登录链接。`,
  };
}
