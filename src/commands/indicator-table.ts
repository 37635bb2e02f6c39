import { type Thresholds, thresholdsOf } from '../rules/indicators/thresholds.ts';
import { questionsByLabel, type Score, scoreIndicators, scoreTable } from './indicators/score.ts';
import { firstSeeds, thirtyTownships } from './indicators/synthetic-townships.ts';

/** Values tried for the thresholds that no law and no published text gives. */
const tried: Readonly<Partial<Record<keyof Thresholds, readonly number[]>>> = {
  leastSuggestions: [1, 2, 3],
  leastTraced: [40, 50, 60, 70],
  mostOneChannel: [60, 70, 80, 90],
  mostReady: [0, 10, 20, 30],
  smallestProject: [2, 5, 10],
  mostTrivial: [0, 10, 20, 30],
  mostRepeated: [10, 20, 30, 40],
  unanimousPercent: [95, 98, 100],
  quorumMargin: [2, 5, 8],
  quietMonths: [2, 3, 4],
  inspectionMonths: [2, 3, 4],
  spendingGap: [30, 35, 40, 50],
  driftTolerance: [5, 10, 15],
  mostLateOpinions: [10, 15, 20, 30],
  recheckDays: [15, 30, 60],
};

const defaults = thresholdsOf(null, 'township');

/** What the thirty townships of the table give, as the auditors' handbook prints it. */
export function tableOfOthers(): readonly string[] {
  const townships = thirtyTownships(firstSeeds.table);
  const { healthy, formalistic } = questionsByLabel(townships, defaults);
  const range = ([least, middle, most]: readonly [number, number, number]) =>
    `最少${least}、中位${middle}、最多${most}`;
  return [
    ...scoreTable(scoreIndicators(townships, defaults)),
    '',
    `每个乡镇得到的提示数：认真的15个${range(healthy)}；走形式的15个${range(formalistic)}。`,
  ];
}

function total(scores: readonly Score[], of: (score: Score) => number): number {
  return scores.reduce((sum, one) => sum + of(one), 0);
}

/** Hits, misses and false alarms of all indicators for each value tried, on the tuning townships. */
function tuning(): readonly string[] {
  const townships = thirtyTownships(firstSeeds.tuning);
  return Object.entries(tried).flatMap(([name, values]) =>
    values.map((value) => {
      const scores = scoreIndicators(townships, { ...defaults, [name]: value });
      const chosen = Object.entries(defaults).some((one) => one[0] === name && one[1] === value);
      const counts = [
        total(scores, ({ hits }) => hits),
        total(scores, ({ misses }) => misses),
        total(scores, ({ falseAlarms }) => falseAlarms),
      ];
      return `${name} ${value}: 命中 ${counts[0]} 漏报 ${counts[1]} 误报 ${counts[2]}${chosen ? ' ←' : ''}`;
    }),
  );
}

if (process.argv[1]?.endsWith('indicator-table.ts') === true) {
  const lines = process.argv.includes('--tuning') ? tuning() : tableOfOthers();
  console.log(lines.join('\n'));
}
