/** Columns of what is taken back with its reason when it was wrong: the row stays and counts no longer. */
export interface Withdrawable {
  withdrawn_at: Date | null;
  withdrawn_reason: string | null;
}
