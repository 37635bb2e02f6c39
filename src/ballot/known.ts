/**
 * A value that must be there, because the list that it stands in was made or read with its length. Throws
 * when it is not: that is a mistake of ours, which no default may hide.
 */
export function known<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new RangeError('a value is missing that must be there');
  return value;
}
