/** The first twelve characters of a tracker or commitment in groups of four: what is compared by eye. */
export function shortTracker(tracker: string): string {
  return (tracker.slice(0, 12).match(/.{4}/g) ?? []).join(' ');
}
