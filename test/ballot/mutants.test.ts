import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { verifyArchive } from '../../src/ballot/verify/verify-archive.ts';
import { group } from '../support/ballot-rounds.ts';
import { fullRun } from '../support/full-run.ts';
import { mutantsOf, rearrangementsOf, rememberingGroup } from '../support/mutants.ts';
import { sweptRound } from '../support/swept-round.ts';

/** Those accepted without the fingerprint, each with the reason why only the fingerprint can tell. */
const accepted = JSON.parse(
  readFileSync(new URL('../vectors/accepted-without-fingerprint.json', import.meta.url), 'utf8'),
) as { readonly [id: string]: string };

describe('every field of every payload', () => {
  test('changed, with the chain hashed again, is refused once the fingerprint is known', () => {
    const { round, opened } = sweptRound();
    const remembering = rememberingGroup(group);
    const { strongProofs } = opened;
    const whole = verifyArchive(opened.bytes, { strongProofs, group: remembering });
    expect(whole.failures).toEqual([]);
    const fingerprint = whole.report.fingerprint ?? '';
    const passed: string[] = [];
    let swept = 0;
    let made = 0;
    for (const mutant of mutantsOf(opened, round.setup)) {
      made += 1;
      // One of five, and whatever is known to be accepted; `FULL=1` asks all.
      if (!fullRun && made % 5 > 0 && accepted[mutant.id] === undefined) continue;
      swept += 1;
      const { bytes, strongProofs: side } = mutant;
      const found = verifyArchive(bytes, { strongProofs: side, group: remembering });
      if (found.failures.length > 0) continue;
      passed.push(mutant.id);
      // A fingerprint only ever adds a failure, so the refused ones need not be asked again.
      const known = verifyArchive(bytes, { strongProofs: side, group: remembering, fingerprint });
      expect([mutant.id, known.failures.map(({ code }) => code)]).toEqual([
        mutant.id,
        ['fingerprint-differs'],
      ]);
    }
    process.stdout.write(`${swept} mutants, ${passed.length} accepted without fingerprint\n`);
    for (const { id, bytes, strongProofs: side } of rearrangementsOf(opened, round.setup)) {
      const found = verifyArchive(bytes, { strongProofs: side, group: remembering });
      expect([id, found.failures.length > 0]).toEqual([id, true]);
      swept += 1;
    }
    expect(swept).toBeGreaterThanOrEqual(fullRun ? 3000 : 700);
    expect(passed).toEqual(Object.keys(accepted));
  }, 600_000);
});
