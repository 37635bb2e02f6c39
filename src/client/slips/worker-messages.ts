import type { MadeSlips } from './make-slips.ts';

/** What the page asks its worker for: slips for each of these elections. */
export interface SlipsAsked {
  readonly sets: readonly { readonly uuid: string; readonly count: number }[];
}

/** What the worker says: how far it is, then everything at once. */
export type SlipsAnswer =
  | { readonly kind: 'progress'; readonly done: number }
  | { readonly kind: 'made'; readonly sets: readonly MadeSlips[] };
