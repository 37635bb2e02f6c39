import { demoRequest } from '../demo-acts.ts';
import type { Committee } from './build-county.ts';
import type { TownshipYear } from './hold-vote.ts';

/** One township's year after the vote, and until when anything has happened in it. */
export interface DeliveryYear extends TownshipYear {
  readonly countyId: string;
  readonly committee: Committee;
  readonly yearId: string;
  /** Nothing is written that would lie after this day. */
  readonly today: Date;
}

/** A moment of the project year: 10:00 in Shanghai; month 13 is January of the next year. */
export function moment(year: number, month: number, day: number): Date {
  return new Date(Date.UTC(year, month - 1, day, 2));
}

/** The day of a moment, as `YYYY-MM-DD`. */
export function dayOf(time: Date): string {
  return time.toISOString().slice(0, 10);
}

/** The acts of a township's year, each asked for at its own moment; none after `today`. */
export function asker(place: DeliveryYear) {
  const past = (at: Date) => at.getTime() < place.today.getTime();
  const ask = (kind: string, at: Date, personId = place.clerkId) =>
    demoRequest(place.townshipId, kind, personId, at);
  return { past, ask };
}
