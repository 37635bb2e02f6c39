/** One thing that the doctor looked at. */
export interface Finding {
  readonly what: string;
  /** `warn`: the program runs, but something that matters is not as it should be. */
  readonly state: 'fine' | 'warn' | 'wrong';
  readonly words: string;
}
