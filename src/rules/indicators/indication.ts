import type { Thresholds } from './thresholds.ts';
import type { YearRecord } from './year-record.ts';

/** `question`: past the threshold. `clear`: measured, and not past it. `no-data` is never a pass. */
export type IndicationState = 'question' | 'clear' | 'no-data';

/** Where the figures of an indication stand in the record. */
export type Evidence =
  | { readonly kind: 'figures' | 'candidates' }
  | { readonly kind: 'meeting' | 'rule-sheet'; readonly meetingId: string }
  | { readonly kind: 'round'; readonly meetingId: string; readonly roundId: string }
  | { readonly kind: 'project'; readonly projectId: string; readonly number: number }
  | { readonly kind: 'opinion'; readonly opinionId: string; readonly number: number }
  | {
      readonly kind: 'rectification';
      readonly issuerId: string;
      readonly rectificationId: string;
      readonly number: number;
    };

/** What one indicator found in one year. */
export interface Judged {
  readonly state: IndicationState;
  /** A question with its numbers, what was measured, or what is missing. */
  readonly sentence: string;
  readonly evidence: readonly Evidence[];
}

/** One indicator of the closed catalogue. */
export interface Indicator {
  readonly title: string;
  /** The stage of the year (1–10) that it looks at. */
  readonly stage: number;
  /** The setting that its threshold comes from; null where the law leaves no number to choose. */
  readonly setting: string | null;
  /** The threshold in words. */
  readonly threshold: (thresholds: Thresholds) => string;
  readonly judge: (record: YearRecord, thresholds: Thresholds) => Judged;
}

/** Past the threshold: the sentence asks. */
export function asks(sentence: string, evidence: readonly Evidence[]): Judged {
  return { state: 'question', sentence, evidence };
}

/** Measured and not past the threshold. */
export function clear(sentence: string, evidence: readonly Evidence[]): Judged {
  return { state: 'clear', sentence, evidence };
}

/** The record does not hold what would have to be looked at. */
export function noData(sentence: string): Judged {
  return { state: 'no-data', sentence, evidence: [] };
}

/** Whether `part` of `whole` is more than so many percent, without rounding. */
export function moreThan(part: number, whole: number, percent: number): boolean {
  return part * 100 > whole * percent;
}

/** A share in whole percent for a sentence. */
export function percentOf(part: number, whole: number): string {
  return `${Math.round((part * 100) / whole)}%`;
}

/** Numbers of projects as a sentence names them: `3、7号`. */
export function numbered(items: readonly { readonly number: number }[]): string {
  return `${items.map((one) => one.number).join('、')}号`;
}

/** Projects as evidence. */
export function projectsAsEvidence(
  projects: readonly { readonly id: string; readonly number: number }[],
): readonly Evidence[] {
  return projects.map(({ id, number }) => ({ kind: 'project', projectId: id, number }));
}
