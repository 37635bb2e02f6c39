import { describe, expect, test } from 'vitest';
import { utf8 } from '../../src/ballot/bytes.ts';
import { verifyArchive } from '../../src/ballot/verify/verify-archive.ts';
import { verifyArchiveInThreads } from '../../src/stages/voting/verify-pool/verify-archive-in-threads.ts';
import { group, holdRound, makeRound, must, question } from '../support/ballot-rounds.ts';
import { labelsOf, rebuild } from '../support/mutants.ts';

/** Enough ballots for threads, whose answer must be the very one of the plain verifier. */
const round = makeRound('in threads', { questions: [question(2, 0, 1)], slips: 10 });
const votes = Array.from({ length: 10 }, (_, i) => [i % 3 === 0 ? [0, 0] : [i % 2, (i + 1) % 2]]);
const { archive, bytes, strongProofs } = holdRound(round, votes, [1]);
const labels = labelsOf(archive.records, round.setup);

function changed(label: string, change: (text: string) => string) {
  const at = labels.indexOf(label);
  return rebuild(archive.records, at, change(must(archive.records[at]).text), strongProofs);
}

const cases: readonly (readonly [string, { bytes: Uint8Array; strongProofs: string }, string[]])[] =
  [
    ['a sound one', { bytes, strongProofs }, []],
    [
      'one with a false proof',
      changed('ballot 6', (text) => text.replace(/("overall_proof":\[{"challenge":")\d+/, '$15')),
      ['overall-proof', 'signature-hash'],
    ],
    [
      'one with a ballot that cannot be read',
      changed('ballot 10', (text) => `${text} `),
      ['not-canonical', 'num-tallied', 'result-differs', 'result-unreachable', 'tally-differs'],
    ],
    [
      'one whose election cannot be read',
      changed('election', (text) => text.replace('BELENIOS-2048', 'BELENIOS-1024')),
      ['wrong-value'],
    ],
    ['none at all', { bytes: utf8('not an archive'), strongProofs }, ['not-an-archive']],
  ];

describe('an archive verified in threads', () => {
  test.each(cases)('%s: the same as without', async (_, file, codes) => {
    const plain = verifyArchive(file.bytes, { strongProofs: file.strongProofs, group });
    expect([...new Set(plain.failures.map(({ code }) => code))].sort()).toEqual(
      expect.arrayContaining(codes),
    );
    expect(plain.failures.length === 0).toBe(codes.length === 0);
    for (const threads of [1, 2]) {
      const options = { strongProofs: file.strongProofs, threads };
      expect(await verifyArchiveInThreads(file.bytes, options)).toEqual(plain);
    }
  });
});
