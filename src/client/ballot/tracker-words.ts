/** The first twelve characters of a tracker or commitment in groups of four: what is compared by eye. */
export function shortTracker(tracker: string): string {
  return (tracker.slice(0, 12).match(/.{4}/g) ?? []).join(' ');
}

/** Fewest characters of a commitment or tracker that are compared: 72 bits. */
const comparedCharacters = 12;

/** Whether a code begins with what somebody typed, which must be long enough to mean something. */
export function beginsWith(code: string, typed: string): boolean {
  return typed.length >= comparedCharacters && code.startsWith(typed);
}
