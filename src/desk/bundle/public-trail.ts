import type { Kysely } from 'kysely';
import type { Tables } from '../../database/tables.ts';
import { canonicalJson, type JsonValue } from '../../rules/canonical-json.ts';
import type { HashedEntry } from '../../trail/append.ts';
import { candidateEvents } from '../../trail/catalogue/candidates.ts';
import { deliveryEvents } from '../../trail/catalogue/delivery.ts';
import { indicatorEvents } from '../../trail/catalogue/indicators.ts';
import { lookbackEvents } from '../../trail/catalogue/lookback.ts';
import { resultEvents } from '../../trail/catalogue/result.ts';
import { satisfactionEvents } from '../../trail/catalogue/satisfaction.ts';
import { supervisionEvents } from '../../trail/catalogue/supervision.ts';
import { trailEvents } from '../../trail/catalogue/trail.ts';
import type { EventCode } from '../../trail/events.ts';
import { walkChain } from '../../trail/index.ts';
import type { ClosedEntry } from '../../wire/bundle.ts';

/** Steps of a meeting and a round that the hall sees: their time and numbers are public anyway. */
const hallEvents = [
  ...['meeting-created', 'meeting-ended', 'sitting-created', 'agenda-changed', 'roll-frozen'],
  ...['sitting-moved', 'decision-recorded', 'rule-sheet-drafted', 'rule-sheet-changed'],
  ...['rule-sheet-adopted', 'round-created', 'papers-printed', 'papers-voided', 'round-opened'],
  ...['papers-issued', 'round-closed', 'papers-returned', 'papers-corrected', 'round-moved'],
  ...['counting-started', 'counting-finished', 'keys-taken', 'setup-sealed', 'slips-published'],
  ...['casting-begun', 'box-closed', 'box-void', 'paper-sheet-signed', 'opening-begun'],
  ...['box-opened', 'box-verified-again', 'keys-destroyed', 'slip-box-scanned'],
] as const;

const open: ReadonlySet<string> = new Set<string>([
  ...hallEvents,
  ...Object.keys(candidateEvents),
  ...Object.keys(resultEvents),
  ...Object.keys(deliveryEvents),
  ...Object.keys(supervisionEvents),
  ...Object.keys(indicatorEvents),
  ...Object.keys(lookbackEvents),
  ...Object.keys(satisfactionEvents),
  ...Object.keys(trailEvents),
]);

/** Subjects that point to one person: an entry with one of them is never given whole. */
const personal = /person|deputy|member|participant|station|sign_in|invitation|entry/;

/**
 * Steps that a deputy may take alone: such an entry would tell who went on a visit, raised an opinion or
 * was not content with an answer, since every entry says who recorded it.
 */
const byDeputies: ReadonlySet<string> = new Set<EventCode>([
  'visit-planned',
  'visit-plan-cancelled',
  'visit-noted',
  'opinion-raised',
  'opinion-rated',
  'site-checked',
  'residents-asked',
  'site-check-withdrawn',
  'talk-withdrawn',
]);

/**
 * Whether an entry is given whole, without its detail. Closed by default: an event of a new kind, or one
 * that points to a person (attendance, sign-in, a teller's entry, a slip exchanged, a deputy's visit), is
 * given by its place in the chain alone, so that the chain still verifies to its head and nobody learns
 * when somebody came.
 */
export function isOpenEntry(entry: Pick<HashedEntry, 'event' | 'subjects'>): boolean {
  if (!open.has(entry.event) || byDeputies.has(entry.event)) return false;
  return !Object.keys(entry.subjects).some((key) => personal.test(key));
}

/** An entry as the bundle gives it. Details are never in it, erased or not. */
function publicEntry(entry: HashedEntry & { readonly hash: string }): JsonValue {
  if (isOpenEntry(entry)) return { ...entry };
  const { sequence, previous_hash, hash } = entry;
  const closed: ClosedEntry = { sequence, previous_hash, hash };
  return { ...closed };
}

/** The chain of a congress as JSON Lines, so many entries at a time. */
export async function* publicChain(
  database: Kysely<Tables>,
  congressId: string,
): AsyncGenerator<string> {
  for await (const entries of walkChain(database, congressId)) {
    yield entries.map((entry) => `${canonicalJson(publicEntry(entry))}\n`).join('');
  }
}
