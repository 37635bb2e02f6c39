import { sourceOf } from '../../src/client/bundle/bundle-source.ts';
import { checkBundle } from '../../src/client/bundle/check-bundle.ts';
import { type BundleYear, type Loose, noArchive } from './bundle-year.ts';
import { contentsOf, packed, packedKey, signed } from './pack-bundle.ts';

/** What the checker says of a bundle without electronic ballots. */
export async function checkLies(bytes: Uint8Array, key: string | null = packedKey) {
  const options = { publicKey: key, mostHeld: 2 ** 26, verifyArchive: noArchive };
  return await checkBundle(sourceOf(bytes), options);
}

/** Every failure as its check and its place. */
export async function toldOf(bytes: Uint8Array): Promise<readonly string[]> {
  return (await checkLies(bytes)).failures.map((one) => `${one.check} ${one.place}`);
}

/** The year as a server signs it. */
export function signYear(year: BundleYear): Uint8Array {
  return packed(signed(contentsOf(year)));
}

/** A row of a year, to be changed. */
export function rowOf(year: BundleYear, name: string, index = 0): Loose {
  const found = year.rows[name]?.[index];
  if (found === undefined) throw new Error(`no row ${index} of ${name}`);
  return found;
}

/** Leaves a row out. */
export function dropRow(year: BundleYear, name: string, index = 0): void {
  year.rows[name]?.splice(index, 1);
}
