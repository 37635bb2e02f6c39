import { known } from '../known.ts';
/** Raises one fixed element to an exponent, 0 ≤ exponent < q. */
export type PowerOf = (exponent: bigint) => bigint;

/** q has so many bits. */
const exponentBits = 256;

/**
 * Makes a function that raises `base` by looking up one power for each digit of the exponent. With digits
 * of 8 bits that is 32 multiplications instead of some 320; the table of 8,192 powers (2 MB) takes 40 ms.
 * Digits of 10 bits save another sixth, from a table of 7 MB that takes 150 ms: for many powers of one
 * base. The table is made at the first use.
 */
export function fixedBase(base: bigint, modulus: bigint, digitBits = 8): PowerOf {
  const digits = Math.ceil(exponentBits / digitBits);
  let table: bigint[][] | null = null;
  return (exponent) => {
    table ??= makeTable(base, modulus, digits, 2 ** digitBits);
    const bits = exponent.toString(2).padStart(digits * digitBits, '0');
    let result = 1n;
    table.forEach((row, i) => {
      const end = bits.length - i * digitBits;
      const digit = Number.parseInt(bits.slice(end - digitBits, end), 2);
      if (digit > 0) result = (result * known(row[digit])) % modulus;
    });
    return result;
  };
}

/** Row i holds base^(radix^i × digit) for each digit. */
function makeTable(base: bigint, modulus: bigint, digits: number, radix: number): bigint[][] {
  const table: bigint[][] = [];
  let unit = base;
  for (let i = 0; i < digits; i += 1) {
    const row = [1n];
    let power = 1n;
    for (let digit = 1; digit < radix; digit += 1) {
      power = (power * unit) % modulus;
      row.push(power);
    }
    table.push(row);
    unit = (power * unit) % modulus;
  }
  return table;
}
