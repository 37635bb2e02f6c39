/** An item and the first other one that repeats it, by their indexes. */
export interface Repeat {
  readonly index: number;
  readonly twin: number;
}

/**
 * Finds every item whose key another item has too. An empty key repeats nothing, and `toldApart` may
 * say that two items of one key are still two.
 */
export function findRepeats<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string | number | null,
  toldApart: (one: Item, other: Item) => boolean = () => false,
): readonly Repeat[] {
  const groups = new Map<string | number, { readonly item: Item; readonly index: number }[]>();
  for (const [index, item] of items.entries()) {
    const key = keyOf(item);
    if (key === null || key === '') continue;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [{ item, index }]);
    else group.push({ item, index });
  }
  return [...groups.values()].flatMap((group) =>
    group.flatMap(({ item, index }) => {
      const twin = group.find((other) => other.index !== index && !toldApart(item, other.item));
      return twin === undefined ? [] : [{ index, twin: twin.index }];
    }),
  );
}
