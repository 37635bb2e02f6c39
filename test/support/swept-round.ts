import { holdRound, makeRound, question } from './ballot-rounds.ts';

/** The small election whose every field is changed: three ballots of four answers, one unused slip. */
export function sweptRound() {
  const round = makeRound('swept', {
    questions: [question(4, 1, 2, true)],
    slips: 4,
    ceremony: [3, 2],
  });
  const votes = [[[0, 1, 1, 0, 0]], [[1, 0, 0, 0, 0]], [[0, 1, 0, 0, 0]]];
  return { round, opened: holdRound(round, votes, [1, 2, 4]) };
}
