import { known } from '../known.ts';
import { fixedBase, type PowerOf } from './fixed-base.ts';
import { inverse, mod } from './modular.ts';
import { parameters } from './parameters.ts';
import { windowPower } from './window-power.ts';

/** Raises any element to an exponent, 0 ≤ exponent ≤ q, modulo p of BELENIOS-2048. */
export type Exponentiate = (base: bigint, exponent: bigint) => bigint;

/**
 * The group 𝔾 of prime order q in which everything happens (§5.1), written multiplicatively.
 * How it raises to powers is the caller's choice; answers are the same whatever is chosen.
 */
export interface Group {
  readonly name: string;
  readonly p: bigint;
  readonly q: bigint;
  readonly g: bigint;
  /** g^exponent by table. */
  readonly powerOfG: PowerOf;
  /** A function that raises `base` by table; the last few bases are remembered. */
  readonly fixedBase: (base: bigint) => PowerOf;
  readonly power: Exponentiate;
  readonly multiply: (a: bigint, b: bigint) => bigint;
  readonly divide: (a: bigint, b: bigint) => bigint;
  /** g^−count for a small count, 0 among them; remembered, because proofs ask for the same few. */
  readonly inversePowerOfG: (count: number) => bigint;
  /** Whether 0 < x < p and x^q = 1: costs one exponentiation. */
  readonly isMember: (x: bigint) => boolean;
}

const { name, p, q, g } = parameters;

/** The usual table of g serves every group object of the process. */
const sharedPowerOfG = fixedBase(g, p);

/** So many tables of 2 MB stay in memory; an election needs one, for its key. */
const rememberedTables = 4;

/** g^−0, g^−1, … as far as somebody asked. */
const inversePowersOfG = [1n];

function inversePowerOfG(count: number): bigint {
  while (inversePowersOfG.length <= count) {
    inversePowersOfG.push(inverse(windowPower(g, BigInt(inversePowersOfG.length), p), p));
  }
  return known(inversePowersOfG[count]);
}

/** What a group is to be used for. */
export interface GroupUse {
  /** Whether thousands of powers of each fixed base are to be expected: larger tables pay then. */
  readonly manyPowers?: boolean;
}

/** Makes BELENIOS-2048 (§5.1) upon a way to exponentiate: BigInt when none is given. */
export function createGroup(
  exponentiate?: Exponentiate,
  { manyPowers = false }: GroupUse = {},
): Group {
  const power =
    exponentiate ?? ((base: bigint, exponent: bigint) => windowPower(base, exponent, p));
  const table = (base: bigint) => fixedBase(base, p, manyPowers ? 10 : 8);
  const powerOfG = manyPowers ? table(g) : sharedPowerOfG;
  const tables = new Map<bigint, PowerOf>([[g, powerOfG]]);
  return {
    name,
    p,
    q,
    g,
    powerOfG,
    fixedBase: (base) => {
      const known = tables.get(base);
      if (known !== undefined) return known;
      const made = table(base);
      if (tables.size > rememberedTables) {
        tables.clear();
        tables.set(g, powerOfG);
      }
      tables.set(base, made);
      return made;
    },
    power,
    multiply: (a, b) => (a * b) % p,
    divide: (a, b) => (a * inverse(b, p)) % p,
    inversePowerOfG,
    isMember: (x) => x > 0n && x < p && power(x, q) === 1n,
  };
}

/** Reduces modulo q, the order of the group: the result is in [0, q). */
export function modQ(x: bigint): bigint {
  return mod(x, q);
}
