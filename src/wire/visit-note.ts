/** What the staff site says to a phone that sent the note of a visit. */
export type VisitNoteAnswer =
  | { readonly received: true; readonly visitId: string }
  | { readonly received: false; readonly refusals: readonly string[] };
