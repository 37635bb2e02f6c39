/** Sums of money, always exact: 万元 with up to four decimals are whole yuan. */

const pattern = /^(\d{1,10})(?:\.(\d{1,4}))?$/;

/** Whole yuan of an amount in 万元 that is entered now, such as `85.5`; null when it is no such amount. */
export function yuanOf(tenThousandYuan: string): bigint | null {
  const parts = pattern.exec(tenThousandYuan);
  if (parts === null) return null;
  return BigInt(parts[1] ?? '0') * 10_000n + BigInt((parts[2] ?? '').padEnd(4, '0'));
}

const writtenPattern = /^(\d{1,11})(?:\.(\d{1,4})0*)?$/;

/**
 * Whole yuan of an amount in 万元 as an older paper or an older entry has it: spaces around it and further
 * zeros are no fault. Null for what is not such a number: an amount that cannot be read is no data, never 0.
 */
export function yuanWritten(tenThousandYuan: string | null): number | null {
  const parts = writtenPattern.exec(tenThousandYuan?.trim() ?? '');
  if (parts === null) return null;
  return Number(parts[1]) * 10_000 + Number((parts[2] ?? '').padEnd(4, '0'));
}

/** The same amount in 万元, without zeros at its end: 855000 yuan are `85.5`. */
export function tenThousandYuanOf(yuan: bigint | number): string {
  const exact = BigInt(yuan);
  const whole = exact / 10_000n;
  const fraction = (exact % 10_000n).toString().padStart(4, '0').replace(/0+$/, '');
  return fraction === '' ? whole.toString() : `${whole}.${fraction}`;
}

/** The sum of amounts in 万元; null when one of them is no amount. */
export function sumTenThousandYuan(amounts: readonly string[]): string | null {
  let sum = 0n;
  for (const amount of amounts) {
    const yuan = yuanOf(amount);
    if (yuan === null) return null;
    sum += yuan;
  }
  return tenThousandYuanOf(sum);
}

/** A decimal as the database writes it, without the zeros at its end: 85.5000 is 85.5. */
export function tidyAmount(amount: string): string {
  return amount.includes('.') ? amount.replace(/\.?0+$/, '') : amount;
}
