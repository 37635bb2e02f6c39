/** What the staff site says to a phone that sent what it had kept. */
export type KeptNoteAnswer =
  | { readonly received: true }
  | { readonly received: false; readonly refusals: readonly string[] };
