/**
 * Who of a new roll may be a deputy of the term before (连任): a proposal for somebody who knows them, never a join by
 * itself. Names repeat in every township, so a name alone proposes nobody.
 */

/** What two rolls say of one deputy. */
export interface RollPerson {
  readonly name: string;
  readonly sex: string | null;
  readonly phone: string | null;
  readonly deputyNumber: string | null;
  readonly delegation: string | null;
}

/** By what a row of the new roll and a former deputy agree, beside name and sex. */
export type Agreement = 'phone' | 'number' | 'delegation';

/** Chinese words for what agrees. */
export const agreementNames: Readonly<Record<Agreement, string>> = {
  phone: '手机',
  number: '代表证号',
  delegation: '代表团',
};

/** A row of the new roll beside the one former deputy that it may be. */
export interface SamePerson<Former> {
  readonly row: number;
  readonly former: Former;
  readonly by: readonly Agreement[];
  /** Whether more than the delegation agrees: only then is the proposal ticked beforehand. */
  readonly likely: boolean;
}

const same = (one: string | null, other: string | null) =>
  one !== null && one.trim() !== '' && one.trim() === other?.trim();

/** What of two deputies agrees; null where they are not one by name and sex, or nothing else agrees. */
export function agreements(row: RollPerson, former: RollPerson): readonly Agreement[] | null {
  if (!same(row.name, former.name)) return null;
  if (row.sex !== null && former.sex !== null && row.sex !== former.sex) return null;
  const by: Agreement[] = [];
  if (same(row.phone, former.phone)) by.push('phone');
  if (same(row.deputyNumber, former.deputyNumber)) by.push('number');
  if (same(row.delegation, former.delegation)) by.push('delegation');
  // Where a roll does not say the sex, a delegation is too little.
  const sexStated = row.sex !== null && former.sex !== null;
  return by.some((one) => one !== 'delegation' || sexStated) ? by : null;
}

/**
 * The proposals for a new roll: rows that agree with exactly one former deputy, who agrees with no other row. `unsure`
 * are the rows that agree with several, or share their former deputy with another row: they are proposed to nobody.
 */
export function proposeSamePersons<Former extends RollPerson>(
  formers: readonly Former[],
  rows: readonly RollPerson[],
): { readonly proposed: readonly SamePerson<Former>[]; readonly unsure: readonly number[] } {
  const pairs = rows.flatMap((row, index) =>
    formers.flatMap((former) => {
      const by = agreements(row, former);
      return by === null ? [] : [{ row: index, former, by }];
    }),
  );
  const alone = (pair: (typeof pairs)[number]) =>
    pairs.every(
      (other) => other === pair || (other.row !== pair.row && other.former !== pair.former),
    );
  return {
    proposed: pairs
      .filter(alone)
      .map((pair) => ({ ...pair, likely: pair.by.some((one) => one !== 'delegation') })),
    unsure: [...new Set(pairs.filter((pair) => !alone(pair)).map((pair) => pair.row))],
  };
}
