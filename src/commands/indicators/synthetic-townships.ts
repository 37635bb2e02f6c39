import { type IndicatorCode, indicatorCodes } from '../../rules/indicators/catalogue.ts';
import type { YearRecord } from '../../rules/indicators/year-record.ts';
import { type Seeded, seeded } from '../demo/county/seeded.ts';
import { traits } from './formalistic-traits.ts';
import { healthyTownship } from './healthy-township.ts';

/** An invented township's year with what is known to be wrong in it: nothing, or these traits. */
export interface LabelledTownship {
  readonly seed: number;
  readonly label: 'healthy' | 'formalistic';
  readonly traits: readonly IndicatorCode[];
  readonly record: YearRecord;
}

/** Ways of going through the motions; a formalistic township has one or two of them. */
const ways: readonly (readonly IndicatorCode[])[] = [
  // The vote as a ceremony.
  ['no-surplus', 'unanimous-vote', 'no-deliberation', 'late-papers'],
  // Candidates made behind a closed door.
  [
    ...(['short-solicitation', 'few-suggestions', 'one-channel'] as const),
    ...(['untraced-candidates', 'ready-when-voted'] as const),
  ],
  // Adopted, then put on a shelf.
  ['no-plan', 'quiet-reports', 'quiet-visits', 'spending-apart', 'drift'],
  // Easy projects and easy praise.
  ['trivial-projects', 'repeated-projects', 'all-satisfied', 'ready-when-voted'],
  // Nobody is answered.
  ['late-opinions', 'unchecked-rectification', 'late-announcement', 'quiet-visits'],
  // The rules of the meeting taken lightly.
  ['no-rule-sheet', 'attendance-near-quorum', 'late-papers', 'late-announcement'],
];

function traitsOf(random: Seeded): readonly IndicatorCode[] {
  const first = random.between(0, ways.length - 1);
  const second = random.chance(60) ? random.between(0, ways.length - 1) : first;
  const way = [...(ways[first] ?? []), ...(ways[second] ?? [])];
  return indicatorCodes.filter((code) =>
    way.includes(code) ? random.chance(85) : random.chance(8),
  );
}

/** Loses a part of the record now and then, as older years and other systems do. */
function withGaps(record: YearRecord, random: Seeded): YearRecord {
  return {
    ...record,
    solicitation: random.chance(10) ? null : record.solicitation,
    candidates: random.chance(10)
      ? record.candidates.map((one) => ({ ...one, origins: [], stateWhenVoted: 'unknown' }))
      : record.candidates,
    meeting:
      record.meeting !== null && random.chance(10)
        ? { ...record.meeting, noticeOn: null, papersOn: null, deliberationMinuted: null }
        : record.meeting,
    earlierProjects: random.chance(10) ? [] : record.earlierProjects,
  };
}

/** One labelled township; the same seed always makes the same one. */
export function labelledTownship(seed: number, label: LabelledTownship['label']): LabelledTownship {
  const random = seeded(seed);
  const healthy = healthyTownship(random, 2025);
  const chosen = label === 'healthy' ? [] : traitsOf(random);
  const record = chosen.reduce((made, code) => traits[code](made, random), healthy);
  return { seed, label, traits: chosen, record: withGaps(record, random) };
}

/** Thirty townships from consecutive seeds, healthy and formalistic in turn. */
export function thirtyTownships(firstSeed: number): readonly LabelledTownship[] {
  return Array.from({ length: 30 }, (_, index) =>
    labelledTownship(firstSeed + index, index % 2 === 0 ? 'healthy' : 'formalistic'),
  );
}

/** The seeds by which thresholds were chosen, and those that were looked at once, for the table. */
export const firstSeeds = { tuning: 1_000, table: 7_000 } as const;
