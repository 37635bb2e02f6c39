/** A code in groups of four characters, as it is read aloud and compared. */
export function inGroups(code: string): string {
  return (code.match(/.{1,4}/gu) ?? []).join(' ');
}
