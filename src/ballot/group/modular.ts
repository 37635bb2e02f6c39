/** Reduces to [0, modulus), also for negative numbers. */
export function mod(x: bigint, modulus: bigint): bigint {
  const rest = x % modulus;
  return rest < 0n ? rest + modulus : rest;
}

/** The inverse modulo a prime, by Euclid's algorithm. Throws on zero, which has none. */
export function inverse(x: bigint, modulus: bigint): bigint {
  let [r0, r1] = [modulus, mod(x, modulus)];
  let [t0, t1] = [0n, 1n];
  if (r1 === 0n) throw new RangeError('zero has no inverse');
  while (r1 !== 0n) {
    const quotient = r0 / r1;
    [r0, r1] = [r1, r0 - quotient * r1];
    [t0, t1] = [t1, t0 - quotient * t1];
  }
  return mod(t0, modulus);
}
