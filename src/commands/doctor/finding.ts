/** One thing that the doctor looked at. */
export interface Finding {
  readonly what: string;
  /** `warn`: the program runs, but something that matters is not as it should be. */
  readonly state: 'fine' | 'warn' | 'wrong';
  readonly words: string;
}

/** The state of something that is either as it should be or stops the program. */
export function stateOf(fine: boolean): Finding['state'] {
  return fine ? 'fine' : 'wrong';
}
