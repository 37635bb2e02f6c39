/** A clause without its closing stop, to be continued by the sentence around it. */
export function withoutStop(clause: string): string {
  return clause.replace(/[。.；;]+$/, '');
}
