import { describe, expect, test } from 'vitest';
import { verifyArchive } from '../../src/ballot/verify/verify-archive.ts';
import { group, holdRound, makeRound, question } from '../support/ballot-rounds.ts';

describe('a whole round', () => {
  test('of at most two of four with the server and two of three scrutineers verifies', () => {
    const round = makeRound('two of three', {
      questions: [question(4, 1, 2, true)],
      slips: 4,
      ceremony: [3, 2],
    });
    const votes = [[[0, 1, 1, 0, 0]], [[1, 0, 0, 0, 0]], [[0, 1, 0, 0, 0]]];
    const opened = holdRound(round, votes, [1, 2, 4]);
    const { bytes, strongProofs } = opened;
    const found = verifyArchive(bytes, { strongProofs, group });
    expect(found.failures).toEqual([]);
    expect(found.warnings).toEqual([]);
    expect(found.report.totals).toEqual([[1, 2, 1, 0, 0]]);
    expect(opened.totals).toEqual([[1, 2, 1, 0, 0]]);
    const { fingerprint } = found.report;
    expect(
      verifyArchive(bytes, { strongProofs, group, fingerprint: fingerprint ?? '' }).failures,
    ).toEqual([]);
  });
});
