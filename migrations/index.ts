import type { Migration } from 'kysely/migration';
import * as congresses from './2026-11-24-01-congresses.ts';
import * as people from './2026-11-24-02-people.ts';
import * as meetings from './2026-11-24-03-meetings.ts';
import * as candidatesAndRuleSheets from './2026-11-24-04-candidates-and-rule-sheets.ts';
import * as rounds from './2026-11-24-05-rounds.ts';
import * as counting from './2026-11-24-06-counting.ts';
import * as results from './2026-11-24-07-results.ts';
import * as trail from './2026-11-24-08-trail.ts';
import * as tieDecisions from './2026-11-24-09-tie-decisions.ts';
import * as categories from './2026-11-24-10-categories.ts';
import * as electronicChannel from './2026-11-24-11-electronic-channel.ts';
import * as withdrawnBatches from './2026-11-24-19-withdrawn-batches.ts';

/** All migrations by name, in order. A name that has been released never changes. */
export const migrations: Readonly<Record<string, Migration>> = {
  '2026-11-24-01-congresses': congresses,
  '2026-11-24-02-people': people,
  '2026-11-24-03-meetings': meetings,
  '2026-11-24-04-candidates-and-rule-sheets': candidatesAndRuleSheets,
  '2026-11-24-05-rounds': rounds,
  '2026-11-24-06-counting': counting,
  '2026-11-24-07-results': results,
  '2026-11-24-08-trail': trail,
  '2026-11-24-09-tie-decisions': tieDecisions,
  '2026-11-24-10-categories': categories,
  '2026-11-24-11-electronic-channel': electronicChannel,
  '2026-11-24-19-withdrawn-batches': withdrawnBatches,
};
