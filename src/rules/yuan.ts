import { tenThousandYuanOf } from './money.ts';

/**
 * Whole yuan of an amount written in 万元 as a decimal with up to four places, so that sums and shares are
 * exact. Null for what is not such a number: an amount that cannot be read is no data, never 0. It reads what
 * older papers say more leniently than `money.ts` accepts what is entered now.
 */
export function yuanOf(tenThousandYuan: string | null): number | null {
  const match = /^(\d{1,11})(?:\.(\d{1,4})0*)?$/.exec(tenThousandYuan?.trim() ?? '');
  if (match === null) return null;
  const [, whole = '0', part = ''] = match;
  return Number(whole) * 10_000 + Number(part.padEnd(4, '0'));
}

/** An amount of whole yuan in 万元, without zeros at its end: `12.5`. */
export function inTenThousandYuan(yuan: number): string {
  return tenThousandYuanOf(BigInt(yuan));
}
