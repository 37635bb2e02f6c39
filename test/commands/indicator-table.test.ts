import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { tableOfOthers } from '../../src/commands/indicator-table.ts';
import {
  firstSeeds,
  labelledTownship,
  thirtyTownships,
} from '../../src/commands/indicators/synthetic-townships.ts';

test('the auditors’ handbook prints what the thirty other townships give', () => {
  // Tables of the handbook are padded to columns; only their cells matter.
  const plain = (text: string) => text.replace(/-{3,}/g, '---').replace(/ +/g, ' ');
  expect(plain(readFileSync('docs/auditors.md', 'utf8'))).toContain(
    plain(tableOfOthers().join('\n')),
  );
});

test('a seed makes one township, half of thirty are healthy, and no seed is used for both sets', () => {
  expect(labelledTownship(7, 'formalistic')).toEqual(labelledTownship(7, 'formalistic'));
  const tuning = thirtyTownships(firstSeeds.tuning);
  const others = thirtyTownships(firstSeeds.table);
  expect(tuning.filter((one) => one.label === 'healthy')).toHaveLength(15);
  expect(tuning.every((one) => (one.label === 'healthy') === (one.traits.length === 0))).toBe(true);
  const seeds = new Set(tuning.map(({ seed }) => seed));
  expect(others.some(({ seed }) => seeds.has(seed))).toBe(false);
});
