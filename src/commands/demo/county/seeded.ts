/** Numbers that look random and are the same in every demo: no secret is ever made of them. */
export interface Seeded {
  /** A whole number from `from` to `to`, both included. */
  between(from: number, to: number): number;
  /** True in about `percent` of a hundred cases. */
  chance(percent: number): boolean;
  /** One of the values. */
  pick<Value>(values: readonly [Value, ...Value[]]): Value;
}

/** A stream of numbers from a seed, by the generator mulberry32 (Tommy Ettinger, public domain). */
export function seeded(seed: number): Seeded {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const between = (from: number, to: number) => from + Math.floor(next() * (to - from + 1));
  return {
    between,
    chance: (percent) => next() * 100 < percent,
    pick: (values) => values[between(0, values.length - 1)] ?? values[0],
  };
}
