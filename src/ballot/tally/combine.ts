import type { Trustee } from '../ceremony/trustees.ts';
import { type Group, modQ } from '../group/group.ts';
import { inverse } from '../group/modular.ts';
import { known } from '../known.ts';

/** The decryption factors that were published, by owner (from 1). */
export type Shares = ReadonlyMap<number, readonly (readonly bigint[])[]>;

/** An item of the trustees that lacks shares: where it begins among the owners, and how many more. */
export interface MissingShares {
  readonly firstOwner: number;
  readonly missing: number;
}

/** λ (§4.19) at 0 of the owners I: ∏ k / (k − d) mod q over k ≠ d. */
export function lagrange(d: number, owners: readonly number[], q: bigint, at = 0): bigint {
  return owners
    .filter((k) => k !== d)
    .reduce((product, k) => modQ(product * BigInt(k - at) * inverse(BigInt(k - d), q)), 1n);
}

/** Which items of the trustees have fewer shares than they need (§4.19). */
export function missingShares(trustees: readonly Trustee[], shares: Shares): MissingShares[] {
  return itemsOf(trustees).flatMap(({ firstOwner, size, needed }) => {
    const missing = needed - ownersWithin(shares, firstOwner, size).length;
    return missing > 0 ? [{ firstOwner, missing }] : [];
  });
}

/**
 * The synthetic factors F (§4.19): the product over all items, of a "Single" one its factor, of a
 * "Pedersen" one the first T shares raised to their Lagrange coefficients. Enough shares must be there.
 */
export function combineShares(
  group: Group,
  trustees: readonly Trustee[],
  shares: Shares,
  shape: readonly number[],
): bigint[][] {
  return shape.map((count, i) =>
    Array.from({ length: count }, (_, j) =>
      itemsOf(trustees).reduce((product, { firstOwner, size, needed }) => {
        const owners = ownersWithin(shares, firstOwner, size).slice(0, needed);
        return owners.reduce((factor, d) => {
          const share = known(shares.get(firstOwner + d - 1)?.[i]?.[j]);
          const raised = needed === 1 ? share : group.power(share, lagrange(d, owners, group.q));
          return group.multiply(factor, raised);
        }, product);
      }, 1n),
    ),
  );
}

/**
 * Owners whose share does not lie on the polynomial of the first T ones: then some quorums would give
 * another result than others. Each further share is interpolated from the first T.
 */
export function disagreeingOwners(
  group: Group,
  trustees: readonly Trustee[],
  shares: Shares,
): number[] {
  return itemsOf(trustees).flatMap(({ firstOwner, size, needed }) => {
    const owners = ownersWithin(shares, firstOwner, size);
    const quorum = owners.slice(0, needed);
    return owners
      .slice(needed)
      .filter((extra) => {
        const powers = quorum.map((d) => lagrange(d, quorum, group.q, extra));
        const published = known(shares.get(firstOwner + extra - 1));
        return published.some((question, i) =>
          question.some((share, j) => {
            const expected = quorum.reduce((product, d, at) => {
              const given = known(shares.get(firstOwner + d - 1)?.[i]?.[j]);
              return group.multiply(product, group.power(given, known(powers[at])));
            }, 1n);
            return expected !== share;
          }),
        );
      })
      .map((extra) => firstOwner + extra - 1);
  });
}

interface Item {
  readonly firstOwner: number;
  readonly size: number;
  readonly needed: number;
}

function itemsOf(trustees: readonly Trustee[]): Item[] {
  let next = 1;
  return trustees.map((trustee) => {
    const firstOwner = next;
    const single = trustee.kind === 'Single';
    const size = single ? 1 : trustee.parameters.verificationKeys.length;
    next += size;
    return { firstOwner, size, needed: single ? 1 : trustee.parameters.threshold };
  });
}

/** The owners that gave a share, numbered from 1 within the item. */
function ownersWithin(shares: Shares, firstOwner: number, size: number): number[] {
  return Array.from({ length: size }, (_, i) => i + 1).filter((d) =>
    shares.has(firstOwner + d - 1),
  );
}
